"""The bench in its smallest size, on SQLite: that it measures, not how fast."""

import asyncio
import json
import socket
from pathlib import Path
from threading import Thread

import pytest

from bench import report
from bench.__main__ import QUICK, run
from bench.clients import ask
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
        "load, memory",
        "audit, memory",
        "verdicts, 2 at once",
        "mixed questions, 2 at once",
        "p99 of 1 beside a large one",
        "p99 of 8 beside a large one",
        "loading, settled",
        "audit of everything",
        "audit of everything, read",
        "CPU of a verdict in the trail, 2 at once",
        "audit, numerical part",
        "a month by region over HTTP",
    }
    assert skipped == []
    assert {row.store for row in rows} == {"sqlite"}
    assert all(row.seconds > 0 for row in rows)
    without = {"load, memory", "audit, memory", "verdicts, 2 at once", "mixed questions, 2 at once"}
    assert {row.work for row in rows if not row.floor_s} == without
    out = tmp_path / "bench.json"
    report.write(rows, skipped, out)
    kept = json.loads(out.read_text())
    assert len(kept["rows"]) == len(rows)
    assert kept["machine"]["sqlite"]


def test_a_client_that_is_told_of_an_error_ends_with_it() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def refuse() -> None:
        connection, _ = server.accept()
        connection.recv(10_000)
        body = b'{"errors": [{"message": "no"}]}'
        head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n".encode()
        connection.sendall(head + body)
        connection.close()

    refusing = Thread(target=refuse)
    refusing.start()
    with server, pytest.raises(RuntimeError, match="no"):
        asyncio.run(ask(server.getsockname()[1], 1, 5.0, ["{ x }"]))
    refusing.join()


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
