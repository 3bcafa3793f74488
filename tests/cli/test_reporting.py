"""Who reported, on the command line: the parts by feed, sums of money, who is not on record."""

from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl

FIRM, UNKNOWN = "91150203XXXXTQ9C5X", "91350200XXXXTQ9FXD"
RECORDS = [
    {
        "record": "enterprise", "id": FIRM, "name": "甲（合成）", "region": "150203",
        "roles": ["separation"],
    },
    {
        "record": "execution_report", "id": "ER", "enterprise": FIRM, "period": "2026-10",
        "activity": "separation", "reo_t": 40, "imported_reo_t": 12.5, "monazite_reo_t": 5,
        "filed_at": "2026-11-09T17:30:00+08:00",
    },
    {
        "record": "penalty", "id": "P", "enterprise": UNKNOWN, "date": "2025-12-15",
        "authority": "某局（合成）", "fine_cny": 500000,
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder: Path = tmp_path_factory.mktemp("reporting")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    assert cli.run("ingest", write_jsonl(folder / "r.jsonl", RECORDS))[0] == 0
    return cli


def test_the_parts_of_a_report_stand_below_its_activity(loaded: Cli) -> None:
    _, row, *_ = loaded.run("reporting", "--month", "2026-10")[1].splitlines()
    assert "separation; of it imported ore; of it monazite\t40000; 12500; 5000" in row
    _, seen = loaded.seen("--language", "zh", "reporting", "--month", "2026-10", columns=200)
    assert "其中进口矿" in seen
    assert "12,500" in seen


def test_who_is_not_on_record_is_called_by_its_code_and_fines_are_whole(loaded: Cli) -> None:
    for command in ("cases", "credit"):
        out = loaded.run(command)[1]
        assert UNKNOWN in out
        assert "\t500000\t" in out
        assert loaded.csv(command)[0]["fineCny"] == "500000"
        assert "500,000" in loaded.seen(command, columns=200)[1]
        assert loaded.json(command)[0]["name"] is None
