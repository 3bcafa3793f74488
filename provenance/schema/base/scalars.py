"""How masses, days and times are written on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from provenance.model.codes import DATE
from provenance.model.dates import moment, shanghai
from provenance.model.errors import MisuseError
from provenance.model.mass import kilograms
from provenance.records.kinds.amounts import signed_grams, yuan

# Types elsewhere have fields called date, and named like a time.
Day = date
Moment = datetime

Kilograms = NewType("Kilograms", int)
"""A mass: whole grams inside, kilograms for whoever asks."""

Yuan = NewType("Yuan", Decimal)
"""A sum of money in CNY, as somebody states it: exact."""


def _day(text: object) -> date:
    if not isinstance(text, str):
        raise GraphQLError(f"A day is written as text such as 2026-03-01, not {text!r}.")
    try:
        return DATE.asked(text)
    except MisuseError as error:
        raise GraphQLError(f"A day is written such as 2026-03-01; the {error}.") from None


# A store keeps days and times as text, a lineage has them as dates: both are written alike.
def _day_text(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()


def _moment_text(moment: datetime | str) -> str:
    return shanghai(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)


def _moment(text: object) -> datetime:
    if not isinstance(text, str):
        raise GraphQLError(f"A time is written such as 2026-04-09T17:30:00+08:00, not {text!r}.")
    try:
        return moment(text)
    except MisuseError as error:
        raise GraphQLError(f"Asked with, {error}.") from None


def _grams(number: object) -> int:
    try:
        return signed_grams(number)
    except ValueError as error:
        raise GraphQLError(f"A mass {error}.") from None


def _yuan(number: object) -> Decimal:
    try:
        return yuan(number)
    except ValueError as error:
        raise GraphQLError(f"A sum {error}.") from None


SCALARS: dict[object, ScalarDefinition] = {
    Kilograms: strawberry.scalar(
        name="Kilograms",
        description="A mass in kilograms: a number with at most three decimals, exact to the gram.",
        serialize=kilograms,
        parse_value=_grams,
    ),
    Yuan: strawberry.scalar(
        name="Yuan",
        description="A sum in CNY: a number with at most two decimals, exact.",
        serialize=float,
        parse_value=_yuan,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day, such as 2026-03-01.",
        specified_by_url="https://www.iso.org/iso-8601-date-and-time-format.html",
        serialize=_day_text,
        parse_value=_day,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A time as Asia/Shanghai has it, such as 2026-04-09T17:30:00+08:00. Asked with"
        " it may have any offset, or none for Asia/Shanghai; a day alone is the end of that day.",
        specified_by_url="https://www.iso.org/iso-8601-date-and-time-format.html",
        serialize=_moment_text,
        parse_value=_moment,
    ),
}
