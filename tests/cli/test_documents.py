"""The commands on reports against both stores, as a person or a program uses them."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.supervision.reporting.year import records

AT = ("--at", "2026-11-10T00:00:00")


@pytest.fixture
def loaded(address: StoreAddress, tmp_path: Path) -> Cli:
    """The command line on a store that holds a province's year."""
    cli = Cli(address.store, {"COLUMNS": "160", **address.env})
    cli.json("ingest", write_jsonl(tmp_path / "year.jsonl", records()), "--no-audit")
    return cli


def test_who_filed_as_a_table_csv_and_json(loaded: Cli) -> None:
    code, out = loaded.seen("reporting", "--month", "2026-10", *AT, columns=160)
    assert code == 0
    assert re.search("NEVER +missing +NEVER稀土（合成）", out)
    assert out.splitlines()[-1] == (
        "5 enterprises in 2026-10, as filed by 2026-11-10 00:00:00:"
        " 2 filed, 1 late, 1 missing, 1 not obliged"
    )
    rows = {row["key"]: row for row in loaded.csv("reporting", "--month", "2026-10", *AT)}
    assert rows["EVE"]["miningReportedKg"] == "6000"
    assert rows["EVE"]["miningDifferenceKg"] == "-5000"
    assert rows["NEVER"]["miningReportedKg"] == ""
    (never,) = loaded.json("reporting", "--month", "2026-10", *AT, "--status", "missing")
    assert never["key"] == "NEVER"
    assert never["execution"] == [
        {
            "activity": "MINING",
            "reportedKg": None,
            "ledgerKg": 13_000,
            "differenceKg": None,
            "differs": False,
            "filedAt": None,
            "parts": [],
        }
    ]


def test_what_places_come_to(loaded: Cli) -> None:
    counties = loaded.json("reporting", "--month", "2026-10", *AT, "--level", "county")
    assert [(one["key"], one["counts"]["FILED"]) for one in counties] == [
        ("360704", 0), ("360722", 0), ("360728", 0), ("360783", 2),
    ]  # fmt: skip
    (nation,) = loaded.json("reporting", "--month", "2026-10", *AT, "--level", "nation")
    assert nation["execution"][0]["ledgerKg"] == 46_000
    (county,) = loaded.json(
        "reporting", "--month", "2026-10", *AT, "--level", "county", "--region", "360783"
    )
    assert county["enterprises"] == 2
    (year,) = loaded.csv("reporting", "--month", "2026", *AT, "--level", "province")
    assert (year["level"], year["key"], year["monthsMISSING"]) == ("PROVINCE", "360000", "10")


def test_documents_in_files(loaded: Cli, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "folder"
    words = ("--region", "360000", "--out", str(out), "--format", "html,xlsx,csv", *AT)
    code, said, err = loaded.run("report", "monthly", "--month", "2026-10", *words)
    assert code == 0, err
    assert said.splitlines()[0] == str(out / "monthly-2026-10-360000.html")
    code, _, err = loaded.run("report", "year-end", "--year", "2026", *words, "--language", "en")
    assert code == 0, err
    names = {path.name for path in out.iterdir()}
    assert {path.split(".")[1] for path in names} == {"html", "xlsx", "csv"}
    assert "year-end-2026-360000-referrals.csv" in names
    book = load_workbook(out / "monthly-2026-10-360000.xlsx")
    assert book["概要 Summary"]["A1"].value.startswith("稀土总量控制指标")
    assert "合成" in (out / "monthly-2026-10-360000.html").read_text("utf-8")
    assert "年度" not in (out / "year-end-2026-360000.html").read_text("utf-8")


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/x.sqlite").on_empty_store()
    code, shipped, _ = Cli().run("report", "template")
    assert code == 0
    own = tmp_path / "own.html.j2"
    own.write_text(shipped.replace("<h1>", "<h1>样本 "), encoding="utf-8")
    month = ("report", "monthly", "--month", "2026-10", "--out", str(tmp_path), "--format", "html")
    assert cli.run(*month, "--template", str(own))[0] == 0
    assert "<h1>样本 " in (tmp_path / "monthly-2026-10-100000.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reporting", "--month", "October"), "period is 'October', which is no month"),
        (
            ("reporting", "--month", "2026-10", "--region", "99"),
            "is '99': there is no such region code",
        ),
        (("reporting", "--month", "2026-10", "--at", "noon"), "a time is written such as"),
        (("report", "monthly", "--month", "2026"), "month is '2026', which is no month"),
        (
            ("report", "monthly", "--month", "2026-10", "--region", "360799"),
            "is '360799': there is no such region code",
        ),
        (("report", "monthly", "--month", "2026-10", "--format", "doc"), "html, pdf, xlsx, csv"),
        (("report", "year-end", "--year", "2026", "--template", "none.j2"), "No such file"),
        (("report", "monthly", "--month", "2026-10", "--out", "/dev/null/x"), "cannot write to"),
    ],
)
def test_misuse_is_answered_in_a_sentence(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    formats = () if "--format" in words or words[0] == "reporting" else ("--format", "html")
    cli = Cli(f"sqlite:///{tmp_path}/x.sqlite").on_empty_store()
    code, out, err = cli.run(*words, *formats)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
