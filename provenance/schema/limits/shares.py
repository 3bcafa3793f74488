"""How much each asker may have at a time and in a minute, whoever an asker is."""

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from provenance.model.errors import LimitExceededError, ProvenanceError
from provenance.settings.limits import Limits

KNOWN = 10_000
"""So many askers are remembered, the latest; who is forgotten begins with a full share."""


class TurnedAwayError(Exception):
    """One request too many: what the asker is told, with which status, and when to come again."""

    def __init__(self, status: int, error: ProvenanceError, retry_s: float) -> None:
        super().__init__(str(error))
        self.status = status
        self.error = error
        self.headers = {"Retry-After": str(max(1, math.ceil(retry_s)))}


class Bucket:
    """What an asker may still have: filled evenly, to as much as a minute, or longer, brings."""

    __slots__ = ("_at", "_left", "_most", "_per_s")

    def __init__(self, most: float, now: float, seconds: float) -> None:
        self._most = self._left = most
        self._per_s = most / seconds
        self._at = now

    def lacks_s(self, now: float) -> float:
        """How long until there is something left, in seconds; 0 where there is now."""
        self._left = min(self._most, self._left + (now - self._at) * self._per_s)
        self._at = now
        return max(0.0, -self._left / self._per_s)

    def take(self, amount: float) -> None:
        """Have some; where that is more than is left, the next has to wait for it."""
        self._left -= amount


Buckets = tuple[Bucket, Bucket]


class Shares:
    """The shares of all askers: requests at a time, requests and seconds of work a minute."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._at_once: Counter[tuple[str, str]] = Counter()
        self._buckets: OrderedDict[str, Buckets] = OrderedDict()
        self._filed: OrderedDict[str, Buckets] = OrderedDict()

    @contextmanager
    def of(self, asker: str) -> Iterator[None]:
        """Let an asker have one request answered. Raises TurnedAwayError."""
        begun = self._clock()
        work = self._begun(asker, begun)
        with self._one("requests_at_once", asker):
            try:
                yield
            finally:
                work.take(self._clock() - begun)

    @contextmanager
    def listening(self, asker: str) -> Iterator[None]:
        """Let an asker have one subscription, which may take long and little work.

        Raises TurnedAwayError.
        """
        self._begun(asker, self._clock())
        with self._one("subscriptions", asker):
            yield

    @contextmanager
    def socket(self, asker: str) -> Iterator[None]:
        """Let an asker have one socket open. Raises TurnedAwayError."""
        with self._one("sockets", asker):
            yield

    def file(self, asker: str, stored_bytes: int, rejected: int) -> None:
        """Let an asker file something, of which so much is kept. Raises LimitExceededError."""
        now = self._clock()
        most = self._limits.stored_bytes_per_hour, self._limits.rejected_per_hour
        names = "stored_bytes_per_hour", "rejected_per_hour"
        buckets = _of(self._filed, asker, most, now, 3_600)
        for name, limit, bucket in zip(names, most, buckets, strict=True):
            if wait_s := bucket.lacks_s(now):
                raise _too_many(name, limit, wait_s).error
        for bucket, amount in zip(buckets, (stored_bytes, rejected), strict=True):
            bucket.take(amount)

    def _begun(self, asker: str, now: float) -> Bucket:
        """Take one request of an asker's share; what its work is then taken of."""
        requests, work = self._buckets_of(asker, now)
        limits = self._limits
        if wait_s := requests.lacks_s(now):
            raise _too_many("requests_per_minute", limits.requests_per_minute, wait_s)
        if wait_s := work.lacks_s(now):
            raise _too_many("work_s_per_minute", f"{limits.work_s_per_minute:g}", wait_s)
        requests.take(1)
        return work

    @contextmanager
    def _one(self, name: str, asker: str) -> Iterator[None]:
        """One of what an asker may have so many of at a time, as the limit of that name says."""
        most: int = getattr(self._limits, name)
        if self._at_once[name, asker] >= most:
            raise _too_many(name, most, 1)
        self._at_once[name, asker] += 1
        try:
            yield
        finally:
            self._at_once[name, asker] -= 1
            if not self._at_once[name, asker]:
                del self._at_once[name, asker]

    def _buckets_of(self, asker: str, now: float) -> Buckets:
        a_minute = self._limits.requests_per_minute, self._limits.work_s_per_minute
        return _of(self._buckets, asker, a_minute, now, 60)


def _of(
    known: OrderedDict[str, Buckets], asker: str, most: tuple[float, float], now: float, s: float
) -> Buckets:
    """The buckets of an asker, seen last now; whoever was not for long is forgotten."""
    if asker not in known:
        known[asker] = Bucket(most[0], now, s), Bucket(most[1], now, s)
        if len(known) > KNOWN:
            known.popitem(last=False)
    known.move_to_end(asker)
    return known[asker]


def _too_many(name: str, most: object, retry_s: float) -> TurnedAwayError:
    text = f"limits.{name} is {most} for each asker, and is used up; ask again later"
    return TurnedAwayError(429, LimitExceededError(text), retry_s)
