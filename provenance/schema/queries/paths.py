"""Paths: by which ways material came from one place to another, those that carry most first."""

from datetime import date
from typing import Any

import strawberry
from strawberry import Parent

from provenance.ledger.paths import Span
from provenance.model.errors import MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import checked
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EventRef, LotRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.subject import SubjectInput
from provenance.verdict import paths as routes


def _day(root: Parent[routes.Step]) -> date:
    return root.event.date


@strawberry.type(description="One event on a path, and the lot that came out of it.")
class PathStep:
    """Shows a provenance.verdict.paths.Step."""

    reo_g: Kilograms = strawberry.field(name="reoKg", description="The mass of that lot in all.")
    date: Day = strawberry.field(resolver=_day, description="When it happened.")

    @field("What happened.")
    async def event(self, root: Parent[routes.Step], info: Info) -> EventRef | None:
        return await info.context.things.load(Ref(Label.EVENT, root.event.key))

    @field("What came out of it.")
    async def lot(self, root: Parent[routes.Step], info: Info) -> LotRef | None:
        return await info.context.things.load(Ref(Label.LOT, root.lot))


@strawberry.type(description="A way from one lot to another, and the mass that came along it.")
class Path:
    """Shows a provenance.verdict.paths.Route."""

    grams: Kilograms = strawberry.field(
        name="kg", description="How much of the last lot came along it, evenly mixed."
    )
    steps: list[PathStep] = strawberry.field(description="From the first event to the last.")

    @field("Where it starts.")
    async def start(self, root: Parent[routes.Route], info: Info) -> LotRef | None:
        return await info.context.things.load(Ref(Label.LOT, root.start))


@strawberry.type(description="The paths that carry most mass, most first.")
class Paths:
    """Shows a provenance.verdict.paths.Routes."""

    routes: list[Path] = strawberry.field(name="paths", description="The paths.")
    waiting: bool = strawberry.field(
        description="Whether something they rest on is still to be worked out."
    )
    cut: bool = strawberry.field(
        name="truncated", description="Whether more leads there than one request may read."
    )


async def find(
    info: Info,
    ends: tuple[SubjectInput, SubjectInput],
    span: Span,
    first: int,
    least_g: int,
) -> Paths | None:
    """The paths between two things; None where either is unknown."""
    if least_g < 0:
        raise MisuseError(f"leastKg must be at least 0, {least_g / 1000:g} was asked")
    start, end = (subject.ref("paths", *routes.ENDS) for subject in ends)
    context = info.context
    found: Any = await routes.find_routes(
        context.store, [start], [end], span, checked(first), context.settings, least_g
    )
    shown: Paths | None = found
    return shown
