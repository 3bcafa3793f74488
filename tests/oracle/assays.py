"""How much of each oxide a lot can hold: by tests, as filed, or by what its deposit is known for.

The design has one sentence on it. The readings taken where it is silent: material handed on is what
it was, so it has the assay of the nearest lot before it that was tested (itself, or as what it was
handed on), else the one filed where it was made; of a deposit's typical figures any other oxide may
be a hundredth more; what an assay leaves unsaid may be anything it does not name.
"""

from fractions import Fraction
from typing import TypeVar

from .codes import table
from .evidence import MINERAL, import_declaration
from .facts import Event, Facts, Output
from .records import Record

Assay = dict[str, Fraction]
N = TypeVar("N", float, Fraction)

DEPOSIT_ROOM = Fraction(1, 100)
UNSAID = Fraction(5, 100_000)  # half of a fourth decimal is rounding


class Assays:
    """The least and the most of an oxide in a gram of a lot."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._deposits = {row["deposit"].casefold(): row for row in table("deposits")}
        self._oxides = [row["oxide"] for row in table("oxides")]
        self._stated: dict[str, Assay] = {}
        self._tested: dict[str, Assay] = {}
        self._known = {lot: self._lot(lot) for lot in facts.lots}

    def named(self, lot: str) -> Assay:
        """The shares that are said of a lot."""
        assay, _ = self._known[lot] or ({}, Fraction(0))
        return assay

    def told(self, lot: str) -> bool:
        return self._known[lot] is not None

    def content(self, lot: str, oxide: str) -> tuple[Fraction, Fraction]:
        known = self._known[lot]
        if known is None:
            return Fraction(0), Fraction(1)
        assay, room = known
        return (assay[oxide],) * 2 if oxide in assay else (Fraction(0), room)

    def stated(self, event: Event) -> Assay:
        """Grams of oxides that are said of what came out of an event; as filed, whole grams."""
        if event.key not in self._stated:
            self._stated[event.key] = self._as_stated(event)
        return self._stated[event.key]

    def _as_stated(self, event: Event) -> Assay:
        found: Assay = {}
        for output in event.outputs:
            _mix_in(found, _exact(output.assay), output.mass)
        found = {oxide: Fraction(round(grams)) for oxide, grams in found.items()}
        for output in event.outputs:
            if tested := self.tested(output.lot):
                _mix_in(found, _exact(output.assay), -output.mass)
                _mix_in(found, tested, output.mass)
        return found

    def _lot(self, lot: str) -> tuple[Assay, Fraction] | None:
        for before in self._facts.handed_over(lot):
            if tested := self.tested(before):
                return tested, _room(tested)
        made = self._made(lot)
        if made is None:
            return None
        if filed := _exact(made.assay):
            return filed, _room(filed)
        deposit = self._deposit(made)
        return deposit and (deposit, max(DEPOSIT_ROOM, _room(deposit)))

    def tested(self, lot: str) -> Assay:
        """By the latest test of it or one handed on from it, else of its import's declaration."""
        if lot not in self._tested:
            self._tested[lot] = self._as_tested(lot)
        return self._tested[lot]

    def _as_tested(self, lot: str) -> Assay:
        maker = self._facts.maker(lot)
        named = None
        if maker and maker.kind == "import":
            named = maker.record.get("declaration")
            stated = self._facts.book.get("declaration", named)
            if stated and not import_declaration(self._facts.book, maker.record):
                named = None
        return _exact(self._facts.evidence.tested(lot, named))

    def _made(self, lot: str) -> Output | None:
        """What was filed where the lot was made, before anyone handed it on."""
        seen = set()
        while lot not in seen:
            seen.add(lot)
            maker = self._facts.maker(lot)
            if maker is None:
                return None
            if maker.kind != "transfer":
                return next(output for output in maker.outputs if output.lot == lot)
            (lot,) = maker.inputs
        return None

    def _deposit(self, made: Output) -> Assay | None:
        row = self._deposits.get((made.deposit or "").strip().casefold())
        if row is None or made.product not in MINERAL:
            return None
        return {oxide: Fraction(row[oxide]) for oxide in self._oxides if row.get(oxide)}


def _exact(assay: Record | None) -> Assay:
    return {oxide: Fraction(str(share)) for oxide, share in (assay or {}).items()}


def _mix_in(found: Assay, assay: Assay, grams: int) -> None:
    for oxide, share in assay.items():
        found[oxide] = found.get(oxide, Fraction(0)) + grams * share


def _room(assay: Assay) -> Fraction:
    unsaid = 1 - sum(assay.values())
    return unsaid if unsaid > UNSAID else Fraction(0)


def beyond_telling(grams: N) -> N:
    """How much more than so many grams may come out and still be what went in."""
    return grams / 50 + 1000
