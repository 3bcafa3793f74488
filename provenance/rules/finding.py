"""What a rule says, and by which articles."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from provenance.model import GRAMS_PER_KG, Ref, Relation, Severity

REGULATIONS = date(2024, 10, 1)
"""The Rare Earth Regulations (State Council Order 785) are in force from here."""

MEASURES = date(2025, 7, 28)
"""The Interim Measures on Total Quantity Control (Order 71) are in force from here."""


class Identity(NamedTuple):
    """The cause of a finding: the same cause found again is the same finding."""

    code: str
    subject: Ref
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a subject, in plain words, with the numbers and what it rests on.

    `mass_g` is the mass concerned, in grams REO; once derived, the grams of it that reached the
    subject. `share` is the part of what passes through the subject that the finding concerns.
    `about` tells several of one code on one subject apart: a lot drawn, an oxide, a month.
    """

    code: str
    severity: Severity
    subject: Ref
    message: str
    basis: str
    evidence: tuple[str, ...] = ()
    mass_g: int | None = None
    share: float = 0.0
    relation: Relation = Relation.DIRECT
    status: str = "open"
    about: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """What makes it the same finding when it is found again, however much has changed."""
        return Identity(self.code, self.subject, self.about)


class Article(NamedTuple):
    """An article as it is cited, and from when it applies."""

    text: str
    since: date


def basis(day: date, *articles: Article) -> str:
    """The articles that apply to an event of that day; rules apply to events in their force."""
    found = "; ".join(article.text for article in articles if article.since <= day)
    return found or f"no article in force on {day.isoformat()}"


def in_force(day: date, severity: Severity, *articles: Article) -> Severity:
    """The severity of a breach; what no article forbade on the day is for information only."""
    return severity if any(article.since <= day for article in articles) else Severity.INFO


def kg(grams: float) -> str:
    """A mass in kilograms as people read it: thousands apart, no needless decimals."""
    text = f"{grams / GRAMS_PER_KG:,.3f}".rstrip("0").rstrip(".")
    return f"{text} kg"


def percent(share: float) -> str:
    """A share as people read it, to a tenth of a percent; smaller ones to three digits."""
    return f"{share:.1%}" if share >= 0.01 or not share else f"{100 * share:.3g}%"
