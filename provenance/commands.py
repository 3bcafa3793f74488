"""What each command does, once its words are understood; it returns or raises, never exits."""

import gc
import socket
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from provenance.app import create_app, store_at
from provenance.demonstration import EXAMPLES
from provenance.demonstration import records as demonstration_records
from provenance.dossier import gather
from provenance.errors import MisuseError, UnknownSubjectError
from provenance.graph.port import GraphStore
from provenance.ingest.load import Tally, load
from provenance.ingest.outcome import Filing, Parsed, Rejection
from provenance.ingest.reading import read
from provenance.ingest.records import SHANGHAI, describe
from provenance.inspection import verdicts
from provenance.model import CustodyModel, Label, Ref
from provenance.printing import (
    ERR,
    OUT,
    lineage_rows,
    print_csv,
    print_json,
    print_lineage,
    print_table,
    print_unknown,
    print_verdict,
    thing_row,
)
from provenance.progress import loading
from provenance.settings import Settings
from provenance.verdict import Verdict
from provenance.wording import verdict_json

DEMO_STORE = "sqlite:///demo.sqlite"
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """The files of an ingest, and what was said of them."""

    files: list[str]
    record: str | None = None
    format: str | None = None
    filer: str | None = None
    system: str | None = None


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


async def ingest(settings: Settings, given: Given, *, as_json: bool) -> int:
    """Load files; says `committed N` after each commit, and returns how many were rejected."""
    # A load leaves few cycles behind; looking for them in a growing heap takes a fifth of its time.
    gc.set_threshold(50_000, 20, 50)
    if given.format not in (None, "jsonl", "csv"):
        raise MisuseError(f"{given.format} is no format: jsonl or csv")
    lines = read(
        given.files,
        kind=given.record,
        format=cast('Literal["jsonl", "csv"] | None', given.format),
        system=given.system,
        filer=given.filer,
        received_at=datetime.now(SHANGHAI),
    )
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
    _report(tally, as_json=as_json)
    return tally.rejected


def _report(tally: Tally, *, as_json: bool) -> None:
    settled = tally.settled
    summary = {
        "committed": tally.committed,
        "new": tally.new,
        "rejected": tally.rejected,
        "settledLots": settled.lots if settled else 0,
        "settledEvents": settled.events if settled else 0,
    }
    if as_json:
        print_json(summary)
        return
    print(
        f"{tally.committed} records committed, {tally.new} of them new; {tally.rejected} rejected;"
        f" {summary['settledLots']} lots and {summary['settledEvents']} events settled",
        flush=True,
    )
    if tally.rejected:
        ERR.print("see why: provenance rejected", markup=False)


async def verdict(
    settings: Settings, subjects: list[Ref], custody: CustodyModel, *, as_json: bool
) -> int:
    """Print the verdict on each subject; returns how many of them nothing is known of."""
    async with store_at(settings.store, settings) as store:
        found = await verdicts(store, subjects, settings, custody)
        names = {} if as_json else await _names(store, found)
    for subject, answer in zip(subjects, found, strict=True):
        if answer is None:
            print_unknown(subject)
        elif as_json:
            print_json(verdict_json(answer))
        else:
            print_verdict(answer, names)
    return sum(answer is None for answer in found)


async def _names(store: GraphStore, found: list[Verdict | None]) -> dict[str, str]:
    """What the enterprises that verdicts name are called, in Chinese and English."""
    keys = {origin.enterprise for answer in found if answer for origin in answer.origins}
    things = await store.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {
        thing.ref.key: " ".join(filter(None, (thing.props.get("name"), thing.props.get("name_en"))))
        for thing in things
        if thing is not None
    }


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


async def demo(settings: Settings, seed: int, host: str, port: int) -> None:
    """Load the demonstration and say what to try."""
    filing = Filing("demonstration (synthetic)", datetime.now(SHANGHAI))
    lines: list[Parsed | Rejection] = [
        filing.judge(dict(record), n, "")
        for n, record in enumerate(demonstration_records(seed), start=1)
    ]
    async with store_at(settings.store, settings) as store:
        tally = await load(store, lines, batch=settings.batch)
    OUT.print(
        f"A synthetic national year (2024): {tally.committed} records in {settings.store}."
        " Quotas, counties, deposits and codes are real; firms and flows are made up. 合成数据"
    )
    OUT.print("Three shipments to try, each in a second terminal:")
    for example in EXAMPLES:
        OUT.print(f"\n  # {example.name}: {example.story}")
        command = f"provenance verdict --declaration {example.declaration}"
        OUT.print(f"  .venv/bin/{command} --store {settings.store}")
    query = f'{{ verdict(subject: {{declaration: \\"{EXAMPLES[1].declaration}\\"}})'
    OUT.print("\nThe same through GraphQL:")
    OUT.print(
        f"  curl -s http://{host}:{port}/graphql -H 'content-type: application/json'"
        f' -d \'{{"query": "{query} {{ conclusion lawfulKg lawfulMinKg lawfulMaxKg }} }}"}}\'\n',
        markup=False,
    )


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the API until interrupted; raises MisuseError where the port is taken."""
    import uvicorn  # not for commands that only ask

    # Named TCP: only of such a socket does asyncio send small packets at once. Otherwise the body
    # of an answer waits for the client to acknowledge its head, which takes 40 ms.
    with socket.socket(proto=socket.IPPROTO_TCP) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise MisuseError(f"cannot listen on {host}:{port}: {error.strerror}") from None
        probe.listen()
        address = f"http://{host}:{probe.getsockname()[1]}/graphql"
        print(f"serving {address} on {settings.store}; stop with Ctrl-C", flush=True)
        config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[probe])
