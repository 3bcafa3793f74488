"""Documents about a month or a year."""

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label
from tests.graph.kit import MINE, WORKS, extraction, withdrawal
from tests.loading import Record, load_all

REPORTS = (Label.FLOW_REPORT, Label.EXECUTION_REPORT)


def flows(id_: str, month: str, enterprise: str = MINE) -> Record:
    filed_at = "2027-01-09T17:30:00+08:00"
    head: Record = {"record": "flow_report", "id": id_, "enterprise": enterprise}
    return {**head, "month": month, "filed_at": filed_at}


def execution(id_: str, period: str) -> Record:
    made: Record = {"activity": "mining", "reo_t": 1.5, "filed_at": "2027-01-09T17:30:00+08:00"}
    return {
        "record": "execution_report",
        "id": id_,
        "enterprise": WORKS,
        "period": period,
        **made,
    }


def visit(id_: str, day: str) -> Record:
    return {
        "record": "inspection",
        "id": id_,
        "enterprise": MINE,
        "date": day,
        "authority": "市局",
    }


async def keys(store: GraphStore, period: str, *labels: Label) -> list[str]:
    return [thing.ref.key for thing in await store.graph.of_period(labels, period)]


async def test_a_month_and_a_year_of_each_kind(store: GraphStore) -> None:
    await load_all(
        store,
        [
            flows("F2", "2026-03"),
            flows("F1", "2026-03", WORKS),
            flows("F3", "2026-04"),
            flows("F4", "2025-03"),
            execution("X1", "2026-03"),
            execution("X2", "2026"),
            visit("I1", "2026-03-31"),
            visit("I2", "2026-04-01"),
            extraction("E", "L", date="2026-03-01"),
        ],
    )
    assert await keys(store, "2026-03", *REPORTS) == ["X1", "F1", "F2"]
    assert await keys(store, "2026", Label.EXECUTION_REPORT) == ["X1", "X2"]
    assert await keys(store, "2026", Label.FLOW_REPORT) == ["F1", "F2", "F3"]
    assert await keys(store, "2026-03", Label.INSPECTION) == ["I1"]
    assert await keys(store, "2026-05", *Label) == []
    assert await keys(store, "2026-03") == []
    (report,) = await store.graph.of_period([Label.EXECUTION_REPORT], "2026-03")
    assert report.known
    assert report.props["reo_g"] == 1_500_000
    assert report.props["filed_at"] == "2027-01-09T17:30:00+08:00"


async def test_not_what_was_withdrawn_or_is_only_named(store: GraphStore) -> None:
    violation: Record = {
        "record": "violation",
        "id": "V",
        "enterprise": MINE,
        "date": "2026-03-02",
        "authority": "市局",
        "inspection": "I9",
    }
    await load_all(store, [flows("F", "2026-03"), violation, withdrawal("W", "flow_report", "F")])
    assert await keys(store, "2026", *REPORTS, Label.INSPECTION, Label.VIOLATION) == ["V"]
