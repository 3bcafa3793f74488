"""What it costs a verdict that it is in the trail before it is answered: by one, and by many."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench.crowds import Crowd, lots_of, times
from bench.lineages import VERDICT
from bench.measure import Row
from bench.places import Place, ingest, on_store
from bench.service import Asker, serving

GOAL = 1.2
"""A verdict takes at most a fifth longer (issue 16)."""

MOST = 32
"""So many ask at once at most."""

ON = {"PROVENANCE_TRAIL__ON": "true"}

TICKS = os.sysconf("SC_CLK_TCK")


def measure(place: Place, file: Path, size: str, crowd: Crowd, rounds: int) -> Iterator[Row]:
    """Two services on one store, of which one has a trail, asked in turns.

    The seconds are those of CPU, of the service alone; the note has how long an answer takes.
    """
    place.wipe()
    ingest(place, file)
    lots = on_store(place, partial(lots_of, nodes=crowd.nodes))
    asked = [VERDICT.format(lot=lot) for lot in lots]
    with serving(place) as without, serving(place, env=ON) as kept:
        for clients in (one for one in crowd.clients if one <= MOST):
            turns = [
                [_asked(service, clients, crowd.seconds, asked) for service in (kept, without)]
                for _ in range(rounds + 1)
            ][1:]
            cpu, floor = (median(cpu for cpu, _ in turn) for turn in zip(*turns, strict=True))
            waits = (median(wait for _, wait in turn) for turn in zip(*turns, strict=True))
            note = "p50 {:.1f} ms, without {:.1f} ms".format(*(wait * 1_000 for wait in waits))
            work = f"CPU of a verdict in the trail, {clients} at once"
            yield Row(work, size, place.name, cpu, floor, GOAL, rounds, note)


def _asked(service: Asker, clients: int, seconds: float, asked: list[str]) -> tuple[float, float]:
    """Seconds of CPU that an answer takes a service, and the median that clients wait for one."""
    before = _cpu(service.pid)
    _, taken = times(service.port, clients, seconds, asked)
    return (_cpu(service.pid) - before) / len(taken), median(taken)


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
