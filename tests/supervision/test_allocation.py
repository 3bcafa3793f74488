"""Quotas of a year as a list: as adjusted, with what penalties decided, and where they stand."""

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from provenance.supervision.allocation import Allocation, allocations
from tests.graph.kit import MINE, WORKS, enterprise, quota
from tests.loading import Record, load_all


def _adjustment(id_: str, of: str, reo_t: float, **more: object) -> Record:
    return {
        "record": "quota_adjustment",
        "id": id_,
        "quota": of,
        "reo_t": reo_t,
        "decided_on": "2026-06-01",
        "reason": "核减",
        **more,
    }


def _penalty(id_: str, day: str, firm: str = MINE) -> Record:
    return {
        "record": "penalty",
        "id": id_,
        "enterprise": firm,
        "date": day,
        "authority": "局",
        "next_year_reduction_t": 2,
    }


def _told(one: Allocation) -> tuple[str, str | None, int, str]:
    return one.quota.ref.key, one.name, one.adjusted_g // 1_000_000, one.status


async def test_quotas_as_adjusted_and_where_they_stand(store: GraphStore) -> None:
    await load_all(
        store,
        [
            enterprise(MINE, "矿"),
            quota("G", 10, MINE),
            quota("P1", 8, WORKS, within="G"),
            quota("P2", 3, WORKS, within="G"),
            quota("L", 5, MINE, issued_on="2027-01-01"),
            quota("OLD", 5, MINE, year=2025, issued_on="2025-01-05"),
            _adjustment("A", "G", 0.5),
            _adjustment("B", "P2", -9),
            _adjustment("C", "P1", 9, decided_on="2027-01-01"),
        ],
    )
    await audit(store, Settings(), whole=True)
    found = await allocations(store, year=2026)
    assert [_told(one) for one in found] == [
        ("G", "矿", 10, "in force"),
        ("L", "矿", 0, "issued late"),
        ("P1", None, 8, "in force"),
        ("P2", None, 0, "in force"),
    ]
    assert [thing.ref.key for thing in found[0].adjustments] == ["A"]
    assert found[0].source == "test"
    assert [one.quota.ref.key for one in await allocations(store, enterprise=WORKS)] == ["P1", "P2"]
    await load_all(store, [_adjustment("B", "P2", 0, revision=1)])
    await audit(store, Settings(), whole=True)
    assert [one.status for one in await allocations(store, year=2026)] == [
        "over-allocated",
        "issued late",
        "in force",
        "in force",
    ]


async def test_reductions_are_those_decided_in_the_year_before(store: GraphStore) -> None:
    await load_all(
        store,
        [
            quota("Q", 10, MINE),
            _penalty("BEFORE", "2024-12-31"),
            _penalty("FIRST", "2025-01-01"),
            _penalty("LAST", "2025-12-31"),
            _penalty("AFTER", "2026-01-01"),
            _penalty("OTHER", "2025-06-01", WORKS),
            _adjustment("A", "Q", -2, penalty="LAST"),
        ],
    )
    (one,) = await allocations(store)
    decided = {
        cut.penalty.ref.key: [thing.ref.key for thing in cut.carried_out_by]
        for cut in one.reductions
    }
    assert decided == {"FIRST": [], "LAST": ["A"]}
    assert one.adjusted_g == 8_000_000
