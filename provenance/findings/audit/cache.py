"""Material as an audit reads it: around each lot and event once, as long as that is near."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from provenance.graph.port.graph import GraphStore
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.model.terms import Label, Ref

PORTION = 2_000
"""So many things are read, and judged, at a time; memory does not grow with the rest."""

ROOM = 40_000
"""So many surroundings are kept in each half of what is remembered: some 2 kB each."""


class Near(NamedTuple):
    """What is around one lot or event: itself, all flows from and to it, what is at their ends."""

    lots: Sequence[Lot]
    events: Sequence[Event]
    inputs: Sequence[Input]
    outputs: Sequence[Output]


class Memory:
    """What was read around things lately, in two halves: the older goes when the younger is full.

    It holds one state of a store: who asks sees to it that it is forgotten when that changes.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self.forget()

    def forget(self) -> None:
        self._young: dict[Ref, Near] = {}
        self._old: dict[Ref, Near] = {}

    def recall(self, ref: Ref) -> Near | None:
        found = self._young.get(ref)
        if found is None:
            found = self._old.pop(ref, None)
            if found is not None:
                self.keep(ref, found)
        return found

    def keep(self, ref: Ref, near: Near) -> None:
        if len(self._young) >= self._room:
            self._young, self._old = {}, self._young
        self._young[ref] = near


@dataclass(slots=True)
class LineageCache:
    """Some material, read further step by step; what is remembered is not asked for again."""

    store: GraphStore
    memory: Memory
    lots: dict[str, Lot] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    around_lots: dict[str, Near] = field(default_factory=dict)
    around_events: dict[str, Near] = field(default_factory=dict)

    async def reach(self, refs: Iterable[Ref]) -> None:
        """Read these lots and events with all that goes in and out of them."""
        missing = []
        for ref in sorted(set(refs)):
            if ref.key not in self._around(ref.label):
                near = self.memory.recall(ref)
                if near is None:
                    missing.append(ref)
                else:
                    self._take(ref, near)
        for at in range(0, len(missing), PORTION):
            some = missing[at : at + PORTION]
            for ref, near in _apart(await self.store.graph.around(some), some):
                self.memory.keep(ref, near)
                self._take(ref, near)

    def claiming(self, lots: Iterable[str]) -> set[str]:
        """The events that say to have produced these lots, as far as those were read."""
        found = self.around_lots
        return {out.event for lot in lots if lot in found for out in found[lot].outputs}

    def drawing(self, lots: Iterable[str]) -> set[str]:
        """The events that draw on these lots, as far as those were read."""
        found = self.around_lots
        return {draw.event for lot in lots if lot in found for draw in found[lot].inputs}

    def taken(self, events: Iterable[str]) -> set[str]:
        """The lots that these events took, as far as those were read."""
        found = self.around_events
        return {draw.lot for key in events if key in found for draw in found[key].inputs}

    def given(self, events: Iterable[str]) -> set[str]:
        """The lots that these events put out, as far as those were read."""
        found = self.around_events
        return {out.lot for key in events if key in found for out in found[key].outputs}

    def labelled(self, lot: str) -> bool:
        """Whether any claim on a lot tells what its drums say, as far as it was read."""
        near = self.around_lots.get(lot)
        return near is not None and any(out.label for out in near.outputs)

    @property
    def lineage(self) -> Lineage:
        """What was read so far."""
        inputs: list[Input] = []
        outputs: list[Output] = []
        for near in self.around_events.values():
            inputs += near.inputs
            outputs += near.outputs
        for near in self.around_lots.values():
            # At one end of every flow is an event; if there was read around that, it has the flow.
            inputs += [draw for draw in near.inputs if draw.event not in self.around_events]
            outputs += [out for out in near.outputs if out.event not in self.around_events]
        return Lineage(dict(self.lots), dict(self.events), inputs, outputs)

    def _take(self, ref: Ref, near: Near) -> None:
        self._around(ref.label)[ref.key] = near
        for lot in near.lots:
            self.lots[lot.key] = lot
        for event in near.events:
            self.events[event.key] = event

    def _around(self, label: Label) -> dict[str, Near]:
        return self.around_lots if label is Label.LOT else self.around_events


def _apart(found: Lineage, refs: Collection[Ref]) -> Iterator[tuple[Ref, Near]]:
    """What was read around several things, each by itself."""
    for ref in refs:
        yield ref, (_lot if ref.label is Label.LOT else _event)(found, ref.key)


def _lot(found: Lineage, key: str) -> Near:
    draws, claims = found.draws_on.get(key, ()), found.claims_on.get(key, ())
    ends = dict.fromkeys([*(draw.event for draw in draws), *(out.event for out in claims)])
    own = [found.lots[key]] if key in found.lots else ()
    return Near(own, [found.events[event] for event in ends], draws, claims)


def _event(found: Lineage, key: str) -> Near:
    taken, given = found.inputs_of.get(key, ()), found.outputs_of.get(key, ())
    ends = dict.fromkeys([*(draw.lot for draw in taken), *(out.lot for out in given)])
    own = [found.events[key]] if key in found.events else ()
    return Near([found.lots[lot] for lot in ends], own, taken, given)
