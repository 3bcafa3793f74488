"""Declarations to look at, those with most points first."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.graph.port.graph import GraphStore
from provenance.model.targeting import TARGETING, TargetSign
from provenance.settings import Settings
from provenance.supervision.targets.considered import Considered, Declared
from provenance.supervision.targets.reading import look
from provenance.supervision.targets.reasons import Reason, reasons
from provenance.supervision.targets.scope import Scope

_MOST = 999_999


@dataclass(frozen=True, slots=True)
class Target:
    """A declaration worth a look: why, and how many points that comes to.

    It says nothing against anyone: each reason has honest explanations too. `rank` is its points
    less what they count less where others of its party stand before it for the
    same reasons, and perhaps for more.
    """

    declared: Declared
    reasons: Sequence[Reason]
    points: int
    rank: int

    @property
    def place(self) -> str:
        """Its place in the list, by which lists are gone through."""
        return f"{_MOST - self.rank:06} {self.declared.number}"


@dataclass(frozen=True, slots=True)
class Targets:
    """The list, and out of how many: declarations asked about, and those without fitting flows."""

    listed: Sequence[Target]
    asked: int
    without_flows: int


async def targets(store: GraphStore, scope: Scope, settings: Settings) -> Targets:
    """The declarations of a scope that there are reasons to look at, most points first.

    A declaration whose flows are on record, of lots that may travel under its code and are enough,
    is none: a verdict tells of it. Neither findings nor decisions count. Raises MisuseError for a
    port that no declaration names, UnknownSubjectError for an enterprise that is not on record,
    StoreUnavailableError.
    """
    looked = await look(store, scope, settings)
    listed = await asyncio.to_thread(ranked, looked.considered, settings.targets.repeated)
    return Targets(listed, looked.asked, len(looked.considered))


def ranked(everything: Iterable[Considered], repeated: int = TARGETING.repeated) -> list[Target]:
    """Those there are reasons for, most points first; further ones of a party are lower.

    A further one is lower where it has no reason that those before it do not have.
    """
    found = [(one.declared, tuple(reasons(one))) for one in everything]
    scored = [(sum(reason.points for reason in why), one, why) for one, why in found if why]
    scored.sort(key=lambda each: (-each[0], each[1].number))
    told: defaultdict[str, Counter[frozenset[TargetSign]]] = defaultdict(Counter)
    listed: list[Target] = []
    for points, one, why in scored:
        own, before = frozenset(reason.sign for reason in why), told[one.party]
        turn = sum(times for signs, times in before.items() if own <= signs)
        rank = max(0, min(_MOST, points - repeated * turn))
        listed.append(Target(one, why, points, rank))
        before[own] += 1
    return sorted(listed, key=lambda target: target.place)
