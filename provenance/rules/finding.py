"""What a rule says, and what it is given to judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from provenance.graph.bounds import Bounds
from provenance.graph.holding import Holding
from provenance.graph.lineage import Lineage
from provenance.model import GRAMS_PER_KG, Ref, Relation, Severity, Status

REGULATIONS = date(2024, 10, 1)
"""The Rare Earth Regulations (State Council Order 785) are in force from here."""

MEASURES = date(2025, 7, 28)
"""The Interim Measures on Total Quantity Control (Order 71) are in force from here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a subject, in plain words, with the numbers and what it rests on.

    `mass_g` is the mass concerned, in grams REO; once derived, the grams of it that reached the
    subject. `share` is the part of what passes through the subject that the finding concerns.
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


@dataclass(frozen=True, slots=True)
class Consignment:
    """An export declaration with its licence and what was drawn on that licence before it.

    `declared` and `licence` are the documents' properties as filed, None where not on record.
    `licensed` lists (date, declaration, net grams) of all export declarations under the licence.
    """

    key: str
    declared: Mapping[str, Any] | None
    licence: Mapping[str, Any] | None
    licensed: Sequence[tuple[str, str, int]] = ()


@dataclass(frozen=True)
class Case:
    """Everything there is to judge a subject by: a frozen slice, fetched before rules run.

    `through` is the grams of the subject that passed through each lot of its lineage.
    """

    subject: Ref
    holding: Holding
    lineage: Lineage
    grams: Mapping[Status, int]
    bounds: Bounds
    consignments: Sequence[Consignment] = ()
    imports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tolerance: float = 0.005
    through: Mapping[str, float] = field(default_factory=dict)
