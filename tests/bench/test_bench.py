"""The bench in its smallest size, on SQLite: that it measures, not how fast."""

import json
from pathlib import Path

import pytest

from bench import report
from bench.__main__ import QUICK, run
from bench.measure import Row, side_by_side


def test_every_work_is_measured_on_sqlite(tmp_path: Path) -> None:
    rows: list[Row] = []
    skipped: list[str] = []
    measured = [row.work for row in run("sqlite", QUICK, rows, skipped)]
    assert [row.work for row in rows] == measured
    assert set(measured) == {
        "lineage over HTTP",
        "verdict with bounds",
        "diamonds, lineage",
        "diamonds, verdict",
        "diamonds, remedies",
        "start, help",
        "start, search",
        "start, verdict",
        "loading, settled",
        "audit of everything",
        "audit, numerical part",
        "a month by region over HTTP",
    }
    assert skipped == []
    assert {row.store for row in rows} == {"sqlite"}
    assert all(row.seconds > 0 and row.floor_s for row in rows)
    out = tmp_path / "bench.json"
    report.write(rows, skipped, out)
    kept = json.loads(out.read_text())
    assert len(kept["rows"]) == len(rows)
    assert kept["machine"]["sqlite"]


@pytest.mark.parametrize(("taken", "met"), [(2.9, True), (3.0, True), (3.1, False)])
def test_a_goal_is_met_up_to_its_ratio(taken: float, met: bool) -> None:
    row = Row("loading, settled", "1 lot", "sqlite", taken, 1.0, 3.0, 1)
    assert row.met is met
    assert report.cells(row)[-1] == ("yes" if met else "no")


def test_without_a_floor_there_is_no_ratio() -> None:
    row = Row("lineage", "1 node", "sqlite", 0.5, None, None, 1)
    assert (row.ratio, row.met) == (None, None)
    assert report.cells(row)[3:] == ("500.0 ms", "–", "–", "–", "–")


def test_works_are_timed_in_turns() -> None:
    done: list[str] = []
    times = side_by_side([lambda: done.append("a"), lambda: done.append("b")], rounds=2, warm=1)
    assert done == ["a", "b"] * 3
    assert len(times) == 2
