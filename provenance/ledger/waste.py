"""What recycled waste cannot have given: oxides that its kind does not hold so much of.

The highest shares are upper ends, meant to accuse nobody honest; the arithmetic on them is exact.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from provenance.ledger.evidence import Assay, Evidence
from provenance.ledger.lineage import Input, Lot, Output
from provenance.model.reference.waste import highest_shares
from provenance.model.terms import Waste


@dataclass(frozen=True, slots=True)
class Excess:
    """The grams by oxide that what went in cannot have given, for the scrap among it.

    `kinds` are those the scrap is of; empty where it is taken for the one that explains most.
    """

    grams: Mapping[str, Fraction]
    kinds: tuple[Waste, ...] = ()

    @property
    def total_g(self) -> int:
        """All of it, to the gram."""
        return round(sum(self.grams.values(), Fraction(0)))


def excess_g(
    inputs: Sequence[Input], outputs: Sequence[Output], lots: Mapping[str, Lot], evidence: Evidence
) -> int | None:
    """The grams of a processing's outputs that what went in cannot have given, for its scrap.

    None where no scrap went in that an intake brought and no test has looked into.
    """
    found = excess(inputs, outputs, lots, evidence.assay)
    return None if found is None else min(sum(out.reo_g for out in outputs), found.total_g)


def excess(
    inputs: Sequence[Input],
    outputs: Sequence[Output],
    lots: Mapping[str, Lot],
    assay: Callable[[Output], Assay | None],
) -> Excess | None:
    """What of a processing's outputs cannot come of what went in; None as for `excess_g`."""
    draws = [(draw.reo_g, lots[draw.lot].waste) for draw in inputs if draw.supported]
    if not any(waste for _, waste in draws):
        return None
    held = _held(outputs, assay)
    others = sum(grams for grams, waste in draws if not waste)
    scrap = [(grams, _kind(waste)) for grams, waste in draws if waste]
    told = {kind for _, kind in scrap if kind}
    if len(told) == len({kind for _, kind in scrap}):
        kinds = tuple(sorted(told))
        return Excess(_excess(held, others, [(g, kind) for g, kind in scrap if kind]), kinds)
    # What is not told is taken for the one kind that explains most.
    guesses = [
        _excess(held, others, [(grams, kind or guess) for grams, kind in scrap])
        for guess in map(Waste, highest_shares())
    ]
    return Excess(min(guesses, key=lambda grams: sum(grams.values())))


def _kind(kinds: Sequence[Waste]) -> Waste | None:
    """The one kind that scrap is of; None where it is not told, or is of several."""
    return None if len(kinds) > 1 or kinds[0] is Waste.OTHER else kinds[0]


def _held(
    outputs: Iterable[Output], assay: Callable[[Output], Assay | None]
) -> Mapping[str, Fraction]:
    """The grams of each oxide in what was made, as far as assays tell."""
    held: defaultdict[str, Fraction] = defaultdict(Fraction)
    for out in outputs:
        for oxide, share in (assay(out) or {}).items():
            held[oxide] += out.reo_g * Fraction(str(share))
    return held


def _excess(
    held: Mapping[str, Fraction], others: int, scrap: Iterable[tuple[int, Waste]]
) -> dict[str, Fraction]:
    """The grams of oxides beyond what these kinds of scrap and all other inputs can hold."""
    shares = highest_shares()
    room: defaultdict[str, Fraction] = defaultdict(Fraction)
    for grams, kind in scrap:
        for oxide, share in shares[kind].items():
            room[oxide] += grams * Fraction(share)
    # An oxide that the tables do not know has no room, and counts for nothing.
    more = {oxide: held[oxide] - others - room[oxide] for oxide in held if oxide in room}
    return {oxide: grams for oxide, grams in more.items() if grams > 0}
