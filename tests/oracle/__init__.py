"""A second implementation of the arithmetic of lawfulness, to compare the product with.

It follows the design's section 4 from the raw records, shares no code with the product, and
prefers plain statements of the rules to speed: exact fractions, linear programs.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import Any

from .bounds import Bounds, Item, Subject
from .cover import Cover, Draw
from .facts import Event, Facts
from .gates import Gates
from .records import Book, Record, grams
from .shares import Composition, Shares
from .statuses import LAWFUL, NO_RECORD, UNLAWFUL, UNVERIFIED
from .waste import Waste

__all__ = ["LAWFUL", "UNLAWFUL", "UNVERIFIED", "Oracle"]


class Oracle:
    """What the records, in their order of arrival, say of lots, draws and shipments.

    `lots` holds what is known of each lot (None: unknown). `covered` holds for each draw, by key
    of its event and gate, what it drew, what was covered and the status of the rest (None where
    there is none); imports and scrap that draw on documents in net mass do so here too.
    `excess` has the grams of each processing that the waste it took cannot have held.
    `cyclic` names the lots that are their own ancestors.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._book = Book(records)
        self._facts = Facts(self._book)
        gates = Gates(self._facts)
        cover = Cover(self._facts, gates)
        waste = Waste(self._facts)
        self._composition = Composition(self._facts, gates, cover, waste)
        self._bounds = Bounds(self._facts, gates, cover, waste)
        self.covered: dict[tuple[str, str], Draw] = cover.draws
        self.excess = {e.key: g for e in self._facts.events if (g := waste.excess(e))}
        self.cyclic = frozenset(x for x in self._facts.lots if x in self._facts.ancestors[x])
        self.lots: dict[str, dict[str, Any]] = {
            lot: {
                "reo_g": self._facts.mass(lot),
                "statuses": {s: float(p) for s, p in self._composition.shares[lot].items() if p},
                "feed": gates.feed[lot],
                "ore_class": gates.ore_class[lot],
                "product": self._facts.product(lot),
            }
            for lot in self._facts.lots
        }

    def verdict(self, subject: dict[str, str]) -> dict[str, Any] | None:
        """The verdict on {"lot": id}, {"declaration": id} or {"licence": id}; None if unknown."""
        ((kind, key),) = subject.items()
        if kind == "lot":
            return self._lot(key) if key in self.lots else None
        declarations = [key] if kind == "declaration" else self._under(key)
        known = [d for d in declarations if self._is_shipment(d)]
        if not known and (kind == "declaration" or not self._book.get("export_licence", key)):
            return None
        return self._shipments(known)

    def _under(self, licence: str) -> list[str]:
        declarations = self._book.all("declaration")
        return [d["id"] for d in declarations if d.get("licence") == licence]

    def _is_shipment(self, number: str) -> bool:
        """On record as an export or, while not on record, named by one."""
        declaration = self._book.get("declaration", number)
        if declaration is None:
            return any(self._names(event, number) for event in self._facts.events)
        return bool(declaration["direction"] == "export")

    @staticmethod
    def _names(event: Event, number: str) -> bool:
        return event.kind == "export" and event.record["declaration"] == number

    def bounds(self, lot: str) -> tuple[int, int]:
        """The least and the most lawful grams of a lot as produced."""
        return self._lot_bounds[lot]

    def _lot(self, lot: str) -> dict[str, Any]:
        subject = self._as_produced[lot]
        return self._split(subject, [self._composition.shares[lot]], self._lot_bounds[lot])

    @cached_property
    def _as_produced(self) -> dict[str, Subject]:
        return {lot: Subject((Item(lot, self._facts.mass(lot)),)) for lot in self._facts.lots}

    @cached_property
    def _lot_bounds(self) -> dict[str, tuple[int, int]]:
        # Together: starting the solver takes longer than solving.
        return self._bounds.between(self._as_produced)

    def _shipments(self, declarations: list[str]) -> dict[str, Any]:
        items: list[Item] = []
        missing = 0
        for number in declarations:
            found = self._exported(number)
            items += found
            declaration = self._book.get("declaration", number) or {}
            stated = grams(declaration.get("reo_kg") or 0)
            missing += max(0, stated - sum(item.mass for item in found))
        subject = Subject(tuple(items), missing)
        shares = [self._composition.drawn(i.event, i.lot) for i in items if i.event]
        return self._split(subject, shares, self._bounds.between({"shipment": subject})["shipment"])

    def _exported(self, number: str) -> list[Item]:
        """The draws under a declaration: by its party, by anyone while it is not on record."""
        declaration = self._book.get("declaration", number)
        party = (declaration.get("party") or declaration["declarant"]) if declaration else None
        return [
            Item(lot, mass, event)
            for event in self._facts.events
            if self._names(event, number) and party in (None, event.drawer)
            for lot, mass in event.inputs.items()
        ]

    @staticmethod
    def _split(subject: Subject, shares: list[Shares], bounds: tuple[int, int]) -> dict[str, Any]:
        masses: Shares = {NO_RECORD: Fraction(subject.missing)}
        for item, held in zip(subject.items, shares, strict=True):
            for status, share in held.items():
                masses[status] = masses.get(status, Fraction(0)) + share * item.mass
        least, most = bounds
        return {
            "reo_g": subject.mass,
            "lawful_g": _total(masses, LAWFUL),
            "unlawful_g": _total(masses, UNLAWFUL),
            "unverified_g": _total(masses, UNVERIFIED),
            "statuses": {status: float(mass) for status, mass in masses.items() if mass},
            "lawful_min_g": float(least),
            "lawful_max_g": float(most),
        }


def _total(masses: Shares, statuses: frozenset[str]) -> float:
    return float(sum(mass for status, mass in masses.items() if status in statuses))
