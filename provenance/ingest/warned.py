"""What is accepted and worth a look: numbers to be doubted, records that replace others."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.graph.meant import meant
from provenance.graph.port.graph import GraphStore
from provenance.model.codes import ENTERPRISE, Doubt, doubts_in
from provenance.model.message import Message
from provenance.model.source import Source
from provenance.model.terms import Label, Ref
from provenance.model.text import printable
from provenance.records.canonical import canonical
from provenance.records.changes import History, Overwritten, RecordKey, Version
from provenance.records.filing import Cell, Parsed
from provenance.records.identifiers import claims, named

MOST_TOLD = 10_000
"""So many rejections, and so many warnings, are told; all are counted."""

_MOST_REMEMBERED = 1_000_000
_NEXT_REVISION = Message(
    "give what is corrected the next revision, and what is another record a number of its own"
)


@dataclass(frozen=True, slots=True)
class Warned:
    """What is accepted and is worth a look: a finding's code and words, whose line, and a remedy.

    `field` is a dotted path counted from 0, "" where it is about the record as a whole.
    """

    code: str
    message: Message
    file: str
    line: int
    field: str = ""
    cell: Cell | None = None
    remedy: str | Message = ""

    @property
    def words(self) -> Message:
        """What is odd and what to do about it."""
        if not self.remedy:
            return self.message
        return Message("{message} → {remedy}", message=self.message, remedy=self.remedy)


class Doubted:
    """Tells what is to be doubted of records, each number once, however many of them have it."""

    def __init__(self) -> None:
        self._told: set[Doubt] = set()

    async def of(self, store: GraphStore | None, lines: Sequence[Parsed]) -> list[Warned]:
        """Return the doubts about the numbers and codes of some records.

        What an enterprise states as a further number of its own, there or in a store, is none.
        """
        doubts = [
            (line, *found) for line in lines if line.doubted for found in doubts_in(line.record)
        ]
        if doubts:
            self._told |= await _further_numbers(store, lines)
        found: list[Warned] = []
        for line, field, doubt in doubts:
            if doubt not in self._told and len(found) < MOST_TOLD:
                self._told.add(doubt)
                found.append(_doubted(line, field, doubt))
        return found


async def _further_numbers(store: GraphStore | None, lines: Sequence[Parsed]) -> set[Doubt]:
    """Doubts about numbers that are no credit codes and need not be."""
    records = [line.record for line in lines]
    doubted = {
        number: doubts
        for number in {number for record in records for number in named(record)}
        if (doubts := ENTERPRISE.read(number).doubts)
    }
    further = set(claims(records).by)
    if store is not None and doubted:
        firms = [Ref(Label.ENTERPRISE, number) for number in sorted(doubted)]
        means = await meant(store.graph, firms)
        further |= {ref.key for ref, firm in zip(firms, means, strict=True) if firm != ref}
    return {doubt for number, doubts in doubted.items() if number in further for doubt in doubts}


def _doubted(line: Parsed, field: str, doubt: Doubt) -> Warned:
    cell = (line.cells or {}).get(field)
    at = (line.source.file, line.source.line, field, cell)
    named = Message("{field} {why}", field=field, why=doubt.reason)
    return Warned("BAD_IDENTIFIER", doubt.reason if cell else named, *at, doubt.remedy)


class Replacing:
    """Tells which records replace others of the same number and revision, in files not loaded."""

    def __init__(self) -> None:
        self._read: dict[tuple[RecordKey, int], Version] = {}

    def of(
        self, lines: Iterable[Parsed], known: Mapping[RecordKey, History]
    ) -> Iterator[Overwritten]:
        """Yield what some records replace: of what was read before, or is known of a store."""
        for line in lines:
            record = line.record
            key = RecordKey(record.record, record.id)
            later = Version(key, record.revision, canonical(record), line.source)
            place = (key, record.revision)
            earlier = self._read.get(place) or known.get(key, History()).at(record.revision)
            if len(self._read) < _MOST_REMEMBERED or place in self._read:
                self._read[place] = later
            if earlier is not None and earlier.body != later.body:
                yield Overwritten(earlier, later)


def replacing(replaced: Iterable[Overwritten], lines: Sequence[Parsed] = ()) -> Iterator[Warned]:
    """Yield a warning for each record that takes another's place, with both lines."""
    cells = {line.source: line.cells for line in lines if line.cells}
    for earlier, later in replaced:
        source = later.source
        number = printable(later.record.id, 60)
        message = Message(
            "{kind} {number} replaces what {place} says of it at the same revision ({revision}):"
            " {fields} differ",
            kind=later.record.kind,
            number=number,
            place=_place(earlier.source, source),
            revision=later.revision,
            fields=tuple(_differing(json.loads(earlier.body), json.loads(later.body))),
        )
        cell = (cells.get(source) or {}).get("id")
        yield Warned(
            "REPLACED", message, source.file, source.line, "id", cell, remedy=_NEXT_REVISION
        )


def _place(earlier: Source, later: Source) -> str | Message:
    same = earlier.file == later.file and earlier.received_at == later.received_at
    if same:
        return Message("line {line}", line=earlier.line)
    return f"{earlier.file}:{earlier.line}"


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The fields in which two texts of a record are not the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
