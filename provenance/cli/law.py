"""The commands that list the law: articles that findings rest on, and export controls."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from provenance.cli.answers import print_first, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, AsOf, First, Out, as_known, day
from provenance.cli.output import Terminal
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.graph.law import law_on_record
from provenance.graph.past import as_of as known_at
from provenance.graph.port.graph import GraphStore
from provenance.law.articles import Article
from provenance.law.book import BUILT_IN, LawBook
from provenance.law.controls import Control, form_in_words
from provenance.model.dates import day_of
from provenance.model.message import Message
from provenance.records.kinds.enums import Role
from provenance.rules.law import cited
from provenance.words.table import Words

commands = typer.Typer()

ARTICLE_FIELDS = (
    "key", "citation", "says", "validFrom", "validTo", "binds", "readIn", "lawStatus", "builtIn",
)  # fmt: skip
ARTICLE = Shown(
    ("key", "says", "validFrom", "validTo", "binds", "lawStatus", "citation"),
    words={"binds": "bound", "lawStatus": "law_status"},
)
CONTROL_FIELDS = (
    "controlCode", "element", "state", "announcement", "forms", "hsCodes", "threshold", "sources",
    "lawStatus", "record",
)  # fmt: skip
CONTROL = Shown(
    ("controlCode", "element", "state", "announcement", "forms", "hsCodes", "sources", "record"),
    keys=2,
    words={"state": "control_state", "announcement": "announcement", "sources": "control_source"},
)


@commands.command(epilog="Example: provenance law --day 2024-03-01 --role separation")
@guarded
async def law(
    on: Annotated[
        date | None, typer.Option("--day", metavar="DAY", parser=day, help="In force on this day.")
    ] = None,
    role: Annotated[
        Role | None, typer.Option("--role", case_sensitive=False, help="That bind who has it.")
    ] = None,
    as_of: AsOf = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List the articles that findings rest on: whom each binds, from when, and where it was read.

    They are built in; authorities add to them by `provenance ingest` of records (article).
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    at = as_known(as_of)
    async with reached(address) as (place, _):
        found = await place.ask(articles, on, role, at)
        if not found:
            await say_none(form, place, _none(on, role))
    print_first(form, found, first, ARTICLE_FIELDS, ARTICLE)


@commands.command(epilog="Example: provenance controls --day 2026-11-20")
@guarded
async def controls(
    on: Annotated[
        date | None,
        typer.Option("--day", metavar="DAY", parser=day, help="On this day; today without it."),
    ] = None,
    as_of: AsOf = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List the export controls that count on a day, and whether each binds then, as far as anyone
    has said.

    They are built in; the ministry states others by `provenance ingest` of records (control).
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    at, that_day = as_known(as_of), on or day_of()
    async with reached(address) as (place, _):
        found = await place.ask(standing, that_day, at)
        if not found:
            await say_none(form, place, Message("no control counts on {day}", day=that_day))
    rows = list(map(_in_words, found)) if form.for_people else found
    print_first(form, rows, first, CONTROL_FIELDS, CONTROL)


def _none(on: date | None, role: Role | None) -> Message:
    """Why no article is listed: there is none of that day, of that role, or of both."""
    if role is None:
        return Message("no article is in force on {day}", day=on)
    if on is None:
        return Message("no article binds {role:bound}", role=role.value)
    return Message(
        "no article that binds {role:bound} is in force on {day}", role=role.value, day=on
    )


async def articles(
    store: GraphStore, on: date | None, role: Role | None, at: datetime | None
) -> list[dict[str, Any]]:
    """The articles in force on a day that bind a role, in the reader's language."""
    return list(map(_article, (await _book(store, at)).asked(on, role and role.value)))


async def standing(store: GraphStore, on: date, at: datetime | None) -> list[dict[str, Any]]:
    """The controls that count on a day, as each stands then."""
    return [_control(one, on) for one in (await _book(store, at)).controls_on(on)]


async def _book(store: GraphStore, at: datetime | None) -> LawBook:
    return await law_on_record(store.graph if at is None else await known_at(store, at))


def _article(article: Article) -> dict[str, Any]:
    """An article in the reader's language."""
    (citation,) = cited([article])
    return {
        "key": article.id,
        "citation": citation.said(Terminal.language),
        "says": Terminal.language.of(Words(article.says_zh, article.says_en)),
        "validFrom": article.valid_from.isoformat(),
        "validTo": article.valid_to and article.valid_to.isoformat(),
        "binds": sorted(article.binds),
        "readIn": article.source,
        "lawStatus": article.status,
        "builtIn": BUILT_IN.articles.get(article.id) == article,
    }


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A control as a person reads it, with the goods of its forms."""
    return row | {
        "state": row["state"] or Message("expired"),
        "forms": list(map(form_in_words, row["forms"])),
    }


def _control(control: Control, on: date) -> dict[str, Any]:
    """A control as it stands on a day."""
    state = control.state(on)
    return {
        "controlCode": control.control_code,
        "element": control.element,
        "state": state and state.name,
        "announcement": control.announcement,
        "forms": list(control.forms),
        "hsCodes": list(control.hs_codes),
        "threshold": control.threshold,
        "sources": list(control.sources),
        "lawStatus": control.status,
        "record": control.record,
    }
