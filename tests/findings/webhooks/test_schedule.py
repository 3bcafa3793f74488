"""After what failed a delivery is tried again, ever later, up to every few hours, for ever."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from provenance.findings.webhooks.schedule import Outcome, failed, pause_s, taken
from provenance.graph.port.watches import Delivery
from provenance.model.message import Message
from provenance.settings import Webhooks
from tests.graph.kit import NOON

EVEN = Webhooks(jitter=0)


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause_s(n, 0, EVEN) for n in range(1, 20)]
    assert pauses[:5] == [5, 10, 20, 40, 80]
    assert all(b == min(2 * a, 21_600) for a, b in pairwise(pauses))
    assert pause_s(10_000, 0, EVEN) == 21_600


def test_pauses_are_spread_but_never_too_long() -> None:
    terms = Webhooks(jitter=0.2)
    for failures, most in ((1, 5), (50, 21_600)):
        pauses = {pause_s(failures, 0, terms) for _ in range(200)}
        assert len(pauses) > 100
        assert all(0.8 * most <= pause <= most for pause in pauses)


@pytest.mark.parametrize(("asked", "pause"), [(2, 5), (90, 90), (10**9, 21_600)])
def test_a_receiver_may_ask_for_a_longer_pause_within_reason(asked: float, pause: float) -> None:
    assert pause_s(1, asked, EVEN) == pause


def test_what_was_taken_and_what_failed() -> None:
    told = taken(Delivery(3, failures=4, error=Message("HTTP 500"), due_at=NOON), 7, NOON)
    assert told == Delivery(7, NOON, NOON)
    once = failed(told, Outcome(Message("HTTP 503")), NOON, EVEN)
    assert once == Delivery(7, NOON, NOON, 1, Message("HTTP 503"), NOON + timedelta(seconds=5))
    twice = failed(once, Outcome(Message("HTTP 502")), NOON, EVEN)
    assert (twice.failures, twice.due_at) == (2, NOON + timedelta(seconds=10))
    ended = failed(twice, Outcome(Message("HTTP 410"), ended=True), NOON, EVEN)
    assert ended == replace(twice, failures=3, error=Message("HTTP 410"), due_at=None, active=False)
