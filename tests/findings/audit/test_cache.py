"""Reading around things once: what is remembered, what is forgotten, in which order all goes by."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from provenance.findings.audit.cache import LineageCache, Memory, Near
from provenance.findings.audit.view import View
from provenance.graph.sqlite.store import SqliteStore
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Ref
from provenance.settings import Settings
from tests.findings.audit.kit import TODAY
from tests.graph.kit import event, extraction, lot, processing
from tests.loading import dump, load_all
from tests.worlds import world


class Watched(SqliteStore):
    """A store that counts what it is asked for around."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: Counter[Ref] = Counter()
        self._around = self.graph.around
        self.graph.around = self.around

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        self.asked.update(refs)
        return await self._around(refs)


NEAR = Near((), (), (), ())


def test_what_was_not_asked_for_lately_is_dropped() -> None:
    memory = Memory(room=3)
    refs = [lot(str(n)) for n in range(20)]
    for ref in refs:
        memory.keep(ref, NEAR)
        assert memory.recall(refs[0]) is not None  # asked for all the time
    kept = [ref for ref in refs if memory.recall(ref) is not None]
    assert refs[0] in kept
    assert refs[-1] in kept
    assert len(kept) <= 6


def test_what_is_forgotten_is_gone() -> None:
    memory = Memory()
    memory.keep(lot("A"), NEAR)
    memory.forget()
    assert memory.recall(lot("A")) is None


@pytest.mark.parametrize("room", [2, 10_000])
async def test_step_by_step_is_as_at_once(tmp_path: Path, room: int) -> None:
    store = Watched(tmp_path / "world.sqlite")
    await load_all(store, world(11))
    everything = await dump(store)
    refs = [lot(key) for key in everything["lots"]]  # type: ignore[attr-defined]
    refs += [event(key) for key in everything["events"]]  # type: ignore[attr-defined]
    wanted = random.Random(1).sample(refs, len(refs) // 2)
    memory = Memory(room)
    before = LineageCache(store, memory)
    await before.reach(wanted[: len(wanted) // 3])
    after = LineageCache(store, memory)
    for at in range(0, len(wanted), 10):
        await after.reach(wanted[at : at + 20])
    if room > len(refs):
        assert set(store.asked.values()) == {1}
    found, at_once = after.lineage, await store.around(sorted(wanted))
    assert (found.lots, found.events) == (at_once.lots, at_once.events)
    assert sorted(found.inputs) == sorted(at_once.inputs)
    assert sorted(found.outputs) == sorted(at_once.outputs)
    await store.close()


async def test_what_a_load_settled_is_read_again(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, [extraction("E", "A")])
    view = await View.of(store, Settings(), TODAY)
    assert not (await view.material([lot("A")])).lineage.inputs
    await load_all(store, [processing("P", {"A": 1}, {"B": 1})])
    found = await view.material([lot("A")])
    assert [draw.event for draw in found.lineage.inputs] == ["processing:P"]
    assert found.lineage.lots["A"].drawn_g
    await store.close()
