"""What is worked out of every lot and event while everything is settled, and pieces of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from provenance.ledger.composition.mixing import Shares
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.ledger.nature import Nature, Shown, unknown
from provenance.ledger.whole.columns import PRODUCTS, Columns
from provenance.ledger.whole.custody import Custody
from provenance.model.terms import EventKind, Feed

UNTOLD = unknown(None)


@dataclass
class State:
    """By number of node: what each lot is and how it divides; draws of events by key.

    `amended` is what events with a tested output made, by key; `looked_into` are lots of which a
    test states an assay, `told` all of which tests tell anything.
    """

    all_: Columns
    held: Custody
    shown: Shown = field(default_factory=Shown)
    natures: dict[int, Nature] = field(default_factory=dict)
    shares: dict[int, Shares] = field(default_factory=dict)
    grants: Mapping[str, tuple[Grant, ...]] = field(default_factory=dict)
    amended: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    looked_into: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()

    def event(self, node: int) -> Event:
        event = self.all_.event(node)
        granted = self.grants.get(event.key, ())
        return event if granted == event.grants else replace(event, grants=granted)

    def lot(self, node: int) -> Lot:
        """A lot as far as it is settled, without what tests show."""
        all_, held = self.all_, self.held
        nature = self.natures.get(node, UNTOLD)
        claims = held.claims[node]
        maker = held.maker[node] if claims == 1 else None
        return Lot(
            key=all_.keys[node],
            reo_g=held.mass[node],
            product=nature.product,
            feed=nature.feed or Feed.UNKNOWN,
            ore_class=nature.ore_class,
            claims=claims,
            holder=None if maker is None else all_.names[all_.holder[maker]],
            produced_on=None if maker is None else date.fromordinal(int(all_.day[maker])),
            drawn_g=held.drawn[node],
            shares=self.shares.get(node, {}),
            undetermined=nature.undetermined,
            waste=tuple(sorted(nature.waste or ())),
        )

    def tested(self, node: int) -> Lot:
        """A lot with what tests show of it and of what its event made."""
        lot = self.lot(node)
        evidence, amended, declaration = self.shown.evidence, None, None
        if lot.claims == 1:
            maker = self.all_.keys[self.held.maker[node]]
            entry = self.shown.entries.get(maker)
            declaration, amended = entry.declaration if entry else None, self.amended.get(maker)
        return replace(
            lot,
            amended=amended,
            tested=evidence.tested(lot.key, declaration),
            tests=evidence.tests(lot.key, declaration),
        )

    def draws(self, event: int) -> range:
        """The flows into an event; of a lot the claims on it."""
        return range(self.all_.into[event], self.all_.into[event + 1])

    def piece(self, events: Iterable[int], lots: Iterable[int] = ()) -> Lineage:
        """Some events with all that went in and came out, and these lots, as settled so far."""
        all_, keys = self.all_, self.all_.keys
        found: dict[str, Event] = {}
        inputs: list[Input] = []
        outputs: list[Output] = []
        nodes = dict.fromkeys(lots)
        for node in events:
            event = self.event(node)
            found[event.key] = event
            for flow in self.draws(node):
                lot = int(all_.tail[flow])
                nodes[lot] = None
                supported = bool(self.held.supported[flow])
                inputs.append(Input(keys[lot], event.key, int(all_.reo_g[flow]), supported))
            for flow in all_.out_of(node):
                nodes[int(all_.head[flow])] = None
                outputs.append(self._output(event.key, flow))
        return Lineage({keys[lot]: self.lot(lot) for lot in nodes}, found, inputs, outputs)

    def _output(self, event: str, flow: int) -> Output:
        all_ = self.all_
        net_g = int(all_.net_g[flow])
        return Output(
            event,
            all_.keys[all_.head[flow]],
            int(all_.n[flow]),
            int(all_.reo_g[flow]),
            PRODUCTS[all_.product[flow]],
            net_g if net_g >= 0 else None,
            all_.assays.get(flow),
        )

    def way(self, lot: int) -> list[int]:
        """A lot, and those it was handed on from by supported transfers alone, in that order."""
        found: list[int] = []
        at: int | None = lot
        while at is not None and at not in found:
            found.append(at)
            maker = self.held.maker[at] if self.held.claims[at] == 1 else None
            handed = maker is not None and self.all_.keys[maker].startswith(EventKind.TRANSFER)
            draws = self.draws(maker) if maker is not None and handed else ()
            at = next((int(self.all_.tail[f]) for f in draws if self.held.supported[f]), None)
        return found

    def makers(self, lots: Iterable[int]) -> Sequence[int]:
        """The events that claim lots, each once."""
        flows = (flow for lot in lots for flow in self.draws(lot))
        return list(dict.fromkeys(int(self.all_.tail[flow]) for flow in flows))
