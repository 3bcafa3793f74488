"""What each command does, once its words are understood; it returns or raises, never exits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from provenance.app import collect_seldom, store_at
from provenance.audit import Audited
from provenance.auditing import Asked, audited, in_words
from provenance.dossier import gather
from provenance.errors import MisuseError, UnknownSubjectError
from provenance.ingest.load import Tally, load
from provenance.ingest.reading import FORMATS, Format, Parsed, Rejection, read
from provenance.ingest.records import SHANGHAI, describe
from provenance.model import Ref
from provenance.printing import (
    ERR,
    OUT,
    lineage_rows,
    print_csv,
    print_json,
    print_lineage,
    print_table,
    thing_row,
)
from provenance.progress import loading
from provenance.settings import Settings

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """The files of an ingest, and what was said of them."""

    files: list[str]
    record: str | None = None
    format: str | None = None
    filer: str | None = None
    system: str | None = None
    audit: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is to be printed: for a program, a spreadsheet, or a person."""

    json: bool = False
    csv: bool = False

    def print(self, rows: list[dict[str, Any]], fields: list[str]) -> None:
        if self.json:
            for row in rows:
                print_json(row)
        elif self.csv:
            print_csv(rows, fields)
        else:
            print_table(rows, fields)


def lines_of(given: Given, received_at: datetime) -> Iterator[Parsed | Rejection]:
    """The records and rejections in some files. Raises MisuseError for what is said of them."""
    if given.format is not None and given.format not in FORMATS:
        raise MisuseError(f"{given.format} is no format: {', '.join(FORMATS)}")
    return read(
        given.files,
        kind=given.record,
        format=cast("Format | None", given.format),
        system=given.system,
        filer=given.filer,
        received_at=received_at,
    )


async def ingest(settings: Settings, given: Given, *, as_json: bool) -> int:
    """Load files; says `committed N` after each commit, and returns how many were rejected."""
    collect_seldom()
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
            found = await audited(store, settings, Asked(whole=False, load=load_id))
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


async def lineage(
    settings: Settings, subjects: list[Ref], form: Form, *, up: bool, most: int
) -> None:
    """Print all that the subjects descend from, or all that descends from them."""
    async with store_at(settings.store, settings) as store:
        dossier = await gather(store, subjects)
        unknown = [subject.key for subject in subjects if not dossier.known(subject)]
        if unknown:
            raise UnknownSubjectError(f"nothing on record bears the number {', '.join(unknown)}")
        seeds = sorted({seed for subject in subjects for seed in dossier.seeds(subject)})
        found = await store.lineage(seeds, up=up, most=most)
    if form.json or form.csv:
        fields = ["event", "date", "direction", "lot", "reoKg", "supported"]
        form.print(lineage_rows(found), fields)
        if found.cut:
            ERR.print(f"cut: more lies behind {len(found.cut)} nodes; raise --max-nodes")
    else:
        print_lineage(found)


async def search(settings: Settings, text: str, first: int, form: Form) -> None:
    """Print what bears a text in its number or its names."""
    async with store_at(settings.store, settings) as store:
        found = await store.search(text, first)
    form.print([thing_row(thing) for thing in found], ["label", "key", "name", "nameEn"])


async def rejected(settings: Settings, form: Form) -> None:
    """Print the lines that were not taken."""
    rows: list[dict[str, Any]] = []
    async with store_at(settings.store, settings) as store:
        after = 0
        while page := await store.rejected(after, PAGE):
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


def records(kind: str | None) -> None:
    """Print what every kind of record holds, as JSON Schema, with an example."""
    known = describe()
    if kind is not None and kind not in known:
        raise MisuseError(f"{kind} is no kind of record; there are {', '.join(known)}")
    OUT.print_json(data=known if kind is None else {kind: known[kind]}, ensure_ascii=False)
