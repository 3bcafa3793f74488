"""The nation's balance on the command line, as a person and a program read it."""

from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.example import worked_example


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("balance")
    cli = Cli(f"sqlite:///{folder}/s.sqlite")
    assert cli.run("ingest", write_jsonl(folder / "r.jsonl", worked_example()))[0] == 0
    return cli


def test_a_person_reads_what_is_something(example: Cli) -> None:
    code, out = example.seen("balance", "--year", "2026", columns=100)
    assert code == 0
    assert "mined under quota" in out
    assert "stock at the start" not in out
    assert "120,000 kg went in, 114,000 kg are accounted for: residual 6,000 kg" in " ".join(
        out.split()
    )


def test_a_program_reads_all_lines(example: Cli) -> None:
    rows = example.json("balance", "--year", "2026")
    total = {row["entry"]: (row["leastKg"], row["mostKg"]) for row in rows if row["oxide"] == "REO"}
    assert total["MINED_BEYOND"] == (20_000, 20_000)
    assert total["RESIDUAL"] == (6_000, 6_000)
    assert total["MAGNETS_LEFT"] == (0, 0)
    oxide = {row["entry"]: row for row in rows if row["oxide"] == "Dy2O3"}
    assert oxide["RESIDUAL"]["side"] == "RESIDUAL"
    assert (oxide["EXPORTED"]["leastKg"], oxide["EXPORTED"]["mostKg"]) == (0, 114_000)
    assert len(example.csv("balance", "--year", "2026")) == len(rows)


def test_a_year_in_which_nothing_happened(example: Cli) -> None:
    code, _, err = example.run("balance", "--year", "2020")
    assert code == 0
    assert "nothing on record happened in 2020 or before it" in err


def test_nothing_is_loaded_yet(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/s.sqlite")
    assert cli.run("ingest", write_jsonl(tmp_path / "none.jsonl", []))[0] == 0
    assert "nothing is loaded yet" in cli.run("balance", "--year", "2026")[2]
