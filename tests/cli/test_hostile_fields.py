"""Hostile names in every field of every record go through every door, and none lets one act."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from provenance.model.dates import SHANGHAI
from provenance.records.filing import Filing, Parsed
from provenance.records.kinds.registry import describe
from tests.cli.run import Cli, write_jsonl
from tests.cli.test_hostile_names import ACTS, HOSTILE
from tests.example import worked_example

NAMES = {
    **HOSTILE,
    "formula": "=cmd|' /C calc'!A0",
    "quoted formula": "'=1+1",
    "tag": '"><img src=x onerror=alert(1)>&amp;',
    "template": "{{ 7*7 }}{n:,}%s",
    "tags": "\U000e0041x",
    "none": "\ufffex",
}
"""By what a name may try; 500 characters at most, which a record takes."""

REGIONS = {"region"}
"""Fields that stay, so that there are places to report on."""


def _leaves(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from _leaves(part, (*at, name))
    elif isinstance(value, str):
        yield at


def _at(value: Any, at: tuple[Any, ...]) -> Any:
    for step in at:
        value = value[step]
    return value


def hostile(records: list[Any], name: str) -> list[dict[str, Any]]:
    """Records in which every text that may be anything is a hostile one."""
    filing = Filing("hostile", datetime(2026, 11, 1, tzinfo=SHANGHAI))
    made = []
    for record in json.loads(json.dumps(records)):
        for at in list(_leaves(record)):
            if at[-1] in REGIONS:
                continue
            before = _at(record, at)
            _at(record, at[:-1])[at[-1]] = name[:500] + before  # which keeps texts apart
            if not isinstance(filing.judge(record, 1, ""), Parsed):
                _at(record, at[:-1])[at[-1]] = before
        made.append(record)
    return made


EXAMPLES = [one["example"] for one in describe().values()]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("hostile")
    records = [
        record
        for name in NAMES.values()
        for record in hostile([*worked_example(), *EXAMPLES], name)
        if record["record"] != "withdrawal"
    ]
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    code, out, err = cli.run("ingest", write_jsonl(folder / "hostile.jsonl", records))
    assert code in (0, 1), err
    assert not ACTS.search(out + err)
    wrong = [{"record": name, "id": name} for name in NAMES.values()]
    cli.run("ingest", write_jsonl(folder / "wrong\u202e.jsonl", wrong))
    cli.run("watch", "add", "https://example.org/", "--by", NAMES["turned"])
    return cli


@pytest.fixture(scope="module")
def asked(loaded: Cli) -> list[tuple[str, ...]]:
    """Every command that prints what is on record, on the subjects there are."""
    found = loaded.json("search", "D1", "--first", "100")
    lots = [one["key"] for one in found if one["label"] == "Lot" and "\0" not in one["key"]]
    exports = [one["key"] for one in loaded.json("search", "530120260", "--first", "100")]
    assert len([key for key in lots if ACTS.search(key) or "[" in key]) > 3
    shipments = [key for key in exports if key.isdecimal()]
    return [
        ("verdict", *lots, "--remedies"),
        *((("verdict", "--declaration", *shipments),) if shipments else ()),
        ("lineage", *lots), ("exposure", *lots), ("paths", lots[0], lots[-1]),
        ("search", "L", "--first", "50"), ("findings",), ("suspicious",), ("targets",),
        ("rejected",),
        ("quotas",), ("quotas", "--indicators"), ("cases",), ("watch", "list"),
        ("reporting", "--month", "2026-02"), ("reporting", "--month", "2026"),
        ("utilisation", "--year", "2026", "--by", "enterprise"),
    ]  # fmt: skip


def test_most_fields_take_hostile_texts() -> None:
    records = hostile(EXAMPLES, "<x>")
    assert sum(_at(one, at).startswith("<x>") for one in records for at in _leaves(one)) > 100


def test_nothing_acts_in_a_terminal(loaded: Cli, asked: list[tuple[str, ...]]) -> None:
    for words in asked:
        code, out = loaded.seen(*words)
        assert code == 0, (words, out)
        assert "Traceback" not in out
        assert not ACTS.search(out), words


def test_nothing_acts_in_a_pipe_or_breaks_its_rows(
    loaded: Cli, asked: list[tuple[str, ...]]
) -> None:
    for words in asked:
        code, out, err = loaded.run(*words)
        assert code == 0, (words, err)
        assert not ACTS.search(out.replace("\t", " ") + err), words
        if words[0] != "verdict":
            assert len({line.count("\t") for line in out.splitlines()}) == 1, words


def test_nothing_acts_in_json_and_it_is_whole(loaded: Cli, asked: list[tuple[str, ...]]) -> None:
    told = ""
    for words in asked:
        code, out, err = loaded.run(*words, "--json")
        assert code == 0, (words, err)
        assert not ACTS.search(out), words
        told += json.dumps([json.loads(line) for line in out.splitlines()], ensure_ascii=False)
    assert NAMES["turned"] in told, "a program gets the name as it is"


def test_no_cell_of_a_spreadsheet_acts(
    loaded: Cli, asked: list[tuple[str, ...]], tmp_path: Path
) -> None:
    for n, words in enumerate(asked):
        for row in loaded.csv(*words):
            for cell in row.values():
                _harmless(cell, quoted=True)
        path = tmp_path / f"{n}.xlsx"
        code, _, err = loaded.run(*words, "--out", str(path))
        assert code == 0, err
        _sound(path)


def test_no_document_lets_a_name_act(loaded: Cli, tmp_path: Path) -> None:
    for words in (("monthly", "--month", "2026-02"), ("year-end", "--year", "2026")):
        code, _, err = loaded.run(
            "report", *words, "--out", str(tmp_path), "--format", "html,pdf,xlsx,csv"
        )
        assert code == 0, err
    for path in tmp_path.glob("*.xlsx"):
        _sound(path)
    for path in tmp_path.glob("*.html"):
        page = path.read_text("utf-8")
        assert not ACTS.search(page), path
        _Tags().feed(page)
    assert any("&lt;img src=x" in path.read_text("utf-8") for path in tmp_path.glob("*.html"))


class _Tags(HTMLParser):
    """Fails where a page has what the template does not write."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("img", "script", "a", "link", "bold", "conceal")
        assert not any(name.startswith("on") for name, _ in attrs)


def _sound(path: Path) -> None:
    for sheet in load_workbook(path).worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    _harmless(cell.value, quoted=False)


def _harmless(cell: str, *, quoted: bool) -> None:
    assert not ACTS.search(re.sub(r"[\t\r\n]", " ", cell)), repr(cell)
    number = re.fullmatch(r"[+-][0-9]+(\.[0-9]+)?", cell)
    assert not quoted or number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
