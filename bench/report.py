"""What was measured, as a table for people and as JSON with the machine and the versions."""

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.measure import Row

HEAD = ("work", "size", "store", "time", "floor", "ratio", "goal", "met")
PACKAGES = (
    "provenance",
    "neo4j",
    "strawberry-graphql",
    "graphql-core",
    "numpy",
    "scipy",
    "uvicorn",
)


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is read."""
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
    goal = "–" if row.goal is None else f"≤ {row.goal:g}"
    met = {True: "yes", False: "no", None: "–"}[row.met]
    floor = "–" if row.floor_s is None else _time(row.floor_s)
    return row.work, row.size, row.store, _time(row.seconds), floor, ratio, goal, met


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown, as the README has it."""
    lines = [HEAD, tuple("---" for _ in HEAD), *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(rows: Sequence[Row], skipped: Sequence[str], path: Path) -> None:
    """Keep the rows with what they were measured on."""
    measured = [{**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows]
    found = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine()}
    text = json.dumps({**found, "skipped": skipped, "rows": measured}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def machine() -> dict[str, Any]:
    """The processor, memory and versions."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gib": round(pages * size / 2**30, 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
