"""Cases: saved, closed and deleted."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.findings.cases import CaseSaid, delete_case, save_case
from provenance.graph.port.cases import Pin
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.subject import LABELS, SubjectInput
from provenance.schema.queries.cases import Case

By = Annotated[
    str | None,
    argument(description="Your name: of whoever is signed in, no other; the owner says whose."),
]


@strawberry.input(description="A thing to pin to a case.")
class CasePinInput:
    """A provenance.graph.port.cases.Pin as stated."""

    subject: SubjectInput = strawberry.field(description="What is pinned.")
    note: str = strawberry.field(default="", description="What is noted of it.")


@strawberry.type(description="What can be changed of cases.")
class CaseMutation:
    """A part of the root of all mutations."""

    @field(
        "Save a case, a new one or the next version of one: what was saved before stays readable,"
        " and what somebody else saved meanwhile is not overwritten."
    )
    async def save_case(  # noqa: PLR0913, PLR0917 - a case has so many parts
        self,
        info: Info,
        title: Annotated[str, argument(description="What it is called.")],
        pins: Annotated[list[CasePinInput], argument(description="What is pinned, in order.")],
        note: Annotated[str, argument(description="What is noted of all of it.")] = "",
        open: Annotated[bool, argument(description="False closes it; it can be reopened.")] = True,
        id: Annotated[
            strawberry.ID | None, argument(description="Which case it is; a new one without it.")
        ] = None,
        version: Annotated[
            int, argument(description="The version that was changed; 0 for a new case.")
        ] = 0,
        by: By = None,
    ) -> Case:
        pinned = [Pin(pin.subject.ref("saveCase", *LABELS), pin.note) for pin in pins]
        said = CaseSaid(title, note, pinned, open, None if id is None else str(id), version)
        return Case.of(await save_case(info.context.store, said, info.context.said_by(by)))

    @field("Delete a case in all its versions, as who made it. Answers with it as it was.")
    async def delete_case(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The case's id.")],
        by: By = None,
    ) -> Case:
        return Case.of(await delete_case(info.context.store, str(id), info.context.said_by(by)))
