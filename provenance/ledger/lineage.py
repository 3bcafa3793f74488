"""An immutable piece of the graph: lots and events in alternation, and the grams between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from provenance.ledger.grants import Gate, Grant
from provenance.model.status import Status
from provenance.model.terms import (
    SOURCES,
    EventKind,
    Feed,
    Label,
    OreClass,
    Product,
    Ref,
    Stage,
    Waste,
)

Day = date  # classes below have a field called date


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to lots, as filed, with its draws once they are settled.

    Of an import `product` to `hs_code` are said of its lot; `waste` and `source` are a scrap
    intake's. `made` is all a processing put out, in grams: ore, other mineral products, the rest.
    """

    kind: EventKind
    id: str
    date: Day
    enterprise: str
    buyer: str | None = None
    ore_class: OreClass | None = None
    byproduct_of: str | None = None
    site: str | None = None
    process: str | None = None
    owner: str | None = None
    reason: str | None = None
    declaration: str | None = None
    hs_code: str | None = None
    product: Product | None = None
    reo_g: int = 0
    net_g: int | None = None
    waste: Waste | None = None
    source: str | None = None
    inspection: str | None = None
    invoices: tuple[str, ...] = ()
    made: tuple[int, int, int] = (0, 0, 0)
    grants: tuple[Grant, ...] = ()
    oxides: Mapping[str, int] | None = field(default=None, hash=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for too often to be made each time.
        object.__setattr__(self, "key", f"{self.kind}:{self.id}")

    @property
    def holder(self) -> str:
        """Who holds what came out of it: the buyer of a transfer, else who did it."""
        return self.buyer or self.enterprise

    @property
    def byproduct(self) -> bool:
        """Whether it came up with another ore; of ionic ore that counts for nothing (R Art. 8)."""
        return self.byproduct_of is not None and self.ore_class is not OreClass.IONIC

    @property
    def order(self) -> tuple[Day, str, str]:
        """The order in which events draw on an entitlement."""
        return self.date, self.kind.value, self.id

    def grant(self, gate: Gate) -> Grant | None:
        return next((grant for grant in self.grants if grant.gate is gate), None)

    @property
    def origin(self) -> Grant | None:
        """The draw by which material first came in here, if it did."""
        first = next((g for g in self.grants if g.gate is not Gate.SEPARATION), None)
        return first if self.kind in SOURCES else None


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot as settled: what it is, who holds it, how much was drawn, and how it divides.

    `claims` counts outputs said to be it: of more than one its origin is unexplained. An import is
    `undetermined` while nothing tells whether it is mineral; `waste` are kinds of untested scrap;
    `tested` is by a test of it or what it became, `amended` in grams all its event made, as tested.
    """

    key: str
    reo_g: int = 0
    product: Product | None = None
    feed: Feed = Feed.UNKNOWN
    ore_class: OreClass | None = None
    claims: int = 0
    holder: str | None = None
    produced_on: date | None = None
    drawn_g: int = 0
    shares: Mapping[Status, float] = field(default_factory=dict)
    undetermined: bool = False
    waste: tuple[Waste, ...] = ()
    tested: Mapping[str, float] | None = None
    amended: Mapping[str, float] | None = None
    tests: tuple[str, ...] = ()

    @property
    def kept(self) -> float:
        """The share of each draw that the lot can stand for: m/D where it is overdrawn."""
        return min(1.0, self.reo_g / self.drawn_g) if self.drawn_g else 1.0

    @property
    def overdrawn_g(self) -> int:
        return max(0, self.drawn_g - self.reo_g)


class Input(NamedTuple):
    """A draw on a lot by an event, in grams; unsupported if the drawer could not hold it."""

    lot: str
    event: str
    reo_g: int
    supported: bool


class Output(NamedTuple):
    """An event's claim to have produced a lot; a transfer's says no product of its own.

    `assay` (shares of REO), deposit, customs code, feedstock and label are as filed.
    """

    event: str
    lot: str
    n: int
    reo_g: int
    product: Product | None
    net_g: int | None
    assay: Mapping[str, float] | None = None
    deposit: str | None = None
    hs_code: str | None = None
    feedstock: str | None = None
    label: Mapping[str, str] | None = None

    @property
    def stage(self) -> Stage:
        return Stage.of(self.product)


@dataclass(frozen=True)
class Lineage:
    """Lots, events and the material between them, closed in one direction from its seeds.

    `cut` holds nodes where a limit stopped it; `waiting` is what awaits settling in it.
    """

    lots: Mapping[str, Lot]
    events: Mapping[str, Event]
    inputs: Sequence[Input]
    outputs: Sequence[Output]
    cut: frozenset[Ref] = frozenset()
    settled_at: datetime | None = None
    waiting: bool = False

    @cached_property
    def inputs_of(self) -> Mapping[str, Sequence[Input]]:
        """The draws an event made, by event key."""
        return _grouped(self.inputs, 1)

    @cached_property
    def draws_on(self) -> Mapping[str, Sequence[Input]]:
        """The draws made on a lot, by lot key."""
        return _grouped(self.inputs, 0)

    @cached_property
    def outputs_of(self) -> Mapping[str, Sequence[Output]]:
        """What an event says it produced, by event key."""
        return _grouped(self.outputs, 0)

    @cached_property
    def claims_on(self) -> Mapping[str, Sequence[Output]]:
        """The claims to have produced a lot, by lot key."""
        return _grouped(self.outputs, 1)

    @cached_property
    def recipes(self) -> dict[str, Any]:
        """The events sorted so far by what they need, by event key (`gates.recipe_of`)."""
        return {}

    def producer(self, lot: str) -> Event | None:
        """The event that made a lot, where exactly one says so."""
        claims = self.claims_on.get(lot, ())
        return self.events.get(claims[0].event) if len(claims) == 1 else None

    def cut_at_lots(self) -> "Lineage":
        """The same with every cut at an event moved to the lots it made: they may be anything."""
        # Of an event nobody can tell anything while part of what went in is missing.
        halves = {ref.key for ref in self.cut if ref.label is Label.EVENT}
        if not halves:
            return self
        unmade = {Ref(Label.LOT, out.lot) for out in self.outputs if out.event in halves}
        return replace(
            self,
            events={key: event for key, event in self.events.items() if key not in halves},
            inputs=[draw for draw in self.inputs if draw.event not in halves],
            outputs=[out for out in self.outputs if out.event not in halves],
            cut=frozenset(ref for ref in self.cut if ref.key not in halves) | unmade,
        )

    def upstream(self, seeds: Iterable[Ref]) -> "Lineage":
        """The part of this lineage that the seeds descend from, the seeds included."""
        lots: dict[str, Lot] = {}
        events: dict[str, Event] = {}
        stack = list(seeds)
        while stack:
            label, key = stack.pop()
            if label is Label.LOT and key in self.lots and key not in lots:
                lots[key] = self.lots[key]
                stack += [Ref(Label.EVENT, out.event) for out in self.claims_on.get(key, ())]
            elif label is Label.EVENT and key in self.events and key not in events:
                events[key] = self.events[key]
                stack += [Ref(Label.LOT, draw.lot) for draw in self.inputs_of.get(key, ())]
        return Lineage(
            lots,
            events,
            inputs=[draw for key in events for draw in self.inputs_of.get(key, ())],
            outputs=[out for key in lots for out in self.claims_on.get(key, ())],
            cut=frozenset(ref for ref in self.cut if ref.key in lots or ref.key in events),
            settled_at=self.settled_at,
            waiting=self.waiting,
        )


_Row = TypeVar("_Row", bound=tuple[Any, ...])


def _grouped(rows: Iterable[_Row], column: int) -> Mapping[str, Sequence[_Row]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups
