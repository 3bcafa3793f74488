"""What a mutation that records one thing is asked with, and what it answers."""

from typing import Annotated, Any, Generic, TypeVar

import strawberry

from provenance.ingest.authority import findings_on, record
from provenance.model.errors import RecordRejectedError
from provenance.model.terms import Ref
from provenance.records.mapping import LABEL_OF
from provenance.schema.base.context import Info
from provenance.schema.mutations.inputs import input_name, record_fields
from provenance.schema.queries.findings import KeptFinding

T = TypeVar("T")

_WHAT = strawberry.argument(description="What to record.")


@strawberry.type(description="A thing as it stands once its record is kept.")
class Stated(Generic[T]):
    """A thing as it stands once its record is kept."""

    thing: T | None = strawberry.field(description="The thing as it stands now.")
    revision: int = strawberry.field(description="Which version of its record this is.")
    new: bool = strawberry.field(
        description="False where the very same was on record: then nothing has changed."
    )
    version_count: int = strawberry.field(description="How many versions there are of its record.")
    findings: list[KeptFinding] = strawberry.field(
        description="What is found wrong with it now, and with what it was handed out of,"
        " such as QUOTA_OVERALLOCATED."
    )


def stating(description: str, asked: type, answer: type) -> Any:
    """Return the mutation that keeps what an input of a record states, and answers with `answer`.

    strawberry reads both types off the resolver; the type checker cannot know those that are made.
    """

    async def resolve(info: Info, input: Any) -> Any:
        return await _state(info, input)

    resolve.__annotations__ |= {"input": Annotated[asked, _WHAT], "return": answer}
    return strawberry.field(resolver=resolve, description=description)


async def _state(info: Info, asked: Any) -> Any:
    """Keep what an input states as a record; raises RecordRejectedError in the input's words."""
    books, settings = info.context.books, info.context.settings
    try:
        kept = await record(
            books, settings, record_fields(asked), info.field_name, info.context.viewer
        )
    except RecordRejectedError as error:
        raise _in_the_words_of_the_input(error) from None
    reported(info)
    ref = Ref(LABEL_OF[asked.record], kept.record.id)
    return Stated(
        thing=await info.context.things.load(ref),
        revision=kept.record.revision,
        new=kept.new,
        version_count=len(await info.context.versions.load(kept.key)),
        findings=await shown(info, ref),
    )


def reported(info: Info) -> None:
    """Tell whoever listens that there may be findings, and read anew from here on."""
    info.context.announcer.announce()
    info.context.forget()


async def shown(info: Info, ref: Ref) -> list[KeptFinding]:
    """What is found wrong with a thing now."""
    found: Any = await findings_on(info.context.store, ref)
    return list(found)


def _in_the_words_of_the_input(error: RecordRejectedError) -> RecordRejectedError:
    first, _, rest = error.field.partition(".")
    field = f"{input_name(first)}.{rest}" if rest else input_name(first)
    reason = str(error)
    if error.field and reason.startswith(error.field):
        reason = field + reason.removeprefix(error.field)
    return RecordRejectedError(reason, field)
