"""How much CPU and memory a command takes that answers at once: all of it is its start."""

from collections.abc import Iterator
from statistics import median

from bench.measure import Row, taken
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
        taken(words, place.env)  # what is compiled once counts for nobody
    for name, words in works.items():
        times = [(taken(words, place.env), taken(FLOOR, place.env)) for _ in range(rounds)]
        seconds, floor = (median(each[n][0] for each in times) for n in (0, 1))
        most = max(each[0][1] for each in times)
        note = f"CPU; {most} MiB at most; floor: the libraries imported"
        yield Row(name, "1 command", place.name, seconds, floor, None, rounds, note)
