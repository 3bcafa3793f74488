"""Loading from the command line: what is doubted and what is replaced is said, not only counted."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from provenance.model.dates import SHANGHAI
from tests.cli.run import Cli, write_jsonl
from tests.lawful import DECLARATION, MINE, TRADER, lawful_shipment

TODAY = f"{datetime.now(SHANGHAI):%Y年%m月%d日}"


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(f"sqlite:///{tmp_path}/s.sqlite").on_empty_store()


def _declared(**other: Any) -> dict[str, Any]:
    return {**next(r for r in lawful_shipment() if r["record"] == "declaration"), **other}


def test_warnings_are_lines_of_their_own(cli: Cli, tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "d.jsonl", [_declared(), _declared(net_kg=1, country="Atlantis")])
    code, out, err = cli.run("ingest", file)
    assert code == 0
    assert "2 records committed, 1 of them new, 1 replaced; 0 rejected" in out
    doubted, replaced = (line for line in err.splitlines() if line.startswith(file))
    assert doubted.startswith(f"{file}:2: BAD_IDENTIFIER: country is 'Atlantis'")
    assert "replaces what line 1 says of it" in replaced
    assert "country, net_kg differ → give what is corrected the next revision" in replaced


def test_warnings_are_json_too(cli: Cli, tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "d.jsonl", [_declared(), _declared(net_kg=1)])
    (answer,) = cli.json("ingest", file)
    assert (answer["committed"], answer["new"], answer["replaced"]) == (2, 1, 1)
    (warned,) = answer["warnings"]
    assert (warned["code"], warned["line"], warned["field"]) == ("REPLACED", 2, "id")
    assert warned["remedy"]
    code, out, _ = cli.run("check", file, "--json")
    assert code == 0
    assert {row["code"] for row in map(json.loads, out.splitlines())} == {"REPLACED"}


@pytest.mark.parametrize(
    "words",
    [
        ("verdict", "--declaration", "5301 2026 0000 0000 42"),
        ("verdict", "--licence", "26el000123"),
        ("verdict", "\u200bF1 "),
        ("lineage", "--declaration", "５３０１２０２６００００００００４２.0"),
        ("exposure", " C1"),
        ("paths", "--from-kind", "enterprise", MINE.lower(), "F1", "--since", "2026/1/1"),
        ("findings", "--declaration", f"'{DECLARATION}", "--from", "20260101"),
        ("findings", "--region", "15 02 03", "--enterprise", TRADER.lower()),
        ("utilisation", "--month", "2026年1月", "--region", "１５０２０３"),
        ("reporting", "--month", "2026/3", "--region", "510100.0", "--at", "2026.4.30"),
        ("quotas", "--enterprise", MINE.lower(), "--as-of", TODAY),
        ("cases", "--enterprise", MINE.lower(), "--region", " 150203"),
    ],
)
def test_questions_are_read_as_records_are(
    cli: Cli, tmp_path: Path, words: tuple[str, ...]
) -> None:
    cli.run("ingest", write_jsonl(tmp_path / "r.jsonl", lawful_shipment()))
    code, out, err = cli.run(*words, "--json")
    assert code == 0, err
    assert out or words[0] in {"findings", "cases"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verdict", "--declaration", "5.3012E+17"), "its digits are lost"),
        (("verdict", "#REF!"), "a spreadsheet's word for an error"),
        (("findings", "--region", "1502"), "did you mean 150200"),
        (("findings", "--from", "5/3/2026"), "does not begin with its year"),
        (("cases", "--region", "赣州市区"), "did you mean 360700"),
        (("reporting", "--month", "3/2026"), "is no month"),
        (("decide", "5.3012E+17", "release", "--by", "王", "--reason", "x"), "digits are lost"),
        (("watch", "add", "https://a.example/", "--by", "王", "--region", "3607"), "360700"),
    ],
)
def test_what_no_number_can_be_is_refused(cli: Cli, words: tuple[str, ...], said: str) -> None:
    code, _, err = cli.run(*words)
    assert code == 2
    assert said in " ".join(err.replace("│", " ").split())
