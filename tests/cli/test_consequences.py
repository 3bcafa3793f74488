"""Credit-record entries and seizures on the command line."""

from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.graph.kit import MINE
from tests.supervision.test_consequences import CASES


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("consequences")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    assert cli.run("ingest", write_jsonl(folder / "r.jsonl", CASES))[0] == 0
    return cli


def test_entries_in_credit_records(loaded: Cli) -> None:
    first, second, _ = loaded.json("credit")
    assert (first["penalty"], first["article"]) == ("FIRST", None)
    wanted = ("date", "enterprise", "name", "penalty", "violation", "article", "fineCny")
    assert [second[name] for name in wanted] == [
        "2025-12-15", MINE, "矿", "P", "V", "R 21", 1_000_000,
    ]  # fmt: skip
    code, out = loaded.seen("credit", "--enterprise", MINE, columns=120)
    assert code == 0
    assert "Order 785 Art. 27" in out
    assert "none of 3 entries match" in loaded.run("credit", "--region", "650000")[2]
    assert loaded.json("credit", "--as-of", "2026-01-01") == []


def test_seizures_lot_by_lot(loaded: Cli, tmp_path: Path) -> None:
    rows = loaded.csv("seizures", "--enterprise", MINE)
    assert [(row["seizure"], row["lot"], row["reoKg"]) for row in rows] == [
        ("S1", "C1", "300"),
        ("S1", "C2", "0.5"),
    ]
    assert "none of 3 seizures match" in loaded.run("seizures", "--region", "650000")[2]
    code, out, _ = loaded.run("seizures", "--out", str(tmp_path / "s.xlsx"))
    assert (code, out) == (0, f"3 rows in {tmp_path / 's.xlsx'}\n")
