"""Findings on the command line: listed, exported as the filter has it, reviewed."""

import csv
import io
import json
from pathlib import Path

import pytest

from provenance.cli.options import subjects_named
from provenance.model.terms import Label, Ref, Severity
from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.graph.kit import WORKS, event, lot
from tests.graph.test_findings import found, keep

FIRST = found(1, about=("氧化镝",))


@pytest.fixture
async def kept(address: StoreAddress) -> Cli:
    """The command line on a store with three findings, the third of them gone."""
    store = address.open()
    more = {"severity": Severity.MINOR, "enterprise": WORKS, "mass_g": None}
    await keep(store, FIRST, found(2, subject=event("processing:P,1"), **more), found(3))
    await keep(store, scopes=["lot:L3"])
    await store.close()
    return Cli(address.store, address.env)


def test_one_a_line_for_programs(kept: Cli) -> None:
    first, second = kept.json("findings")
    assert {name: first[name] for name in ("code", "severity", "relation", "status")} == {
        "code": "OVERDRAWN_LOT",
        "severity": "CRITICAL",
        "relation": "DIRECT",
        "status": "OPEN",
    }
    assert (first["subject"], first["kg"]) == ({"kind": "lot", "key": "L1"}, 200)
    assert first["evidence"] == ["transfer:T1/1", "transfer:T2/1"]
    assert (first["basis"], first["about"]) == ("Order 785 Art. 14", ["氧化镝"])
    assert second["subject"] == {"kind": "event", "key": "processing:P,1"}
    assert second["kg"] is None


def test_programs_read_sentences_in_the_language_asked(kept: Cli) -> None:
    asked = ("findings", "--language", "zh", "--severity", "critical")
    (line,), (row,) = kept.json(*asked), kept.csv(*asked)
    assert line["message"] == row["message"] == "Drawn 1,200 千克 of 1,000 千克."
    assert line["code"] == row["code"] == "OVERDRAWN_LOT"


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        (["--gone"], ["L3"]),
        (["--code", "OVERDRAWN_LOT", "--severity", "CRITICAL", "--status", "open"], ["L1"]),
        (["--code", "over_quota_mining"], []),
        (["--from", "2026-03-02", "--to", "2026-03-02", "--region", "150000"], ["processing:P,1"]),
        (["--enterprise", WORKS], ["processing:P,1"]),
        (["--subject", "L1"], ["L1"]),
        (["--subject", "lot:L1"], ["L1"]),
        (["--text", "L1"], ["L1"]),
        (["--severity", "critical", "--severity", "minor"], ["L1", "processing:P,1"]),
    ],
)
def test_a_filter_narrows_what_is_listed(kept: Cli, words: list[str], subjects: list[str]) -> None:
    assert [line["subject"]["key"] for line in kept.json("findings", *words)] == subjects


def test_exports_honour_the_filter(kept: Cli, tmp_path: Path) -> None:
    (row,) = kept.csv("findings", "--severity", "minor")
    assert (row["subjectKind"], row["subjectKey"], row["kg"]) == ("event", "processing:P,1", "")
    table, lines = tmp_path / "f.csv", tmp_path / "f.jsonl"
    code, out, _ = kept.run("findings", "--out", str(table))
    assert (code, out) == (0, f"2 findings in {table}\n")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [row["about"] for row in rows] == ["氧化镝", ""]
    assert table.read_bytes().startswith(b"\xef\xbb\xbf"), "by which Excel knows what it reads"
    assert kept.run("findings", "--gone", "--out", str(lines))[0] == 0
    (line,) = lines.read_text("utf-8").splitlines()
    assert json.loads(line)["goneAt"]


def test_a_person_reads_them(kept: Cli) -> None:
    code, out = kept.seen("findings")
    assert code == 0
    for words in (FIRST.id, "lot L1", "200 kg", "Drawn 1,200 kg", "2 findings: 1 critical"):
        assert words in out


def test_causes_come_first_and_what_follows_is_counted(address: StoreAddress) -> None:
    cli = Cli(address.store, address.env)
    records = "".join(json.dumps(record) + "\n" for record in worked_example())
    assert cli.run("ingest", "-", "--format", "jsonl", stdin=records)[0] == 0
    every = cli.json("findings")
    _, out, err = cli.run("findings")
    head, *rows = [line.split("\t") for line in out.splitlines()]
    follow = [int(row[head.index("follow")]) for row in rows]
    assert len(rows) + sum(follow) == len(every) > len(rows)
    assert f"{len(every)} findings" in err
    assert f"{sum(follow)} follow from others by mass: --all lists them" in err
    assert len(cli.run("findings", "--all")[1].splitlines()) == len(every) + 1
    _, shown = cli.seen("findings")
    assert "findings that follow from it by mass: " in shown
    assert "NO_QUOTA_ORIGIN" not in shown
    assert shown.count("(NO_QUOTA_ORIGIN)") < cli.seen("findings", "--all")[1].count(
        "(NO_QUOTA_ORIGIN)"
    )


def test_a_review_has_a_name_and_a_reason_and_stays(kept: Cli) -> None:
    said = ("--by", "王", "--reason", "已核实")
    assert kept.run("review", FIRST.id, "--confirm", *said)[0] == 0
    (reviewed,) = kept.json("review", FIRST.id, "--dismiss", "--by", "Li", "--reason", "a slip")
    assert reviewed["status"] == "DISMISSED"
    assert [(one["by"], one["decision"]) for one in reviewed["reviews"]] == [
        ("王", "CONFIRM"),
        ("Li", "DISMISS"),
    ]
    (listed,) = kept.json("findings", "--status", "dismissed")
    assert listed == reviewed
    code, out, _ = kept.run("review", FIRST.id, "--reopen", *said)
    assert code == 0
    assert "is open" in out
    assert "已核实" in out


def test_misuse_is_said(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 's.sqlite'}").on_empty_store()
    said = ["--by", "x", "--reason", "y"]
    for words, told, expected in (
        (["review", "nothing", "--confirm", *said], "UNKNOWN_SUBJECT", 4),
        (["review", "nothing", *said], "one of", 2),
        (["review", "nothing", "--confirm", "--dismiss", *said], "one of", 2),
        (["review", "nothing", "--confirm", "--by", " ", "--reason", "y"], "by is required", 2),
        (["findings", "--out", str(tmp_path / "f.ods")], ".xlsx, .csv, .json or .jsonl", 2),
        (["findings", "--out", str(tmp_path / "f")], ".xlsx, .csv, .json or .jsonl", 2),
        (["findings", "--out", str(tmp_path / "f.csv"), "--json"], "another kind", 2),
        (["findings", "--out", str(tmp_path / "no" / "f.csv")], "cannot write", 2),
        (["findings", "--json", "--csv"], "not both", 2),
    ):
        code, out, err = cli.run(*words)
        assert code == expected, words
        assert told in err
        assert "Traceback" not in out + err


def test_a_number_is_looked_for_as_what_it_says_it_is() -> None:
    assert subjects_named("lot:D1") == (lot("D1"),)
    assert subjects_named("event:processing:P1") == (event("processing:P1"),)
    assert subjects_named("processing:P1") == (event("processing:P1"),)
    assert subjects_named("execution_report:R") == (Ref(Label.EXECUTION_REPORT, "R"),)
    assert set(subjects_named("a:b")) == {
        Ref(label, "A:B" if label is Label.EXPORT_LICENCE else "a:b")
        for label in set(Label) - {Label.REGION}
    }
