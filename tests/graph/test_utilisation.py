"""How far quota is used, from what is loaded to what is answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.ingest.load import load
from provenance.model import reference
from provenance.model.reference import quota_notices as built_in
from provenance.model.terms import Activity, Label, Ref
from provenance.records.changes import Changes, Mark, Touch
from provenance.records.filing import Filing
from provenance.settings import Settings
from provenance.supervision.utilisation import By, Row, Scope, utilisation
from provenance.supervision.utilisation.facts import Amounts
from tests.example import M, S, worked_example
from tests.graph.kit import (
    MINE,
    WORKS,
    apply,
    designation,
    enterprise,
    extraction,
    quota,
    withdrawal,
)
from tests.loading import Record, load_all

T = 1_000_000
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def figures(rows: Sequence[Row], *names: str) -> dict[str, list[int]]:
    """Tonnes of rows by what they are of."""
    return {
        " ".join(row.key): [getattr(row.amounts, f"{name}_g") // T for name in names]
        for row in rows
    }


async def receive(store: GraphStore, records: Sequence[Record], day: int) -> None:
    """A load that came in on a day of June 2026, at noon in Shanghai."""
    noon = datetime(2026, 6, day, 12, tzinfo=timezone(timedelta(hours=8)))
    filing = Filing("test", noon)
    lines = [filing.judge(dict(record), n, "") for n, record in enumerate(records, start=1)]
    await load(store, lines)


async def test_worked_example(store: GraphStore) -> None:
    await load_all(store, worked_example())
    rollup = await utilisation(store, Scope(year=2026), now=JULY)
    assert figures(rollup.rows([By.COUNTY]), "adjusted", "drawn", "covered", "over") == {
        "150203 separation": [90, 114, 90, 24],
        "150206 mining": [100, 120, 100, 20],
    }
    assert figures(rollup.rows([By.ENTERPRISE]), "remaining") == {
        f"{M} mining": [0],
        f"{S} separation": [0],
    }
    assert [row.runs_out_in for row in rollup.rows([By.CITY])] == ["2026-02", "2026-03"]
    assert rollup.day == date(2026, 7, 1)
    assert not rollup.settled.waiting
    january = await utilisation(store, Scope(month="2026-01"), now=JULY)
    (mining, separation) = january.rows([By.NATION])
    assert (mining.amounts.drawn_g, mining.amounts.remaining_g) == (80 * T, 20 * T)
    assert (separation.amounts.drawn_g, separation.amounts.remaining_g) == (0, 90 * T)


async def test_register_as_writers_are_told_it(store: GraphStore) -> None:
    records = [quota("Q"), designation("D"), enterprise(MINE, parent=WORKS), enterprise(WORKS)]
    await load_all(store, records)
    await apply(store, Changes(touched=frozenset({Mark(Touch.QUOTA, "Q")})))
    waiting = await store.write(lambda writer: writer.settling.waiting())
    assert await store.records.register() == waiting.register
    assert (await store.records.register()).regions == {MINE: "150206", WORKS: "150206"}


async def test_whether_anything_waits(store: GraphStore) -> None:
    assert await store.records.settled() == (None, False)
    await load_all(store, [quota("Q")])
    settled = await store.records.settled()
    assert settled.at is not None
    assert not settled.waiting
    lines = [Filing("test", JULY).judge(dict(quota("R")), 1, "")]
    with pytest.raises(KeyboardInterrupt):
        await load(store, lines, on_settle=_die)
    assert await store.records.settled() == (settled.at, True)


def _die() -> None:
    raise KeyboardInterrupt


async def test_draws_by_month_and_by_when_they_were_known(store: GraphStore) -> None:
    await receive(store, [extraction("E1", "A", 10), extraction("E2", "B", 20)], 1)
    await receive(store, [extraction("E3", "C", 30), extraction("E1", "A", 11, revision=1)], 2)
    later = [extraction("E4", "D", 40, date="2026-03-01"), withdrawal("W", "extraction", "E2")]
    await receive(store, later, 3)

    async def known(first: str, last: str, day: int, hour: int = 4) -> dict[str, int]:
        noon = datetime(2026, 6, day, hour, tzinfo=UTC)  # 12:00 in Shanghai
        events = await store.sums.draws(first, last, noon)
        return {event.id: event.grants[0].drawn_g // 1_000 for event in events}

    assert await known("2026-01", "2026-12", 1) == {"E1": 11}
    assert await known("2026-01", "2026-12", 1, 3) == {}
    assert await known("2026-01", "2026-02", 2) == {"E1": 11, "E3": 30}
    assert await known("2026-01", "2026-12", 3) == {"E1": 11, "E3": 30, "E4": 40}
    assert await known("2026-03", "2026-03", 3) == {"E4": 40}
    assert await known("2025-03", "2025-03", 3) == {}


async def test_as_of_before_and_after_an_adjustment(store: GraphStore) -> None:
    adjustment: Record = {
        "record": "quota_adjustment",
        "id": "A",
        "quota": "Q",
        "reo_t": -30,
        "decided_on": "2026-05-01",
        "reason": "核减",
    }
    seat = enterprise(MINE, region="360727")
    await receive(store, [quota("Q"), designation("D"), seat], 1)
    await receive(store, [extraction("E1", "A", 60_000)], 2)
    await receive(store, [adjustment], 3)
    await receive(store, [extraction("E2", "B", 20_000)], 4)

    names = ("allocated", "adjusted", "drawn", "covered", "over", "remaining")

    async def told(day: int) -> list[int]:
        at = datetime(2026, 6, day, 23, tzinfo=UTC)
        rollup = await utilisation(store, Scope(year=2026), as_of=at)
        assert rollup.day == date(2026, 6, day + 1)  # in Shanghai
        found = figures(rollup.rows([By.COUNTY]), *names)
        return found.get("360783 mining", [])

    assert await told(1) == [100, 100, 0, 0, 0, 100]
    assert await told(2) == [100, 100, 60, 60, 0, 40]
    assert await told(3) == [100, 70, 60, 60, 0, 10]
    assert await told(4) == [100, 70, 80, 70, 10, 0]
    now = await utilisation(store, Scope(year=2026), now=JULY)
    assert figures(now.rows([By.COUNTY]), *names) == {"360783 mining": [100, 70, 80, 70, 10, 0]}
    may = datetime(2026, 5, 1, tzinfo=UTC)
    assert (await utilisation(store, Scope(year=2026), as_of=may)).rows([By.COUNTY]) == []


NORTH, CENTRAL = "91150200XXXX00027L", "91360700XXXX000195"
"""The groups that the notices of 2024 name, by codes that are made up."""


def first_batch_of_2024() -> list[Record]:
    """The built-in notices of the year, less its second batch: of that no break-down is known."""
    found = [dict(record) for _, record in built_in.records(2024)]
    return [record for record in found if record.get("batch") != "2"]


def handed_on(to: str, of: str, reo_t: int) -> Record:
    return {
        "record": "quota",
        "id": f"{of}-{to}",
        "within": of,
        "enterprise": to,
        "year": 2024,
        "batch": "1",
        "activity": "mining",
        "ore_class": "rock",
        "reo_t": reo_t,
        "issued_on": "2024-03-01",
    }


async def test_the_first_batch_of_2024_as_published(store: GraphStore) -> None:
    await load_all(store, first_batch_of_2024())
    rollup = await utilisation(store, Scope(year=2024), now=JULY)
    assert figures(rollup.rows([By.NATION]), "allocated", "adjusted", "remaining") == {
        "100000 mining": [135_000] * 3,
        "100000 separation": [127_000] * 3,
    }
    assert figures(rollup.rows([By.PROVINCE]), "adjusted") == {
        "150000 mining": [94_580],
        "150000 separation": [88_010],
        "360000 mining": [40_420],
        "360000 separation": [38_990],
    }
    # Of the groups only the city is on record: among counties it stands for itself.
    assert [row.place.code for row in rollup.rows([By.COUNTY]) if row.place] == [
        *("150200", "150200", "360700", "360700")
    ]
    assert figures(rollup.rows([By.ORE_CLASS]), "adjusted") == {
        " separation": [127_000],
        "ionic mining": [10_140],
        "rock mining": [124_860],
    }
    for row in rollup.rows([By.NATION]):
        for level in (By.PROVINCE, By.CITY, By.COUNTY, By.GROUP, By.ENTERPRISE):
            assert Amounts.sum(part.amounts for part in row.rows([level])) == row.amounts


async def test_all_notices_count_each_tonne_once(store: GraphStore) -> None:
    """Totals of a year, and rows by class beside a row without one, are in other rows already."""
    await load_all(store, [dict(record) for _, record in built_in.records()])
    rollup = await utilisation(store, Scope(), now=JULY)
    published: Counter[tuple[str, str]] = Counter()
    for row in reference.group_quotas():
        published[str(row.year), row.activity] += row.reo_t
    found = figures(rollup.rows([By.YEAR]), "allocated")
    assert found == {f"{year} {what}": [t] for (year, what), t in published.items()}
    for (year, what), allocated in published.items():
        assert allocated <= (reference.national_total_t(int(year), what) or 0)


async def test_a_group_that_hands_on_more_than_it_has(store: GraphStore) -> None:
    whole = "QUO-NREG-2024-1-mining-rock"
    members = [
        enterprise(code, f"某矿{n}（合成）", parent=NORTH, region=region)
        for n, (code, region) in enumerate({WORKS: "150206", "SYNTHETIC-2": "150203"}.items())
    ]
    parts = [handed_on(WORKS, whole, 60_000), handed_on("SYNTHETIC-2", whole, 40_000)]
    await load_all(store, [*first_batch_of_2024(), *members, *parts])
    rollup = await utilisation(store, Scope(activity=Activity.MINING, group=NORTH), now=JULY)
    names = ("allocated", "adjusted", "overallocated")
    assert figures(rollup.rows([By.ENTERPRISE]), *names) == {
        f"{NORTH} mining": [94_580 - 100_000, 0, 5_420],
        f"{WORKS} mining": [60_000, 60_000, 0],
        "SYNTHETIC-2 mining": [40_000, 40_000, 0],
    }
    for level in (By.CITY, By.PROVINCE, By.NATION):
        (row,) = rollup.rows([level])
        assert row.amounts.allocated_g == 94_580 * T
        assert row.amounts.adjusted_g == 100_000 * T
        assert row.amounts.overallocated_g == 5_420 * T
    await audit(store, Settings(), today=date(2026, 7, 1))
    page = await store.findings.page(FindingFilter(codes=("QUOTA_OVERALLOCATED",)), None, 10)
    assert [(one.subject, one.mass_g) for one in page.items] == [
        (Ref(Label.QUOTA, whole), 5_420 * T)
    ]
