"""Declarations to look at, those with most points first."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.graph.port.graph import GraphStore
from provenance.model.targeting import Targeting
from provenance.supervision.targets.considered import Considered, Declared
from provenance.supervision.targets.reading import look
from provenance.supervision.targets.reasons import Reason, reasons
from provenance.supervision.targets.scope import Scope


@dataclass(frozen=True, slots=True)
class Target:
    """A declaration worth a look: why, and how many points that comes to.

    It says nothing against anyone: each reason has honest explanations too.
    """

    declared: Declared
    reasons: Sequence[Reason]
    points: int
    turn: int = 0
    """How many of its party with as many points come before: one look tells of them all."""

    @property
    def place(self) -> str:
        """Its place in the list, by which lists are gone through."""
        return f"{99_999 - self.points:05} {self.turn:05} {self.declared.number}"


@dataclass(frozen=True, slots=True)
class Targets:
    """The list, and out of how many: declarations asked about, and those without fitting flows."""

    listed: Sequence[Target]
    asked: int
    without_flows: int


async def targets(store: GraphStore, scope: Scope, limits: Targeting) -> Targets:
    """The declarations of a scope that there are reasons to look at, most points first.

    A declaration whose flows are on record, of lots that may travel under its code, is none: a
    verdict tells of it. Neither findings nor decisions count. Raises MisuseError for a port that
    no declaration names, UnknownSubjectError for an enterprise that is not on record,
    StoreUnavailableError.
    """
    looked = await look(store, scope, limits)
    listed = await asyncio.to_thread(ranked, looked.considered)
    return Targets(listed, looked.asked, len(looked.considered))


def ranked(everything: Iterable[Considered]) -> list[Target]:
    """Those there are reasons for, most points first; of equals, those of different parties."""
    listed: list[Target] = []
    turns: Counter[tuple[str, int]] = Counter()
    for one in sorted(everything, key=lambda each: each.declared.number):
        if why := tuple(reasons(one)):
            points = min(99_999, sum(reason.points for reason in why))
            kin = (one.declared.party, points)
            listed.append(Target(one.declared, why, points, turns[kin]))
            turns[kin] += 1
    return sorted(listed, key=lambda target: target.place)
