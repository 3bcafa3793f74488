"""Records filed at a service: in batches that it works in one by one, or a month's workbook."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from provenance.cli.answers import why_rejected
from provenance.cli.output import ERR
from provenance.cli.server import Service
from provenance.findings.audit import Audited
from provenance.ingest.check import Checked
from provenance.ingest.load import Tally, batches
from provenance.ingest.warned import Warned
from provenance.ingest.whole import Settled
from provenance.model.errors import MisuseError
from provenance.model.from_json import sentence
from provenance.model.message import Message
from provenance.records.canonical import canonical
from provenance.records.filing import Cell, Parsed, Rejection
from provenance.settings import Settings

AT_ONCE = 500
"""So many records go in a request: it is answered once they are settled and judged."""
MOST_BYTES = 1_000_000
"""So many bytes of them at most."""

_INGEST = """
mutation I($records: [JSON!]!, $file: String!) { ingest(records: $records, file: $file) {
  committed new replaced settledLots settledEvents rejected { line field reason excerpt }
  warnings { code line field message remedy } } }"""
_TEMPLATE = """query T($enterprise: String!, $month: String!) {
  monthTemplate(enterprise: $enterprise, month: $month) { workbook } }"""
_CHECK = """query C($workbook: String!, $file: String!) {
  checkMonth(workbook: $workbook, file: $file) {
    records new replaced wrong { sheet cell field message remedy }
    warnings { code sheet cell field row message remedy } } }"""
_NOTICES = """mutation N($year: Int, $codes: [GroupCode!]) {
  loadNotices(year: $year, codes: $codes) { committed new replaced } }"""


async def load(
    service: Service,
    lines: Iterable[Parsed | Rejection],
    *,
    batch: int = AT_ONCE,
    on_commit: Callable[[Tally], None] = lambda _: None,
    on_settle: Callable[[], None] = lambda: None,
    on_warned: Callable[[Warned], object] = lambda _: None,
) -> Tally:
    tally = Tally(settled=Settled(0, 0))
    for some in _parted(lines, min(batch, AT_ONCE)):
        sent = [line for line in some if isinstance(line, Parsed)]
        for line in some:
            if isinstance(line, Rejection):
                _say_rejected(line)
                tally = replace(tally, rejected=tally.rejected + 1)
        if not sent:
            continue
        records = [json.loads(line.body or canonical(line.record)) for line in sent]
        file = sent[0].source.file
        told = (await service.ask(_INGEST, records=records, file=file))["ingest"]
        for one in told["rejected"]:
            source = sent[one["line"] - 1].source
            _say_rejected(
                Rejection(source.file, source.line, one["field"], one["reason"], one["excerpt"])
            )
        for one in told["warnings"]:
            on_warned(_warned(one, sent[one["line"] - 1]))
        tally = _added(tally, told)
        on_commit(tally)
    return tally


async def judged(service: Service, settings: Settings, load_id: str) -> Audited | None:
    """A service has judged what it took."""


async def month_template(service: Service, enterprise: str, month: str) -> bytes:
    told = await service.ask(_TEMPLATE, enterprise=enterprise, month=month)
    return b64decode(told["monthTemplate"]["workbook"])


async def checked(
    service: Service,
    settings: Settings,
    files: Sequence[str],
    lines: Iterable[Parsed | Rejection],
) -> Checked:
    if len(files) != 1 or not files[0].lower().endswith(".xlsx"):
        raise MisuseError(
            Message(
                "a service checks one workbook at a time: check other files where they are, with"
                " --store"
            )
        )
    (file,) = files
    try:
        workbook = b64encode(await asyncio.to_thread(Path(file).read_bytes)).decode()
    except OSError as error:
        raise MisuseError(
            Message("cannot read {path}: {why:system_error}", path=file, why=error.strerror)
        ) from error
    told = (await service.ask(_CHECK, workbook=workbook, file=file))["checkMonth"]
    wrong = [_wrong(file, one) for one in told["wrong"]]
    warnings = [
        Warned(
            one["code"],
            sentence(one["message"]),
            f"{file}!{one['sheet']}",
            one["row"],
            one["field"],
            Cell(one["sheet"], one["cell"]) if one["cell"] else None,
            one["remedy"],
        )
        for one in told["warnings"]
    ]
    return Checked(told["records"], len(wrong), wrong, warnings, told["new"], told["replaced"])


async def notices_loaded(
    service: Service, settings: Settings, year: int | None, codes: Mapping[str, str]
) -> Tally:
    given = [{"group": group, "code": code} for group, code in codes.items()]
    told = (await service.ask(_NOTICES, year=year, codes=given))["loadNotices"]
    return Tally(told["committed"], told["new"], told["replaced"])


def _parted(lines: Iterable[Parsed | Rejection], most: int) -> Iterator[list[Parsed | Rejection]]:
    """Lines some at a time: at most so many, and no more bytes than a request may have."""
    for some in batches(lines, most):
        part: list[Parsed | Rejection] = []
        size = 0
        for line in some:
            own = len(line.body or canonical(line.record)) if isinstance(line, Parsed) else 0
            if part and size + own > MOST_BYTES:
                yield part
                part, size = [], 0
            part.append(line)
            size += own
        yield part


def _added(tally: Tally, told: Mapping[str, Any]) -> Tally:
    before = tally.settled or Settled(0, 0)
    return Tally(
        committed=tally.committed + told["committed"],
        new=tally.new + told["new"],
        replaced=tally.replaced + told["replaced"],
        rejected=tally.rejected + len(told["rejected"]),
        settled=Settled(before.lots + told["settledLots"], before.events + told["settledEvents"]),
    )


def _warned(told: Mapping[str, Any], line: Parsed) -> Warned:
    return Warned(
        told["code"],
        sentence(told["message"]),
        line.source.file,
        line.source.line,
        told["field"],
        (line.cells or {}).get(told["field"]),
        told["remedy"],
    )


def _wrong(file: str, told: Mapping[str, Any]) -> Rejection:
    cell = Cell(told["sheet"], told["cell"]) if told["sheet"] else None
    row = int("".join(filter(str.isdigit, told["cell"] or "")) or 0)
    return Rejection(file, row, told["field"], told["message"], "", cell, told["remedy"])


def _say_rejected(line: Rejection) -> None:
    """Say why a line is not taken: a service keeps those alone that reach it."""
    place = line.file if line.cell else f"{line.file}:{line.line}"
    ERR.print(f"{place}: {why_rejected(line.words)}", style="red")
