"""What two importers can still join of what they were told: measured over random worlds.

    python -m tests.access.joined 200

Their pseudonyms have nothing in common; kilograms, days and products are what they are. A lot is
joined where one of each, and no other, has the same product, day and grams.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from provenance.access.scope.store import ScopedStore, seen_by, verdicts_for
from provenance.access.viewer import Role, Viewer
from provenance.graph.pages import all_of
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.loading import Record, load_all
from tests.worlds import world

SETTINGS = Settings(access=Access(pseudonyms="of the tests, and long enough for all of them"))

Marks = Mapping[str, tuple[Any, ...]]
"""What is told of lots beside their names, by those names: product, day, grams."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one importer was told of lots of others, and which lots these are."""

    marks: Marks
    lots: Mapping[str, str]


@dataclass(slots=True)
class Joined:
    """Pairs of importers, lots hidden from both, those joined by marks, joined wrongly, by name."""

    pairs: int = 0
    shared: int = 0
    joined: int = 0
    wrongly: int = 0
    by_name: int = 0

    def add(self, one: Told, other: Told) -> None:
        """Count what a pair of importers can join."""
        shared = set(one.lots.values()) & set(other.lots.values())
        self.by_name += len(one.lots.keys() & other.lots.keys())
        if not shared:
            return
        self.pairs += 1
        self.shared += len(shared)
        theirs = _alone(other.marks)
        for mark, name in _alone(one.marks).items():
            if mark in theirs:
                right = one.lots[name] == other.lots[theirs[mark]]
                self.joined += right
                self.wrongly += not right


def _alone(marks: Marks) -> dict[tuple[Any, ...], str]:
    """The names of those that nothing else told is like."""
    times = Counter(marks.values())
    return {mark: name for name, mark in marks.items() if times[mark] == 1}


def _marks(lineage: Lineage) -> Marks:
    return {
        out.lot: (lineage.lots[out.lot].product, lineage.events[out.event].date, out.reo_g)
        for out in lineage.outputs
        if "~" in out.lot
    }


async def told(store: GraphStore, declared: Iterable[Ref]) -> list[Told]:
    """What the buyer abroad of each declaration is told of it."""
    lots = [thing.ref for thing in await all_of(store.graph, Label.LOT)]
    found = []
    for ref in declared:
        viewer = Viewer("buyer", Role.IMPORTER, enterprise=buyer(ref.key))
        scoped = await seen_by(viewer, store, SETTINGS)
        assert isinstance(scoped, ScopedStore)
        (verdict,) = await verdicts_for(scoped, [ref], SETTINGS)
        marks = _marks(verdict.lineage) if verdict else {}
        names = {scoped._names.of(lot).key: lot.key for lot in lots}
        found.append(Told(marks, {name: names[name] for name in marks if name in names}))
    return found


def buyer(declaration: str) -> str:
    """Who abroad has a declaration's goods, and no other's."""
    return f"Buyer of {declaration}"


def _sold(record: Record) -> Record:
    is_declared = record["record"] == "declaration"
    return record | ({"consignee_abroad": buyer(str(record["id"]))} if is_declared else {})


async def measured(seeds: Iterable[int]) -> Joined:
    """What can be joined over worlds."""
    found = Joined()
    for seed in seeds:
        with TemporaryDirectory() as folder:
            store = SqliteStore(Path(folder) / "store.sqlite")
            await load_all(store, [_sold(record) for record in world(seed)])
            declared = [thing.ref for thing in await all_of(store.graph, Label.DECLARATION)]
            for one, other in combinations(await told(store, declared), 2):
                found.add(one, other)
            await store.close()
    return found


if __name__ == "__main__":
    print(asyncio.run(measured(range(int(sys.argv[1])))))
