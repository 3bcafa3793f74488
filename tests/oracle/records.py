"""Which version of each record counts, and how its masses and dates are read."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

Record = dict[str, Any]

GRAMS_PER_KG = 1_000
GRAMS_PER_TONNE = 1_000_000


def grams(mass: float | Decimal, unit: int = GRAMS_PER_KG) -> int:
    """Whole grams. `str` gives the decimals a float was written with, so nothing is lost."""
    return int(Decimal(str(mass)) * unit)


def day(text: str) -> date:
    return date.fromisoformat(text)


def valid_on(record: Record, when: date) -> bool:
    """Whether a dated right (designation, permit) holds that day; its last day is included."""
    last = record.get("valid_to")
    return day(record["valid_from"]) <= when and (last is None or when <= day(last))


class Book:
    """The records that count: the highest revision of each, unless it is withdrawn."""

    def __init__(self, records: Iterable[Record]) -> None:
        latest: dict[tuple[str, str], Record] = {}
        for record in records:
            key = record["record"], record["id"]
            held = latest.get(key)
            # At equal revision the last received counts.
            if held is None or record.get("revision", 0) >= held.get("revision", 0):
                latest[key] = record
        self._withdrawals: dict[tuple[str, str], list[str]] = {}
        for (kind, number), record in latest.items():
            if kind == "withdrawal":
                what = record["withdraws"]
                self._withdrawals.setdefault((what["record"], what["id"]), []).append(number)
        self._kinds: dict[str, dict[str, Record]] = {}
        for (kind, number), record in latest.items():
            if not self._withdrawn(kind, number):
                self._kinds.setdefault(kind, {})[number] = record

    def _withdrawn(self, kind: str, number: str, asked: tuple[str, ...] = ()) -> bool:
        """Whether a withdrawal that is not itself withdrawn voids it."""
        return any(
            not self._withdrawn("withdrawal", other, (*asked, other))
            for other in self._withdrawals.get((kind, number), [])
            if other not in asked  # withdrawals in a circle: each is looked at once
        )

    def all(self, kind: str) -> list[Record]:
        return list(self._kinds.get(kind, {}).values())

    def get(self, kind: str, number: str | None) -> Record | None:
        return None if number is None else self._kinds.get(kind, {}).get(number)
