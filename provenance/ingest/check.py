"""What would come of some files if they were loaded: told line by line, and nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.graph.meant import meant
from provenance.graph.port.graph import GraphStore
from provenance.ingest.dry_run import rehearse
from provenance.ingest.load import batches
from provenance.model.finding import Finding
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records import Part
from provenance.records.filing import Cell, Parsed, Rejection
from provenance.records.identifiers import claims, named
from provenance.records.projection import project
from provenance.rules.slices.material import Numbers
from provenance.rules.trade.identifiers import NUMBERED, bad_identifier
from provenance.settings import Settings

MOST_TOLD = 10_000
"""So many rejections, and so many warnings, are told; all are counted."""


@dataclass(frozen=True, slots=True)
class Warned:
    """What would be accepted and is worth a look: a finding's code and words, and whose line."""

    code: str
    message: str
    file: str
    line: int
    field: str = ""
    cell: Cell | None = None


@dataclass(slots=True)
class Checked:
    """What a load would come to. `new` is None where loading was not tried out."""

    records: int = 0
    rejections: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    new: int | None = None


async def check(
    store: GraphStore | None, settings: Settings, lines: Iterable[Parsed | Rejection]
) -> Checked:
    """Say of some lines what a load would, and warn of what it would find wrong with them.

    Loading is tried out, and taken back, where there is a store and no more than one batch.
    """
    checked = Checked()
    odd: set[Ref] = set()
    only: list[Parsed] = []
    for n, chunk in enumerate(batches(lines, settings.batch)):
        good = [line for line in chunk if isinstance(line, Parsed)]
        bad = [line for line in chunk if isinstance(line, Rejection)]
        checked.records += len(good)
        checked.rejections += len(bad)
        checked.rejected += bad[: MOST_TOLD - len(checked.rejected)]
        odd |= await _further_numbers(store, good)
        checked.warnings += _odd_numbers(good, odd)
        only = [] if n else good
    if store is not None and only and checked.records == len(only):
        await _try_out(store, settings, only, checked)
    del checked.warnings[MOST_TOLD:]
    return checked


async def _try_out(
    store: GraphStore, settings: Settings, lines: Sequence[Parsed], checked: Checked
) -> None:
    seen = await rehearse(store, settings, lines)
    checked.new = seen.new
    by_ref = _lines_of(lines)
    checked.warnings += [_warned(finding, by_ref) for finding in seen.findings]
    for lot in seen.unknown_lots:
        message = f"批次 {lot} 没有产出记录 / nobody is on record to have produced lot {lot}."
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
    message = f"{finding.message} ({finding.severity.value}; {finding.basis})"
    return _at(by_ref[finding.subject], finding.code, message, about, "id")


async def _further_numbers(store: GraphStore | None, lines: Sequence[Parsed]) -> set[Ref]:
    """Numbers that are no credit codes and need not be: enterprises state them as theirs."""
    records = [line.record for line in lines]
    found = {Ref(Label.ENTERPRISE, number) for number in claims(records).by}
    if store is not None:
        firms = sorted({Ref(Label.ENTERPRISE, n) for record in records for n in named(record)})
        means = await meant(store.graph, firms)
        found |= {ref for ref, firm in zip(firms, means, strict=True) if firm != ref}
    return found


def _odd_numbers(lines: Sequence[Parsed], told: set[Ref]) -> Iterator[Warned]:
    """Numbers whose form or check digit is wrong, each once; they are accepted all the same."""
    by_ref: dict[Ref, Parsed] = {}
    for line in lines:
        for ref in _refs(line):
            if ref.label in NUMBERED and ref not in told:
                by_ref.setdefault(ref, line)
    odd = {one.subject: one for one in bad_identifier(Numbers(frozenset(by_ref)))}
    for ref, line in by_ref.items():
        if ref in odd and len(told) < MOST_TOLD:
            told.add(ref)
            yield _at(line, odd[ref].code, odd[ref].message, ref.key)


def _refs(line: Parsed) -> Iterator[Ref]:
    """Everything that a record states or names."""
    fragment = project(line.record)
    yield from (node.ref for node in fragment.nodes)
    for edge in fragment.edges:
        yield from (edge.tail, edge.head)


def _at(line: Parsed, code: str, message: str, number: str, field: str = "") -> Warned:
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
