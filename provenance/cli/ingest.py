"""The command that loads records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from provenance.cli.audit import audited, print_audited
from provenance.cli.files import (
    FileFormat,
    Filer,
    Files,
    RecordKind,
    System,
    format_named,
    heed_interrupts,
    in_line,
    say_locked,
)
from provenance.cli.frame import frame
from provenance.cli.options import Address, AsJson
from provenance.cli.output import ERR, OUT, Terminal, print_json
from provenance.cli.progress import doing, loading
from provenance.cli.reach import reached
from provenance.cli.running import SOME_REJECTED, guarded, server_asked
from provenance.findings.audit import Audited
from provenance.graph.opening import relax_gc
from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import Tally, load
from provenance.ingest.warned import MOST_TOLD, Warned
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.model.message import Message, said
from provenance.model.text import whole
from provenance.records.formats.reading import read
from provenance.settings import Settings

commands = typer.Typer()


@commands.command(epilog="Example: provenance ingest 2026-03/*.jsonl.gz transfers.csv")
@guarded
async def ingest(
    files: Files,
    record: RecordKind = None,
    format: FileFormat = None,
    filer: Filer = None,
    system: System = None,
    no_audit: Annotated[
        bool, typer.Option("--no-audit", help="Leave judging to a later `provenance audit`.")
    ] = False,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Load records, settle what they touch, and judge what may have changed."""
    relax_gc()
    heed_interrupts(files)
    received_at = datetime.now(SHANGHAI)
    progress, task = loading(files)
    lines = read(
        files,
        kind=record,
        format=format_named(format),
        system=system,
        filer=filer,
        received_at=received_at,
        on_read=lambda size: progress.advance(task, size),
        pass_over=say_locked,
    )

    def on_commit(tally: Tally) -> None:
        taken = tally.committed + tally.rejected
        progress.update(task, description=doing(Message("loading, {n:,} records", n=taken)))
        if not (as_json or frame().quiet):
            OUT.print(Message("committed {n}", n=tally.committed))

    warned: list[Warned] = []

    def on_warned(warning: Warned) -> None:
        if len(warned) < MOST_TOLD:
            warned.append(warning)
            if not as_json:
                ERR.print(in_line(warning), style="yellow")

    def on_settle() -> None:
        progress.update(task, description=doing(Message("settling")))

    if (no_audit or system) and (at := server_asked(address)):
        raise MisuseError(
            Message(
                "{at} judges what it takes, and knows who states it: leave out --no-audit and"
                " --system",
                at=at,
            )
        )
    async with reached(address, create=True) as (place, settings):
        with progress:
            tally = await place.ask(
                load,
                lines,
                batch=settings.batch,
                on_commit=on_commit,
                on_settle=on_settle,
                on_warned=on_warned,
            )
        found = None
        if not no_audit:
            load_id = f"{whole(', '.join(files))} {received_at:%Y-%m-%d %H:%M:%S}"
            found = await place.ask(judged, settings, load_id)
    told_why = server_asked(address) is not None
    _report(tally, found, warned, as_json=as_json, told_why=told_why)
    if tally.rejected and any(file.lower().endswith(".xlsx") for file in files):
        ERR.print(Message("while a cell of a workbook is wrong, nothing of it is stored"))
    if tally.rejected:
        raise typer.Exit(SOME_REJECTED)


async def judged(store: GraphStore, settings: Settings, load_id: str) -> Audited | None:
    """Judge what a load may have changed."""
    return await audited(store, settings, whole=False, load=load_id)


def replaced(tally: Tally) -> Message | None:
    """How many records replaced others, where any did."""
    return Message(", {n} replaced", n=tally.replaced) if tally.replaced else None


def _report(
    tally: Tally, found: Audited | None, warned: Sequence[Warned], *, as_json: bool, told_why: bool
) -> None:
    """What came of a load and, if there was one, of the audit after it."""
    lots, events = (tally.settled.lots, tally.settled.events) if tally.settled else (0, 0)
    if as_json:
        summary = {
            "committed": tally.committed,
            "new": tally.new,
            "replaced": tally.replaced,
            "rejected": tally.rejected,
            "settledLots": lots,
            "settledEvents": events,
        }
        audit = {"findingsRaised": found.raised, "findingsGone": found.gone} if found else {}
        told = [
            {
                "code": one.code,
                "file": one.file,
                "line": one.line,
                "field": one.field,
                "reason": said(one.message, Terminal.language),
                "remedy": said(one.remedy, Terminal.language),
            }
            for one in warned
        ]
        print_json(summary | audit | {"warnings": told})
        return
    OUT.print(
        Message(
            "{committed} records committed, {new} of them new{replaced}; {rejected} rejected;"
            " {lots} lots and {events} events settled",
            committed=tally.committed,
            new=tally.new,
            replaced=replaced(tally) or "",
            rejected=tally.rejected,
            lots=lots,
            events=events,
        )
    )
    if found:
        print_audited(found)
    if tally.rejected and not told_why:
        ERR.print(Message("see why: provenance rejected"))
