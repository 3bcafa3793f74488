"""How a delivery goes on: after what was taken with the next, after what failed later again."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from provenance.graph.port.watches import Delivery
from provenance.model.message import Message
from provenance.settings import Webhooks

DOUBLINGS = 30
"""More would make no pause longer that is kept within hours."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request: `error` in plain words, None where it was taken.

    `ended` says that the receiver wants no more; `wait_s` is the pause in seconds it asked for.
    """

    error: Message | None = None
    ended: bool = False
    wait_s: float = 0.0


def taken(before: Delivery, number: int, now: datetime) -> Delivery:
    """The delivery once a raising was taken."""
    return Delivery(told=max(before.told, number), told_at=now, tried_at=now)


def failed(before: Delivery, outcome: Outcome, now: datetime, terms: Webhooks) -> Delivery:
    """The delivery once a raising was not taken: when it is tried again, if at all."""
    failures = before.failures + 1
    pause = timedelta(seconds=pause_s(failures, outcome.wait_s, terms))
    return replace(
        before,
        tried_at=now,
        failures=failures,
        error=outcome.error,
        due_at=None if outcome.ended else now + pause,
        active=not outcome.ended,
    )


def pause_s(failures: int, asked_s: float, terms: Webhooks) -> float:
    """How long to wait after so many failures in a row, spread so that not all come back at once.

    What the receiver asks for is honoured as far as the longest pause there is.
    """
    own = min(terms.retry_s * 2.0 ** min(failures - 1, DOUBLINGS), terms.retry_most_s)
    spread = random.uniform(1 - terms.jitter, 1)
    return min(max(own * spread, asked_s), terms.retry_most_s)
