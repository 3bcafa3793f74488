"""What of a lineage is near, in a span of time, of some kinds; how much is not, and where."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from provenance.ledger.lineage import Event, Input, Lineage, Output
from provenance.model.dates import check_window
from provenance.model.errors import MisuseError
from provenance.model.terms import EventKind, Label, Ref


@dataclass(frozen=True, slots=True)
class Window:
    """The events that are asked for, both days inclusive; all where nothing is said.

    `depth` is how many steps they are away at most: what made a lot is one step from it. Raises
    MisuseError where it ends before it begins, or no step is asked for.
    """

    since: date | None = None
    until: date | None = None
    kinds: frozenset[EventKind] | None = None
    depth: int | None = None

    def __post_init__(self) -> None:
        check_window(self.since, self.until)
        if self.depth is not None and self.depth < 1:
            raise MisuseError(f"depth must be at least 1, {self.depth} was asked")

    @property
    def open(self) -> bool:
        return self == Window()

    def shows(self, event: Event) -> bool:
        return (
            (self.since is None or self.since <= event.date)
            and (self.until is None or event.date <= self.until)
            and (self.kinds is None or event.kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class View:
    """The part of a lineage that is shown: its nodes by key, and the material between them.

    `more` holds the nodes that lead to others that are left out for want of room; `hidden`
    counts those that the window leaves out.
    """

    lots: Sequence[str]
    events: Sequence[str]
    inputs: Sequence[Input]
    outputs: Sequence[Output]
    more: frozenset[Ref]
    hidden: int
    truncated: bool

    @property
    def nodes(self) -> frozenset[Ref]:
        lots = (Ref(Label.LOT, key) for key in self.lots)
        return frozenset(lots) | {Ref(Label.EVENT, key) for key in self.events}


def look(
    lineage: Lineage, window: Window, most: int, seeds: Collection[Ref] = (), *, up: bool = True
) -> View:
    """A lineage through a window: events that qualify, and the lots they touch.

    The lineage is looked at whole, so that no event is missed behind one that does not qualify.
    """
    if window.open:
        return View(
            lots=sorted(lineage.lots),
            events=sorted(lineage.events),
            inputs=lineage.inputs,
            outputs=lineage.outputs,
            more=lineage.cut,
            hidden=0,
            truncated=bool(lineage.cut),
        )
    near = lineage.events if window.depth is None else _near(lineage, window.depth, seeds, up=up)
    qualify = {
        key: _touched(lineage, key)
        for key, event in lineage.events.items()
        if key in near and window.shows(event)
    }
    lots: set[str] = set()
    events: set[str] = set()
    more = set(lineage.cut)
    for key, touched in qualify.items():
        room = most - len(events) - len(lots)
        if room > 0:
            events.add(key)
            lots.update(sorted(touched - lots)[: room - 1])
        if key not in events or not touched <= lots:
            more |= {Ref(Label.EVENT, key), *(Ref(Label.LOT, lot) for lot in touched)}
    truncated = bool(more)
    if window.depth is not None:
        lots |= {ref.key for ref in seeds if ref.label is Label.LOT and ref.key in lineage.lots}
        far = (draw for draw in lineage.inputs if draw.event not in near)
        beyond = {draw.lot for draw in far} if not up else set[str]()
        if up:
            beyond = {out.lot for out in lineage.outputs if out.event not in near}
        more |= {Ref(Label.LOT, lot) for lot in beyond & lots}
    nodes = {Label.LOT: lots, Label.EVENT: events}
    reached = set().union(*qualify.values())
    return View(
        lots=sorted(lots),
        events=sorted(events),
        inputs=[draw for draw in lineage.inputs if draw.event in events and draw.lot in lots],
        outputs=[out for out in lineage.outputs if out.event in events and out.lot in lots],
        more=frozenset(ref for ref in more if ref.key in nodes[ref.label]),
        hidden=len(lineage.lots) + len(lineage.events) - len(qualify) - len(reached | lots),
        truncated=truncated,
    )


def _near(lineage: Lineage, depth: int, seeds: Collection[Ref], *, up: bool) -> set[str]:
    """The events that are at most so many steps from where a lineage starts."""
    found: set[str] = set()
    lots = {ref.key for ref in seeds if ref.label is Label.LOT}
    events = {ref.key for ref in seeds if ref.label is Label.EVENT}
    for _ in range(depth):
        if up:
            events |= {out.event for lot in lots for out in lineage.claims_on.get(lot, ())}
        else:
            events |= {draw.event for lot in lots for draw in lineage.draws_on.get(lot, ())}
        events = (events & lineage.events.keys()) - found
        if not events:
            break
        found |= events
        lots = {lot for event in events for lot in _beyond(lineage, event, up=up)}
        events = set()
    return found


def _beyond(lineage: Lineage, event: str, *, up: bool) -> set[str]:
    """The lots that one comes to over an event."""
    if up:
        return {draw.lot for draw in lineage.inputs_of.get(event, ())}
    return {out.lot for out in lineage.outputs_of.get(event, ())}


def missing(
    view: View, lineage: Lineage, around: Lineage, *, up: bool
) -> Mapping[Ref, tuple[int, int]]:
    """How many lots or events next to each node shown are not: before it, and after it.

    `around` is all there is around what leads further than was read.
    """
    shown = {Ref(Label.LOT, key) for key in view.lots} | {
        Ref(Label.EVENT, key) for key in view.events
    }
    flows = {(Ref(Label.LOT, draw.lot), Ref(Label.EVENT, draw.event)) for draw in lineage.inputs}
    flows |= {(Ref(Label.EVENT, out.event), Ref(Label.LOT, out.lot)) for out in lineage.outputs}
    for draw in around.inputs:
        lot, event = Ref(Label.LOT, draw.lot), Ref(Label.EVENT, draw.event)
        if (event if up else lot) in lineage.cut:
            flows.add((lot, event))
    for out in around.outputs:
        event, lot = Ref(Label.EVENT, out.event), Ref(Label.LOT, out.lot)
        if (lot if up else event) in lineage.cut:
            flows.add((event, lot))
    before = Counter(head for tail, head in flows if head in shown and tail not in shown)
    after = Counter(tail for tail, head in flows if tail in shown and head not in shown)
    return {ref: (before[ref], after[ref]) for ref in sorted(before.keys() | after.keys())}


def _touched(lineage: Lineage, event: str) -> set[str]:
    made = (out.lot for out in lineage.outputs_of.get(event, ()))
    return {draw.lot for draw in lineage.inputs_of.get(event, ())} | set(made)
