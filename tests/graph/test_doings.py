"""What an enterprise did, got and holds: by month and partner, by day, and what is left."""

from datetime import date

import pytest

from provenance.graph.port.doings import DoneFilter, Flowed
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import EventKind
from tests.example import M, S, Z, worked_example
from tests.graph.kit import withdrawal
from tests.loading import load_all

TRANSFER, EXPORT, EXTRACTION = EventKind.TRANSFER, EventKind.EXPORT, EventKind.EXTRACTION


@pytest.fixture
async def example(store: GraphStore) -> GraphStore:
    await load_all(store, worked_example())
    return store


async def done(store: GraphStore, firm: str, **wanted: object) -> list[str]:
    """All that a filter leaves, asked for one at a time."""
    keys, after, more = list[str](), None, True
    while more:
        page = await store.doings.done(firm, DoneFilter(**wanted), after, 1)  # type: ignore[arg-type]
        keys += [thing.ref.key for thing in page.items]
        last = page.items[-1] if page.items else None
        after, more = last and f"{last.props['date']} {last.ref.key}", page.more
    return keys


async def test_what_came_and_went_by_month_and_partner(example: GraphStore) -> None:
    assert await example.doings.flowed(M, "2026-01", "2026-12") == [
        Flowed("2026-01", EXTRACTION, None, True, 1, 80_000_000),
        Flowed("2026-02", EXTRACTION, None, True, 1, 40_000_000),
        Flowed("2026-02", TRANSFER, S, False, 2, 120_000_000),
    ]
    assert await example.doings.flowed(Z, "2026-03", "2026-03") == [
        Flowed("2026-03", EXPORT, None, False, 2, 114_000_000),
        Flowed("2026-03", TRANSFER, S, True, 2, 114_000_000),
    ]
    assert await example.doings.flowed(M, "2026-02", "2026-02") == [
        Flowed("2026-02", EXTRACTION, None, True, 1, 40_000_000),
        Flowed("2026-02", TRANSFER, S, False, 2, 120_000_000),
    ]
    assert await example.doings.flowed("nobody", "2026-01", "2026-12") == []


async def test_what_was_done_and_got_by_day(example: GraphStore) -> None:
    handed = ["transfer:T1/1", "transfer:T1/2"]
    sold = ["transfer:T2/1", "transfer:T2/2"]
    assert await done(example, S) == [*handed, "processing:P1", *sold]
    assert await done(example, S, newest=True) == [*handed, "processing:P1", *sold][::-1]
    assert await done(example, S, since=date(2026, 3, 1), until=date(2026, 3, 4)) == [
        "processing:P1"
    ]
    assert await done(example, S, kinds=(EventKind.TRANSFER,), until=date(2026, 3, 1)) == handed
    assert await done(example, "nobody") == []


async def test_what_is_held_and_not_drawn_on_in_whole(example: GraphStore) -> None:
    async def held(firm: str) -> list[str]:
        page = await example.doings.held(firm, None, 10)
        return [thing.ref.key for thing in page.items]

    assert [await held(firm) for firm in (M, S, Z)] == [[], [], []]
    await load_all(example, [withdrawal("W", "export", "X1")])
    assert [await held(firm) for firm in (M, S, Z)] == [[], [], ["F1", "F2"]]
    page = await example.doings.held(Z, "F1", 1)
    assert ([thing.ref.key for thing in page.items], page.more) == (["F2"], False)
    assert (await example.doings.held(Z, None, 1)).more
