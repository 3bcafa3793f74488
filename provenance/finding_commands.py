"""What the commands on findings do, once their words are understood."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.text import Text

from provenance import reviewing
from provenance.app import store_at
from provenance.errors import MisuseError
from provenance.graph.findings import Decision, FindingFilter, KeptFinding
from provenance.graph.keeping import all_findings
from provenance.graph.port import GraphStore
from provenance.model import ClearanceDecision, EventKind, Label, Ref, ReviewDecision
from provenance.printing import OUT, print_json
from provenance.rules.finding import kg
from provenance.settings import Settings
from provenance.stories import Pattern, Story, stories
from provenance.wording import decision_json, kept_json, story_json

MOST_SHOWN = 100

FIELDS = (
    "id", "code", "severity", "relation", "status", "subjectKind", "subjectKey", "about", "kg",
    "message", "evidence", "basis", "day", "enterprise", "region", "firstSeen", "lastSeen",
    "goneAt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """How findings are to be written: for a program, a spreadsheet, a file, or a person."""

    json: bool = False
    csv: bool = False
    out: Path | None = None

    @property
    def as_csv(self) -> bool:
        """Whether as CSV; MisuseError for a file that says neither."""
        suffix = self.out.suffix.lower() if self.out else ""
        if self.csv and self.json:
            raise MisuseError("say --json or --csv, not both")
        if self.csv or self.json or self.out is None:
            return self.csv
        if suffix not in (".csv", ".json", ".jsonl", ".ndjson"):
            raise MisuseError(f"{self.out} is no kind of export: name it .csv or .jsonl")
        return suffix == ".csv"

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """What is written to; a table in a file begins with a mark by which Excel knows UTF-8."""
        if self.out is None:
            yield sys.stdout
            return
        encoding = "utf-8-sig" if self.as_csv else "utf-8"
        try:
            with self.out.open("w", encoding=encoding, newline="") as file:
                yield file
        except OSError as error:
            raise MisuseError(f"cannot write {self.out}: {error.strerror}") from error


def subjects_named(text: str) -> tuple[Ref, ...]:
    """What a number may be: of the kind it says (lot:D1, processing:P1), else of any."""
    kind, _, key = text.partition(":")
    if kind in {event.value for event in EventKind}:
        return (Ref(Label.EVENT, text),)
    if key and kind.upper() in Label.__members__:
        return (Ref(Label[kind.upper()], key),)
    return tuple(Ref(label, text) for label in Label)


async def findings(settings: Settings, wanted: FindingFilter, form: Export) -> None:
    """List what a filter leaves, or export all of it, page by page."""
    async with store_at(settings.store, settings) as store:
        if not (form.json or form.csv or form.out):
            await _show(store, wanted)
            return
        with form.opened() as file:
            write = _table(file) if form.as_csv else _lines(file)
            n = 0
            async for finding in all_findings(store, wanted):
                write(finding)
                n += 1
    if form.out:
        OUT.print(f"{n} findings in {form.out}", markup=False)


async def suspicious(settings: Settings, patterns: Sequence[Pattern], *, as_json: bool) -> None:
    """Tell the gravest suspicious flows to a person, or all of them to a program."""
    async with store_at(settings.store, settings) as store:
        after, more = None, True
        while more:
            page = await stories(store, patterns, after, MOST_SHOWN)
            for story in page.items:
                if as_json:
                    print_json(story_json(story))
                else:
                    _tell(story)
            after = page.items[-1].finding.place if page.items else None
            more = page.more and as_json
    if page.more:
        OUT.print(f"told are the first {MOST_SHOWN}; --json gives all of them")


async def review(  # noqa: PLR0913 - who, what and why are one sentence
    settings: Settings,
    finding: str,
    decision: ReviewDecision,
    by: str,
    reason: str,
    *,
    as_json: bool,
) -> None:
    """Keep what someone says of a finding."""
    async with store_at(settings.store, settings) as store:
        kept = await reviewing.review(store, finding, decision, by, reason)
    if as_json:
        _lines(sys.stdout)(kept)
        return
    OUT.print(f"{kept.code} on {_subject(kept)} is {kept.status.value}", markup=False)
    for said in kept.reviews:
        OUT.print(f"  {said.decision.value} by {said.by}: {said.reason}", markup=False)


async def decide(  # noqa: PLR0913 - who, what and why are one sentence
    settings: Settings,
    declaration: str,
    decision: ClearanceDecision,
    by: str,
    reason: str,
    *,
    as_json: bool,
) -> None:
    """Keep what an officer does with a declaration; a person reads all that was decided on it."""
    async with store_at(settings.store, settings) as store:
        done = await reviewing.decide(store, settings, declaration, decision, by, reason)
        ref = Ref(Label.DECLARATION, declaration)
        history = (await store.decisions([ref]))[ref]
    if as_json:
        print_json(decision_json(declaration, done))
        return
    OUT.print(f"declaration {declaration} is decided: {done.decision.value}", markup=False)
    for said in history:
        OUT.print(Text(f"  {said.decision.value} by {said.by}: {said.reason}{_beside(said)}"))


def _beside(said: Decision) -> str:
    """What the system said when an officer decided."""
    if said.advice is None or said.conclusion is None:
        return ""
    return f" (advised was {said.advice.value}, the conclusion {said.conclusion.value})"


def _lines(file: TextIO) -> Callable[[KeptFinding], object]:
    return lambda finding: file.write(json.dumps(kept_json(finding), ensure_ascii=False) + "\n")


def _table(file: TextIO) -> Callable[[KeptFinding], object]:
    writer = csv.DictWriter(file, FIELDS, extrasaction="ignore")
    writer.writeheader()
    return lambda finding: writer.writerow(_row(finding))


def _row(finding: KeptFinding) -> dict[str, Any]:
    """A finding as one row: lists become one cell."""
    told = kept_json(finding)
    return told | {
        "subjectKind": told["subject"]["kind"],
        "subjectKey": told["subject"]["key"],
        "about": " ".join(finding.about),
        "evidence": " ".join(finding.evidence),
    }


async def _show(store: GraphStore, wanted: FindingFilter) -> None:
    """The gravest as a person reads them, and how many there are."""
    page = await store.findings(wanted, None, MOST_SHOWN)
    facets = await store.facets(wanted)
    for one in page.items:
        mass = f" [{kg(one.mass_g)}]" if one.mass_g else ""
        day = f" {one.day.isoformat()}" if one.day else ""
        what = f"{one.severity.value:8} {one.code}{mass} on {_subject(one)}{day}"
        OUT.print(Text(f"{what} ({one.status.value}, {one.id})"))
        OUT.print(Text(f"         {one.message} Basis: {one.basis}"))
    counts = ", ".join(f"{count.findings} {count.key}" for count in facets.severities)
    OUT.print(f"{facets.total} findings" + (f": {counts}" if counts else ""))
    if page.more:
        OUT.print(f"shown are the first {MOST_SHOWN}; --json, --csv and --out give all of them")


def _tell(story: Story) -> None:
    """A story as a person reads it: when and why, then who, by which papers, and what."""
    finding = story.finding
    title = f"{finding.code}  {story.since or '?'} to {story.until or '?'}"
    reo = f"  {kg(story.reo_g)} REO" if story.reo_g is not None else ""
    net = f"  {kg(story.net_g)} net on papers" if story.net_g is not None else ""
    OUT.print(Text(f"{title}{reo}{net}  ({finding.status.value}, {finding.id})", "bold"))
    OUT.print(Text(f"  {finding.message} Basis: {finding.basis}"))
    for member in story.members:
        day = member.day.isoformat() if member.day else " " * 10
        what = f"{member.thing.label.value} {member.thing.key}"
        names = "".join(f"  {name}" for name in (member.name, member.name_en) if name)
        grams = f"  {kg(member.reo_g)} REO" if member.reo_g is not None else ""
        paper = f"  {kg(member.net_g)} net" if member.net_g is not None else ""
        OUT.print(Text(f"    {day}  {member.part.value:9}  {what}{names}{grams}{paper}"))
    if story.left_out:
        OUT.print(f"    and {story.left_out} more")


def _subject(finding: KeptFinding) -> str:
    return f"{finding.subject.label.name.lower()} {finding.subject.key}"
