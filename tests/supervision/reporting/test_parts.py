"""Imported ore and monazite in execution reports, beside what the records show of them."""

from datetime import UTC, date, datetime

from provenance.findings.audit.run import audit
from provenance.graph.pages import all_findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.ledger.quota.by_feed import FeedPart
from provenance.model.thresholds import DEFAULTS
from provenance.settings import Settings
from provenance.supervision.reporting import reporting
from provenance.supervision.reporting.parts import ComparedPart
from tests.graph.kit import WORKS, designation, enterprise, processing, quota
from tests.loading import Record, load_all

T = 1_000_000
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def entered(lot: str, kg: float, hs_code: str) -> Record:
    made = {"id": lot, "product": "concentrate", "reo_kg": kg, "hs_code": hs_code}
    return {"record": "import", "id": f"I-{lot}", "date": "2026-02-01", "enterprise": WORKS,
            "output": made}  # fmt: skip


def report(imported_t: float, monazite_t: float, revision: int = 0) -> Record:
    return {
        "record": "execution_report",
        "id": "ER",
        "revision": revision,
        "enterprise": WORKS,
        "period": "2026-03",
        "activity": "separation",
        "reo_t": 95,
        "imported_reo_t": imported_t,
        "monazite_reo_t": monazite_t,
        "filed_at": "2026-04-09T09:00:00+08:00",
    }


DECLARED = "530120260000000001"


def monazite_declared() -> Record:
    return {"record": "declaration", "id": DECLARED, "direction": "import", "date": "2026-02-01",
            "declarant": WORKS, "hs_code": "2612200000", "goods": "独居石", "net_kg": 160_000,
            "reo_kg": 80_000, "country": "MYS"}  # fmt: skip


OXIDE = [{"id": "D", "product": "oxide", "reo_kg": 95_000}]
WORK: list[Record] = [
    enterprise(WORKS, "厂", roles=["separation"]),
    designation("DS", "separation", WORKS),
    quota("QS", 200, WORKS, activity="separation"),
    entered("M", 20_000, "2612200000"),
    entered("B", 80_000, "2530902000"),
    processing("P", {"M": 20_000, "B": 80_000}, OXIDE, enterprise=WORKS, process="separation"),
]


async def mismatches(store: GraphStore, *, whole: bool) -> list[tuple[str, ...]]:
    """What audits find of the report, by what it is about."""
    await audit(store, Settings(), whole=whole, today=date(2026, 12, 1))
    wanted = FindingFilter(codes=("REPORT_MISMATCH",))
    return [tuple(one.about) async for one in all_findings(store.findings, wanted)]


async def test_parts_beside_the_records(store: GraphStore) -> None:
    await load_all(store, [*WORK, report(95, 19)])
    (row,) = await reporting(store, "2026-03", LATER, DEFAULTS)
    (compared,) = row.execution
    assert not compared.differs
    assert compared.parts == (
        ComparedPart(FeedPart.IMPORTED, 95 * T, 95 * T, 95 * T, differs=False),
        ComparedPart(FeedPart.MONAZITE, 19 * T, 19 * T, 95 * T, differs=False),
    )
    assert await mismatches(store, whole=True) == []


async def test_a_part_that_no_record_allows_is_found_and_gone_when_it_is_put_right(
    store: GraphStore,
) -> None:
    await load_all(store, [*WORK, report(60, 10)])
    (row,) = await reporting(store, "2026-03", LATER, DEFAULTS)
    assert [part.differs for part in row.execution[0].parts] == [True, True]
    assert sorted(await mismatches(store, whole=True)) == [("imported",), ("monazite",)]
    await load_all(store, [report(95, 10, revision=1)])
    assert await mismatches(store, whole=False) == [("monazite",)]
    await load_all(store, [report(95, 40, revision=2)])  # of the other ore nobody knows
    assert await mismatches(store, whole=False) == []


async def test_what_was_declared_at_the_border_is_read_when_it_arrives(store: GraphStore) -> None:
    """The other ore was declared as monazite too, whatever its filer says."""
    works = [row | {"declaration": DECLARED} if row["id"] == "I-B" else row for row in WORK]
    await load_all(store, [*works, report(95, 19)])
    assert await mismatches(store, whole=True) == []
    await load_all(store, [monazite_declared()])
    (row,) = await reporting(store, "2026-03", LATER, DEFAULTS)
    assert row.execution[0].parts[1].least_g == 95 * T
    assert await mismatches(store, whole=False) == [("monazite",)]


async def test_a_year_and_what_nobody_states(store: GraphStore) -> None:
    stated = report(95, 19) | {"id": "Y", "period": "2026", "filed_at": "2027-01-15T09:00:00+08:00"}
    whole = {name: value for name, value in report(0, 0).items() if "reo_t" not in name}
    await load_all(store, [*WORK, stated, whole | {"reo_t": 95}])
    later = datetime(2027, 2, 1, tzinfo=UTC)
    (row,) = await reporting(store, "2026", later, DEFAULTS)
    assert [(part.least_g, part.most_g) for part in row.execution[0].parts] == [
        (95 * T, 95 * T),
        (19 * T, 95 * T),
    ]
    (month,) = await reporting(store, "2026-03", later, DEFAULTS)
    assert month.execution[0].parts == ()
