"""What `provenance audit` and `provenance score` do, once their words are understood."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import AsJson, Store
from provenance.cli.output import OUT, auditing, print_json, print_table
from provenance.cli.running import SOME_REJECTED, run
from provenance.findings.audit import Audited
from provenance.findings.audit import audit as go_over
from provenance.findings.score import Score
from provenance.findings.score import score as hold
from provenance.graph.opening import relax_gc, store_at
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What is to be audited: everything or only what waits, as of which day, after which load."""

    whole: bool = True
    today: date | None = None
    load: str | None = None


async def run_audit(settings: Settings, asked: AuditRequest, *, as_json: bool) -> None:
    """Audit a store and say what came of it."""
    async with store_at(settings.store, settings) as store:
        found = await audited(store, settings, asked)
    if as_json:
        print_json(asdict(found))
    else:
        print(in_words(found), flush=True)


async def audited(store: GraphStore, settings: Settings, asked: AuditRequest) -> Audited:
    """Audit an open store, with progress."""
    relax_gc()
    with auditing() as (progress, task):
        return await go_over(
            store,
            settings,
            whole=asked.whole,
            today=asked.today,
            load=asked.load,
            on_progress=lambda what, judged: progress.update(
                task, description=f"auditing {what}", completed=judged
            ),
        )


def in_words(found: Audited) -> str:
    judged = (
        f"{found.judged} things judged: {found.raised} findings raised, {found.gone} gone"
        " (see them: provenance findings)"
    )
    if not found.differing:
        return judged
    some = ", ".join(found.differing[:MOST_SHOWN])
    more = " and others" if len(found.differing) > MOST_SHOWN else ""
    return (
        f"{judged}\nThe store is not sound: the shares of {len(found.differing)} lots are not what"
        f" their lineage makes them: {some}{more}. Load their records again from the source into"
        " a new store, and find out who could write to this one."
    )


async def run_score(settings: Settings, truth: Path, *, as_json: bool) -> bool:
    """Print how well what was found matches a truth; returns whether it does in full."""
    async with store_at(settings.store, settings) as store:
        found = await hold(store, truth, settings)
    rows = [
        {
            "code": code,
            "planted": tally.planted,
            "found": tally.found,
            "recall": round(tally.recall, 4),
            "raised": tally.raised,
            "wrong": tally.wrong,
            "precision": round(tally.precision, 4),
            "nearMisses": tally.near_misses,
        }
        for code, tally in found.codes.items()
    ]
    if as_json:
        differing = {"lots": found.lots, "differing": found.differing}
        print_json({"codes": rows, **differing, "perfect": found.perfect})
        return found.perfect
    print_table(rows, list(rows[0]) if rows else [])
    _explain(found)
    return found.perfect


def _explain(found: Score) -> None:
    """What is not as it was planted, and how many lots have the grams the truth says."""
    for code, tally in found.codes.items():
        for line in tally.examples[:MOST_SHOWN]:
            OUT.print(f"{code}: {line}", markup=False)
    for line in found.differing[:MOST_SHOWN]:
        OUT.print(line, markup=False)
    right = found.lots - len(found.differing)
    OUT.print(f"{right} of {found.lots} lots have the grams the truth says", markup=False)


def audit(
    waiting: Annotated[
        bool,
        typer.Option("--waiting", help="Only what loads may have changed since the last audit."),
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="What is overdue on this day; today."),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Go over everything by every rule, and keep what is found."""
    asked = AuditRequest(not waiting, as_of and as_of.date())
    run(lambda settings: run_audit(settings, asked, as_json=as_json), store)


def score(
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="As `simulate` wrote it.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Hold what was found, and verdicts, against a known truth; exit code 1 if they differ."""
    if not run(lambda settings: run_score(settings, truth, as_json=as_json), store):
        raise typer.Exit(SOME_REJECTED)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    of_truth = "provenance score truth.jsonl --store sqlite:///world.sqlite"
    cli.command(epilog="Example: provenance audit --store sqlite:///year.sqlite")(audit)
    cli.command(epilog=f"Example: {of_truth}")(score)
