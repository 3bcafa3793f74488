"""How much of what a processing gives the waste that went in cannot have held."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from .codes import table
from .facts import Event, Facts

KINDS = ("magnet", "phosphor", "polishing_powder", "catalyst", "battery")
Amounts = Mapping[str, Fraction]


class Waste:
    """The excess of processings that were fed with scrap that nobody has tested."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = {row["oxide"] for row in table("oxides")}
        self._most = {
            (row["waste"], row["oxide"]): Fraction(row["highest_share"])
            for row in table("waste_oxides")
        }
        # Asked of every lot behind an event; nothing changes.
        self.scrap, self.excess = cache(self.scrap), cache(self.excess)

    def scrap(self, event: Event) -> dict[str, str | None]:
        """The inputs that can hold no more than their kind of waste; None where it is open."""
        found = {}
        for lot in event.inputs:
            if self._facts.supported(event, lot) and self._facts.product(lot) == "scrap":
                kinds = self._kinds(lot)
                if kinds:
                    one = next(iter(kinds)) if len(kinds) == 1 else None
                    found[lot] = one if one in KINDS else None
        return found

    def _kinds(self, lot: str) -> set[str]:
        """The kinds of the intakes a lot came from; none where it came otherwise or was tested."""
        kinds, seen, ahead = set(), set(), [lot]
        while ahead:
            one = ahead.pop()
            if one in seen:
                continue
            seen.add(one)
            maker = self._facts.maker(one)
            if maker is None or self._facts.evidence.assayed(one):
                return set()
            if maker.kind == "scrap_intake":
                kinds.add(maker.record.get("waste") or "other")
            elif self._hands_on(maker):
                ahead += maker.inputs
            else:
                return set()
        return kinds

    def _hands_on(self, maker: Event) -> bool:
        """Whether scrap stays scrap in this step, and all of it is there."""
        scrap = maker.kind == "transfer" or (
            maker.kind == "processing" and all(out.product == "scrap" for out in maker.outputs)
        )
        return scrap and all(self._facts.supported(maker, lot) for lot in maker.inputs)

    def excess(self, event: Event) -> int:
        """Grams of what comes out that are of oxides no input can have held."""
        scrap = self.scrap(event) if event.kind == "processing" else {}
        if not scrap:
            return 0
        held = self._held(event)
        open_ = None in scrap.values()
        least = min(
            sum(
                (max(Fraction(0), g - self._can(event, scrap, kind, o)) for o, g in held.items()),
                Fraction(0),
            )
            for kind in (KINDS if open_ else KINDS[:1])
        )
        return min(round(least), event.output_mass)

    def _held(self, event: Event) -> Amounts:
        found: dict[str, Fraction] = {}
        for output in event.outputs:
            for oxide, share in self._facts.evidence.assay(output.lot, output.assay).items():
                if oxide in self._known:
                    grams = output.mass * Fraction(str(share))
                    found[oxide] = found.get(oxide, Fraction(0)) + grams
        return found

    def _can(self, event: Event, scrap: dict[str, str | None], open_: str, oxide: str) -> Fraction:
        """The most of an oxide that went in, with waste of unknown kind taken for one."""
        return sum(
            (
                mass * self._share(scrap[lot] or open_, oxide) if lot in scrap else Fraction(mass)
                for lot, mass in event.inputs.items()
                if self._facts.supported(event, lot)
            ),
            Fraction(0),
        )

    def _share(self, kind: str, oxide: str) -> Fraction:
        return self._most.get((kind, oxide), self._most[kind, "*"])
