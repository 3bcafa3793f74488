"""The law as a store has it: what is built in, and what authorities loaded besides."""

import json
from asyncio import gather
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from provenance.graph.pages import all_of
from provenance.graph.port.graph import Reader, Thing
from provenance.graph.rows.register import codes_from
from provenance.law.articles import PUBLISHED, Article
from provenance.law.book import BUILT_IN, LawBook
from provenance.law.controls import Control
from provenance.ledger.quota.register import Register
from provenance.model.dates import day_said
from provenance.model.terms import Label


async def law_on_record(reader: Reader, register: Register | None = None) -> LawBook:
    """The book of law as it stands, or stood at the time that a reader of the past reads.

    Customs codes are those of a register, where one was read of the same time.
    """
    labels = (Label.ARTICLE, Label.CONTROL, *(() if register else (Label.CUSTOMS_CODE,)))
    stated, controlled, *coded = await gather(*(_known(reader, label) for label in labels))
    articles = [_article(thing.ref.key, thing.props) for thing in stated]
    controls = [c for thing in controlled for c in _controls(thing.ref.key, thing.props)]
    book = BUILT_IN.with_articles(articles) if articles else BUILT_IN
    book = book.with_controls(controls) if controls else book
    listed = [{**thing.props, "id": thing.ref.key} for things in coded for thing in things]
    codes = register.codes if register else codes_from(listed)
    return replace(book, codes=codes) if codes is not None else book


async def _known(reader: Reader, label: Label) -> list[Thing]:
    return [thing for thing in await all_of(reader, label) if thing.known]


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
