"""The whole graph as columns: lots, events, the material between them, and invoices, as numbers.

Who goes over everything there is reads it so, in a few bulk reads of a store, and makes objects
only of what turns out to be worth a look. A row of a table is known by its place in it; words are
numbered (by `PRODUCT` and the like those of the model, by `Columns.parties` and `Columns.words`
others), and `NONE` stands where nothing is said.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from provenance.ledger.grants import Gate
from provenance.model.status import LAWFUL, Status
from provenance.model.terms import EventKind, Feed, Product

Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_1970 = date(1970, 1, 1).toordinal()

NONE = -1
"""Where there is no word, no mass, no row."""


def _codes(kind: type[StrEnum]) -> Mapping[str, int]:
    """The number of each word in the columns of its kind: its place among them."""
    return {word: code for code, word in enumerate(kind)}


PRODUCT, FEED, STATUS, KIND, GATE = map(_codes, (Product, Feed, Status, EventKind, Gate))


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots as settled; masses in grams REO. `tests` says whether any test is on record."""

    keys: Sequence[str]
    reo_g: Ints
    drawn_g: Ints
    claims: Ints
    product: Ints
    feed: Ints
    undetermined: Flags
    tests: Flags


@dataclass(frozen=True, slots=True)
class Events:
    """Events as filed: `day` is a date's ordinal; `who`, `buyer`, `owner` and `source` are parties,
    `site`, `process` and `reason` words; `ore_g`, `mineral_g` and `compound_g` are what it says to
    have made at each stage; `byproduct` whether what it extracts came up with another ore."""

    keys: Sequence[str]
    kind: Ints
    day: Ints
    who: Ints
    buyer: Ints
    owner: Ints
    source: Ints
    site: Ints
    process: Ints
    reason: Ints
    ore_g: Ints
    mineral_g: Ints
    compound_g: Ints
    byproduct: Flags


@dataclass(frozen=True, slots=True)
class Draws:
    """What events drew on lots, in grams REO."""

    lot: Ints
    event: Ints
    reo_g: Ints
    supported: Flags


@dataclass(frozen=True, slots=True)
class Claims:
    """What events say to have put out: masses in grams, REO and net; product and feedstock.

    `deposit`, customs `code`, `label` (a JSON text) are words as filed; `assay` is a row of
    `Columns.assays`.
    """

    event: Ints
    lot: Ints
    reo_g: Ints
    net_g: Ints
    product: Ints
    feedstock: Ints
    deposit: Ints
    code: Ints
    assay: Ints
    label: Ints


@dataclass(frozen=True, slots=True)
class Grants:
    """What events drew on rights; masses in the right's measure, `parts` from how many it came."""

    event: Ints
    gate: Ints
    drawn_g: Ints
    covered_g: Ints
    rest: Ints
    parts: Ints


@dataclass(frozen=True, slots=True)
class Shares:
    """How lots divide by status, as stored."""

    lot: Ints
    status: Ints
    share: Floats


@dataclass(frozen=True, slots=True)
class Invoices:
    """Invoices on record: `day` of issue as an ordinal, `status` a word, seller and buyer parties;
    `lines` are their texts as filed."""

    keys: Sequence[str]
    day: Ints
    status: Ints
    seller: Ints
    buyer: Ints
    marked: Flags
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """Which events name which invoices, of those on record."""

    event: Ints
    invoice: Ints


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
        return _any(self.draws.event[draws], len(self.events.keys))

    def claiming(self, claims: Flags) -> Flags:
        """The events that made any of some claims."""
        return _any(self.claims.event[claims], len(self.events.keys))

    def claimed(self, claims: Flags) -> Flags:
        """The lots that any of some claims is on."""
        return _any(self.claims.lot[claims], len(self.lots.keys))

    def granted(self, grants: Flags) -> Flags:
        """The events that any of some draws on rights is of."""
        return _any(self.grants.event[grants], len(self.events.keys))

    def naming_events(self, named: Flags) -> Flags:
        """The events that name an invoice by any of some namings."""
        return _any(self.naming.event[named], len(self.events.keys))

    def invoiced(self, invoices: Ints) -> Flags:
        """Some invoices, by their places."""
        return _any(invoices, len(self.invoices.keys))

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
        return _any(self.shares.lot[shares], len(self.lots.keys))

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


def at_places(values: npt.NDArray[Any], places: Ints) -> Ints:
    """The values at some places; NONE where a place is none."""
    found = np.full(places.shape, NONE)
    there = places != NONE
    found[there] = values[places[there]]
    return found


def holds(flags: Flags, places: Ints) -> Flags:
    """Whether a flag is up at some places; it is not where a place is none."""
    found: Flags = at_places(flags, places) == 1
    return found


def _any(places: Ints, size: int) -> Flags:
    found = np.zeros(size, np.bool_)
    found[places] = True
    return found


def told(judge: Callable[..., bool], *columns: Ints) -> Flags:
    """What a function says of each row of some columns: asked once for rows that are the same."""
    if not columns[0].size:
        return np.zeros(0, np.bool_)
    # One number for each row: sorting these takes a tenth of sorting rows.
    row = np.zeros(columns[0].size, np.int64)
    for column in columns:
        each, place = np.unique(column, return_inverse=True)
        _, row = np.unique(row * len(each) + place, return_inverse=True)
    _, first, which = np.unique(row, return_index=True, return_inverse=True)
    said = [judge(*values) for values in zip(*(c[first].tolist() for c in columns), strict=True)]
    found: Flags = np.array(said, np.bool_)[which]
    return found
