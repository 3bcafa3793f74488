"""The law as a store has it: what is built in, and what authorities loaded besides."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from provenance.graph.pages import all_of
from provenance.graph.port.graph import Reader
from provenance.graph.rows.register import codes_from
from provenance.law.articles import PUBLISHED, Article
from provenance.law.book import BUILT_IN, LawBook
from provenance.law.controls import Control
from provenance.model.dates import day_said
from provenance.model.terms import Label


async def law_on_record(reader: Reader) -> LawBook:
    """The book of law as it stands, or stood at the time that a reader of the past reads."""
    things = await all_of(reader, Label.ARTICLE)
    articles = [_article(thing.ref.key, thing.props) for thing in things if thing.known]
    stated = await all_of(reader, Label.CONTROL)
    controls = [
        control
        for thing in stated
        if thing.known
        for control in _controls(thing.ref.key, thing.props)
    ]
    book = BUILT_IN.with_articles(articles) if articles else BUILT_IN
    book = book.with_controls(controls) if controls else book
    known = [t for t in await all_of(reader, Label.CUSTOMS_CODE) if t.known]
    codes = codes_from([{**thing.props, "id": thing.ref.key} for thing in known])
    return replace(book, codes=codes) if codes is not None else book


def _article(key: str, props: Mapping[str, Any]) -> Article:
    return Article(
        key,
        props["law"],
        props.get("article") or "",
        date.fromisoformat(props["valid_from"]),
        day_said(props.get("valid_to")),
        frozenset(props.get("binds") or ()),
        props["says_zh"],
        props.get("says_en") or "",
        props.get("published_in") or props["authority"],
        props.get("status") or PUBLISHED,
        props.get("replaces"),
        frozenset(props.get("findings") or ()),
    )


def _controls(key: str, props: Mapping[str, Any]) -> Iterator[Control]:
    """The items of a control, each with its days."""
    for item in json.loads(props["items"]):
        yield Control(
            announcement=props["announcement"],
            element=item["element"],
            control_code=item.get("control_code"),
            forms=tuple(item.get("forms") or ()),
            effective=date.fromisoformat(props["effective"]),
            expires=day_said(props.get("expires")),
            suspended_from=day_said(props.get("suspended_from")),
            suspended_to=day_said(props.get("suspended_to")),
            undecided_from=day_said(props.get("undecided_from")),
            undecided_to=day_said(props.get("undecided_to")),
            hs_codes=tuple(item.get("hs_codes") or ()),
            threshold=item.get("threshold"),
            sources=tuple(props["sources"]),
            record=key,
        )
