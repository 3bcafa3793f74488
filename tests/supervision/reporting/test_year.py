"""A province's year: who is late or missing around the 10th, from whatever time zone."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.thresholds import DEFAULTS
from provenance.rules.reports import ReportStatus
from provenance.supervision.reporting import reporting, totals, within
from tests.cli.run import Cli, write_jsonl
from tests.loading import load_all
from tests.schema.api import Counting
from tests.supervision.reporting.year import AT_DUE, AT_EVE, FIRMS, MONTHS, due, records

ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata")


async def statuses(store: GraphStore, month: str, at: datetime) -> dict[str, ReportStatus]:
    return {row.firm.code: row.status for row in await reporting(store, month, at, DEFAULTS)}


async def test_around_the_tenth_of_every_month(store: GraphStore) -> None:
    await load_all(store, records())
    # What is due from August 2025 on; all of 2026 is.
    for month in MONTHS:
        assert await statuses(store, month, due(month) - timedelta(seconds=1)) == AT_EVE, month
        assert await statuses(store, month, due(month)) == AT_DUE, month


async def test_what_they_report_and_what_the_ledger_has(store: GraphStore) -> None:
    await load_all(store, records())
    rows = await reporting(store, "2026-10", due("2026-10"), DEFAULTS)
    compared = {
        row.firm.code: (one.reported_g, one.ledger_g, one.differs)
        for row in rows
        for one in row.execution
    }
    assert compared == {
        "EARLY": (10_000_000, 10_000_000, False),
        "EVE": (6_000_000, 11_000_000, True),
        "TENTH": (12_000_000, 12_000_000, False),
        "NEVER": (None, 13_000_000, False),
    }
    assert {row.firm.code: row.movements for row in rows} == {
        **dict.fromkeys(FIRMS, 2),
        "TRADER": 4,
    }
    for level in ("county", "city", "province", "nation"):
        sums = [one for total in totals(rows, level) for one in total.activities]
        assert sum(one.ledger_g for one in sums) == 46_000_000
        assert sum(one.reported_g for one in sums) == 28_000_000
    (longnan,) = totals(within(rows, "360783"), "county")
    assert longnan.statuses == {ReportStatus.FILED: 2}


async def test_the_year(store: GraphStore) -> None:
    await load_all(store, records())
    found = await reporting(store, "2026", due("2026-12"), DEFAULTS)
    months = {row.firm.code: dict(row.months) for row in found}
    assert months["TENTH"] == {ReportStatus.LATE: 12}
    assert months["NEVER"] == {ReportStatus.MISSING: 12}
    assert {row.firm.code: row.status for row in found}["EARLY"] is ReportStatus.NOT_DUE


async def test_it_asks_the_store_as_often_for_much_as_for_little(store: GraphStore) -> None:
    some = list(records())
    await load_all(store, some[:8])
    counting = Counting(store)
    await reporting(counting, "2026-10", due("2026-10"), DEFAULTS)  # type: ignore[arg-type]
    few = dict(counting.calls)
    await load_all(store, some)
    counting.calls.clear()
    await reporting(counting, "2026-10", due("2026-10"), DEFAULTS)  # type: ignore[arg-type]
    assert counting.calls == few
    assert sum(few.values()) == 6


@pytest.mark.parametrize("zone", ZONES)
def test_from_a_server_in_any_time_zone(zone: str, tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/year.sqlite", {**os.environ, "TZ": zone})
    cli.json("ingest", write_jsonl(tmp_path / "year.jsonl", records()), "--no-audit")
    for at, expected in (
        ("2026-11-09T23:59:59", AT_EVE),
        ("2026-11-09T15:59:59+00:00", AT_EVE),
        ("2026-11-10T00:00:00", AT_DUE),
        ("2026-11-09T08:00:00-08:00", AT_DUE),
    ):
        lines = cli.json("reporting", "--month", "2026-10", "--at", at)
        assert {line["key"]: line["status"] for line in lines} == {
            code: status.name for code, status in expected.items()
        }, at
    (line,) = cli.json("reporting", "--month", "2026-10", "--status", "late")
    assert (line["key"], line["filedAt"]) == ("TENTH", "2026-11-10T00:00:00+08:00")
    assert line["due"] == "2026-11-10T00:00:00+08:00"
