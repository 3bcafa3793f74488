"""What each command does, once its words are understood; it returns or raises, never exits."""

from datetime import datetime
from typing import Annotated, Any

import typer

from provenance.cli.audit import AuditRequest, audited, in_words
from provenance.cli.files import Given, lines_of
from provenance.cli.options import AsCsv, AsJson, Store
from provenance.cli.output import ERR, OUT, Form, loading, print_json
from provenance.cli.running import DONE, SOME_REJECTED
from provenance.cli.running import guard as _guard
from provenance.cli.running import run as _run
from provenance.findings.audit import Audited
from provenance.graph.opening import relax_gc, store_at
from provenance.ingest.load import Tally, load
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.records import describe
from provenance.settings import Settings

PAGE = 1_000


async def run_ingest(settings: Settings, given: Given, *, as_json: bool) -> int:
    """Load files; says `committed N` after each commit, and returns how many were rejected."""
    relax_gc()
    received_at = datetime.now(SHANGHAI)
    lines = lines_of(given, received_at)
    async with store_at(settings.store, settings) as store:
        with loading(given.files) as (progress, task):

            def on_commit(tally: Tally) -> None:
                progress.update(task, completed=tally.committed + tally.rejected)
                if not as_json:
                    print(f"committed {tally.committed}", flush=True)

            def on_settle() -> None:
                progress.update(task, description="settling")

            tally = await load(
                store, lines, batch=settings.batch, on_commit=on_commit, on_settle=on_settle
            )
        found = None
        if given.audit:
            load_id = f"{', '.join(given.files)} {received_at:%Y-%m-%d %H:%M:%S}"
            found = await audited(store, settings, AuditRequest(whole=False, load=load_id))
    _report(tally, found, as_json=as_json)
    if tally.rejected and any(file.lower().endswith(".xlsx") for file in given.files):
        ERR.print("while a cell of a workbook is wrong, nothing of it is stored 有误则整份不入库")
    return tally.rejected


def _report(tally: Tally, audited_: Audited | None, *, as_json: bool) -> None:
    settled = tally.settled
    summary = {
        "committed": tally.committed,
        "new": tally.new,
        "rejected": tally.rejected,
        "settledLots": settled.lots if settled else 0,
        "settledEvents": settled.events if settled else 0,
    }
    if audited_ is not None:
        summary |= {"findingsRaised": audited_.raised, "findingsGone": audited_.gone}
    if as_json:
        print_json(summary)
        return
    print(
        f"{tally.committed} records committed, {tally.new} of them new; {tally.rejected} rejected;"
        f" {summary['settledLots']} lots and {summary['settledEvents']} events settled",
        flush=True,
    )
    if audited_ is not None:
        print(in_words(audited_), flush=True)
    if tally.rejected:
        ERR.print("see why: provenance rejected", markup=False)


async def run_rejected(settings: Settings, form: Form) -> None:
    """Print the lines that were not taken."""
    rows: list[dict[str, Any]] = []
    async with store_at(settings.store, settings) as store:
        after = 0
        while page := await store.records.rejected(after, PAGE):
            rows += [
                {
                    "number": number,
                    "file": line.file,
                    "line": line.line,
                    "field": line.field,
                    "reason": line.reason,
                    "excerpt": line.excerpt,
                    "receivedAt": line.received_at.astimezone(SHANGHAI).isoformat(),
                }
                for number, line in page
            ]
            after = page[-1][0]
    form.print(rows, ["number", "file", "line", "field", "reason", "excerpt", "receivedAt"])


def run_records(kind: str | None) -> None:
    """Print what every kind of record holds, as JSON Schema, with an example."""
    known = describe()
    if kind is not None and kind not in known:
        raise MisuseError(f"{kind} is no kind of record; there are {', '.join(known)}")
    OUT.print_json(data=known if kind is None else {kind: known[kind]}, ensure_ascii=False)


def ingest(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, globs, or -.")],
    record: Annotated[
        str | None, typer.Option("--record", help="The kind of record a CSV holds.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", help="jsonl, csv or xlsx, where the name does not say."),
    ] = None,
    filer: Annotated[
        str | None, typer.Option("--filer", help="Make local numbers global by this code.")
    ] = None,
    system: Annotated[
        str | None, typer.Option("--system", help="Who states these facts (MIIT, GAC, ...).")
    ] = None,
    no_audit: Annotated[
        bool, typer.Option("--no-audit", help="Leave judging to a later `provenance audit`.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Load records, settle what they touch, and judge what may have changed."""
    given = Given(files, record, format, filer, system, not no_audit)
    rejected = _run(lambda settings: run_ingest(settings, given, as_json=as_json), store)
    raise typer.Exit(SOME_REJECTED if rejected else DONE)


def records(
    kind: Annotated[str | None, typer.Argument(help="One kind; all without it.")] = None,
) -> None:
    """Print the JSON Schema of every kind of record, with an example of each."""
    _guard(lambda: run_records(kind))


def rejected(store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the lines that were not taken, with the reason of each."""
    form = Form(as_json, as_csv)
    _run(lambda settings: run_rejected(settings, form), store)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    cli.command(epilog="Example: provenance ingest 2026-03/*.jsonl.gz transfers.csv")(ingest)
    cli.command(epilog="Example: provenance records extraction")(records)
    cli.command(epilog="Example: provenance rejected --csv > rejected.csv")(rejected)
