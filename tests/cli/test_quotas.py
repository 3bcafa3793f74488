"""Quotas, notices and cases on the command line, as a person uses it."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.supervision.test_cases import CASES

NREG = "QUO-NREG-2024-1-mining-rock"


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_the_same_year_before_and_after_an_adjustment(cli: Cli, tmp_path: Path) -> None:
    """The notices load; a cut is recorded; the year as it was known before is as it was."""
    assert len(cli.json("notices", "--year", "2024", "--load")) == 9
    before = datetime.now(UTC).isoformat()
    time.sleep(0.002)  # clocks may tick in milliseconds
    cut: dict[str, object] = {
        "record": "quota_adjustment",
        "id": "ADJ-1",
        "quota": NREG,
        "reo_t": -580.000001,
        "decided_on": "2024-09-02",
        "reason": "核减",
    }
    assert cli.run("ingest", write_jsonl(tmp_path / "cut.jsonl", [cut]))[0] == 0
    now = _northern(cli.json("quotas", "--year", "2024"))
    then = _northern(cli.json("quotas", "--year", "2024", "--as-of", before))
    assert (then["reoKg"], then["adjustedKg"], then["adjustments"]) == (94_580_000, 94_580_000, [])
    assert (now["reoKg"], now["adjustedKg"]) == (94_580_000, 93_999_999.999)
    assert now["adjustments"] == [
        {
            "key": "ADJ-1",
            "kg": -580_000.001,
            "decidedOn": "2024-09-02",
            "reason": "核减",
            "penalty": None,
        }
    ]
    assert then["source"] == "built-in notices (published)"
    assert cli.json("quotas", "--year", "2024", "--as-of", "2024-12-31") == []
    whole = cli.json("quotas", "--indicators", "--year", "2024")
    mining = {row["key"]: row["allocatedKg"] for row in whole}
    assert mining["IND-2024-1-mining"] == 135_000_000 - 580_000.001
    (row,) = (row for row in cli.csv("quotas", "--year", "2024") if row["key"] == NREG)
    assert row["adjustments"] == "ADJ-1 -580,000.001 kg"
    _, out = cli.seen("quotas", "--year", "2024")
    assert "93,999,999.999" in out
    assert "5 quotas" in out
    _, out, err = cli.run("quotas", "--year", "2024")
    assert "\t93999999.999\t" in out
    assert err == "5 quotas\n"


def _northern(rows: list[Any]) -> Any:
    (found,) = (row for row in rows if row["key"] == NREG)
    return found


def test_notices_are_listed_without_a_store(tmp_path: Path) -> None:
    cli = Cli()
    rows = cli.csv("notices")
    assert len(rows) == 54
    assert {row["status"] for row in rows} == {"published", "rounded", "derived"}
    code, out = cli.seen("notices", "--year", "2024")
    assert "250,850,000" in out
    assert "never add them up" in " ".join(out.split())
    code, _, err = cli.run("notices", "--year", "2025")
    assert code == 2
    assert "there are no notices of 2025" in err


def test_groups_have_made_up_codes_unless_given(cli: Cli) -> None:
    code, _, err = cli.run("notices", "--year", "2024", "--load")
    assert code == 0
    assert "are made up unless given" in err
    given = ("--code", "NREG=91150000701463622D", "--code", "CREG=91110000000000000X")
    code, _, err = cli.run("notices", "--year", "2024", "--load", *given)
    assert (code, err) == (0, "11 records committed, 2 of them new, 5 replaced.\n")
    code, _, err = cli.run("notices", "--load", "--code", "NREG")
    assert code == 2
    assert "NREG=91150000701463622D" in err


def test_cases_are_chains(cli: Cli, tmp_path: Path) -> None:
    assert cli.run("ingest", write_jsonl(tmp_path / "cases.jsonl", CASES))[0] == 0
    other, whole = cli.json("cases")
    assert (other["penalty"], other["penaltyPassedUpTo"]) == ("Q", "100000 中国")
    chain = ("inspection", "violation", "penalty", "referral", "referredTo", "carriedOutBy")
    assert [whole[name] for name in chain] == ["I", "V", "P", "R", "公安局", ["A"]]
    beside = ("article", "fineMinCny", "fineMaxCny", "timesIllegalGains", "nextYearReductionKg")
    assert [whole[name] for name in beside] == ["R 21", 1_000_000, 5_000_000, "5-10", 5_500]
    assert [(fine["tier"], fine["whom"], fine["minCny"]) for fine in whole["fines"]] == [
        ("FIRST", "enterprise", 1_000_000)
    ]
    assert whole["fines"][0]["leadsTo"] == ["confiscation", "seizure", "credit_record"]
    (order,) = whole["orders"]
    ordered = ("key", "deadline", "fulfilledOn", "standing")
    assert [order[name] for name in ordered] == ["O", "2025-12-01", "2025-12-04", "FULFILLED_LATE"]
    assert (whole["fineTier"], other["orders"], other["fineTier"]) == ("FIRST", [], None)
    (row,) = cli.csv("cases", "--region", "150000")
    assert (row["orders"], row["fineTier"]) == ("O 2025-12-01 mended too late", "FIRST")
    assert row["fines"] == (
        "first tier / enterprise / 5-10 × illegal gains / CNY 1,000,000 to 5,000,000"
        " / product and gains confiscated / seizure / entry in the credit record"
        " / Order 785 Art. 21"
    )
    assert (row["penalty"], row["carriedOutBy"], row["fineCny"]) == ("P", "A", "")
    code, out = cli.seen("cases", "--enterprise", whole["enterprise"], columns=160)
    assert code == 0
    assert "公安局" in out
    assert "decide nothing" in out
    assert cli.json("cases", "--as-of", "2026-01-01") == []


@pytest.mark.parametrize(
    ("article", "least", "most"),
    [("R 25", 200_000, 1_000_000), ("R 21", 1_000_000, 5_000_000)],  # Art. 21 knows one tier only
)
def test_the_fines_of_the_tier_that_is_open_stand_beside(
    cli: Cli, tmp_path: Path, article: str, least: int, most: int
) -> None:
    act = {"enterprise": "91150000701463622D", "authority": "局（合成）", "date": "2025-01-02"}
    broken: dict[str, object] = {"record": "violation", "id": "V", **act, "article": article}
    told = {"violation": "V", "demand": "补录（合成）", "deadline": "2025-02-01"}
    records = [broken, {"record": "order", "id": "O", **act, **told}]
    assert cli.run("ingest", write_jsonl(tmp_path / "order.jsonl", records))[0] == 0
    (row,) = cli.json("cases")
    assert (row["fineTier"], row["fineMinCny"], row["fineMaxCny"]) == ("SECOND", least, most)


@pytest.mark.parametrize("command", ["quotas", "cases"])
def test_a_time_that_is_none_is_refused_in_plain_words(cli: Cli, command: str) -> None:
    code, _, err = cli.run(command, "--as-of", "yesterday")
    assert code == 2
    assert "a time is written such as" in err


def test_help_says_how_things_are_recorded(cli: Cli) -> None:
    for command in ("quotas", "cases"):
        _, out, _ = Cli().run(command, "--help")
        assert "provenance ingest" in " ".join(out.split())
        assert "Example:" in out
