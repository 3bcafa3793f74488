"""The commands that audit, and that hold what was found against a known truth."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.findings import each_finding, list_all
from provenance.cli.form import Form, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import OUT, print_json
from provenance.cli.progress import auditing, doing
from provenance.cli.running import SOME_REJECTED, guarded, opened, settings_of
from provenance.findings import audit as auditor
from provenance.findings.audit import Audited
from provenance.findings.score import Score
from provenance.findings.score import score as hold
from provenance.findings.summaries import sum_up
from provenance.graph.opening import exported_at, relax_gc
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.to_json import to_json
from provenance.settings import Settings
from provenance.supervision.targets.score import Ranking, rank

commands = typer.Typer()

MOST_SHOWN = 20

SUMMED = 200
"""So many declarations' bounds and advice are worked out at once; the service does the others."""

FIELDS = (
    "code", "planted", "found", "recall", "raised", "wrong", "precision", "nearMisses",
)  # fmt: skip


@commands.command(epilog="Example: provenance audit --store sqlite:///year.sqlite")
@guarded
async def audit(
    waiting: Annotated[
        bool,
        typer.Option("--waiting", help="Only what loads may have changed since the last audit."),
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="What is overdue on this day; today."),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="What `export --parquet` wrote, without a store: its findings are listed, or"
            " written --out, as `findings` does it.",
        ),
    ] = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Go over everything by every rule, and keep what is found."""
    today = as_of and as_of.date()
    if from_ is not None:
        if waiting or address:
            raise MisuseError(Message("--from is an audit of everything, without a --store"))
        await _audit_export(from_, today, form_asked(as_json=as_json, as_csv=as_csv, out=out))
        return
    if as_csv or out:
        raise MisuseError(
            Message(
                "what is found is kept in the store: `provenance findings` writes it with --csv"
                " and --out"
            )
        )
    async with opened(address) as (store, settings):
        found = await audited(store, settings, whole=not waiting, today=today)
    if as_json:
        print_json(asdict(found))
    else:
        print_audited(found)


async def _audit_export(folder: Path, today: date | None, form: Form) -> None:
    """Audit an export, and list what is found."""
    async with exported_at(folder) as store:
        found = await audited(store, settings_of(None), today=today, summed=0)
        await list_all(form, each_finding(store, FindingFilter()))
    form.note(
        Message(
            "{judged} things judged: {raised} findings", judged=found.judged, raised=found.raised
        )
    )
    form.remark(*_unsound(found))


async def audited(
    store: GraphStore,
    settings: Settings,
    *,
    whole: bool = True,
    today: date | None = None,
    load: str | None = None,
    summed: int = SUMMED,
) -> Audited:
    """Audit an open store, with progress: everything or what waits, as of a day, after a load."""
    relax_gc()
    progress, task = auditing()
    with progress:
        found = await auditor.audit(
            store,
            settings,
            whole=whole,
            today=today,
            load=load,
            on_progress=lambda what, judged: progress.update(
                task,
                description=doing(Message("auditing {what:audited}", what=what)),
                completed=judged,
            ),
        )
        await sum_up(store, settings, summed)
        return found


def in_words(found: Audited) -> Message:
    """What came of an audit, as a person reads it."""
    return Message(
        "{judged} things judged: {raised} findings raised, {gone} gone (see them: provenance"
        " findings)",
        judged=found.judged,
        raised=found.raised,
        gone=found.gone,
    )


def print_audited(found: Audited) -> None:
    """Print what came of an audit, and that a store is not sound where it is not."""
    OUT.print(in_words(found))
    for sentence in _unsound(found):
        OUT.print(sentence)


def _unsound(found: Audited) -> Iterator[Message]:
    """That a store is not sound, where it is not."""
    if found.differing:
        some = tuple(found.differing[:MOST_SHOWN])
        others = Message(" and others") if len(found.differing) > MOST_SHOWN else ""
        yield (
            Message(
                "The store is not sound: the shares of {n} lots are not what their lineage makes"
                " them: {some}{others}. Load their records again from the source into a new store,"
                " and find out who could write to this one.",
                n=len(found.differing),
                some=some,
                others=others,
            )
        )


@commands.command(epilog="Example: provenance score truth.jsonl --store sqlite:///world.sqlite")
@guarded
async def score(
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="As `simulate` wrote it.")],
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Hold what was found, and verdicts, against a known truth; exit code 1 if they differ."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, settings):
        found = await hold(store, truth, settings)
        ranked = await rank(store, truth, settings)
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
    if form.json:
        differing = {"lots": found.lots, "differing": found.differing}
        differing |= {"targets": to_json(ranked) if ranked.false else None}
        form.print([{"codes": rows, **differing, "perfect": found.perfect}], FIELDS)
    else:
        form.print(rows, FIELDS)
        form.note(*_explained(found), *_ranked(ranked))
    if not found.perfect:
        raise typer.Exit(SOME_REJECTED)


def _explained(found: Score) -> Iterator[str | Message]:
    """What is not as it was planted, and how many lots have the grams the truth says."""
    for code, tally in found.codes.items():
        yield from (f"{code}: {line}" for line in tally.examples[:MOST_SHOWN])
    yield from found.differing[:MOST_SHOWN]
    right = found.lots - len(found.differing)
    yield Message("{right} of {n} lots have the grams the truth says", right=right, n=found.lots)


def _ranked(found: Ranking) -> Iterator[Message]:
    """How many of the false declarations stand among the first to look at."""
    if not found.false:
        return
    yield Message("{n} declarations are false, {m} only look so", n=found.false, m=found.honest)
    for first in found.firsts:
        yield Message(
            "among the first {first} targets: {false} false, {honest} that only look so",
            first=first.first,
            false=first.false,
            honest=first.honest,
        )
