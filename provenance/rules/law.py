"""Articles, when they apply, how grave their breach is."""

from datetime import date
from typing import NamedTuple

from provenance.model.terms import Severity

REGULATIONS = date(2024, 10, 1)
"""The Rare Earth Regulations (State Council Order 785) are in force from here."""

MEASURES = date(2025, 7, 28)
"""The Interim Measures on Total Quantity Control (Order 71) are in force from here."""


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
