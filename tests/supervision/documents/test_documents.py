"""What the documents of a month and of a year say of a province that is known by heart."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.findings.review import review
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.terms import ReviewDecision
from provenance.model.thresholds import DEFAULTS
from provenance.settings import Settings
from provenance.supervision.documents.files.html import html
from provenance.supervision.documents.files.sheets import csv_tables, xlsx
from provenance.supervision.documents.gather import Wanted, gather
from provenance.supervision.documents.monthly import monthly
from provenance.supervision.documents.table import Document, Named
from provenance.supervision.documents.yearend import year_end
from provenance.words.table import Language, Words, word
from tests.loading import Record, load_all
from tests.schema.api import Counting
from tests.supervision.reporting.year import due, records

AUTHORITY = "江西省工业和信息化厅（合成）"

QUOTA: Record = {
    "record": "quota",
    "id": "Q-EVE",
    "enterprise": "EVE",
    "year": 2026,
    "batch": 1,
    "activity": "mining",
    "ore_class": "ionic",
    "reo_t": 150,
    "issued_on": "2026-01-10",
}


def supervision() -> list[Record]:
    """A quota, its adjustment, and a case from inspection to referral; one case elsewhere."""
    adjustment: Record = {
        "record": "quota_adjustment",
        "id": "QA",
        "quota": "Q-EVE",
        "reo_t": -30,
        "decided_on": "2026-06-01",
        "reason": "核减",
    }
    case: Record = {"enterprise": "EVE", "authority": AUTHORITY}
    beside: Record = {"enterprise": "AWAY", "authority": AUTHORITY, "date": "2026-10-02"}
    listed: Record = {
        "record": "designation",
        "id": "D-EVE",
        "enterprise": "EVE",
        "activity": "mining",
        "valid_from": "2025-01-01",
        "notice": "名单",
    }
    return [
        listed,
        QUOTA,
        adjustment,
        {
            "record": "enterprise",
            "id": "AWAY",
            "name": "外省稀土",
            "region": "150203",
            "roles": ["mining"],
        },
        {"record": "inspection", "id": "I1", **case, "date": "2026-10-08", "result": "账实不符"},
        {"record": "inspection", "id": "I2", **beside},
        {
            "record": "violation", "id": "V1", **case, "date": "2026-10-20", "inspection": "I1",
            "article": "M 9",
        },
        {
            "record": "order", "id": "O1", **case, "date": "2026-10-21", "violation": "V1",
            "demand": "补录流向信息", "deadline": "2026-10-31",
        },
        {
            "record": "penalty", "id": "P1", **case, "date": "2026-10-30", "violation": "V1",
            "fine_cny": 50000, "next_year_reduction_t": 2.5,
        },
        {
            "record": "referral", "id": "R1", **case, "date": "2026-11-05", "to": "赣州市公安局",
            "penalty": "P1", "reason": "涉嫌犯罪",
        },
    ]  # fmt: skip


async def province(store: GraphStore) -> None:
    """The year with its cases, audited as of the following summer."""
    await load_all(store, [*records(), *supervision()])
    await audit(store, Settings(), whole=True, today=datetime(2027, 7, 1).date())


async def made(store: Any, period: str, region: str = "360000", at: str = "2026-10") -> Document:
    asked = Wanted(period, region, due(at), due("2026-12"))
    facts = await gather(store, asked, DEFAULTS)
    return monthly(facts) if "-" in period else year_end(facts)


def rows(document: Document, name: str) -> list[list[Any]]:
    """The rows of a table, places and enterprises by their numbers."""
    (table,) = (table for table in document.tables if table.name == name)
    return [_plain(row) for row in table.rows]


def totals(document: Document, name: str) -> list[list[Any]]:
    (table,) = (table for table in document.tables if table.name == name)
    return [_plain(row) for row in table.totals]


def _plain(row: Sequence[Any]) -> list[Any]:
    return [
        cell.key if isinstance(cell, Named) else cell.en if isinstance(cell, Words) else cell
        for cell in row
    ]


def fact(document: Document, en: str) -> str:
    return next(much.en for what, much in document.facts if what.en == en)


async def test_a_month(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    found = await made(sqlite_store, "2026-10")
    assert found.period == Words("2026年10月", "2026-10")
    assert found.place == Named("360000", Words("江西省", "Jiangxi"))
    assert [row[:4] for row in rows(found, "reporting-by-place")] == [
        ["360704", 1, 0, 0], ["360722", 1, 0, 0], ["360728", 1, 0, 1], ["360783", 2, 2, 0],
    ]  # fmt: skip
    assert totals(found, "reporting-by-place") == [["Total", 5, 2, 1, 1, 0, 1]]
    standings = rows(found, "reporting-by-enterprise")
    assert [row[:2] for row in standings] == [
        ["NEVER", "missing"], ["TENTH", "late"], ["EARLY", "filed"], ["EVE", "filed"],
    ]  # fmt: skip
    assert totals(found, "execution-by-place") == [
        ["Total", "mining", 3, 1, 1, 28_000_000, 46_000_000, -18_000_000]
    ]
    assert [row[:6] for row in rows(found, "differences")] == [
        ["EVE", "mining", 6_000_000, 11_000_000, -5_000_000, "differs"],
        ["NEVER", "mining", None, 13_000_000, None, "not reported"],
    ]
    codes = {row[0]: row[-1] for row in rows(found, "findings")}
    assert codes["LATE_FLOW_REPORT"] == codes["MISSING_FLOW_REPORT"] == 1
    assert [row[1] for row in rows(found, "inspections")] == ["I1"]
    (order,) = rows(found, "orders")
    assert order[1:4] == ["O1", "EVE", AUTHORITY]
    assert order[4:] == ["补录流向信息", date(2026, 10, 31), None, "overdue"]
    (penalty,) = rows(found, "penalties")
    assert penalty[1:6] == ["P1", "EVE", AUTHORITY, 50_000, 2_500_000]
    assert found.synthetic
    assert fact(found, "Inspections / violations / penalties") == "1 / 1 / 1"
    assert fact(found, "mining: reported / ledger") == "28 t REO / 46 t REO"


async def test_a_quota_issued_after_its_year_covers_nothing_of_it(
    sqlite_store: GraphStore,
) -> None:
    late = {**QUOTA, "id": "Q-LATE", "batch": 2, "reo_t": 10, "issued_on": "2027-01-05"}
    await province(sqlite_store)
    await load_all(sqlite_store, [late])
    found = await made(sqlite_store, "2026", at="2026-12")
    assert [row[5:] for row in rows(found, "allocations")] == [
        [150_000_000, -30_000_000, 120_000_000],
        [10_000_000, 0, 0],
    ]


async def test_use_of_quota_in_a_month(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    found = await made(sqlite_store, "2026-10")
    used = {row[0]: row[1:] for row in rows(found, "use-by-enterprise")}
    eve = used["EVE"]
    # 11 t a month of 120 t: 110 t by the end of October, and the last gram in November.
    assert eve[:8] == [
        "mining, ionic", 150_000_000, 120_000_000, 11_000_000, 11_000_000, 0, 110_000_000,
        10_000_000,
    ]  # fmt: skip
    assert eve[8] == pytest.approx(110 / 120)
    assert eve[9] == "2026-11"
    assert sum(row[4] for row in rows(found, "use-by-place")) == 46_000_000
    (total,) = totals(found, "use-by-place")
    assert total[4] == 46_000_000


async def test_a_county_of_it(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    found = await made(sqlite_store, "2026-10", "360728")
    assert [row[0] for row in rows(found, "reporting-by-enterprise")] == ["TENTH"]
    assert rows(found, "inspections") == []
    longnan = await made(sqlite_store, "2026-10", "360783")
    codes = {row[0]: row[-1] for row in rows(longnan, "findings")}
    # Of EVE, which is on record under the code that Longnan had before.
    assert codes["REPORT_MISMATCH"] == 1
    assert rows(await made(sqlite_store, "2026-10", "360727"), "findings") == rows(
        longnan, "findings"
    )
    nothing = await made(sqlite_store, "2026-10", "150000")
    assert [row[1] for row in rows(nothing, "inspections")] == ["I2"]
    assert not nothing.synthetic


async def test_before_the_tenth_nothing_is_late(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    found = await made(sqlite_store, "2026-10", at="2026-09")
    assert totals(found, "reporting-by-place") == [["Total", 5, 0, 0, 0, 4, 1]]


async def test_the_year_end(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    found = await made(sqlite_store, "2026", at="2026-12")
    assert found.period == Words("2026年度", "2026")
    assert [row[5:] for row in rows(found, "allocations")] == [
        [150_000_000, -30_000_000, 120_000_000]
    ]
    months = {row[0]: row[1:6] for row in rows(found, "reporting-by-enterprise")}
    assert months == {
        "EARLY": [12, 0, 0, 0, "not due"],
        "EVE": [12, 0, 0, 0, "not due"],
        "NEVER": [0, 0, 12, 0, "not due"],
        "TENTH": [0, 12, 0, 0, "not due"],
    }
    assert [row[1] for row in rows(found, "inspections")] == ["I1"]
    assert [row[1] for row in rows(found, "violations")] == ["V1"]
    assert totals(found, "penalties") == [["Total", "", "", "", 50_000, 2_500_000, ""]]
    ((day, number, who, by, to, why),) = rows(found, "referrals")
    assert (number, who, to, why) == ("R1", "EVE", "赣州市公安局", "涉嫌犯罪")
    assert day.isoformat() == "2026-11-05"
    assert by == AUTHORITY
    (use,) = totals(found, "use-by-place")
    assert use[2:7] == [150_000_000, 120_000_000, 552_000_000, 120_000_000, 432_000_000]


async def test_findings_by_what_people_said_of_them(sqlite_store: GraphStore) -> None:
    await province(sqlite_store)
    late = (
        await sqlite_store.findings.page(FindingFilter(codes=("LATE_FLOW_REPORT",)), None, 99)
    ).items
    assert len(late) == 12
    for finding, decision in zip(
        late, [ReviewDecision.CONFIRM] * 3 + [ReviewDecision.DISMISS], strict=False
    ):
        await review(sqlite_store, finding.id, decision, "王", "属实")
    found = await made(sqlite_store, "2026", at="2026-12")
    codes = {row[0]: row[2:] for row in rows(found, "findings")}
    assert codes["LATE_FLOW_REPORT"] == [word(late[0].severity).en, 8, 3, 1, 12]
    assert fact(found, "Findings confirmed") == "3"
    assert fact(found, "Findings dismissed") == "1"


async def test_much_takes_as_many_questions_as_little(sqlite_store: GraphStore) -> None:
    counting = Counting(sqlite_store)
    await province(sqlite_store)
    await made(counting, "2026")
    few = dict(counting.calls)
    more = [{**record, "id": f"{record['id']}-{n}"} for record in supervision() for n in range(9)]
    await load_all(sqlite_store, more)
    counting.calls.clear()
    await made(counting, "2026")
    assert counting.calls == few


async def test_a_document_without_anything_is_a_document(
    sqlite_store: GraphStore, tmp_path: Path
) -> None:
    for period in ("2026-10", "2026"):
        found = await made(sqlite_store, period)
        assert html(found, Language.BOTH).count("Nothing on record.") == len(found.tables)
        assert len(list(csv_tables(found, Language.BOTH))) == len(found.tables)
        xlsx(found, Language.BOTH, tmp_path / "x.xlsx")
