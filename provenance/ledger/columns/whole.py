"""The whole graph as columns at one moment, and what follows from them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from provenance.ledger.columns.places import NONE, Flags, Floats, Ints, at_places, flagged, holds
from provenance.ledger.columns.tables import (
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
from provenance.model.status import LAWFUL
from provenance.model.terms import EventKind, Product

_1970 = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Columns:
    """The whole graph at one moment. `parties` are credit codes and names, by their numbers."""

    lots: Lots
    events: Events
    draws: Draws
    claims: Claims
    grants: Grants
    shares: Shares
    invoices: Invoices
    naming: Naming
    declarations: Declarations
    parties: Sequence[str]
    words: Sequence[str]
    assays: Sequence[Mapping[str, float]]

    def word(self, text: str) -> int:
        """The number of a word, `NONE - 1` for one that nothing says."""
        return self._numbers.get(text, NONE - 1)

    def party(self, code: str) -> int:
        """The number of a party, `NONE - 1` for one that nothing names."""
        return self._party_numbers.get(code, NONE - 1)

    def is_kind(self, kind: EventKind) -> Flags:
        """The events of a kind."""
        found: Flags = self.events.kind == KIND[kind]
        return found

    def drawing(self, draws: Flags) -> Flags:
        """The events that made any of some draws."""
        return flagged(self.draws.event[draws], len(self.events.keys))

    def claiming(self, claims: Flags) -> Flags:
        """The events that made any of some claims."""
        return flagged(self.claims.event[claims], len(self.events.keys))

    def claimed(self, claims: Flags) -> Flags:
        """The lots that any of some claims is on."""
        return flagged(self.claims.lot[claims], len(self.lots.keys))

    def granted(self, grants: Flags) -> Flags:
        """The events that any of some draws on rights is of."""
        return flagged(self.grants.event[grants], len(self.events.keys))

    def naming_events(self, named: Flags) -> Flags:
        """The events that name an invoice by any of some namings."""
        return flagged(self.naming.event[named], len(self.events.keys))

    def invoiced(self, invoices: Ints) -> Flags:
        """Some invoices, by their places."""
        return flagged(invoices, len(self.invoices.keys))

    def claims_of(self, events: Ints) -> tuple[Ints, Ints]:
        """All claims of some events: the place among these, and the claim."""
        order = np.argsort(self.claims.event, kind="stable")
        own = self.claims.event[order]
        begin, end = np.searchsorted(own, events), np.searchsorted(own, events, "right")
        sizes = end - begin
        which = np.repeat(np.arange(len(events)), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return which, order[begin[which] + within]

    def divided(self, shares: Flags) -> Flags:
        """The lots that any of some shares is of."""
        return flagged(self.shares.lot[shares], len(self.lots.keys))

    def taken_g(self, draws: Flags | slice = slice(None)) -> Floats:
        """What each event drew in all, or by some of the draws."""
        size = len(self.events.keys)
        found: Any = np.bincount(self.draws.event[draws], self.draws.reo_g[draws], size)
        floats: Floats = found.astype(np.float64, copy=False)
        return floats

    def given_g(self, claims: Flags | slice = slice(None)) -> Floats:
        """What each event says lot by lot to have put out, or by some of the claims."""
        size = len(self.events.keys)
        found: Any = np.bincount(self.claims.event[claims], self.claims.reo_g[claims], size)
        floats: Floats = found.astype(np.float64, copy=False)
        return floats

    @cached_property
    def lawful(self) -> Flags:
        """The lots that are lawful in whole, as stored."""
        lawful = np.isin(self.shares.status, [STATUS[status] for status in LAWFUL])
        return self.divided(lawful) & ~self.divided(~lawful)

    @cached_property
    def made_g(self) -> Ints:
        """What each event says in sum to have put out."""
        events = self.events
        return events.ore_g + events.mineral_g + events.compound_g

    @cached_property
    def sole(self) -> Ints:
        """The claim on each lot that only one is on."""
        found = np.full(len(self.lots.keys), NONE)
        found[self.claims.lot] = np.arange(len(self.claims.lot))
        found[np.bincount(self.claims.lot, minlength=len(found)) != 1] = NONE
        return found

    @cached_property
    def draw(self) -> Ints:
        """The draw of each event that made just one."""
        found = np.full(len(self.events.keys), NONE)
        found[self.draws.event] = np.arange(len(self.draws.event))
        found[np.bincount(self.draws.event, minlength=len(found)) != 1] = NONE
        return found

    @cached_property
    def made(self) -> Ints:
        """The claim by which each lot was made, followed back through transfers; NONE where nobody
        made it, or more than one did (`custody.producing_outputs`)."""
        found = self.sole.copy()
        transfer = self.is_kind(EventKind.TRANSFER)
        via = at_places(self.claims.event, found)
        follow = np.flatnonzero(holds(transfer, via))
        at = found[follow]
        for _ in range(len(self.events.keys) + 1):
            if not follow.size:
                break
            before = self.draw[self.claims.event[at]]
            at = at_places(self.sole, at_places(self.draws.lot, before))
            found[follow] = at
            on = holds(transfer, at_places(self.claims.event, at))
            follow, at = follow[on], at[on]
        found[follow] = NONE  # what goes round in transfers was made by nobody
        return found

    @cached_property
    def declared(self) -> Ints:
        """The declaration that each event names, NONE where it names none."""
        keys = self.declarations.keys
        found = np.full(len(self.words) + 2, NONE)  # the last are those of NONE and of no word
        found[[self.word(key) for key in keys]] = np.arange(len(keys))
        found[[NONE, NONE - 1]] = NONE
        named: Ints = found[self.events.declaration]
        return named

    @cached_property
    def month(self) -> Ints:
        """The month of each event, counted on and on."""
        days = (self.events.day - _1970).astype("datetime64[D]")
        found: Ints = days.astype("datetime64[M]").astype(np.int64)
        return found

    @cached_property
    def claim_before(self) -> Ints:
        """The claim on what each event took, where it took one lot that only one claim is on."""
        return at_places(self.sole, at_places(self.draws.lot, self.draw))

    def products_of(self, events: Ints, products: Ints) -> Ints:
        """Which products each event has to do with: a bit each by number, the last for none."""
        found = np.zeros(len(self.events.keys), np.int32)
        for number in range(NONE, len(Product)):
            found[events[products == number]] |= 1 << (number % (len(Product) + 1))
        return found

    @staticmethod
    def of_products(numbers: Ints, products: Collection[Product]) -> Flags:
        """What of a column is one of some products."""
        found: Flags = np.isin(numbers, [PRODUCT[product] for product in products])
        return found

    @cached_property
    def assay_of(self) -> Ints:
        """The assay of the claim by which each lot was made."""
        return at_places(self.claims.assay, self.made)

    def taken_oxides(self, draws: Flags | slice = slice(None)) -> Iterator[Floats]:
        """Oxide by oxide what each event took of it, as far as it is assayed."""
        lots = self.draws.lot[draws]
        return self._oxides(self.draws.event[draws], self.draws.reo_g[draws], self.assay_of[lots])

    def given_oxides(self, claims: Flags | slice = slice(None)) -> Iterator[Floats]:
        """Oxide by oxide what each event gave of it, as far as it is assayed; in the same order."""
        of = self.claims
        return self._oxides(of.event[claims], of.reo_g[claims], of.assay[claims])

    def _oxides(self, events: Ints, reo_g: Ints, assays: Ints) -> Iterator[Floats]:
        size = len(self.events.keys)
        for shares in self.oxide_shares.T:
            found: Floats = np.bincount(events, reo_g * shares[assays], size).astype(np.float64)
            yield found

    @cached_property
    def oxide_shares(self) -> Floats:
        """The shares of oxides by assay, a column an oxide; in the last row, which is none's, 0."""
        named = sorted({oxide for assay in self.assays for oxide in assay})
        rows = [[assay.get(oxide, 0.0) for oxide in named] for assay in (*self.assays, {})]
        return np.array(rows, np.float64)

    @cached_property
    def _party_numbers(self) -> Mapping[str, int]:
        return {code: number for number, code in enumerate(self.parties)}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {text: number for number, text in enumerate(self.words)}
