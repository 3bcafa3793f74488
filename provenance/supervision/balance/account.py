"""The account of a year, event by event: what each lot held, what came in, what left the books."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from provenance.graph.port.flows import Happened, Made
from provenance.ledger.gates import half_even
from provenance.ledger.grants import Gate
from provenance.model.terms import METALS, MINERAL_PRODUCTS, SOURCES, EventKind, Product
from provenance.supervision.balance.lines import (
    BEFORE,
    COVERED,
    LEAVING,
    LEFT,
    UNSETTLED,
    BalanceLine,
)
from provenance.supervision.balance.ranges import UNKNOWN


@dataclass(slots=True)
class Held:
    """A lot in grams: its largest claim, and its supported draws, before a year and by its end.

    `claimed_g` are all claims of the year; `lines` is what came in as it, and what of it left.
    `draws` are its supported draws in grams, each after its day and event, seizures apart.
    """

    before_g: int = 0
    until_g: int = 0
    drawn_before_g: int = 0
    drawn_g: int = 0
    claimed_g: int = 0
    product: Product | None = None
    composition: str = UNKNOWN
    tested: str | None = None
    handed_from: str | None = None
    lines: Counter[BalanceLine] = field(default_factory=Counter)
    draws: list[tuple[str, str, int]] = field(default_factory=list)
    seized: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def opening_g(self) -> int:
        return max(0, self.before_g - self.drawn_before_g)

    @property
    def closing_g(self) -> int:
        return max(0, self.until_g - self.drawn_g)

    @property
    def beyond_g(self) -> int:
        """Grams drawn in the year beyond what the lot held."""
        overdrawn = max(0, self.drawn_g - self.until_g)
        return overdrawn - max(0, self.drawn_before_g - self.before_g)

    @property
    def twice_g(self) -> int:
        """Grams claimed in the year besides the largest claim."""
        return self.claimed_g - (self.until_g - self.before_g)


class Account:
    """What is noted of a year; events may come in any order, each once, whatever their day."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._first, self._last = f"{year:04}-01-01", f"{year:04}-12-31"
        self.lots: dict[str, Held] = {}
        self.beside: Counter[BalanceLine] = Counter()
        """What is told of no lot: what processing lost and made, draws that nothing supports."""

    def add_all(self, events: Iterable[Happened]) -> None:
        """Note events; those after the year are none of it."""
        for event in events:
            self._add(event)

    def _add(self, event: Happened) -> None:
        if event.day > self._last:
            return
        within = event.day >= self._first
        leaves = LEAVING.get(event.kind)
        if event.kind is EventKind.TRANSFER and event.used_up:
            leaves = BalanceLine.USED_UP  # what is used up is no lot of anybody's any more
        else:
            for made in event.made:
                self._claim(event, made, within=within)
        for taken in event.taken:
            lot = self._lot(taken.lot)
            if taken.supported:
                seized = event.kind is EventKind.SEIZURE
                (lot.seized if seized else lot.draws).append((event.day, event.key, taken.reo_g))
                if seized:  # of how much is known once all draws before it are
                    continue
                lot.drawn_g += taken.reo_g
                lot.drawn_before_g += 0 if within else taken.reo_g
            elif within:
                self.beside[BalanceLine.DRAWN_UNSUPPORTED] += taken.reo_g
            if leaves is not None and within:
                lot.lines[leaves] += taken.reo_g
        if within and event.kind is EventKind.PROCESSING:
            self._worked(event)

    def _claim(self, event: Happened, made: Made, *, within: bool) -> None:
        lot = self._lot(made.lot)
        # Of equal claims that of the lesser key counts; a test of the lot is the same with any.
        larger = made.reo_g > lot.until_g
        if larger:
            lot.until_g = made.reo_g
            lot.product = made.product
            handed = event.kind is EventKind.TRANSFER and event.taken
            lot.handed_from = event.taken[0].lot if handed else None
            mineral = made.product in MINERAL_PRODUCTS
            lot.composition = made.assay or (mineral and made.deposit) or UNKNOWN
        lot.tested = made.tested
        if not within:
            lot.before_g = max(lot.before_g, made.reo_g)
            return
        lot.claimed_g += made.reo_g
        if event.kind in SOURCES:
            for line, grams in _came_in(event, made.reo_g):
                lot.lines[line] += grams

    def _worked(self, event: Happened) -> None:
        put_in = sum(taken.reo_g for taken in event.taken)
        made = sum(made.reo_g for made in event.made)
        line = BalanceLine.LOST if put_in > made else BalanceLine.FROM_NOWHERE
        self.beside[line] += abs(put_in - made)
        for one in event.made:
            if one.product in METALS:
                self.beside[BalanceLine.METAL_MADE] += one.reo_g
            elif one.product is Product.MAGNET:
                self.beside[BalanceLine.MAGNETS_MADE] += one.reo_g

    def _lot(self, key: str) -> Held:
        found = self.lots.get(key)
        if found is None:
            found = self.lots[key] = Held()
        return found

    def _seize(self, lot: Held) -> None:
        """Count seizures as the arithmetic does: of no more than the draws before them left."""
        before = self._first, ""
        for taken in sorted(lot.seized):
            day, key, grams = taken
            within = taken >= before
            held_g = lot.until_g if within else lot.before_g
            if held_g:  # what nobody made has the mass of its draws
                left_g = held_g - sum(g for at, by, g in lot.draws if (at, by) < (day, key))
                grams = min(grams, max(0, left_g))
            lot.draws.append((day, key, grams))
            lot.drawn_g += grams
            lot.drawn_before_g += 0 if within else grams
            lot.lines[BalanceLine.SEIZED] += grams if within else 0
        lot.seized.clear()

    def told(self) -> Iterator[tuple[str, str, Held]]:
        """Each lot with the lot it was first, before it was handed on, and its composition.

        Its lines have what is on record of it when the year begins, and when it ends.
        """
        for key, lot in self.lots.items():
            self._seize(lot)
            way = self._handed(key)
            first = self.lots[way[-1]]
            tests = (self.lots[at].tested for at in way)
            tested = next(filter(None, tests), None)  # of the lot itself, else the nearest before
            stock = BEFORE.get(first.product or Product.SALT, BalanceLine.COMPOUNDS_BEFORE)
            lot.lines[stock] = lot.opening_g
            lot.lines[LEFT[stock]] = lot.closing_g
            yield way[-1], tested or first.composition, lot

    def _handed(self, key: str) -> list[str]:
        """A lot, the lot it was handed on from, and so on back to the one that was made."""
        way = [key]
        while (back := self.lots[way[-1]].handed_from) and back in self.lots and back not in way:
            way.append(back)
        return way


def _came_in(event: Happened, reo_g: int) -> Iterator[tuple[BalanceLine, int]]:
    """Where what came in is told: what a right covers of it, and the rest."""
    grant = next((g for g in event.grants if g.gate is not Gate.SEPARATION), None)
    if grant is None:
        yield UNSETTLED[event.kind], reo_g
        return
    under, beyond = COVERED[grant.gate]
    covered = reo_g if grant.full else half_even(reo_g * grant.covered_g, grant.drawn_g)
    yield under, covered
    yield beyond, reo_g - covered
