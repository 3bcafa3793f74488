"""What of a lineage lies in a span of time and is of some kinds, and how much does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from provenance.ledger.lineage import Event, Input, Lineage, Output
from provenance.model.dates import check_window
from provenance.model.terms import EventKind, Label, Ref


@dataclass(frozen=True, slots=True)
class Window:
    """The events that are asked for, both days inclusive; all where nothing is said.

    Raises MisuseError where it ends before it begins.
    """

    since: date | None = None
    until: date | None = None
    kinds: frozenset[EventKind] | None = None

    def __post_init__(self) -> None:
        check_window(self.since, self.until)

    @property
    def open(self) -> bool:
        return self.since is None and self.until is None and self.kinds is None

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


def look(lineage: Lineage, window: Window, most: int) -> View:
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
    qualify = {
        key: _touched(lineage, key) for key, event in lineage.events.items() if window.shows(event)
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
    nodes = {Label.LOT: lots, Label.EVENT: events}
    reached = set().union(*qualify.values())
    return View(
        lots=sorted(lots),
        events=sorted(events),
        inputs=[draw for draw in lineage.inputs if draw.event in events and draw.lot in lots],
        outputs=[out for out in lineage.outputs if out.event in events and out.lot in lots],
        more=frozenset(ref for ref in more if ref.key in nodes[ref.label]),
        hidden=len(lineage.lots) + len(lineage.events) - len(qualify) - len(reached),
        truncated=bool(more),
    )


def _touched(lineage: Lineage, event: str) -> set[str]:
    made = (out.lot for out in lineage.outputs_of.get(event, ()))
    return {draw.lot for draw in lineage.inputs_of.get(event, ())} | set(made)
