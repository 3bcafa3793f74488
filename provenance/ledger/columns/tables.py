"""The tables of the graph as columns, and the numbers that words of the model have in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.ledger.columns.places import Flags, Floats, Ints
from provenance.ledger.grants import Gate
from provenance.model.status import Status
from provenance.model.terms import EventKind, Feed, Product


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
    `site`, `process`, `reason` and the number of a `declaration` words; `ore_g`, `mineral_g` and
    `compound_g` are what it says to have made at each stage; `byproduct` whether what it extracts
    came up with another ore."""

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
    declaration: Ints
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
    `lines` are their texts as filed. `referred` are the numbers of those only referred to."""

    keys: Sequence[str]
    day: Ints
    status: Ints
    seller: Ints
    buyer: Ints
    marked: Flags
    lines: Sequence[str]
    referred: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Declarations:
    """Declarations, those only referred to among them: `known` are on record, `export` go out.

    `day` is an ordinal; `party` is whose goods they are; `licence`, `country` and `end_user` are
    words, as is `said`: the code, name, lines and composition of the goods, as one JSON text.
    Masses are in grams, `reo_g` NONE where it is not stated; `tested` says whether any test of the
    goods is on record.
    """

    keys: Sequence[str]
    known: Flags
    export: Flags
    day: Ints
    declarant: Ints
    party: Ints
    licence: Ints
    country: Ints
    end_user: Ints
    said: Ints
    net_g: Ints
    reo_g: Ints
    tested: Flags


@dataclass(frozen=True, slots=True)
class Naming:
    """Which events name which invoices, of those on record."""

    event: Ints
    invoice: Ints
