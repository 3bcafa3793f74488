"""A second implementation of the arithmetic of lawfulness, to compare the product with.

It follows the design's section 4 from the raw records, shares no code with the product, and
prefers plain statements of the rules to speed: exact fractions, linear programs.
"""

from collections.abc import Iterable
from typing import Any

from .bounds import Item, Subject
from .cover import Cover, Draw
from .exposure import Exposure, Reached
from .facts import Event, Facts
from .gates import Gates
from .judge import Judge
from .parts import Parts
from .records import Book, Record, grams
from .shares import Composition
from .statuses import LAWFUL, UNLAWFUL, UNVERIFIED
from .waste import Waste

__all__ = ["LAWFUL", "UNLAWFUL", "UNVERIFIED", "Oracle", "Reached"]


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
        self._parts = parts = Parts(self._facts, gates, cover, waste)
        self._composition = composition = Composition(parts)
        self._judge = Judge(parts, composition)
        self.covered: dict[tuple[str, str], Draw] = cover.draws
        self.excess = {e.key: g for e in self._facts.events if (g := waste.excess(e))}
        self.cyclic = frozenset(x for x in self._facts.lots if x in self._facts.ancestors[x])
        self.lots: dict[str, dict[str, Any]] = {
            lot: {
                "reo_g": self._facts.mass(lot),
                "statuses": {s: float(p) for s, p in composition.shares[lot].items() if p},
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
            return self._judge.lot(key) if key in self.lots else None
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

    def exposure(self, subject: dict[str, str]) -> dict[tuple[str, str], Reached]:
        """What of {"lot": id} or {"event": key} reached each later place."""
        ((kind, key),) = subject.items()
        made = [] if kind == "lot" else [e.outputs for e in self._facts.events if e.key == key]
        lots = [key] if kind == "lot" else [output.lot for outputs in made for output in outputs]
        return Exposure(self._parts, self._composition, lots).reached()

    @property
    def events(self) -> list[str]:
        """The keys of the events that put something out."""
        return [event.key for event in self._facts.events if event.outputs]

    def bounds(self, lot: str) -> tuple[float, float]:
        """The least and the most lawful grams of a lot as produced, by mass."""
        return self._judge.lots_by_mass[lot][:2]

    def edges(self, subject: dict[str, str]) -> dict[tuple[str, str, str], float] | None:
        """What of {"lot": id} or {"declaration": id} is in each draw (lot, event) by status.

        None where something on the way is its own ancestor.
        """
        ((kind, key),) = subject.items()
        if kind == "lot":
            round_ = (self._facts.ancestors[key] | {key}) & self.cyclic
            return None if round_ else self._judge.edges_of_lot(key)
        items = self._exported(key)
        lots = {lot for item in items for lot in (item.lot, *self._facts.ancestors[item.lot])}
        return None if lots & self.cyclic else self._judge.edges(Subject(tuple(items), 0))

    def _shipments(self, declarations: list[str]) -> dict[str, Any]:
        items: list[Item] = []
        missing = 0
        for number in declarations:
            found = self._exported(number)
            items += found
            declaration = self._book.get("declaration", number) or {}
            stated = grams(declaration.get("reo_kg") or 0)
            missing += max(0, stated - sum(item.mass for item in found))
        return self._judge.subject(Subject(tuple(items), missing))

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
