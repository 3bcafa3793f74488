"""Progress of long work, on standard error, so that standard output stays for programs."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from provenance.printing import ERR

_BLOCK = 1 << 20
_MAGIC = b"\x1f\x8b"


@contextmanager
def loading(paths: Sequence[str]) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that counts lines read; of known length where the files can be counted first."""
    total = lines_in(paths)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("records"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, transient=not ERR.is_terminal) as progress:
        yield progress, progress.add_task("loading", total=total)


def lines_in(paths: Sequence[str]) -> int | None:
    """How many lines plain files have; None for standard input, globs and what is compressed."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            block = file.read(_BLOCK)
            if block.startswith(_MAGIC):
                return None
            while block:
                total += block.count(b"\n")
                block = file.read(_BLOCK)
    return total
