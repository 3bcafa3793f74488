"""The commands on findings: listing and exporting them, and telling what is suspicious."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from provenance.cli.form import Form, Shown, form_asked
from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    Codes,
    Declaration,
    Enterprise,
    Out,
    Region,
    Severities,
    Subject,
    day,
    subjects_named,
)
from provenance.cli.output import OUT, Terminal, seen
from provenance.cli.running import guarded, opened
from provenance.findings.asked import asked
from provenance.findings.causes import Cause, Causes, causes
from provenance.findings.suspicious import Pattern, Story, stories
from provenance.findings.wording import kept_json, story_json
from provenance.graph.pages import all_findings
from provenance.graph.port.findings import AT_ONCE
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.mass import kg, kilograms
from provenance.model.message import Message
from provenance.model.terms import FindingStatus
from provenance.words.table import word

commands = typer.Typer()

MOST_SHOWN = 100

STORY = (
    "id", "kind", "from", "to", "role", "date", "thingKind", "thingKey", "name", "nameEn", "reoKg",
    "netKg", "message",
)  # fmt: skip
CAUSES = Shown(
    (
        "id", "severity", "code", "kg", "subjectKind", "subjectKey", "day", "status", "follow",
        "followKg", "enterprise", "region", "message", "basis",
    ),
    words={"severity": "severity", "subjectKind": "label", "status": "finding_status"},
)  # fmt: skip
STORIES = Shown(
    STORY,
    keys=2,
    words={"kind": "pattern", "role": "story_role", "thingKind": "label"},
)
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
        subjects=subjects_named(subject) if subject else (),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
        since=since,
        until=until,
        gone=gone,
        text=text,
    )
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, settings):
        wanted = await asked(store, wanted)
        if form.for_people and not every:
            first = MOST_SHOWN if form.at_terminal else AT_ONCE
            _print(form, await causes(store, wanted, first, settings.lineage_nodes))
            return
        if form.at_terminal:
            page = await store.findings.page(wanted, None, MOST_SHOWN)
            facets = await store.findings.facets(wanted)
            alone = [Cause(one) for one in page.items]
            _print(form, Causes(alone, facets, page.more, cut=False))
            return
        shaped = _said if form.json else _cells
        with form.listed(FIELDS, SHOWN, findings=True) as write:
            async for finding in all_findings(store.findings, wanted):
                told = {"subjectKind": finding.subject.label.value} if form.for_people else {}
                write(shaped(finding) | told)


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
            _cells(cause.finding)
            | {"follow": cause.follow, "followKg": kilograms(cause.most_g)}
            | {"subjectKind": cause.finding.subject.label.value}
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
                "shown are the first {n:,}; --json, --csv and --out give all of them",
                n=len(found.items),
            )
        )


def _why(finding: KeptFinding) -> str:
    """What is wrong, and by which articles."""
    return f"{seen(finding.message)} {seen(Message('Basis: {basis}', basis=finding.basis))}"


def _show(cause: Cause) -> None:
    """A finding in a line or two, what it says, and what follows from it."""
    one = cause.finding
    OUT.paragraph(
        "  ".join(
            seen(part)
            for part in (
                word(one.severity),
                Message("{code:finding} ({code})", code=one.code),
                Message("{grams:kg}", grams=one.mass_g) if one.mass_g else "",
                Message("{kind:label} {key}", kind=one.subject.label.value, key=one.subject.key),
                one.day.isoformat() if one.day else "",
                word(one.status),
                one.id,
            )
            if part
        )
    )
    OUT.paragraph(f"    {_why(one)}")
    if cause.follow:
        told = Message(
            "→ {n:,} more follow from it by mass, up to {most:kg}",
            n=cause.follow,
            most=cause.most_g,
        )
        OUT.paragraph(f"    {seen(told)}")


@commands.command(epilog="Example: provenance suspicious --kind circular_flow")
@guarded
async def suspicious(
    kind: Annotated[
        list[Pattern] | None,
        typer.Option("--kind", case_sensitive=False, help="May be repeated; all without it."),
    ] = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Tell circular flows, split shipments, invoice circles and cover as stories."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, _):
        if form.at_terminal:
            page = await stories(store, kind or (), None, MOST_SHOWN)
            for story in page.items:
                _tell(story)
            if page.more:
                told = Message("told are the first {n}; --json gives all of them", n=MOST_SHOWN)
                OUT.paragraph(told)
            return
        with form.listed(STORY, STORIES) as write:
            async for story in _all_stories(store, kind or ()):
                said = story_json(story, Terminal.language)
                for row in [said] if form.json else _rows(story, said):
                    write(row)


async def _all_stories(store: GraphStore, kinds: Sequence[Pattern]) -> AsyncIterator[Story]:
    after, more = None, True
    while more:
        page = await stories(store, kinds, after, MOST_SHOWN)
        for story in page.items:
            yield story
        after, more = page.items[-1].finding.place if page.items else None, page.more


def _rows(story: Story, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A story as rows of a spreadsheet, one for each member."""
    told = {"kind": said["kind"], "id": story.finding.id, "message": said["finding"]["message"]}
    for member, one in zip(story.members, said["members"], strict=True):
        ref = {"thingKind": member.thing.label.value, "thingKey": member.thing.key}
        yield told | {"from": said["from"], "to": said["to"]} | one | ref


def _tell(story: Story) -> None:
    """A story as a person reads it: when and why, then who, by which papers, and what."""
    finding = story.finding
    title = f"{finding.code}  {story.since or '?'} to {story.until or '?'}"
    reo = f"  {kg(story.reo_g)} REO" if story.reo_g is not None else ""
    net = f"  {kg(story.net_g)} net on papers" if story.net_g is not None else ""
    OUT.paragraph(f"{title}{reo}{net}  ({finding.status.value}, {finding.id})", style="bold")
    OUT.paragraph(f"  {_why(finding)}")
    for member in story.members:
        day = member.day.isoformat() if member.day else " " * 10
        what = f"{member.thing.label.value} {member.thing.key}"
        names = "".join(f"  {name}" for name in (member.name, member.name_en) if name)
        grams = f"  {kg(member.reo_g)} REO" if member.reo_g is not None else ""
        paper = f"  {kg(member.net_g)} net" if member.net_g is not None else ""
        OUT.paragraph(f"    {day}  {member.part.value:9}  {what}{names}{grams}{paper}")
    if story.left_out:
        OUT.print(f"    and {story.left_out} more")
