"""What a mutation that records one thing is asked with, and what it answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

import strawberry
from strawberry.utils.str_converters import to_camel_case

from provenance.ingest.authority import findings_on, record
from provenance.model.errors import RecordRejectedError
from provenance.model.terms import Ref
from provenance.records import RECORD_KINDS
from provenance.records.mapping import LABEL_OF
from provenance.schema.base.context import Info
from provenance.schema.queries.findings import KeptFinding

T = TypeVar("T")

_UNITS: Mapping[str, int] = {"kg": -3, "t": -6}


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


def given(description: str, *, name: str | None = None) -> Any:
    """A field of an input that must be given."""
    return strawberry.field(name=name, description=description)


def maybe(description: str, *, name: str | None = None) -> Any:
    """A field of an input that need not be given."""
    return strawberry.field(default=None, name=name, description=description)


WHAT = strawberry.argument(description="What to record.")
NUMBER = "Its number, unique among things of its kind."
REVISION = (
    "Which version it is: the highest counts. Without it a change of what is on record is its next"
    " version, and the very same changes nothing."
)


async def state(info: Info, kind: str, asked: Any, mutation: str) -> Any:
    """Keep what an input states as a record of a kind; raises RecordRejectedError."""
    store, settings = info.context.store, info.context.settings
    fields, names = _fields(kind, asked)
    try:
        kept = await record(store, settings, fields, mutation)
    except RecordRejectedError as error:
        raise _in_the_words_of_the_input(error, names) from None
    reported(info)
    ref = Ref(LABEL_OF[kind], kept.record.id)
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


def _fields(kind: str, asked: Any) -> tuple[dict[str, object], dict[str, str]]:
    """The fields of a record from those of an input, and how the input calls each."""
    fields: dict[str, object] = {"record": kind}
    names: dict[str, str] = {}
    for name, value in vars(asked).items():
        if value is None or value is strawberry.UNSET:
            continue
        field, stated = _field(kind, name, value)
        fields[field] = stated
        names[field] = to_camel_case(f"{name[:-2]}_kg" if name.endswith("_g") else name)
    return fields, names


def _field(kind: str, name: str, value: Any) -> tuple[str, object]:
    if name.endswith("_g"):
        stem = name.removesuffix("_g")
        unit = next(u for u in _UNITS if f"{stem}_{u}" in RECORD_KINDS[kind].model_fields)
        return f"{stem}_{unit}", Decimal(value).scaleb(_UNITS[unit])
    if isinstance(value, Enum):
        return name, value.value
    return name, value.isoformat() if isinstance(value, date) else value


def _in_the_words_of_the_input(
    error: RecordRejectedError, names: Mapping[str, str]
) -> RecordRejectedError:
    first, _, rest = error.field.partition(".")
    name = names.get(first, to_camel_case(first))
    field = f"{name}.{rest}" if rest else name
    reason = str(error)
    if error.field and reason.startswith(error.field):
        reason = field + reason.removeprefix(error.field)
    return RecordRejectedError(reason, field)
