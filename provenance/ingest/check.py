"""What would come of some files if they were loaded: told line by line, and nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.graph.port.graph import GraphStore
from provenance.ingest.dry_run import rehearse
from provenance.ingest.load import batches
from provenance.ingest.warned import MOST_TOLD, Doubted, Replacing, Warned, replacing
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import History, RecordKey
from provenance.records.filing import Parsed, Rejection
from provenance.records.kinds.base import Part
from provenance.records.projection import project
from provenance.settings import Settings


@dataclass(slots=True)
class Checked:
    """What a load would come to. `new` is None where loading was not tried out.

    `replaced` counts records that replace others of the same number and revision.
    """

    records: int = 0
    rejections: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    new: int | None = None
    replaced: int = 0


async def check(
    store: GraphStore | None, settings: Settings, lines: Iterable[Parsed | Rejection]
) -> Checked:
    """Say of some lines what a load would, and warn of what it would find wrong with them.

    Loading is tried out, and taken back, where there is a store and no more than one batch.
    """
    checked = Checked()
    doubted, replaced = Doubted(), Replacing()
    only: list[Parsed] = []
    for n, chunk in enumerate(batches(lines, settings.batch)):
        good = [line for line in chunk if isinstance(line, Parsed)]
        bad = [line for line in chunk if isinstance(line, Rejection)]
        checked.records += len(good)
        checked.rejections += len(bad)
        checked.rejected += bad[: MOST_TOLD - len(checked.rejected)]
        found = list(replaced.of(good, await _known(store, good)))
        checked.replaced += len(found)
        checked.warnings += [*await doubted.of(store, good), *replacing(found, good)]
        only = [] if n else good
    if store is not None and only and checked.records == len(only):
        await _try_out(store, settings, only, checked)
    del checked.warnings[MOST_TOLD:]
    return checked


async def _known(store: GraphStore | None, lines: Sequence[Parsed]) -> Mapping[RecordKey, History]:
    """What a store has of the records of some lines already."""
    if store is None:
        return {}
    keys = list(dict.fromkeys(RecordKey(line.record.record, line.record.id) for line in lines))
    found = await store.graph.versions(keys)
    return {key: History(tuple(versions)) for key, versions in zip(keys, found, strict=True)}


async def _try_out(
    store: GraphStore, settings: Settings, lines: Sequence[Parsed], checked: Checked
) -> None:
    seen = await rehearse(store, settings, lines)
    checked.new = seen.new
    by_ref = _lines_of(lines)
    checked.warnings += [_warned(finding, by_ref) for finding in seen.findings]
    for lot in seen.unknown_lots:
        message = Message("nobody is on record to have produced lot {lot}.", lot=lot)
        line = by_ref[Ref(Label.LOT, lot)]
        checked.warnings.append(_at(line, "NO_RECORD", message, lot))


def _lines_of(lines: Sequence[Parsed]) -> Mapping[Ref, Parsed]:
    """The line each thing is to be looked for in: of a lot the first that draws on it, if any."""
    drawing: dict[Ref, Parsed] = {}
    stating: dict[Ref, Parsed] = {}
    for line in lines:
        for edge in project(line.record).edges:
            if edge.type is EdgeType.INPUT:
                drawing.setdefault(edge.tail, line)
            stating.setdefault(edge.tail, line)
            stating.setdefault(edge.head, line)
    return stating | drawing


def _warned(finding: Finding, by_ref: Mapping[Ref, Parsed]) -> Warned:
    """A finding at the line that it is about: at the lot it names, else at the record's number."""
    about = finding.about[0] if finding.about else finding.subject.key
    message = Message(
        "{message} ({severity:severity}; {basis})",
        message=finding.message,
        severity=finding.severity,
        basis=finding.basis,
    )
    return _at(by_ref[finding.subject], finding.code, message, about, "id")


def _at(line: Parsed, code: str, message: Message, number: str, field: str = "") -> Warned:
    path = next(_paths(line.record, number), field)
    cell = (line.cells or {}).get(path)
    return Warned(code, message, line.source.file, line.source.line, path, cell)


def _paths(value: Any, number: str, path: str = "") -> Iterator[str]:
    """The dotted paths of the fields that hold a number."""
    if isinstance(value, Part):
        value = value.__dict__
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _paths(inner, number, f"{path}.{name}" if path else str(name))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _paths(inner, number, f"{path}.{n}")
    elif value == number:
        yield path
