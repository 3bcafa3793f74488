"""Small made-up worlds, each written once."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from provenance.simulate import PLANTS, Plan, simulate

SMALL = 1_000


@dataclass(frozen=True)
class World:
    """All records of a world, and all that is true of it."""

    records: list[dict[str, Any]]
    truths: list[dict[str, Any]]
    lots: int

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.records if record["record"] == kind]

    def told(self, what: str) -> list[dict[str, Any]]:
        return [row for row in self.truths if row["truth"] == what]

    def shares(self) -> dict[str, dict[str, Any]]:
        """What the truth says of lots, by key."""
        return {row["key"]: row for row in self.told("lot")}


@cache
def world(seed: int = 1, lots: int = SMALL, years: int = 1, codes: tuple[str, ...] = ()) -> World:
    """A world with these findings planted; all of them where none is named."""
    batches = list(simulate(Plan(lots, years, seed, codes or tuple(PLANTS))))
    return World(
        [dict(record) for batch in batches for record in batch.records],
        [dict(row) for batch in batches for row in batch.truths],
        batches[-1].lots,
    )


def ordinary(seed: int = 1, lots: int = SMALL, years: int = 1) -> World:
    """A world in which nothing is planted."""
    batches = list(simulate(Plan(lots, years, seed)))
    records = [dict(record) for batch in batches for record in batch.records]
    return World(records, [dict(r) for b in batches for r in b.truths], batches[-1].lots)
