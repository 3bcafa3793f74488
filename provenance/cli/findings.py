"""The commands on findings: listing and exporting them, and telling what is suspicious."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    Codes,
    Declaration,
    Enterprise,
    Region,
    Severities,
    Subject,
    day,
    subjects_named,
)
from provenance.cli.output import OUT, export_form, print_json
from provenance.cli.running import guarded, opened
from provenance.findings.asked import asked
from provenance.findings.suspicious import Pattern, Story, stories
from provenance.findings.wording import kept_json, story_json
from provenance.graph.pages import all_findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.mass import kg
from provenance.model.terms import FindingStatus

commands = typer.Typer()

MOST_SHOWN = 100

FIELDS = (
    "id", "code", "severity", "relation", "status", "subjectKind", "subjectKey", "about", "kg",
    "message", "evidence", "basis", "day", "enterprise", "region", "firstSeen", "lastSeen",
    "goneAt",
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
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Export to a .csv or .jsonl file.")
    ] = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what audits found, the gravest first, or export it."""
    wanted = FindingFilter(
        codes=tuple(code or ()),
        severities=tuple(severity or ()),
        statuses=tuple(status or ()),
        subjects=subjects_named(subject) if subject else (),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
        since=since,
        until=until,
        gone=gone,
        text=text,
    )
    form = export_form(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, _):
        wanted = await asked(store, wanted)
        if form.for_people:
            await _show(store, wanted)
            return
        shaped = _cells if form.csv else kept_json
        with form.opened(FIELDS) as write:
            n = 0
            async for finding in all_findings(store.findings, wanted):
                write(shaped(finding))
                n += 1
    if out:
        OUT.print(f"{n} findings in {out}")


def _cells(finding: KeptFinding) -> dict[str, Any]:
    """A finding as one row of a spreadsheet: lists become one cell."""
    row = kept_json(finding)
    return row | {
        "subjectKind": row["subject"]["kind"],
        "subjectKey": row["subject"]["key"],
        "about": " ".join(finding.about),
        "evidence": " ".join(finding.evidence),
    }


async def _show(store: GraphStore, wanted: FindingFilter) -> None:
    """The gravest as a person reads them, and how many there are."""
    page = await store.findings.page(wanted, None, MOST_SHOWN)
    facets = await store.findings.facets(wanted)
    for one in page.items:
        mass = f" [{kg(one.mass_g)}]" if one.mass_g else ""
        subject = f"{one.subject.label.name.lower()} {one.subject.key}"
        day = f" {one.day.isoformat()}" if one.day else ""
        what = f"{one.severity.value:8} {one.code}{mass} on {subject}{day}"
        OUT.print(f"{what} ({one.status.value}, {one.id})")
        OUT.print(f"         {one.message} Basis: {one.basis}")
    counts = ", ".join(f"{count.findings} {count.key}" for count in facets.severities)
    OUT.print(f"{facets.total} findings" + (f": {counts}" if counts else ""))
    if page.more:
        OUT.print(f"shown are the first {MOST_SHOWN}; --json, --csv and --out give all of them")


@commands.command(epilog="Example: provenance suspicious --kind circular_flow")
@guarded
async def suspicious(
    kind: Annotated[
        list[Pattern] | None,
        typer.Option("--kind", case_sensitive=False, help="May be repeated; all without it."),
    ] = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Tell circular flows, split shipments, invoice circles and cover as stories."""
    async with opened(address) as (store, _):
        after, more = None, True
        while more:
            page = await stories(store, kind or (), after, MOST_SHOWN)
            for story in page.items:
                if as_json:
                    print_json(story_json(story))
                else:
                    _tell(story)
            after = page.items[-1].finding.place if page.items else None
            more = page.more and as_json
    if page.more:
        OUT.print(f"told are the first {MOST_SHOWN}; --json gives all of them")


def _tell(story: Story) -> None:
    """A story as a person reads it: when and why, then who, by which papers, and what."""
    finding = story.finding
    title = f"{finding.code}  {story.since or '?'} to {story.until or '?'}"
    reo = f"  {kg(story.reo_g)} REO" if story.reo_g is not None else ""
    net = f"  {kg(story.net_g)} net on papers" if story.net_g is not None else ""
    OUT.print(f"{title}{reo}{net}  ({finding.status.value}, {finding.id})", style="bold")
    OUT.print(f"  {finding.message} Basis: {finding.basis}")
    for member in story.members:
        day = member.day.isoformat() if member.day else " " * 10
        what = f"{member.thing.label.value} {member.thing.key}"
        names = "".join(f"  {name}" for name in (member.name, member.name_en) if name)
        grams = f"  {kg(member.reo_g)} REO" if member.reo_g is not None else ""
        paper = f"  {kg(member.net_g)} net" if member.net_g is not None else ""
        OUT.print(f"    {day}  {member.part.value:9}  {what}{names}{grams}{paper}")
    if story.left_out:
        OUT.print(f"    and {story.left_out} more")
