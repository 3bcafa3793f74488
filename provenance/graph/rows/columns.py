"""Columns of the whole graph, from the columns that both stores give, a part at a time."""

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import count, repeat
from typing import Any

import numpy as np
from msgspec.json import decode, encode

from provenance.graph.rows.arrays import Column, Numbering, coded, days, flags, masses, places
from provenance.ledger.columns.places import NONE
from provenance.ledger.columns.tables import (
    FEED,
    GATE,
    KIND,
    PRODUCT,
    STATUS,
    Claims,
    Declarations,
    Draws,
    Events,
    Grants,
    Invoices,
    Lots,
    Naming,
    Shares,
)
from provenance.ledger.columns.whole import Columns
from provenance.model.terms import OreClass

LOT = (
    *("reo_g", "drawn_g", "claims", "product", "feed", "undetermined", "tests"),
    *("statuses", "shares"),
)
EVENT = (
    *("kind", "date", "enterprise", "buyer", "owner", "source", "site", "process"),
    *(
        "reason",
        "declaration",
        "ore_g",
        "mineral_g",
        "compound_g",
        "byproduct_of",
        "ore_class",
        "invoices",
    ),
)
INVOICE = ("issued_on", "status", "seller", "buyer", "rare_earth_mark", "lines")
DECLARATION = (
    *("direction", "date", "declarant", "party", "licence", "country", "end_user"),
    *("net_g", "reo_g"),
    *("hs_code", "goods", "lines", "composition"),
)
CLAIM = ("feedstock", "deposit", "hs_code", "assay", "label")
"""What is read of each: in this order, as stores keep it (`rows/material.py`)."""

NOT_KNOWN = "0001-01-01"
"""The day of a declaration that is only referred to."""


class Gathered:
    """Columns as they come from a store; `columns` puts them together, once all of them came.

    Lots, events and invoices have to come before what names them.
    """

    def __init__(self) -> None:
        self._parts: defaultdict[type, list[Sequence[Any]]] = defaultdict(list)
        self._lots: dict[Any, int] = {}
        self._events: dict[Any, int] = {}
        self._invoices: dict[str, int] = {}
        self._named: list[tuple[int, str]] = []
        self._parties, self._words, self._assays = Numbering(), Numbering(), Numbering()
        self._keys: defaultdict[type, list[str]] = defaultdict(list)
        self._lines: list[str] = []
        self._referred: list[str] = []
        # So that every column is of its type where a store has none of its kind.
        self.add_lots((), (), [()] * 9)
        self.add_events((), (), [()] * 17)
        self.add_invoices((), [()] * 6)
        self.add_declarations((), (), (), [()] * 13)
        self.add_draws((), (), (), ())
        self.add_claims((), (), [()] * 8)

    def add_enterprises(self, keys: Column) -> None:
        """Enterprises, those only referred to among them: parties, whether or not any acts."""
        self._parties.of(keys)

    def add_lots(self, marks: Column, keys: Column, settled: Sequence[Column]) -> None:
        """Lots, each by a mark that flows tell it by, with what is settled of them (LOT)."""
        at = len(self._lots)
        self._lots.update(zip(marks, count(at)))
        self._keys[Lots] += keys
        *in_grams, product, feed, undetermined, tests, statuses, shares = settled
        self._parts[Lots].append(
            [
                *(masses(column, 0) for column in in_grams),
                coded(product, PRODUCT),
                coded(feed, FEED),
                flags(undetermined),
                flags(tests),
            ]
        )
        sizes = [len(each or ()) for each in shares]
        status = [word for of_lot in statuses for word in of_lot or ()]
        share = [part for of_lot in shares for part in of_lot or ()]
        self._parts[Shares].append(
            [
                np.repeat(np.arange(at, len(self._lots), dtype=np.int32), sizes),
                coded(status, STATUS),
                np.array(share, np.float64),
            ]
        )

    def add_events(self, marks: Column, keys: Column, filed: Sequence[Column]) -> None:
        """Events, each by a mark, with what is filed of them (EVENT), their draws' texts last."""
        at = len(self._events)
        self._events.update(zip(marks, count(at)))
        self._keys[Events] += keys
        kind, day, *said, byproduct, ore_class, invoices, grants = filed
        ionic = np.array([word == OreClass.IONIC for word in ore_class], np.bool_)
        self._parts[Events].append(
            [
                coded(kind, KIND),
                days(day),
                *map(self._parties.of, said[:4]),
                *map(self._words.of, said[4:8]),
                *(masses(column, 0) for column in said[8:]),
                flags(byproduct) & ~ionic,
            ]
        )
        for event, numbers in enumerate(invoices, at):
            if numbers:
                self._named += zip(repeat(event), dict.fromkeys(numbers))
        self._add_grants(at, grants)

    def _add_grants(self, at: int, texts: Column) -> None:
        granted = [(event, text) for event, text in enumerate(texts, at) if text]
        found = decode(f"[{','.join(text for _, text in granted)}]")
        rows = [
            (event, gate, drawn_g, covered_g, rest, len(parts))
            for (event, _), grants in zip(granted, found, strict=True)
            for gate, drawn_g, covered_g, rest, _, _, parts in grants
        ]
        event, gate, drawn_g, covered_g, rest, parts = zip(*rows, strict=True) if rows else [()] * 6
        self._parts[Grants].append(
            [
                np.array(event, np.int32),
                coded(gate, GATE),
                np.array(drawn_g, np.int64),
                np.array(covered_g, np.int64),
                coded(rest, STATUS),
                np.array(parts, np.int32),
            ]
        )

    def add_invoices(self, keys: Column, filed: Sequence[Column]) -> None:
        """Invoices with what is filed of them (INVOICE)."""
        self._invoices.update(zip(keys, count(len(self._invoices))))
        self._keys[Invoices] += keys
        issued_on, status, seller, buyer, marked, lines = filed
        parties = map(self._parties.of, (seller, buyer))
        self._parts[Invoices].append(
            [days(issued_on), self._words.of(status), *parties, flags(marked)]
        )
        self._lines += lines

    def add_referred(self, invoices: Column) -> None:
        """The numbers of invoices that are only referred to."""
        self._referred += invoices

    def add_declarations(
        self, keys: Column, known: Column, tested: Column, filed: Sequence[Column]
    ) -> None:
        """Declarations, whether each is on record and tested, with what is filed (DECLARATION)."""
        self._keys[Declarations] += keys
        direction, day, declarant, party, *named, net_g, reo_g = filed[:9]
        goods = [encode(of_one).decode() for of_one in zip(*filed[9:], strict=True)]
        self._parts[Declarations].append(
            [
                flags(known),
                np.array([way == "export" for way in direction], np.bool_),
                days([each or NOT_KNOWN for each in day]),
                self._parties.of(declarant),
                self._parties.of(
                    [own or other for own, other in zip(party, declarant, strict=True)]
                ),
                *map(self._words.of, named),
                self._words.of(goods),
                masses(net_g, 0),
                masses(reo_g, NONE),
                flags(tested),
            ]
        )

    def is_lot(self, mark: Any) -> bool:
        """Whether what bears a mark is a lot, of those that came."""
        return mark in self._lots

    def add_draws(self, lots: Column, events: Column, reo_g: Column, supported: Column) -> None:
        """Draws on lots by events, each by its mark."""
        ends = places(self._lots, lots), places(self._events, events)
        self._parts[Draws].append([*ends, masses(reo_g, 0), flags(supported)])

    def add_claims(self, events: Column, lots: Column, said: Sequence[Column]) -> None:
        """Claims of events on lots, with their masses REO and net, product, and what else is
        filed of them (CLAIM)."""
        reo_g, net_g, product, feedstock, deposit, code, assay, label = said
        self._parts[Claims].append(
            [
                places(self._events, events),
                places(self._lots, lots),
                masses(reo_g, 0),
                masses(net_g, NONE),
                coded(product, PRODUCT),
                coded(feedstock, FEED),
                self._words.of(deposit),
                self._words.of(code),
                self._assays.of(assay),
                self._words.of(label),
            ]
        )

    def columns(self) -> Columns:
        """All that came, as one."""
        named = [(event, self._invoices.get(number, NONE)) for event, number in self._named]
        naming = np.array([pair for pair in named if pair[1] != NONE], np.int32).reshape(-1, 2)
        return Columns(
            Lots(self._keys[Lots], *self._joined(Lots)),
            Events(self._keys[Events], *self._joined(Events)),
            Draws(*self._joined(Draws)),
            Claims(*self._joined(Claims)),
            Grants(*self._joined(Grants)),
            Shares(*self._joined(Shares)),
            Invoices(self._keys[Invoices], *self._joined(Invoices), self._lines, self._referred),  # type: ignore[call-arg]
            Naming(naming[:, 0], naming[:, 1]),
            Declarations(self._keys[Declarations], *self._joined(Declarations)),
            self._parties.seen,
            self._words.seen,
            [json.loads(text) for text in self._assays.seen],
        )

    def _joined(self, table: type) -> list[Any]:
        return [np.concatenate(pieces) for pieces in zip(*self._parts.pop(table), strict=True)]
