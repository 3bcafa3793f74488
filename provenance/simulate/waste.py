"""What waste cannot hold, reckoned by the simulator for itself (design, section 4)."""

from collections.abc import Sequence

from provenance.model.reference.waste import highest_shares
from provenance.simulate.holdings import Assay
from provenance.simulate.mixing import Portion

Made = Sequence[tuple[int, Assay | None]]
"""Grams that came out, and their assays where there are any."""


def excess(portions: Sequence[Portion], made: Made) -> float:
    """The grams that came out of oxides beyond what was put in can hold: 0 without waste."""
    waste = [p for p in portions if p.waste]
    assayed = [(grams, assay) for grams, assay in made if assay]
    if not waste or not assayed:
        return 0.0
    other_g = sum(p.reo_g for p in portions if not p.waste)
    kinds = set(highest_shares())
    unsaid = {p.waste for p in waste} - kinds
    taken_for = sorted(kinds) if unsaid else [""]
    least = min(_beyond(waste, other_g, assayed, kind) for kind in taken_for)
    return min(least, float(sum(grams for grams, _ in made)))


def _beyond(
    waste: Sequence[Portion], other_g: int, made: Sequence[tuple[int, Assay]], taken_for: str
) -> float:
    """The excess where waste of no stated kind is taken for this one."""
    shares, beyond = highest_shares(), 0.0
    for oxide in {oxide for _, assay in made for oxide in assay}:
        out = sum(grams * assay.get(oxide, 0.0) for grams, assay in made)
        into = other_g + sum(
            p.reo_g * float(shares.get(p.waste or "", shares.get(taken_for, {})).get(oxide, 0))
            for p in waste
        )
        beyond += max(0.0, out - into)
    return beyond
