"""The law as a store has it: what is built in, and what authorities loaded besides."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from provenance.graph.pages import all_of
from provenance.graph.port.graph import Reader
from provenance.law.articles import PUBLISHED, Article
from provenance.law.book import BUILT_IN, LawBook
from provenance.model.terms import Label


async def law_on_record(reader: Reader) -> LawBook:
    """The book of law as it stands, or stood at the time that a reader of the past reads."""
    things = await all_of(reader, Label.ARTICLE)
    articles = [_article(thing.ref.key, thing.props) for thing in things if thing.known]
    return BUILT_IN.with_articles(articles) if articles else BUILT_IN


def _article(key: str, props: Mapping[str, Any]) -> Article:
    return Article(
        key,
        props["law"],
        props.get("article") or "",
        date.fromisoformat(props["valid_from"]),
        date.fromisoformat(props["valid_to"]) if props.get("valid_to") else None,
        frozenset(props.get("binds") or ()),
        props["says_zh"],
        props.get("says_en") or "",
        props.get("published_in") or props["authority"],
        props.get("status") or PUBLISHED,
        props.get("replaces"),
        frozenset(props.get("findings") or ()),
    )
