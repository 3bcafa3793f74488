"""What every noun has: an opaque id, its number, whether it is on record, and its sources."""

import base64
import binascii
from asyncio import gather
from collections.abc import Callable
from typing import Any, TypeVar

import strawberry

from provenance.graph.port.graph import Thing
from provenance.model.errors import MisuseError
from provenance.model.source import Source as Stated
from provenance.model.terms import Label, Ref
from provenance.records import changes
from provenance.records.changes import History, RecordKey
from provenance.records.mapping import record_key
from provenance.schema.base.context import Context, Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Moment
from provenance.schema.base.things import TYPES

_Noun = TypeVar("_Noun", bound="Node")


@strawberry.type(description="Where a fact came from: who states it, and the line it stood on.")
class Source:
    """A source as the model has it."""

    system: str = strawberry.field(description="The system that states it, such as MIIT or GAC.")
    file: str = strawberry.field(description="The file it came in.")
    line: int = strawberry.field(description="The line of that file, counted from 1.")
    received_at: Moment = strawberry.field(description="When it was received.")

    @classmethod
    def of(cls, source: Stated) -> "Source":
        return cls(
            system=source.system,
            file=source.file,
            line=source.line,
            received_at=source.received_at,
        )


@strawberry.type(description="One received version of a record; all of them stay readable.")
class Version:
    """A version as the store has it."""

    record: str = strawberry.field(description="What kind of record it is, such as transfer.")
    number: str = strawberry.field(description="The record's own number.")
    revision: int = strawberry.field(description="A higher revision replaces a lower one.")
    counts: bool = strawberry.field(
        description="Whether it is the one that counts, as long as the record is not withdrawn."
    )
    body: str = strawberry.field(description="The record as it is kept, as JSON text.")
    filed: str | None = strawberry.field(
        description="The record as it was filed, as JSON text, where a number or code in it was"
        " written otherwise than it is kept; null where it was not."
    )
    source: Source = strawberry.field(description="Where it came from.")


@strawberry.interface(description="A thing in the graph: it has a number and, once filed, sources.")
class Node:
    """What is shown of a thing; see things.node_of for how one is made."""

    thing: strawberry.Private[Thing]
    key: str = strawberry.field(
        description="The natural number people hold in their hands; an event's is its kind and id."
    )
    on_record: bool = strawberry.field(
        description="False while it is only referred to by others and not filed itself."
    )

    @field("An opaque id, unique among all things; `node` takes it.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(_encoded(self.thing.ref))

    @field("Where the record that counts came from; null while not filed.")
    async def source(self, info: Info) -> Source | None:
        found = await self._histories(info.context.of(self.thing)) if self.on_record else []
        heads = [history.head for history in found if history.head is not None]
        return Source.of(heads[0].source) if len(heads) == 1 else None

    @field("All received versions of the record that states it, in the order received.")
    async def versions(self, info: Info) -> list[Version]:
        return [
            _version(version, counts=version == history.head)
            for history in await self._histories(info.context.of(self.thing))
            for version in history.versions
        ]

    async def _histories(self, context: Context) -> list[History]:
        records = await self._records(context)
        return [
            History(tuple(found)) for found in await gather(*map(context.versions.load, records))
        ]

    async def _records(self, context: Context) -> list[RecordKey]:
        """The records that state it."""
        record = record_key(self.thing.ref)
        return [record] if record else []


def _version(version: changes.Version, *, counts: bool) -> Version:
    return Version(
        record=version.record.kind,
        number=version.record.id,
        revision=version.revision,
        counts=counts,
        body=version.body,
        filed=version.filed,
        source=Source.of(version.source),
    )


def noun(label: Label, description: str) -> Callable[[type[_Noun]], type[_Noun]]:
    """Make a class the GraphQL type of a kind of thing."""

    def enter(cls: type[_Noun]) -> type[_Noun]:
        TYPES[label] = made = strawberry.type(cls, description=description)
        return made

    return enter


def filed(description: str, *, name: str | None = None) -> Any:
    """A field as filed: read from what is stored under its name, null where nothing is."""
    return strawberry.field(default=None, name=name, description=description)


def filed_list(prop: str, description: str) -> Any:
    """A filed list of plain values, empty where none is filed."""

    def resolve(self: Any) -> Any:
        return self.thing.props.get(prop) or []

    return strawberry.field(resolver=resolve, description=description)


def named(prop: str, label: Label, description: str) -> Any:
    """The one thing that a filed number names."""

    def resolve(self: Any, info: Info) -> Any:
        key = self.thing.props.get(prop)
        return info.context.of(self.thing).things.load(Ref(label, key)) if key else None

    return strawberry.field(resolver=resolve, description=description)


def _encoded(ref: Ref) -> str:
    return base64.urlsafe_b64encode(f"{ref.label.value}:{ref.key}".encode()).decode()


def decoded(id_: str) -> Ref:
    """What an opaque id stands for; MisuseError where it is none of ours."""
    try:
        plain = base64.b64decode(id_, altchars=b"-_", validate=True).decode()
        label, key = plain.split(":", maxsplit=1)
        return Ref(Label(label), key)
    except (binascii.Error, ValueError):
        raise MisuseError(
            f"{id_[:40]!a} is no id: ids are opaque, take them from an answer"
        ) from None
