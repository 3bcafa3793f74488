"""Slices of invoices and deliveries, and which of them belong together."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from provenance.law.book import BUILT_IN, LawBook
from provenance.model.terms import Product
from provenance.model.thresholds import DEFAULTS, Thresholds
from provenance.rules.slices.filings import Document


@dataclass(frozen=True, slots=True)
class Movement:
    """A transfer item or scrap intake as invoices see it; masses in grams.

    `record` is the filing it belongs to (T1 for transfer:T1/2); `seller` is None where a scrap
    intake gives no code. `net_g` is the lot's share of its producer's net mass, None if unknown.
    """

    event: str
    record: str
    date: date
    seller: str | None
    buyer: str
    reason: str | None
    reo_g: int
    net_g: int | None
    product: Product | None
    hs_code: str | None
    invoices: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.event.partition(":")[0]


@dataclass(frozen=True)
class Billed:
    """Valid invoices and the movements that name them, connected by naming."""

    movements: Sequence[Movement]
    invoices: Mapping[str, Document]

    @cached_property
    def deliveries(self) -> int:
        return len({(movement.kind, movement.record) for movement in self.movements})

    @cached_property
    def lines(self) -> Mapping[str, Sequence[Document]]:
        """The lines of each invoice."""
        return {number: lines_of(invoice) for number, invoice in self.invoices.items()}

    @cached_property
    def masses(self) -> tuple[int, int, str] | None:
        """What was delivered and what invoiced, in REO where all lines state it, else in net mass;
        None where the net mass of what was delivered is not known."""
        lines = [line for of_one in self.lines.values() for line in of_one]
        goods = [line for line in lines if line["net_g"]]
        if goods and all(line.get("reo_g") is not None for line in goods):
            moved = sum(movement.reo_g for movement in self.movements)
            return moved, sum(line["reo_g"] for line in goods), "REO"
        nets = [movement.net_g for movement in self.movements]
        known = [net for net in nets if net is not None]
        if len(known) < len(nets):
            return None
        return sum(known), sum(line["net_g"] for line in lines), "net"


@dataclass(frozen=True)
class Billing:
    """Movements and the invoices they name: groups connected by naming, as of a day."""

    movements: Sequence[Movement]
    invoices: Mapping[str, Document]
    today: date
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN

    @cached_property
    def groups(self) -> Sequence[Billed]:
        """Movements and valid invoices; what names no valid invoice is in none."""
        valid = {n: doc for n, doc in self.invoices.items() if doc["status"] == "valid"}
        group_of: dict[str, str] = {number: number for number in valid}

        def find(number: str) -> str:
            while group_of[number] != number:
                group_of[number] = number = group_of[group_of[number]]
            return number

        movements: defaultdict[str, list[Movement]] = defaultdict(list)
        naming = []
        for movement in self.movements:
            named = [number for number in movement.invoices if number in valid]
            if named:
                naming.append((named[0], movement))
            for number in named[1:]:
                group_of[find(number)] = find(named[0])
        for first, movement in naming:
            movements[find(first)].append(movement)
        invoices: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        for number, invoice in valid.items():
            invoices[find(number)][number] = invoice
        return [Billed(own, invoices[root]) for root, own in sorted(movements.items())]


def lines_of(invoice: Document) -> list[Document]:
    """The lines of an invoice: kept as one text."""
    lines = invoice["lines"]
    return json.loads(lines) if isinstance(lines, str) else list(lines)
