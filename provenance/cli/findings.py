"""The command that lists findings by their causes, and exports them."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any

import typer

from provenance.cli.answers import at_most, most, say_left, say_none
from provenance.cli.form import Form, Shown, form_asked
from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    Codes,
    Declaration,
    Enterprise,
    First,
    Out,
    Region,
    Severities,
    Subject,
    day,
    subjects_named,
)
from provenance.cli.output import OUT, Terminal, beside, seen
from provenance.cli.reach import Place, reached
from provenance.cli.reasons import why
from provenance.cli.running import guarded
from provenance.findings.asked import asked
from provenance.findings.causes import Cause, Causes, causes
from provenance.findings.wording import kept_json
from provenance.graph.pages import all_findings
from provenance.graph.port.findings import AT_ONCE
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Facets, FindingFilter, KeptFinding
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.model.terms import FindingStatus
from provenance.words.table import word

commands = typer.Typer()


CAUSES = Shown(
    (
        "id", "severity", "code", "kg", "subjectKind", "subjectKey", "day", "status", "follow",
        "followKg", "enterprise", "region", "message", "basis",
    ),
    words={"severity": "severity", "subjectKind": "label", "status": "finding_status"},
)  # fmt: skip
FIELDS = (
    "id", "code", "severity", "relation", "status", "subjectKind", "subjectKey", "about", "kg",
    "message", "evidence", "basis", "day", "enterprise", "region", "firstSeen", "lastSeen",
    "goneAt",
)  # fmt: skip


SHOWN = Shown(
    (
        "id", "severity", "code", "kg", "subjectKind", "subjectKey", "day", "status", "relation",
        "enterprise", "region", "message", "basis",
    ),
    words={
        "severity": "severity",
        "subjectKind": "label",
        "status": "finding_status",
        "relation": "relation",
    },
)  # fmt: skip


@commands.command(epilog="Example: provenance findings --severity critical --csv")
@guarded
async def findings(
    code: Codes = None,
    severity: Severities = None,
    status: Annotated[
        list[FindingStatus] | None,
        typer.Option("--status", case_sensitive=False, help="May be repeated."),
    ] = None,
    region: Region = None,
    enterprise: Enterprise = None,
    declaration: Declaration = None,
    since: Annotated[
        date | None,
        typer.Option("--from", parser=day, metavar="DAY", help="This day or later."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--to", parser=day, metavar="DAY", help="This day or earlier."),
    ] = None,
    subject: Subject = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Part of a code, message, number or evidence.")
    ] = None,
    gone: Annotated[
        bool, typer.Option("--gone", help="Those no longer found, instead of those that are.")
    ] = False,
    every: Annotated[
        bool,
        typer.Option("--all", help="Each by itself, those that follow from others by mass too."),
    ] = False,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List what audits found, the gravest causes first, or export all of it."""
    wanted = FindingFilter(
        codes=tuple(code or ()),
        severities=tuple(severity or ()),
        statuses=tuple(status or ()),
        subjects=() if subject is None else subjects_named(subject),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
        since=since,
        until=until,
        gone=gone,
        text=text,
    )
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, settings):
        wanted = await place.ask(asked, wanted)
        facets = await place.ask(counted, wanted)
        total = facets.total
        if not total:
            await say_none(form, place, await _none(place, wanted))
            if form.at_terminal:
                return
        if form.for_people and not every:
            limit = most(form, first) or AT_ONCE
            _print(form, await place.ask(causes, wanted, limit, settings.lineage_nodes))
            return
        if form.at_terminal:
            listed = place.each(each_finding, wanted)
            alone = [Cause(one) async for one in at_most(listed, most(form, first))]
            _print(form, Causes(alone, facets, len(alone) < total, cut=False))
            return
        await list_all(form, place.each(each_finding, wanted), first)
        say_left(form, first, total)


async def list_all(
    form: Form, listed: AsyncIterator[KeptFinding], first: int | None = None
) -> None:
    """Write findings, all or the first of them, each by itself."""
    shaped = _said if form.json else _cells
    with form.listed(FIELDS, SHOWN, findings=True) as write:
        async for finding in at_most(listed, first):
            write(shaped(finding))


async def counted(store: GraphStore, wanted: FindingFilter) -> Facets:
    """How many findings a filter leaves, and of what kinds."""
    return await store.findings.facets(wanted)


def each_finding(store: GraphStore, wanted: FindingFilter) -> AsyncIterator[KeptFinding]:
    """All that a filter leaves, the gravest first."""
    return all_findings(store.findings, wanted)


async def _none(place: Place, wanted: FindingFilter) -> Message:
    """Why no finding is listed: there is none, or none of those there are matches."""
    there = (await place.ask(counted, FindingFilter(gone=wanted.gone))).total
    if there:
        return Message("none of {n:,} findings match", n=there)
    if wanted.gone:
        return Message("no finding is gone")
    return Message("nothing was found: there is no finding")


def _said(finding: KeptFinding) -> dict[str, Any]:
    """A finding as one row, its sentences in the language of the terminal."""
    return kept_json(finding, Terminal.language)


def _cells(finding: KeptFinding) -> dict[str, Any]:
    """A finding as one row of a spreadsheet: lists become one cell."""
    row = _said(finding)
    return row | {
        "subjectKind": row["subject"]["kind"],
        "subjectKey": row["subject"]["key"],
        "about": " ".join(finding.about),
        "evidence": " ".join(finding.evidence),
    }


def _print(form: Form, found: Causes) -> None:
    """Causes as a person reads them, and how many findings there are."""
    if form.at_terminal:
        for cause in found.items:
            _show(cause)
    else:
        rows = (
            _cells(cause.finding) | {"follow": cause.follow, "followKg": kilograms(cause.most_g)}
            for cause in found.items
        )
        form.print(rows, (), CAUSES)
    counts = tuple(
        Message("{n:,} {severity:severity}", n=count.findings, severity=count.key)
        for count in found.facets.severities
    )
    follow = sum(cause.follow for cause in found.items)
    form.note(
        Message("{n:,} findings: {counts}", n=found.facets.total, counts=counts)
        if counts
        else Message("{n:,} findings", n=found.facets.total),
        *([Message("{n:,} follow from others by mass: --all lists them", n=follow)] * bool(follow)),
    )
    if found.cut:
        form.note(Message("More may follow than was read."))
    if found.more:
        form.note(
            Message(
                "shown are the first {n:,}; --first N lists more, --json, --csv and --out all",
                n=len(found.items),
            )
        )


def _show(cause: Cause) -> None:
    """A finding in a line or two, what it says, and what follows from it."""
    one = cause.finding
    OUT.paragraph(
        beside(
            word(one.severity),
            Message("{code:finding} ({code})", code=one.code),
            Message("{grams:kg}", grams=one.mass_g) if one.mass_g else "",
            Message("{kind:label} {key}", kind=one.subject.label.value, key=one.subject.key),
            one.day.isoformat() if one.day else "",
            word(one.status),
            one.id,
        )
    )
    OUT.paragraph(f"    {why(one)}")
    if cause.follow:
        told = Message(
            "→ findings that follow from it by mass: {n:,}, up to {most:kg}",
            n=cause.follow,
            most=cause.most_g,
        )
        OUT.paragraph(f"    {seen(told)}")
