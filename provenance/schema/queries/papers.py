"""The papers of a subject: which each step should have, and which are missing."""

from datetime import date
from typing import Any

import strawberry
from strawberry import Parent

from provenance.model.dates import day_said
from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Language, Paper
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.refs import EventRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.subject import Subject
from provenance.verdict import papers as asked
from provenance.words.table import word


def _day(root: Parent[asked.Step]) -> date:
    return root.event.date


@strawberry.type(description="A paper that a step should have.")
class PaperStep:
    """Shows a provenance.verdict.papers.Step."""

    date: Day = strawberry.field(resolver=_day, description="When it happened.")
    expected: Paper = strawberry.field(description="What it should have.")
    missing: bool = strawberry.field(
        description="Whether it is not on record, or not for all that it is needed for."
    )
    short_g: Kilograms = strawberry.field(
        name="missingKg",
        description="How much no paper covers, in the measure of the right: REO, or net mass.",
    )

    @field("What happened.")
    async def event(self, root: Parent[asked.Step], info: Info) -> EventRef | None:
        return await info.context.things.load(Ref(Label.EVENT, root.event.key))

    @field("What the paper is called.")
    def title(self, root: Parent[asked.Step], language: In = Language.EN) -> str:
        return language.of(word(root.expected))

    @field(
        "The papers on record; of designations and permits those that were valid that day, and none"
        " where holding quota was enough, before October 2024, or they are not yours to see."
    )
    async def found(self, root: Parent[asked.Step], info: Info) -> list[Subject]:
        refs = list(root.found)
        if not root.missing and root.expected in _LEAVES:
            refs = await _leaves(root, info)
        return [Subject(label=ref.label, key=ref.key) for ref in refs]


@strawberry.type(description="The papers of all steps, in order of time.")
class Papers:
    """Shows a provenance.verdict.papers.Papers."""

    steps: list[PaperStep] = strawberry.field(description="The papers, in order of time.")
    left_out: int = strawberry.field(
        description="How many are not listed: what is there, and longest ago."
    )


_LEAVES = {
    Paper.DESIGNATION: EdgeType.DESIGNATES,
    Paper.PERMIT: EdgeType.PERMITS,
}
"""What is on record of an enterprise and not of what it does."""


async def _leaves(step: asked.Step, info: Info) -> list[Ref]:
    """The leaves of whoever did it that were valid that day, as far as the asker sees them."""
    firm = Ref(Label.ENTERPRISE, step.event.enterprise)
    near = await info.context.whole(firm, _LEAVES[step.expected], out=False)
    return [one.thing.ref for one in near if one.thing.known and _held(one.thing.props, step)]


def _held(leave: Any, step: asked.Step) -> bool:
    since, until = day_said(leave.get("valid_from")), day_said(leave.get("valid_to"))
    wanted = leave.get("activity", step.activity) == step.activity
    wanted = wanted and leave.get("kind", "byproduct") == "byproduct"
    return (
        wanted
        and (since is None or since <= step.event.date)
        and (until is None or step.event.date <= until)
    )
