"""`provenance utilisation` as a person or a program uses it."""

from datetime import datetime
from pathlib import Path

import pytest

from provenance.model.dates import SHANGHAI
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import M, worked_example


@pytest.fixture
def loaded(sqlite_address: StoreAddress, tmp_path: Path) -> Cli:
    cli = Cli(sqlite_address.store, sqlite_address.env)
    cli.json("ingest", "--no-audit", write_jsonl(tmp_path / "records.jsonl", worked_example()))
    return cli


def test_for_a_person(loaded: Cli) -> None:
    """Tonnes, never cut short, with names and totals."""
    code, out = loaded.seen("utilisation", "--year", "2026", "--by", "county", columns=200)
    assert code == 0
    for words in (
        "150206 内蒙古自治区包头市白云鄂博矿区",
        "separation",
        "mining total",
        "remaining t",
        "120.000",
        "2026-02",
        "(Asia/Shanghai)",
    ):
        assert words in out
    assert "…" not in out
    _, narrow = loaded.seen("utilisation", "--year", "2026", "--by", "county")
    assert max(map(len, narrow.splitlines())) <= 80
    assert "150206 内蒙古自治区包头市白云鄂博矿区" in narrow
    assert "Not shown" in narrow


def test_for_a_program(loaded: Cli) -> None:
    rows = loaded.json(
        "utilisation", "--month", "2026-02", "--by", "enterprise", "--activity", "mining"
    )
    share = rows[0].pop("shareOfYearElapsed")
    assert share == 59 / 365
    assert rows == [
        {
            "enterprise": {"code": M, "name": "矿"},
            "activity": "MINING",
            "year": 2026,
            "month": "2026-02",
            "allocatedKg": 100_000,
            "adjustedKg": 100_000,
            "overallocatedKg": 0,
            "drawnKg": 40_000,
            "coveredKg": 20_000,
            "coveredByGroupKg": 0,
            "overKg": 20_000,
            "usedKg": 100_000,
            "usedByAffiliatesKg": 0,
            "remainingKg": 0,
            "runsOutIn": "2026-02",
        }
    ]


def test_for_a_spreadsheet(loaded: Cli) -> None:
    """Masses in tonnes, exact to the gram; a header even where there is nothing."""
    words = ("utilisation", "--by", "city", "--by", "ore_class")
    rows = loaded.csv(*words)
    assert [(row["city_name"], row["activity"], row["ore_class"]) for row in rows] == [
        ("内蒙古自治区包头市", "separation", ""),
        ("内蒙古自治区包头市", "mining", "rock"),
    ]
    assert rows[0]["over_t"] == "24.000000"
    _, nothing, _ = loaded.run(*words, "--year", "1999", "--csv")
    assert nothing.strip("\ufeff\r\n").split(",") == list(rows[0])


def test_as_of_a_time(loaded: Cli) -> None:
    assert loaded.json("utilisation", "--as-of", "2001-01-01") == []
    today = datetime.now(SHANGHAI).date().isoformat()
    assert len(loaded.json("utilisation", "--as-of", today)) == 2
    code, _, err = loaded.run("utilisation", "--as-of", "2100-01-01")
    assert (code, "2100-01-01 is yet to come" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--month", "2026-13"), "is no month"),
        (
            ("--region", "包头县"),
            "no place is called 包头县; did you mean 150200 (内蒙古自治区包头市)",
        ),
        (("--as-of", "yesterday"), "a time is written such as"),
    ],
)
def test_what_cannot_be_asked(loaded: Cli, words: tuple[str, ...], says: str) -> None:
    code, _, err = loaded.run("utilisation", *words)
    assert code == 2
    assert says in err
