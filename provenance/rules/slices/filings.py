"""Slices of documents: invoices alone, reports, allotments, exports to one party."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.quota.by_feed import Between, FeedPart
from provenance.model.terms import Activity, OreClass, Ref
from provenance.model.thresholds import DEFAULTS, Thresholds

Document = Mapping[str, Any]
"""A document's properties as filed, masses in grams (`_g`)."""


def in_order(tests: Iterable[Document]) -> list[Document]:
    """Laboratory tests by day, those of one day by id: the last is the one that counts."""
    return sorted(tests, key=lambda test: (test["date"], test["id"]))


@dataclass(frozen=True, slots=True)
class Identified:
    """A further number of an enterprise, and which other enterprises it may mean.

    `others` state it as theirs too; `code_of_another` where it is another's credit code on record.
    """

    enterprise: str
    number: str
    others: Sequence[str]
    code_of_another: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """What enterprises filed and were told, of all of them, and what laboratories found: documents
    on record; `further` are those who state numbers of their own besides."""

    flow_reports: Sequence[Document] = ()
    execution_reports: Sequence[Document] = ()
    orders: Sequence[Document] = ()
    tests: Sequence[Document] = ()
    further: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unmoved:
    """Valid invoices that no movement names, of enterprises they connect, as of a day."""

    invoices: Mapping[str, Document]
    today: date
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN


@dataclass(frozen=True, slots=True)
class Month:
    """An enterprise's month ("2026-03"): how many events it is in, when it was first reported.

    `filed_at` knows its offset. The day is that of the audit, in Shanghai.
    """

    enterprise: str
    month: str
    roles: frozenset[str]
    movements: int
    filed_at: datetime | None
    today: date
    law: LawBook = BUILT_IN


@dataclass(frozen=True, slots=True)
class Execution:
    """An execution report beside the ledger: settled draws of its enterprise, in grams REO.

    `parts` are what it separated of imported ore and of monazite, as far as records tell; None
    where they were not looked for.
    """

    key: str
    report: Document
    ledger_g: int
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN
    parts: Mapping[FeedPart, Between] | None = None


@dataclass(frozen=True, slots=True)
class Demanded:
    """An order to mend, as of the day of the audit (Asia/Shanghai)."""

    key: str
    enterprise: str
    authority: str
    demand: str
    deadline: date
    fulfilled_on: date | None
    violation: str | None
    today: date
    law: LawBook = BUILT_IN


@dataclass(frozen=True, slots=True)
class Allotted:
    """A part of an indicator or a quota: a quota as adjusted, in grams REO."""

    quota: str
    enterprise: str
    reo_g: int
    activity: Activity
    ore_class: OreClass | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class Allotment:
    """An indicator or a quota (as adjusted, in grams REO) with all that is taken from it."""

    whole: Ref
    reo_g: int
    activity: Activity
    ore_class: OreClass | None
    issued_on: date
    parts: Sequence[Allotted]
    law: LawBook = BUILT_IN


class Leaving(NamedTuple):
    """An export declaration as customs see it: net grams, who receives it, where to and by which
    port."""

    date: date
    declaration: str
    net_g: int
    party: str
    country: str = ""
    port: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """The export declarations of one exporter, whoever receives them."""

    exporter: str
    exports: Sequence[Leaving]
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN
