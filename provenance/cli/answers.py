"""What a list says beside its rows: why it is empty, and that more is left."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TypeVar

from provenance.cli.form import Form, Shown
from provenance.cli.output import Terminal
from provenance.cli.reach import Place
from provenance.cli.writing import Row
from provenance.graph.on_record import NOTHING_LOADED, is_empty
from provenance.graph.pages import all_of
from provenance.graph.port.graph import GraphStore
from provenance.model.message import Message
from provenance.model.recognised import said_in_chinese
from provenance.model.terms import Label
from provenance.words.table import Language

Item = TypeVar("Item")

MOST_SHOWN = 100
"""So many rows a terminal shows where nobody says how many; pipes and programs get all."""


def most(form: Form, first: int | None) -> int | None:
    """How many rows to list at most; None for all."""
    return MOST_SHOWN if first is None and form.at_terminal else first


async def at_most(items: AsyncIterator[Item], n: int | None) -> AsyncIterator[Item]:
    """The first of what is read bit by bit, all of it for None."""
    left = n
    async for item in items:
        if left == 0:
            return
        left = left and left - 1
        yield item


def print_first(
    form: Form, rows: Sequence[Row], first: int | None, fields: Sequence[str], shown: Shown
) -> None:
    """Print the first of some rows and how many are left; a terminal has no titles of nothing."""
    limit = most(form, first)
    if rows or not form.at_terminal:
        form.print(rows[:limit], fields, shown)
    say_left(form, limit, len(rows))


def say_left(form: Form, listed: int | None, total: int) -> None:
    """Say that there are more rows than so many, which are listed; all are for None."""
    if listed is not None and listed < total:
        form.remark(
            Message(
                "first {listed:,} of {total:,}; --first N lists more", listed=listed, total=total
            )
        )


async def say_none(form: Form, place: Place, why: Message) -> None:
    """Say why a list is empty: because nothing is loaded yet, or else `why`."""
    form.remark(NOTHING_LOADED if await place.ask(nothing_there) else why)


async def nothing_there(store: GraphStore) -> bool:
    """Whether nothing is on record at all."""
    return await is_empty(store.graph)


async def years(store: GraphStore, label: Label) -> Mapping[int, int]:
    """How many quotas or indicators are on record of each year."""
    things = await all_of(store.graph, label)
    return Counter(thing.props["year"] for thing in things if thing.known)


def none_of_year(found: Mapping[int, int], label: Label, year: int | None) -> Message:
    """Why no quota or indicator is listed: none is on record, none of its year, or none matches."""
    if not found:
        return Message("no {what:label} is on record", what=label.value)
    if year is None or year in found:
        return Message("none of {n:,} match", n=sum(found.values()))
    return Message(
        "no {what:label} of {year} is on record; years on record: {years}",
        what=label.value,
        year=year,
        years=tuple(map(str, sorted(found))),
    )


def why_rejected(reason: str) -> str:
    """Why a line was not taken, in the reader's language; of a workbook's cell it says both."""
    if Terminal.language is Language.ZH:
        return said_in_chinese(reason, "rejections", "doubts")
    return reason
