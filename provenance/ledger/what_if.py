"""How much more would be lawful if one thing were otherwise."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from provenance.ledger.components import descendants
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.composition.mixing import blend_lots, settle_shares
from provenance.ledger.composition.origins import passed
from provenance.ledger.lineage import Lineage, Lot
from provenance.model.status import LAWFUL
from provenance.model.terms import Label, Ref


def around(lineage: Lineage, events: Collection[str]) -> Lineage:
    """Some events of a lineage with all that goes in and comes out: what a patch is made of."""
    inputs = [draw for event in events for draw in lineage.inputs_of.get(event, ())]
    outputs = [out for event in events for out in lineage.outputs_of.get(event, ())]
    lots = {draw.lot for draw in inputs} | {out.lot for out in outputs}
    return Lineage(
        lots={lot: lineage.lots[lot] for lot in lots},
        events={event: lineage.events[event] for event in events},
        inputs=inputs,
        outputs=outputs,
    )


def patched(lineage: Lineage, patch: Lineage) -> Lineage:
    """A lineage with some of its events and lots as the patch has them."""
    others = [draw for draw in lineage.inputs if draw.event not in patch.events]
    return replace(
        lineage,
        lots={**lineage.lots, **patch.lots},
        events={**lineage.events, **patch.events},
        inputs=[*others, *patch.inputs],
        cut=lineage.cut | patch.cut,
    )


@dataclass(slots=True)
class Stakes:
    """What of a subject stands or falls with each lot, in grams: what gates turn does not."""

    holding: Holding
    lineage: Lineage
    _grams: defaultdict[str, float] = field(init=False)
    _items: defaultdict[str, list[Item]] = field(init=False)

    def __post_init__(self) -> None:
        self._grams = passed(self.holding, self.lineage, gated=True)
        self._items = defaultdict(list)
        for item in self.holding.items:
            if item.draw:
                self._items[item.draw.event].append(item)

    def gain(self, patch: Lineage) -> float:
        """The grams that would be lawful besides with a patch."""
        return self._all_round(patch) if self._returns(patch) else self.guess(patch)

    def guess(self, patch: Lineage) -> float:
        """The same, as far as what a patch changes goes round once: on no cycle all there is."""
        lots = self._made_in(patch)
        now, then = _worth(lots, self.lineage), _worth(lots, patch)
        held = sum(self._grams[lot] * (then[lot] - now[lot]) for lot in lots)
        draws = {(draw.lot, draw.event): draw for draw in patch.inputs}
        for event in patch.events:
            for item in self._items.get(event, ()):
                other = replace(item, draw=draws[item.lot, event])
                kept = other.kept(patch) - item.kept(self.lineage)
                held += item.reo_g * kept * _lawful(self.lineage.lots[item.lot])
        return held

    def _returns(self, patch: Lineage) -> bool:
        """Whether what a patch changes goes round and into itself again."""
        was = self.lineage
        changed = {
            draw.lot
            for draw in patch.inputs
            if patch.lots[draw.lot] is not was.lots.get(draw.lot)
            or patch.events[draw.event] is not was.events[draw.event]
        }
        return not changed.isdisjoint(descendants(was, (out.lot for out in patch.outputs)))

    def _all_round(self, patch: Lineage) -> float:
        """The gain by dividing all that descends from a patch again."""
        then = patched(self.lineage, patch)
        below = descendants(self.lineage, (out.lot for out in patch.outputs))
        again = settle_shares(then, [lot for lot in below if Ref(Label.LOT, lot) not in then.cut])
        lots = {key: replace(then.lots[key], shares=shares) for key, shares in again.items()}
        then = replace(then, lots={**then.lots, **lots})
        return self._lawful_in(then) - self._lawful_in(self.lineage)

    def _lawful_in(self, lineage: Lineage) -> float:
        draws = {(draw.lot, draw.event): draw for draw in lineage.inputs}
        return sum(
            item.reo_g
            * replace(item, draw=item.draw and draws[item.lot, item.draw.event]).kept(lineage)
            * _lawful(lineage.lots[item.lot])
            for item in self.holding.items
        )

    def _made_in(self, patch: Lineage) -> list[str]:
        """The lots that a patch makes, and those of which it says itself what they are."""
        was = self.lineage
        once = {out.lot for out in patch.outputs if len(was.claims_on[out.lot]) == 1}
        said = {ref.key for ref in patch.cut if ref.key in was.lots}
        return sorted(lot for lot in once | said if Ref(Label.LOT, lot) not in was.cut)


def _worth(lots: Iterable[str], lineage: Lineage) -> dict[str, float]:
    """The lawful share of some lots by what each is made of, or bears where the lineage is cut."""
    said = {lot for lot in lots if Ref(Label.LOT, lot) in lineage.cut}
    found = {lot: _lawful(lineage.lots[lot]) for lot in said}
    for lot, blend in blend_lots(lineage, [lot for lot in lots if lot not in said]).items():
        known = sum(share for status, share in blend.known.items() if status in LAWFUL)
        found[lot] = known + sum(
            share * _lawful(lineage.lots[source]) for source, share in blend.lots.items()
        )
    return found


def _lawful(lot: Lot) -> float:
    return sum(share for status, share in lot.shares.items() if status in LAWFUL)
