"""`provenance targets` as a person, a program or a spreadsheet reads it."""

from pathlib import Path

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.supervision.targets.trade import FALSE, HONEST, INVOICE, RENAMED, SHIPPED, records

DAY = ("targets", "--day", "2026-06-10", "--direction", "export")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("targets")
    cli = Cli(f"sqlite:///{folder / 's.sqlite'}")
    code, _, err = cli.run("ingest", write_jsonl(folder / "r.jsonl", records()))
    assert code == 0, err
    return cli


def test_programs_get_every_reason(port: Cli) -> None:
    first, *rest = port.json(*DAY)
    assert [one["number"] for one in rest] == [RENAMED, HONEST]
    assert (first["number"], first["port"], first["valueCny"]) == (FALSE, "深圳蛇口", 1_800_000)
    assert first["points"] == first["rank"] == sum(one["points"] for one in first["reasons"])
    reason = first["reasons"][0]
    assert reason["sign"] == "INVOICE_UNMOVED"
    assert reason["evidence"] == [INVOICE]
    assert "no movement names the invoices" in reason["why"]
    assert reason["settledBy"].startswith("where the goods of these invoices are")


def test_a_spreadsheet_has_a_row_a_declaration(port: Cli) -> None:
    rows = port.csv(*DAY)
    assert [row["number"] for row in rows] == [FALSE, RENAMED, HONEST]
    assert rows[0]["signs"].split("; ") == [
        "invoice_unmoved", "producer_unlike", "value_per_kg", "neighbour_goods", "new_exporter",
    ]  # fmt: skip
    assert SHIPPED not in [row["number"] for row in rows]


def test_a_person_reads_why_and_what_settles_it(port: Cli) -> None:
    code, out = port.seen(*DAY, "--first", "1", columns=200)
    assert code == 0
    assert out.startswith(f"125 points  {FALSE}  2026-06-10  export")
    assert "→ a laboratory test of a sample" in out
    assert "first 1 of 3; --first N lists more" in out
    assert "Advice where to look, no finding." in out
    code, out = port.seen("--language", "zh", *DAY, "--first", "1", columns=200)
    assert "125 分" in out
    assert "有票无货" in out
    assert "此表仅供布控参考，不是问题认定。" in out


def test_score_says_how_many_stand_among_the_first(tmp_path: Path) -> None:
    world, truth = str(tmp_path / "w.jsonl"), str(tmp_path / "t.jsonl")
    cli = Cli(f"sqlite:///{tmp_path / 's.sqlite'}")
    code, _, err = Cli().run(
        "simulate", "--lots", "400", "--violations", "false_declaration", "--out", world,
        "--truth", truth,
    )  # fmt: skip
    assert code == 0, err
    assert cli.run("ingest", world)[0] == 0
    code, out, err = cli.run("score", truth, "--json")
    assert code == 0, (out, err)
    (found,) = cli.json("score", truth)
    ranked = found["targets"]
    assert [one["first"] for one in ranked["firsts"]] == [10, 50, 100]
    assert 0 < ranked["firsts"][-1]["false"] <= ranked["false"]
    assert "declarations are false" in cli.run("score", truth)[2]
