"""What a store says that it holds, when what was done last, and what waits."""

from datetime import UTC, datetime, timedelta

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.records import Holding, State
from provenance.graph.port.settling import Settlement
from provenance.model.terms import EventKind, Label
from provenance.records.changes import Changes, Mark, Touch
from tests.example import worked_example
from tests.graph.kit import MINE, apply, enterprise, rejected
from tests.loading import load_all


async def test_of_an_empty_store(store: GraphStore) -> None:
    assert await store.records.state() == State(None, None, waiting=False, synthetic=False)
    assert await store.records.holding() == Holding({}, None, None, None, 0, 0, 0, synthetic=False)


async def test_what_is_on_record_by_kind(store: GraphStore) -> None:
    before = datetime.now(UTC)
    await load_all(store, worked_example())
    held = await store.records.holding()
    assert held.things == {
        Label.LOT: 8,
        Label.ENTERPRISE: 3,
        Label.QUOTA: 2,
        Label.DECLARATION: 1,
        Label.DESIGNATION: 2,
        Label.REGION: 8,
        EventKind.EXTRACTION: 2,
        EventKind.PROCESSING: 1,
        EventKind.TRANSFER: 4,
        EventKind.EXPORT: 2,
    }
    assert held.settled_at is not None
    assert before <= held.settled_at <= datetime.now(UTC)
    assert held.received_at is not None
    assert (held.audited_at, held.to_settle, held.rejected) == (None, 0, 0)
    assert held.to_audit > 0
    assert not held.synthetic


async def test_what_waits_is_counted_once(store: GraphStore) -> None:
    for more in ({"a", "b"}, {"b", "c"}):
        touched = frozenset(Mark(Touch.EVENT, key) for key in more)
        await apply(store, Changes(touched=touched))
    assert (await store.records.holding()).to_settle == 3
    done = frozenset(Mark(Touch.EVENT, key) for key in "abc")
    await store.write(lambda writer: writer.settling.keep(Settlement(), done))
    assert (await store.records.holding()).to_settle == 0


async def test_an_audit_is_noted(store: GraphStore) -> None:
    await load_all(store, worked_example())
    waits = (await store.records.holding()).to_audit
    done = await store.write(lambda writer: writer.queue.unaudited())
    assert len(done.things) == waits
    await store.write(lambda writer: writer.queue.audited(done))
    held = await store.records.holding()
    assert held.to_audit == 0
    assert held.audited_at is not None
    assert datetime.now(UTC) - held.audited_at < timedelta(hours=1)
    state = await store.records.state()
    assert state == State(held.settled_at, held.audited_at, waiting=False, synthetic=False)
    await apply(store, Changes(touched=frozenset({Mark(Touch.EVENT, "a")})))
    assert (await store.records.state()).waiting


async def test_what_was_not_taken_and_what_is_made_up(store: GraphStore) -> None:
    lines = [rejected(n) for n in range(3)]
    await store.write(lambda writer: writer.records.reject(lines))
    await load_all(store, [enterprise(MINE, "包头矿业（合成）")])
    held = await store.records.holding()
    assert (held.rejected, held.synthetic) == (3, True)
    assert (await store.records.state()).synthetic
