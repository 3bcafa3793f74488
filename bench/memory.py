"""How much memory, and CPU, a load and an audit of everything take, each a process of its own."""

from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, taken
from bench.places import Place


def measure(place: Place, file: Path, size: str) -> Iterator[Row]:
    """A load into an empty store, then an audit of what it holds."""
    place.wipe()
    at = ("--store", place.address)
    works = {"load, memory": ("ingest", str(file), "--no-audit"), "audit, memory": ("audit",)}
    for work, words in works.items():
        seconds, most = taken(("-m", "provenance", *words, *at), place.env)
        yield Row(work, size, place.name, seconds, None, None, 1, f"CPU; {most} MiB at most")
