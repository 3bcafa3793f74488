"""How much CPU and memory a command takes that answers at once: all of it is its start."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import median

from bench.measure import Row
from bench.places import Place
from bench.worlds import Shape

FLOOR = ("-c", "import asyncio, sqlite3, typer, rich.console, rich.table, pydantic")
"""What any command line of this kind imports, and nothing of ours."""


def measure(place: Place, shape: Shape, rounds: int) -> Iterator[Row]:
    """Help, a search and a verdict on a small store, beside the libraries they stand on."""
    ours = ("-m", "provenance")
    at = ("--store", place.address)
    works = {
        "start, help": (*ours, "--help"),
        "start, search": (*ours, "search", shape.last, *at),
        "start, verdict": (*ours, "verdict", shape.last, *at),
    }
    for words in works.values():
        _taken(words, place)  # what is compiled once counts for nobody
    for name, words in works.items():
        taken = [(_taken(words, place), _taken(FLOOR, place)) for _ in range(rounds)]
        seconds, floor = (median(each[n][0] for each in taken) for n in (0, 1))
        most = max(each[0][1] for each in taken)
        note = f"CPU; {most} MiB at most; floor: the libraries imported"
        yield Row(name, "1 command", place.name, seconds, floor, None, rounds, note)


def _taken(words: Sequence[str], place: Place) -> tuple[float, int]:
    """Seconds of CPU, and the most MiB, of a process of Python that must end well."""
    none = subprocess.DEVNULL
    env = {**os.environ, **place.env}
    process = subprocess.Popen((sys.executable, *words), env=env, stdout=none, stderr=none)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
