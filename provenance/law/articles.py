"""The articles built in: what each says, whom it binds and when, and how firmly that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from provenance.model.dates import day_said
from provenance.model.tables import rows

PUBLISHED = "published"
"""The status of what was read in its own wording, or on a page that reproduces it."""

AUTHORITY = "authority"
"""Whom an article binds that tells an authority what to do; no enterprise has this role."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, point or notice: in force on `valid_from` to `valid_to`, both inclusive.

    `law` is the key of a law in words/law.csv, or its name; `article` is such as "14", "22(2)",
    "7 para 3", "point 4", empty for a law as a whole. `binds` are roles, none for everyone. It is
    cited in place of what it `replaces`, and by findings of these codes besides.
    """

    id: str
    law: str
    article: str
    valid_from: date
    valid_to: date | None
    binds: frozenset[str]
    says_zh: str
    says_en: str
    source: str
    status: str
    replaces: str | None = None
    findings: frozenset[str] = frozenset()

    def in_force(self, day: date) -> bool:
        """Whether it applies to an event of a day."""
        return self.valid_from <= day <= (self.valid_to or date.max)

    def binding(self, roles: frozenset[str]) -> bool:
        """Whether it binds one who has these roles."""
        return not self.binds or not self.binds.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Law:
    """A law that articles are of: who made it, its number, when it applies, where it was read."""

    law: str
    issuer: str
    number: str
    valid_from: date
    valid_to: date | None
    source: str
    status: str


@cache
def built_in_articles() -> Mapping[str, Article]:
    """The articles built in, by id; of one without a source of its own the law's counts."""
    sources = {law.law: law.source for law in built_in_laws().values()}
    found = (_article(row, sources) for row in rows(__package__, "articles"))
    return MappingProxyType({article.id: article for article in found})


@cache
def built_in_laws() -> Mapping[str, Law]:
    """The laws built in, by key; words/law.csv has their names."""
    return MappingProxyType(
        {
            row["law"]: Law(
                row["law"],
                row["issuer"],
                row["number"],
                date.fromisoformat(row["valid_from"]),
                day_said(row["valid_to"]),
                row["source"],
                row["status"],
            )
            for row in rows(__package__, "laws")
        }
    )


def _article(row: Mapping[str, str], sources: Mapping[str, str]) -> Article:
    return Article(
        row["id"],
        row["law"],
        row["article"],
        date.fromisoformat(row["valid_from"]),
        day_said(row["valid_to"]),
        frozenset(filter(None, row["binds"].split(";"))),
        row["says_zh"],
        row["says_en"],
        row["source"] or sources[row["law"]],
        row["status"],
    )
