"""Small made-up worlds, each written once."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from provenance.simulate import PLANTS, Plan, simulate

SMALL = 1_500


@dataclass(frozen=True)
class World:
    """All records of a world, and all that is true of it."""

    records: list[dict[str, Any]]
    truths: list[dict[str, Any]]
    lots: int

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.standing if record["record"] == kind]

    @property
    def standing(self) -> list[dict[str, Any]]:
        """What counts of all records: the highest revision of what is not withdrawn."""
        newest: dict[tuple[str, str], dict[str, Any]] = {}
        for record in self.records:
            key = record["record"], record["id"]
            if record.get("revision", 0) >= newest.get(key, {}).get("revision", 0):
                newest[key] = record
        withdrawals = [record for (kind, _), record in newest.items() if kind == "withdrawal"]
        void = {of(record) for record in withdrawals}
        stand = {of(r) for r in withdrawals if ("withdrawal", r["id"]) not in void}
        return [record for key, record in newest.items() if key not in stand]

    def told(self, what: str) -> list[dict[str, Any]]:
        return [row for row in self.truths if row["truth"] == what]

    def shares(self) -> dict[str, dict[str, Any]]:
        """What the truth says of lots, by key."""
        return {row["key"]: row for row in self.told("lot")}


def of(withdrawal: dict[str, Any]) -> tuple[str, str]:
    """Kind and id of what a withdrawal withdraws."""
    return withdrawal["withdraws"]["record"], withdrawal["withdraws"]["id"]


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
