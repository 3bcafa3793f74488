"""Many who ask at once: how many are answered, and how long the last of a hundred waits.

Then the same beside one who asks for the verdict on a lot with a very large lineage: those who ask
little are not to wait much longer for that.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.lineages import LINEAGE, VERDICT
from bench.measure import Row
from bench.places import Place, ingest, on_store
from bench.service import serving
from bench.worlds import Shape, write
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label

SEARCH = '{{ search(text: "{lot}") {{ label key }} }}'
FINDINGS = "{ findings(first: 20) { edges { node { code severity kg } } } }"
ASKED_OF = 200
"""So many lots are asked of, in turns."""
BESIDE = (1, 8)
"""So many ask little while one asks much."""


LARGE = Shape("large", 245, 100, 3)
"""As large a lineage as is read in whole."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many ask how many processes, for how many seconds each.

    They ask of lots with so many `nodes` behind them; who asks much, of the last lot of `large`.
    """

    clients: tuple[int, ...] = (1, 8, 32, 128)
    workers: tuple[int, ...] = (1, 2)
    seconds: float = 10.0
    nodes: range = range(30, 41)
    large: Shape = LARGE


ALL = Crowd()


def measure(place: Place, file: Path, size: str, crowd: Crowd, folder: Path) -> Iterator[Row]:
    """Verdicts, then all sorts of questions, then verdicts beside heavy ones."""
    place.wipe()
    ingest(place, file)
    ingest(place, write(crowd.large.records(), folder / "large.jsonl"))
    lots = on_store(place, lambda store: lots_of(store, crowd.nodes))
    verdicts = [VERDICT.format(lot=lot) for lot in lots]
    mixed = [
        query
        for n, lot in enumerate(lots)
        for query in (
            *verdicts[n : n + 7],
            LINEAGE.format(lot=lot),
            SEARCH.format(lot=lot),
            FINDINGS,
        )
    ]
    for workers in crowd.workers:
        how = f"{size}, {workers} {'process' if workers == 1 else 'processes'}"
        with serving(place, "--workers", str(workers)) as service:
            times(service.port, 8, crowd.seconds / 4, mixed)  # what is read first counts for nobody
            for clients in crowd.clients:
                for work, queries in (("verdicts", verdicts), ("mixed questions", mixed)):
                    seconds, taken = times(service.port, clients, crowd.seconds, queries)
                    note = f"{len(taken) / seconds:.0f} a second; {_waits(taken)}"
                    yield Row(
                        f"{work}, {clients} at once",
                        how,
                        place.name,
                        seconds / len(taken),
                        None,
                        None,
                        1,
                        note,
                    )
            for clients in BESIDE:
                _, alone = times(service.port, clients, crowd.seconds, verdicts)
                asked = [VERDICT.format(lot=crowd.large.last)]
                large = _started(service.port, 1, crowd.seconds, asked)
                _, beside = times(service.port, clients, crowd.seconds, verdicts)
                note = (
                    f"{_waits(beside)}, without {_waits(alone)}, large {_waits(_ended(large)[1])}"
                )
                work = f"p99 of {clients} beside a large one"
                yield Row(work, how, place.name, _p99(beside), _p99(alone), 3.0, 1, note)


async def lots_of(store: GraphStore, nodes: range) -> list[str]:
    """Lots whose lineages are of the size that is asked of many."""
    page = await store.graph.page(Label.LOT, None, 20_000)
    found: list[str] = []
    for thing in page.items:
        lineage = await store.graph.lineage([thing.ref], up=True, most=nodes.stop)
        if len(lineage.lots) + len(lineage.events) in nodes and not lineage.cut:
            found.append(thing.ref.key)
            if len(found) == ASKED_OF:
                break
    return found


def times(
    port: int, clients: int, seconds: float, queries: Sequence[str]
) -> tuple[float, list[float]]:
    """How long so many clients were answered, and how long each answer took."""
    return _ended(_started(port, clients, seconds, queries))


def _started(
    port: int, clients: int, seconds: float, queries: Sequence[str]
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.clients", *map(str, (port, clients, seconds))]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert process.stdin
    with process.stdin as wanted:
        json.dump(queries, wanted)
    return process


def _ended(process: subprocess.Popen[str]) -> tuple[float, list[float]]:
    """The seconds that all answers took, and each; raises RuntimeError where one was wrong."""
    assert process.stdout
    with process.stdout as told:
        said = told.read()
    if process.wait():
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
    seconds, taken = json.loads(said)
    return seconds, taken


def _p99(taken: Sequence[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[-1] if len(taken) > 1 else taken[0]


def _waits(taken: Sequence[float]) -> str:
    return f"p50 {median(taken) * 1000:.0f} ms, p99 {_p99(taken) * 1000:.0f} ms"
