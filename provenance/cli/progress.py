"""Bars that show on a terminal how far a long command is, while they are entered."""

import os
from collections.abc import Sequence

from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from provenance.cli.output import ERR


def loading(paths: Sequence[str]) -> tuple[Progress, TaskID]:
    """A bar of the bytes read of files; of known length where their sizes are."""
    progress = _bar(DownloadColumn())
    return progress, progress.add_task("loading", total=_size(paths))


def writing(lots: int) -> tuple[Progress, TaskID]:
    """A bar that counts lots of a made-up world."""
    progress = _bar(MofNCompleteColumn(), TextColumn("lots"))
    return progress, progress.add_task("writing", total=lots)


def auditing() -> tuple[Progress, TaskID]:
    """A count of what was judged; how much there is shows only as it is read."""
    progress = _bar(MofNCompleteColumn(), TextColumn("judged"))
    return progress, progress.add_task("auditing", total=None)


def carrying() -> tuple[Progress, TaskID]:
    """A count of rows carried from store to store."""
    progress = _bar(MofNCompleteColumn())
    return progress, progress.add_task("copying", total=None)


def _bar(*count: ProgressColumn) -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    return Progress(
        *columns, *count, TimeElapsedColumn(), console=ERR, transient=not ERR.is_terminal
    )


def _size(paths: Sequence[str]) -> int | None:
    """How many bytes files have; None for standard input and globs."""
    if not all(map(os.path.isfile, paths)):
        return None
    return sum(map(os.path.getsize, paths))
