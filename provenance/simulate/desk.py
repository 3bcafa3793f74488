"""How records reach the file: late, wrong at first, filed twice by mistake, or sent again.

None of it changes what stands: the highest revision counts whichever comes first, what is withdrawn
is void, and a record sent again is the same record.
"""

from random import Random

from provenance.simulate.book import Record
from provenance.simulate.structure import Structure

_FILED = frozenset(
    {"extraction", "import", "scrap_intake", "processing", "transfer", "export", "disposal"}
)
_CORRECTABLE = _FILED | {"invoice", "declaration", "execution_report"}
_MOST_HELD = 300
"""So many records at most are on their way late: memory does not grow with the world."""
_SLIP = 10
"""A decimal point in the wrong place."""


class Desk:
    """Takes records as they are written, and gives them out as they are received."""

    def __init__(self, structure: Structure) -> None:
        self._random = Random(f"desk {structure.seed}")
        self._structure = structure
        self._held: list[Record] = []
        self._withdrawals = 0

    def receive(self, records: list[Record]) -> list[Record]:
        """What arrives of some records, and of those that were held back before."""
        arrived: list[Record] = []
        for record in records:
            for version in self._versions(record):
                if record["record"] in _CORRECTABLE and self._happens(self._structure.late):
                    self._held.append(version)
                else:
                    arrived.append(version)
            if len(self._held) > _MOST_HELD or self._happens(0.01):
                arrived += self._some()
        return arrived

    def rest(self) -> list[Record]:
        """All that is still on its way."""
        held, self._held = self._held, []
        self._random.shuffle(held)
        return held

    def _some(self) -> list[Record]:
        """A tenth of what is on its way, whatever came first."""
        self._random.shuffle(self._held)
        cut = len(self._held) * 9 // 10
        late, self._held = self._held[cut:], self._held[:cut]
        return late

    def _versions(self, record: Record) -> list[Record]:
        """A record with all that is filed about it, in any order."""
        structure, versions = self._structure, [record]
        if record["record"] in _CORRECTABLE and self._happens(structure.corrected):
            versions = [slipped(record), record | {"revision": 1}]
        elif record["record"] in _FILED and self._happens(structure.doubled):
            if self._happens(0.5):
                versions += self._withdrawn(record | {"id": f"{record['id']}-DOUBLE"})
            else:
                versions += self._reinstated(record)
        if self._happens(structure.repeated):
            versions.append(versions[0])
        if len(versions) > 1:
            self._random.shuffle(versions)
        return versions

    def _withdrawn(self, double: Record) -> list[Record]:
        """The same once more under another number, and its withdrawal."""
        return [double, self._withdrawal(double, "filed twice, synthetic（合成）")]

    def _reinstated(self, record: Record) -> list[Record]:
        """A withdrawal of a record that is right, and the withdrawal of that withdrawal."""
        wrong = self._withdrawal(record, "withdrawn by mistake, synthetic（合成）")
        return [wrong, self._withdrawal(wrong, "stands after all, synthetic（合成）")]

    def _withdrawal(self, record: Record, reason: str) -> Record:
        self._withdrawals += 1
        withdraws = {"record": record["record"], "id": record["id"]}
        key = f"WDR-D{self._withdrawals:06d}"
        return {"record": "withdrawal", "id": key, "withdraws": withdraws, "reason": reason}

    def _happens(self, share: float) -> bool:
        return self._random.random() < share


def slipped(record: Record) -> Record:
    """The record with the decimal point of its first mass in the wrong place."""
    for name in ("output", "outputs", "items", "lines"):
        match record.get(name):
            case dict(lot):
                return record | {name: _slipped(lot)}
            case [dict(first), *others]:
                return record | {name: [_slipped(first), *others]}
    return _slipped(record)


def _slipped(part: Record) -> Record:
    for name in ("reo_kg", "net_kg", "reo_t"):
        match part.get(name):
            case int() | float() as mass:
                return part | {name: round(mass * _SLIP, 3)}
    return part
