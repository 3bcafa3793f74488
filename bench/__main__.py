"""Measure both stores, print the table and keep it: `python -m bench --out bench.json`."""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import audits, crowds, lineages, loading, memory, months, peer, report, starts, trails
from bench.crowds import Crowd
from bench.measure import Row
from bench.places import Neo4j, Place, SqliteFile, neo4j_server
from bench.worlds import SHAPES, Shape, simulated


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: quickly, to see that all of it runs, or in earnest."""

    shapes: tuple[Shape, ...] = SHAPES
    lots: tuple[int, int] = (1_000, 10_000)
    rounds: int = 3
    asked: int = 9
    copies: int = 30
    flows: int = 100_000
    crowded: int = 20_000
    crowd: Crowd = crowds.ALL


QUICK = Size(
    shapes=SHAPES[:1],
    lots=(400, 900),
    rounds=1,
    asked=3,
    copies=2,
    flows=800,
    crowded=400,
    crowd=Crowd((2,), (1,), 0.5, range(3, 41), SHAPES[0]),
)


def run(store: str, size: Size, rows: list[Row], skipped: list[str]) -> Iterator[Row]:
    """Every row as it is measured; what cannot be is noted in `skipped`."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="provenance-bench-")))
        files = {n: simulated(n, folder / f"{n}.jsonl") for n in {*size.lots, size.crowded}}
        places: list[Place] = []
        if store != "neo4j":
            places.append(SqliteFile(folder / "bench.sqlite"))
        if store != "sqlite":
            found = stack.enter_context(neo4j_server(folder / "neo4j"))
            if isinstance(found, str):
                skipped.append(f"Neo4j is not measured: {found}")
            else:
                places.append(found)
        for place in places:
            for row in _on(place, size, files, folder, skipped):
                rows.append(row)
                yield row


def _on(
    place: Place, size: Size, files: dict[int, Path], folder: Path, skipped: list[str]
) -> Iterator[Row]:
    yield from lineages.measure(place, size.shapes, folder, size.asked)
    yield from starts.measure(place, size.shapes[0], size.asked)
    if isinstance(place, Neo4j):
        why = peer.installed(folder / "peer")
        if why:
            skipped.append(why)
        else:
            yield from peer.measure(place, size.shapes, folder / "peer", size.asked)
    largest, crowded = max(size.lots), size.crowded
    yield from memory.measure(place, files[crowded], f"{crowded:,} lots")
    yield from crowds.measure(place, files[crowded], f"{crowded:,} lots", size.crowd, folder)
    yield from trails.measure(place, files[crowded], f"{crowded:,} lots", size.crowd, size.rounds)
    yield from loading.measure(place, files[largest], f"{largest:,} lots", size.rounds)
    yield from audits.measure(place, {n: files[n] for n in size.lots}, size.rounds, size.copies)
    yield from months.measure(place, folder, size.flows, size.rounds)


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "neo4j", "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, once")
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    given = parser.parse_args()
    rows: list[Row] = []
    skipped: list[str] = []
    began = time.monotonic()
    for row in run(given.store, QUICK if given.quick else Size(), rows, skipped):
        print(f"{time.monotonic() - began:4.0f} s", *report.cells(row), sep="  ", flush=True)
    print(f"\n{report.table(rows)}\n")
    for line in skipped:
        print(line)
    report.write(rows, skipped, given.out)
    print(f"{len(rows)} rows in {time.monotonic() - began:.0f} s, kept in {given.out}")


if __name__ == "__main__":
    main()
