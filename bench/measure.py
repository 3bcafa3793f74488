"""Timing a piece of work, and what was measured."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: seconds of the work and of its floor; the goal is a ratio, if any.

    `rounds` says over how many rounds the two are medians.
    """

    work: str
    size: str
    store: str
    seconds: float
    floor_s: float | None
    goal: float | None
    rounds: int
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.floor_s if self.floor_s else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none to meet at this size."""
        return None if self.goal is None or self.ratio is None else self.ratio <= self.goal


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def side_by_side(works: list[Callable[[], object]], rounds: int, warm: int = 1) -> list[float]:
    """The median of each work, in turns: what else the machine does falls on all of them alike."""
    for _ in range(warm):
        for work in works:
            work()
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    return [median(column) for column in zip(*times, strict=True)]


def taken(words: Sequence[str], env: Mapping[str, str]) -> tuple[float, int]:
    """Seconds of CPU, and the most MiB, of a process of Python that must end well."""
    none = subprocess.DEVNULL
    process = subprocess.Popen(
        (sys.executable, *words), env={**os.environ, **env}, stdout=none, stderr=none
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
