"""What masses hold of each oxide, between bounds: as far as assays tell, exact to the gram."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from provenance.ledger.composition.assays import Assay, of_deposit

SHARE = 10**12
"""A share is a whole number of these parts: as many decimals as records may state."""

UNKNOWN = ""
"""The composition of what no assay tells of: anything between nothing and all of it."""


class Range(NamedTuple):
    """A mass in grams that lies between two others."""

    least_g: int
    most_g: int


class _Parts(NamedTuple):
    """An assay in whole parts: shares by oxide, and what fits of any oxide not named."""

    shares: Mapping[str, int]
    room: int


def by_oxide(masses: Iterable[tuple[str, int]]) -> dict[str, Range]:
    """What masses by composition hold of each oxide that any of them names, and of any other.

    A composition is an assay as JSON text, the name of a deposit, or UNKNOWN; the range of what no
    assay names stands under UNKNOWN. Masses may be below zero: what holds between 0 and 10 g takes
    off between 0 and 10 g.
    """
    named: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    least = most = 0
    for composition, mass in masses:
        shares, room = _parts(composition)
        low, high = min(0, mass * room), max(0, mass * room)
        least, most = least + low, most + high
        for oxide, share in shares.items():
            beyond = named[oxide]
            beyond[0] += mass * share - low
            beyond[1] += mass * share - high
    found = {oxide: _whole(low + least, high + most) for oxide, (low, high) in named.items()}
    return {**found, UNKNOWN: _whole(least, most)}


def _whole(least: int, most: int) -> Range:
    """Whole grams, so that what is between stays between."""
    return Range(least // SHARE, -(-most // SHARE))


@lru_cache(maxsize=100_000)  # the lots of one mine or one circuit often state the same
def _parts(composition: str) -> _Parts:
    assay = _assay(composition)
    if assay is None:
        return _Parts({}, SHARE)
    shares = {oxide: round(share * SHARE) for oxide, share in assay.shares.items()}
    return _Parts(shares, round(assay.room * SHARE))


def _assay(composition: str) -> Assay | None:
    if composition.startswith("{"):
        return Assay.stating(json.loads(composition))
    return of_deposit(composition)
