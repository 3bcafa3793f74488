"""How well the list does where the truth is known: false declarations among the first targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.findings.score import FALSE, HONEST, subject_of, told
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from provenance.supervision.targets.ranking import targets
from provenance.supervision.targets.scope import Scope

FIRSTS = (10, 50, 100)


@dataclass(frozen=True, slots=True)
class Among:
    """Of the first so many targets: how many are false, and how many only look so."""

    first: int
    false: int
    honest: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """False declarations and such as only look so, and where they stand among all targets.

    `missed` are the false ones behind the last of the firsts, or not listed at all.
    """

    false: int
    honest: int
    listed: int
    firsts: Sequence[Among]
    missed: Sequence[str]


async def rank(store: GraphStore, truth: Path, settings: Settings) -> Ranking:
    """Hold the list of all days against a truth file. Raises MisuseError, StoreUnavailableError."""
    rows = list(told(truth))
    false = {subject_of(row).key for row in rows if row["truth"] == FALSE}
    honest = {subject_of(row).key for row in rows if row["truth"] == HONEST}
    if not false | honest:
        return Ranking(0, 0, 0, (), ())
    found = await targets(store, Scope(), settings)
    numbers = [target.declared.number for target in found.listed]
    firsts = [
        Among(first, len(false & set(numbers[:first])), len(honest & set(numbers[:first])))
        for first in FIRSTS
    ]
    missed = sorted(false - set(numbers[: FIRSTS[-1]]))
    return Ranking(len(false), len(honest), len(numbers), tuple(firsts), tuple(missed))
