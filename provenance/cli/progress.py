"""Bars that show on a terminal how far a long command is, while they are entered."""

import os
from collections.abc import Sequence

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from provenance.cli.output import ERR

_BLOCK = 1 << 20
_PACKED = (b"\x1f\x8b", b"PK")
"""How a gzipped file and a workbook begin."""


def loading(paths: Sequence[str]) -> tuple[Progress, TaskID]:
    """A bar that counts lines read; of known length where the files can be counted first."""
    progress = _bar(MofNCompleteColumn(), TextColumn("records"))
    return progress, progress.add_task("loading", total=lines_in(paths))


def writing(lots: int) -> tuple[Progress, TaskID]:
    """A bar that counts lots of a made-up world."""
    progress = _bar(MofNCompleteColumn(), TextColumn("lots"))
    return progress, progress.add_task("writing", total=lots)


def auditing() -> tuple[Progress, TaskID]:
    """A count of what was judged; how much there is shows only as it is read."""
    progress = _bar(MofNCompleteColumn(), TextColumn("judged"))
    return progress, progress.add_task("auditing", total=None)


def _bar(*count: ProgressColumn) -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    return Progress(
        *columns, *count, TimeElapsedColumn(), console=ERR, transient=not ERR.is_terminal
    )


def lines_in(paths: Sequence[str]) -> int | None:
    """How many lines plain files have; None for standard input, globs and what is packed."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            block = file.read(_BLOCK)
            if block.startswith(_PACKED):
                return None
            while block:
                total += block.count(b"\n")
                block = file.read(_BLOCK)
    return total
