"""Slices of labels: what the drums of a lot say, and whom the records have in these places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.lineage import Event
from provenance.model.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class Labelled:
    """A lot with a label, in grams REO, and the event that made it.

    `suppliers` are those who by the records made it or handed it over, none where that is not
    known; `producers` the share of it whose raw material is each one's. Both by code, or by the
    name that a scrap intake gives. `called` is all that those on record are known by, codes too.
    """

    lot: str
    reo_g: int
    label: Mapping[str, str]
    event: Event
    suppliers: Sequence[str] = ()
    producers: Mapping[str, float] = field(default_factory=dict)
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN
