"""Verdicts: what a subject is, in kilograms, and within which bounds."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from .assays import Assays
from .bounds import Bound, Bounds, Item, Subject
from .by_oxide import ByOxide, Told
from .edges import Edges
from .origins import Origins
from .parts import Parts, Shares
from .shares import Composition
from .statuses import LAWFUL, UNEXPLAINED, UNLAWFUL, UNVERIFIED

DUST = 1e-3  # grams that a solver may be off by


class Judge:
    """Verdicts on subjects, by mass and by oxide."""

    def __init__(self, parts: Parts, composition: Composition) -> None:
        self._facts = parts.facts
        assays = Assays(parts.facts)
        self._bounds = Bounds(parts, assays)
        known = parts, composition, Origins(parts), assays
        self._by_oxide = ByOxide(*known)
        self._edges = Edges(*known)

    def lot(self, lot: str) -> dict[str, Any]:
        return self._verdict(
            self._as_produced[lot], self.lots_by_mass[lot], self._lots_by_oxide[lot]
        )

    def subject(self, subject: Subject) -> dict[str, Any]:
        asked = {"subject": subject}
        by_mass, by_oxide = self._bounds.between(asked), self._bounds.by_oxide(asked)
        return self._verdict(subject, by_mass["subject"], by_oxide["subject"])

    def edges(self, subject: Subject) -> dict[tuple[str, str, str], float]:
        """Grams of a subject by draw (lot, event) and status."""
        return {edge: float(grams) for edge, grams in self._edges.edges(subject).items()}

    def edges_of_lot(self, lot: str) -> dict[tuple[str, str, str], float]:
        return self.edges(self._as_produced[lot])

    @cached_property
    def lots_by_mass(self) -> Mapping[str, Bound]:
        # Together: starting the solver takes longer than solving.
        return self._bounds.between(self._as_produced)

    @cached_property
    def _lots_by_oxide(self) -> Mapping[str, Bound | None]:
        return self._bounds.by_oxide(self._as_produced)

    @cached_property
    def _as_produced(self) -> dict[str, Subject]:
        return {lot: Subject((Item(lot, self._facts.mass(lot)),)) for lot in self._facts.lots}

    def _verdict(self, subject: Subject, by_mass: Bound, by_oxide: Bound | None) -> dict[str, Any]:
        told = self._by_oxide.subject(subject)
        bound = _both(by_mass, by_oxide, self._by_oxide.unnamed(subject), told)
        whole = by_mass.filled >= subject.mass
        masses = _within(_in_grams(told.statuses, subject.mass), bound, whole=whole)
        lawful = _total(masses, LAWFUL)
        return {
            "reo_g": subject.mass,
            "lawful_g": lawful,
            "unlawful_g": _total(masses, UNLAWFUL),
            "unverified_g": _total(masses, UNVERIFIED),
            "statuses": {status: float(mass) for status, mass in masses.items() if mass},
            # Draws are rounded to grams, which can put what is mixed evenly a gram outside.
            "lawful_min_g": min(float(bound.least), lawful),
            "lawful_max_g": max(float(bound.most), lawful),
            "origins": _of("origin", told),
            "quotas": _of("quota", told),
        }


def _both(by_mass: Bound, by_oxide: Bound | None, unnamed: Fraction, told: Told) -> Bound:
    """The bounds by mass and by oxide together.

    The design has the lesser most. Likewise the greater least, but where an oxide came from
    nowhere: then mass alone has missed what is not lawful.
    """
    if by_oxide is None:
        return by_mass
    most = min(by_mass.most, ceil(by_oxide.most + float(unnamed) - DUST))
    least = by_oxide.least if told.more_out else max(by_mass.least, by_oxide.least)
    return Bound(min(least, most), most, by_mass.filled)


def _in_grams(masses: Shares, total: int) -> Shares:
    """Whole grams, by largest remainder, so that they add up."""
    found = {status: Fraction(floor(mass)) for status, mass in masses.items()}
    short = total - sum(found.values())
    for status in sorted(masses, key=lambda s: (found[s] - masses[s], s))[: int(short)]:
        found[status] += 1
    return found


def _within(masses: Shares, bound: Bound, *, whole: bool) -> Shares:
    """What is mixed evenly, where more of it is lawful than can be: that came from nowhere.

    So it is where a cycle feeds itself, and where some assays prove more than all of them tell.
    """
    lawful = sum(masses.get(status, Fraction(0)) for status in LAWFUL)
    beyond = lawful - round(bound.most)
    if beyond <= (1 if whole else 0):  # draws are rounded to grams
        return masses
    kept = round(bound.most) / lawful
    found = {s: mass * kept if s in LAWFUL else mass for s, mass in masses.items()}
    found[UNEXPLAINED] = found.get(UNEXPLAINED, Fraction(0)) + beyond
    return found


def _of(kind: str, told: Told) -> dict[str, float]:
    return {key: float(mass) for (what, key), mass in told.traced.items() if what == kind and mass}


def _total(masses: Shares, statuses: frozenset[str]) -> float:
    return float(sum(mass for status, mass in masses.items() if status in statuses))
