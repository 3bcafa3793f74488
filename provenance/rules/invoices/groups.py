"""Invoices and deliveries of the whole graph at once: what names what, and how much of either."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.json import Decoder

from provenance.ledger.columns.places import NONE, at_places, flagged
from provenance.ledger.columns.tables import KIND
from provenance.model.reference.customs import chapter
from provenance.model.text import CREDIT_CODE
from provenance.rules.screening import WIDER
from provenance.rules.slices.movements import DELIVERIES

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags, Floats, Ints
    from provenance.ledger.columns.whole import Columns
    from provenance.rules.slices.whole import Whole


class _Line(Struct, gc=False):
    """A line of an invoice, as far as groups are held together by it."""

    net_g: int
    reo_g: int | None = None
    hs_code: str | None = None


@dataclass(frozen=True)
class Lines:
    """What invoices state on all their lines: net mass, REO, whether every line of goods states
    REO, and the chapters of their goods (a word of `chapters`)."""

    net_g: "Floats"
    reo_g: "Floats"
    stated: "Flags"
    chapters: "Ints"
    words: list[tuple[str, ...]]

    @classmethod
    def of(cls, columns: "Columns") -> "Lines":
        net_g, reo_g, stated, chapters = [], [], [], []
        words: dict[tuple[str, ...], int] = {}
        chapter_of = cache(chapter)
        decode = Decoder(list[list[_Line]]).decode
        for lines in decode(f"[{','.join(columns.invoices.lines)}]"):
            goods = [line for line in lines if line.net_g]
            known = [line.reo_g for line in goods]
            net_g.append(sum(line.net_g for line in lines))
            reo_g.append(sum(grams for grams in known if grams is not None))
            stated.append(bool(goods) and None not in known)
            codes = sorted({chapter_of(line.hs_code or "") for line in goods} - {""})
            chapters.append(words.setdefault(tuple(codes), len(words)))
        return cls(
            np.array(net_g, np.float64),
            np.array(reo_g, np.float64),
            np.array(stated, np.bool_),
            np.array(chapters, np.int64),
            list(words),
        )


@dataclass(frozen=True)
class Pairs:
    """Deliveries and the valid invoices they name, each pair once; and what each delivery is."""

    whole: "Whole"

    @property
    def columns(self) -> "Columns":
        return self.whole.columns

    @cached_property
    def lines(self) -> Lines:
        return Lines.of(self.columns)

    @cached_property
    def _named(self) -> tuple["Ints", "Ints"]:
        columns, naming = self.columns, self.columns.naming
        kinds = [KIND[kind] for kind in DELIVERIES]
        delivers = np.isin(columns.events.kind, kinds)[naming.event]
        valid = (columns.invoices.status == columns.word("valid"))[naming.invoice]
        return naming.event[delivers & valid], naming.invoice[delivers & valid]

    @property
    def event(self) -> "Ints":
        return self._named[0]

    @property
    def invoice(self) -> "Ints":
        return self._named[1]

    def invoices(self, pairs: "Flags") -> "Flags":
        """The invoices of some pairs."""
        found: Flags = np.zeros(len(self.columns.invoices.keys), np.bool_)
        found[self.invoice[pairs]] = True
        return found

    @property
    def other_parties(self) -> "Flags":
        """Pairs whose seller or buyer is another; who scrap comes from may be told by name."""
        columns, events, invoices = self.columns, self.columns.events, self.columns.invoices
        coded = np.array([bool(CREDIT_CODE.fullmatch(code)) for code in (*columns.parties, "")])
        source = np.where(coded[events.source], events.source, NONE)
        sold = events.buyer != NONE
        seller = np.where(sold, events.who, source)[self.event]
        buyer = np.where(sold, events.buyer, events.who)[self.event]
        other = (seller != NONE) & (seller != invoices.seller[self.invoice])
        found: Flags = other | (buyer != invoices.buyer[self.invoice])
        return found

    @cached_property
    def apart(self) -> "Flags":
        """Invoices of a group of which another mass was delivered than invoiced (`Billed`)."""
        limits = self.whole.limits
        size, events = len(self.columns.invoices.keys), len(self.columns.events.keys)
        moved, net, moves, unknown = self._delivered
        group, lines = self._groups, self.lines

        naming = np.flatnonzero(flagged(self.event, events))
        named = np.flatnonzero(flagged(self.invoice, size))

        def of_events(values: Any) -> "Floats":
            return _sums(group[size + naming], values[naming], size + events)

        def of_invoices(values: Any) -> "Floats":
            return _sums(group[named], values[named], size + events)

        any_goods = of_invoices(lines.net_g > 0) > 0
        by_reo = any_goods & (of_invoices((lines.net_g > 0) & ~lines.stated) == 0)
        by_net = ~by_reo & (of_events(unknown) == 0)
        # What was delivered net is rounded for each lot that was.
        off = np.where(by_reo, 0.0, of_events(moves))
        delivered = np.where(by_reo, of_events(moved), of_events(net))
        invoiced = np.where(by_reo, of_invoices(lines.reo_g), of_invoices(lines.net_g))
        difference = np.abs(delivered - invoiced) + off
        much = difference > limits.invoiced_share * invoiced * WIDER
        wrong = much & (difference > limits.invoiced_slack_g) & (by_reo | by_net)
        found = np.zeros(size, np.bool_)
        found[self.invoice] = wrong[group[self.invoice]]
        return found

    @cached_property
    def _groups(self) -> "Ints":
        """What is connected by naming: a number for each invoice, then for each event."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import connected_components

        size = len(self.columns.invoices.keys) + len(self.columns.events.keys)
        ends = self.invoice, self.event + len(self.columns.invoices.keys)
        graph = csr_matrix((np.ones(len(self.event), np.int8), ends), shape=(size, size))
        found: Ints = connected_components(graph, directed=False)[1]
        return found

    @cached_property
    def _delivered(self) -> tuple["Floats", "Floats", "Floats", "Floats"]:
        """Of each event the REO it delivered, net as its lots' makers state, the lots, and those of
        which nobody knows it."""
        columns, claims, size = self.columns, self.columns.claims, len(self.columns.events.keys)
        made = columns.made[claims.lot]
        net_g, reo_g = at_places(claims.net_g, made), at_places(claims.reo_g, made)
        unknown = net_g <= 0
        net = np.where(unknown, 0.0, np.rint(claims.reo_g * (net_g / np.maximum(reo_g, 1))))
        sums = (claims.reo_g, net, np.ones(len(made)), unknown)
        moved, nets, moves, lacking = (_sums(claims.event, one, size) for one in sums)
        return moved, nets, moves, lacking


def _sums(places: "Ints", values: Any, size: int) -> "Floats":
    found: Floats = np.bincount(places, values, size).astype(np.float64)
    return found
