"""A nation's year audited from Parquet: an industry's export copied many times, keys renamed.

`python -m bench.nation --lots 100000 --copies 100 --out docs/nation.json`. Each copy keeps to
itself, so that of everything that is found each has what the store's audit found in the industry,
which is held against it kind by kind; what is said of the form of numbers aside, since renamed
numbers have other check digits.
"""

import argparse
import asyncio
import json
import os
import platform
import resource
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from bench.places import SqliteFile, ingest
from bench.worlds import simulated
from provenance.findings.audit import audit
from provenance.graph.opening import export_to, exported_at, relax_gc
from provenance.graph.pages import all_findings
from provenance.graph.parquet.tables import TABLES, Column, Table
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.graph.sqlite.store import SqliteStore
from provenance.settings import Settings

TODAY = date(2026, 11, 1)
SHARED = ("regions", "articles", "controls", "customs_codes")
"""What is not of an industry, and is there once."""

MACROS = r"""
CREATE MACRO firm(k, c) AS replace(k, 'XXXX', 'X' || c);
CREATE MACRO paper(k, c) AS left(k, 9) || c || substr(k, 13);
CREATE MACRO other(k, c) AS c || '-' || k;
CREATE MACRO happened(k, c) AS regexp_replace(k, '^(\w+):', '\1:' || c || '-');
CREATE MACRO renamed(kind, k, c) AS CASE kind WHEN 'Enterprise' THEN firm(k, c)
    WHEN 'Declaration' THEN paper(k, c) WHEN 'Invoice' THEN paper(k, c)
    WHEN 'Region' THEN k ELSE other(k, c) END;
"""
FIRMS = {
    *("enterprise", "buyer", "owner", "source", "parent", "seller", "holder", "declarant", "party"),
    *("supplier", "producer"),
}
PAPERS = {"declaration"}
OTHERS = {"lot", "indicator", "within", "quota", "penalty", "licence", "inspection", "violation"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one audit took: CPU in seconds, memory at its peak, and whether it found the same."""

    at: str
    machine: str
    lots: int
    events: int
    copies: int
    findings: int
    cpu_s: float
    wall_s: float
    peak_mb: int
    load_average: float
    same_as_store: bool


def renamed(table: Table, column: Column) -> str:
    """SQL for a column of a copy, its number in `c`."""
    name = f'"{column.name}"'
    own = {"enterprises": "firm", "declarations": "paper", "invoices": "paper"}
    if column.name == "key":
        said = f"{'happened' if table.name == 'events' else own.get(table.name, 'other')}(key, c)"
    elif column.name == "event":
        said = "happened(event, c)"
    elif column.name in FIRMS:
        said = f"firm({name}, c)"
    elif column.name in PAPERS:
        said = f"paper({name}, c)"
    elif column.name == "invoices":
        said = "list_transform(invoices, lambda k: paper(k, c))"
    elif column.name == "tests":
        said = "list_transform(tests, lambda k: other(k, c))"
    elif column.name == "identifiers":
        said = "regexp_replace(identifiers, '(\"number\": \")', '\\1' || c || '-', 'g')"
    elif column.name == "label":
        said = "regexp_replace(firm(label, c), '(\"batch\": \")', '\\1' || c || '-')"
    elif column.name == "draws":
        said = (
            "list_transform(draws, lambda d: {gate: d.gate, drawn_g: d.drawn_g, covered_g:"
            " d.covered_g, rest: d.rest, ore_class: d.ore_class, pool: [d.pool[1],"
            " firm(d.pool[2], c), d.pool[3]], parts: list_transform(d.parts, lambda p: {kind:"
            " p.kind, key: renamed(p.kind, p.key, c), drawn_g: p.drawn_g, covered_g:"
            " p.covered_g})})"
        )
    elif column.name in OTHERS:
        said = f"other({name}, c)"
    else:
        said = name
    return f"{said} AS {name}"


def copied(base: Path, out: Path, copies: int) -> None:
    """An export as many times, in order of key; each row group is of one copy or two."""
    out.mkdir()
    ask = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(out.parent)})
    ask.execute("SET enable_progress_bar = false")
    ask.execute(MACROS)
    for table in TABLES.values():
        file = base / f"{table.name}.parquet"
        times = 1 if table.name in SHARED else copies
        columns = ", ".join(renamed(table, column) for column in table.columns)
        if table.name in SHARED:
            columns = "* EXCLUDE (c)"
        metadata = pq.read_schema(file).metadata[b"provenance"].decode()
        ask.execute(
            f"COPY (SELECT {columns} FROM '{file}', (SELECT printf('%03d', n) AS c FROM"
            f" range({times}) t(n)) ORDER BY {', '.join(table.order)}) TO"
            f" '{out / file.name}' (FORMAT parquet, COMPRESSION zstd,"
            f" KV_METADATA {{provenance: '{metadata}'}})"
        )


async def _kinds(store: GraphStore) -> Counter[tuple[object, ...]]:
    """What is found, by kind, weight, day and grams."""
    return Counter(
        [
            (kept.code, kept.severity, kept.subject.label, kept.day, kept.mass_g, len(kept.about))
            async for kept in all_findings(store.findings, FindingFilter())
            if kept.code != "BAD_IDENTIFIER"
        ]
    )


async def industry(lots: int, folder: Path) -> Counter[tuple[object, ...]]:
    """An industry exported to `base` in a folder, and what the store's audit finds in it."""
    place = SqliteFile(folder / "industry.sqlite")
    await asyncio.to_thread(ingest, place, simulated(lots, folder / "industry.jsonl"))
    store = SqliteStore(place.path)
    await export_to(folder / "base", store, lambda *_: None)
    await audit(store, Settings(), whole=True, today=TODAY)
    found = await _kinds(store)
    await store.close()
    return found


async def judged(folder: Path) -> tuple[Counter[tuple[object, ...]], int, int]:
    """What an export's audit finds, with its lots and events."""
    async with exported_at(folder) as store:
        await audit(store, Settings(), whole=True, today=TODAY)
        rows = [
            pq.read_metadata(folder / f"{name}.parquet").num_rows for name in ("lots", "events")
        ]
        return await _kinds(store), rows[0], rows[1]


def measure(lots: int, copies: int, folder: Path) -> Measured:
    """Make a nation in a folder, and audit it in a process of its own: the peak is the audit's."""
    expected = asyncio.run(industry(lots, folder))
    copied(folder / "base", folder / "nation", copies)
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(alone, folder / "nation", copies, expected).result()


def alone(folder: Path, copies: int, expected: Counter[tuple[object, ...]]) -> Measured:
    """Audit a nation, and hold what is found against what an industry's store has."""
    relax_gc()
    began, cpu = time.perf_counter(), time.process_time()
    found, lots, events = asyncio.run(judged(folder))
    took, used = time.perf_counter() - began, time.process_time() - cpu
    wanted = Counter({kind: copies * times for kind, times in expected.items()})
    for kind in sorted(found.keys() | wanted.keys(), key=str):
        if found[kind] != wanted[kind]:
            print(kind, found[kind], "not", wanted[kind])
    return Measured(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        lots=lots,
        events=events,
        copies=copies,
        findings=found.total(),
        cpu_s=round(used, 1),
        wall_s=round(took, 1),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        load_average=round(os.getloadavg()[0], 1),
        same_as_store=found == wanted,
    )


def main() -> None:
    """Measure, and add what was measured to a file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lots", type=int, default=100_000)
    asked.add_argument("--copies", type=int, default=100)
    asked.add_argument("--out", type=Path)
    options = asked.parse_args()
    relax_gc()
    with tempfile.TemporaryDirectory(prefix="provenance-nation-") as folder:
        measured = asdict(measure(options.lots, options.copies, Path(folder)))
    print(json.dumps(measured, indent=1))
    if options.out:
        before = json.loads(options.out.read_text("utf-8")) if options.out.exists() else []
        text = json.dumps([*before, measured], indent=1)
        options.out.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
