"""Articles, when they apply, how grave their breach is."""

from datetime import date
from typing import NamedTuple

from provenance.model.message import Message
from provenance.model.terms import Severity

REGULATIONS = date(2024, 10, 1)
"""The Rare Earth Regulations (State Council Order 785) are in force from here."""

MEASURES = date(2025, 7, 28)
"""The Interim Measures on Total Quantity Control (Order 71) are in force from here."""


class Article(NamedTuple):
    """An article as it is cited in English, its key in words/article.csv; when it applies from."""

    text: str
    since: date


def basis(day: date, *articles: Article) -> Message:
    """The articles that apply to an event of that day; rules apply to events in their force."""
    found = tuple(cited(article.text) for article in articles if article.since <= day)
    if not found:
        return Message("no article in force on {day}", day=day)
    return Message("{articles}", articles=found)


def cited(article: str) -> Message:
    """An article by the name that people of either language cite it by."""
    return Message("{article:article}", article=article)


def in_force(day: date, severity: Severity, *articles: Article) -> Severity:
    """The severity of a breach; what no article forbade on the day is for information only."""
    return severity if any(article.since <= day for article in articles) else Severity.INFO
