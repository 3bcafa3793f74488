"""Material that goes round: the least solution of a small linear system, without subtractions.

Shares in a cycle are a Markov chain: a lot passes the question "what are you?" on to the lots it
came from, or answers it. States are eliminated one by one after Grassmann, Taksar and Heyman
(Operations Research 33, 1985): what leaves a state is summed, never taken from 1, so the result
keeps its precision however little comes in from outside and however often it goes round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class _Step:
    """One state as it was eliminated: what leaves it, where to, and who asked it."""

    state: str
    leaving: float
    onward: Mapping[str, float]
    askers: Mapping[str, float]


class Cycle:
    """A strongly connected piece: `inside` the shares between its lots, `outside` the rest.

    For every lot the shares inside and outside add up to 1.
    """

    def __init__(
        self, inside: Mapping[str, Mapping[str, float]], outside: Mapping[str, float]
    ) -> None:
        rows = {state: dict(row) for state, row in inside.items()}
        askers: dict[str, set[str]] = {state: set() for state in rows}
        for state, row in rows.items():
            for source in row:
                askers[source].add(state)
        answers = dict(outside)
        self._steps: list[_Step] = []
        while rows:
            # The least connected first keeps the rows short.
            state = min(rows, key=lambda name: (len(rows[name]) * len(askers[name]), name))
            row = rows.pop(state)
            row.pop(state, None)
            asked = {who: rows[who].pop(state) for who in sorted(askers.pop(state) - {state})}
            leaving = sum(row.values()) + answers[state]
            for source in row:
                askers[source].discard(state)
            for who, share in asked.items():
                if not leaving:
                    continue
                answers[who] += share * answers[state] / leaving
                for source, onward in row.items():
                    rows[who][source] = rows[who].get(source, 0.0) + share * onward / leaving
                    askers[source].add(who)
            self._steps.append(_Step(state, leaving, row, asked))

    def solve(self, known: Mapping[str, Mapping[Key, float]]) -> dict[str, dict[Key, float]]:
        """What each lot is, from what each lot knows of itself; nothing where nothing comes in."""
        totals = {state: dict(answers) for state, answers in known.items()}
        for step in self._steps:
            for who, share in step.askers.items():
                _add(totals[who], totals[step.state], share, step.leaving)
        found: dict[str, dict[Key, float]] = {}
        for step in reversed(self._steps):
            total = totals[step.state]
            for source, share in step.onward.items():
                _add(total, found[source], share, 1.0)
            found[step.state] = {
                key: value / step.leaving for key, value in total.items() if step.leaving
            }
        return found

    def visits(self, start: Mapping[str, float]) -> dict[str, float]:
        """How much passes through each lot when the given grams are followed back to origins."""
        arrived = {step.state: start.get(step.state, 0.0) for step in self._steps}
        for step in self._steps:
            for source, share in step.onward.items():
                if step.leaving:
                    arrived[source] += arrived[step.state] * share / step.leaving
        found: dict[str, float] = {}
        for step in reversed(self._steps):
            back = sum(found[who] * share for who, share in step.askers.items())
            found[step.state] = (arrived[step.state] + back) / step.leaving if step.leaving else 0.0
        return found


def _add(total: dict[Key, float], part: Mapping[Key, float], share: float, divisor: float) -> None:
    if divisor:
        for key, value in part.items():
            total[key] = total.get(key, 0.0) + share * value / divisor
