"""How far a long command is, told while it runs: bars in a terminal, or lines of the log."""

import os
from collections.abc import Sequence
from typing import Any

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

from provenance.cli.frame import frame
from provenance.cli.output import ERR, seen
from provenance.model.message import Message
from provenance.settings import LogFormat


def loading(paths: Sequence[str]) -> tuple[Progress, TaskID]:
    """A bar of the bytes read of files; of known length where their sizes are."""
    progress = _bar(DownloadColumn())
    return progress, progress.add_task(doing(Message("loading")), total=_size(paths))


def writing(lots: int) -> tuple[Progress, TaskID]:
    """A bar that counts lots of a made-up world."""
    progress = _bar(MofNCompleteColumn(), TextColumn(doing(Message("lots"))))
    return progress, progress.add_task(doing(Message("writing")), total=lots)


def auditing() -> tuple[Progress, TaskID]:
    """A count of what was judged; how much there is shows only as it is read."""
    progress = _bar(MofNCompleteColumn(), TextColumn(doing(Message("judged"))))
    return progress, progress.add_task(doing(Message("auditing")), total=None)


def exporting() -> tuple[Progress, TaskID]:
    """A count of rows of the table that is being written."""
    progress = _bar(MofNCompleteColumn())
    return progress, progress.add_task(doing(Message("exporting")), total=None)


def carrying() -> tuple[Progress, TaskID]:
    """A count of rows carried from store to store."""
    progress = _bar(MofNCompleteColumn())
    return progress, progress.add_task(doing(Message("copying")), total=None)


def doing(what: Message) -> str:
    """What a command does, as whoever is told of its progress reads it; in JSON it is English."""
    return str(what) if frame().log_format is LogFormat.JSON else str(seen(what))


def _bar(*count: ProgressColumn) -> Progress:
    if frame().log_format is LogFormat.JSON:
        return Logged(disable=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    return Progress(
        *columns,
        *count,
        TimeElapsedColumn(),
        console=ERR,
        disable=frame().quiet or not ERR.is_terminal,
    )


EVERY_S = 1.0
"""So often a line of the log tells how far a command is; and whenever it begins something else."""


class Logged(Progress):
    """A progress that shows nothing and is logged."""

    _told: tuple[float, str] = (float("-inf"), "")

    def update(self, task_id: TaskID, **changes: Any) -> None:
        """Note how far a task is."""
        super().update(task_id, **changes)
        self._tell(task_id)

    def advance(self, task_id: TaskID, advance: float = 1) -> None:
        """Note how much further a task is."""
        super().advance(task_id, advance)
        self._tell(task_id)

    def _tell(self, task_id: TaskID) -> None:
        task, now = self.tasks[task_id], self.get_time()
        what = task.description.split(",")[0]
        if frame().quiet or (what == self._told[1] and now - self._told[0] < EVERY_S):
            return
        self._told = now, what
        import structlog

        log = structlog.get_logger(__name__)
        log.info("progress", at=task.description, done=task.completed, of=task.total)


def _size(paths: Sequence[str]) -> int | None:
    """How many bytes files have; None for standard input and globs."""
    if not all(map(os.path.isfile, paths)):
        return None
    return sum(map(os.path.getsize, paths))
