"""What happened, as a balance of everything reads it: each event with what went in and came out."""

from collections.abc import Sequence
from typing import NamedTuple

from provenance.ledger.grants import Grant
from provenance.model.terms import EventKind, Product


class Made(NamedTuple):
    """What an event says it put out, in grams REO; a transfer's lot says no product of its own.

    `assay` and `tested` are JSON texts of shares by oxide: the filer's, and a test's of the lot.
    """

    lot: str
    reo_g: int
    product: Product | None
    assay: str | None
    deposit: str | None
    tested: str | None


class Taken(NamedTuple):
    """What an event drew on a lot, in grams REO; unsupported where who drew could not hold it."""

    lot: str
    reo_g: int
    supported: bool


class Happened(NamedTuple):
    """An event on record, on a day ("2026-03-01"), with its draws on rights as settled.

    `used_up` says of a transfer that the buyer uses the material up.
    """

    key: str
    kind: EventKind
    day: str
    used_up: bool
    grants: Sequence[Grant]
    made: Sequence[Made]
    taken: Sequence[Taken]
