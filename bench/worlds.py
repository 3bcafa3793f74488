"""Records to measure on: layers of diamonds under one lot, and simulated industries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provenance.simulate import PLANTS, Plan, simulate
from tests.diamonds import diamonds


@dataclass(frozen=True, slots=True)
class Shape:
    """A lineage: so many layers of so many lots, each made of so many of the layer before."""

    name: str
    layers: int
    width: int
    parents: int

    @property
    def last(self) -> str:
        """The lot whose lineage it is."""
        return f"{self.name}-L{self.layers - 1}/0"

    def records(self) -> list[dict[str, Any]]:
        """The records, under keys of their own so that several shapes go into one store."""
        found = diamonds(self.layers, self.width, self.parents)
        return [self._renamed(record) for record in found]

    def _renamed(self, record: dict[str, Any]) -> dict[str, Any]:
        if record["record"] in ("designation", "quota"):
            return record
        record = {**record, "id": f"{self.name}-{record['id']}"}
        if "output" in record:
            record["output"] = self._lot(record["output"], "id")
        else:
            record["inputs"] = [self._lot(draw, "lot") for draw in record["inputs"]]
            record["outputs"] = [self._lot(lot, "id") for lot in record["outputs"]]
        return record

    def _lot(self, lot: dict[str, Any], name: str) -> dict[str, Any]:
        return {**lot, name: f"{self.name}-{lot[name]}"}


SHAPES = (Shape("50", 10, 3, 2), Shape("500", 27, 10, 3), Shape("5000", 29, 100, 3))
DIAMONDS = Shape("diamonds", 25, 100, 3)


def write(records: Iterable[dict[str, Any]], path: Path) -> Path:
    """Keep records as a file to load."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def simulated(lots: int, path: Path) -> Path:
    """An industry of about so many lots with everything wrong in it that can be planted."""
    batches = simulate(Plan(lots, 1, 1, tuple(PLANTS)))
    return write((dict(record) for batch in batches for record in batch.records), path)
