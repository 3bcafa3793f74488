"""So long one operation may take; what takes longer, or is for nobody any more, is stopped."""

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context
from typing import Any, TypeVar

from provenance.model.errors import DeadlineExceededError
from provenance.model.message import Message
from provenance.model.work import WORK, Work

Result = TypeVar("Result")

_STOPPING: set[asyncio.Task[Any]] = set()
"""What was told to stop and has not yet: a thread ends at its next portion."""


async def within(seconds: float, doing: Coroutine[Any, Any, Result]) -> Result:
    """What some work comes to. Raises DeadlineExceededError where that takes longer.

    Then, and where whoever waits for it is cancelled, the work is stopped in all its threads; the
    answer does not wait for that.
    """
    work = Work()
    context = copy_context()
    context.run(WORK.set, work)
    task = asyncio.create_task(doing, context=context)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        _stop(task, work)
        raise
    if done:
        return task.result()
    _stop(task, work)
    raise DeadlineExceededError(
        Message(
            "this took longer than {seconds} s (limits.request_s) and was stopped: ask for less at"
            " once, such as fewer subjects, a smaller page or a shorter time; what was recorded"
            " until then stays",
            seconds=f"{seconds:g}",
        )
    )


def _stop(task: asyncio.Task[Any], work: Work) -> None:
    work.end()
    task.cancel()
    _STOPPING.add(task)
    task.add_done_callback(_stopped)


def _stopped(task: asyncio.Task[Any]) -> None:
    _STOPPING.discard(task)
    if not task.cancelled():
        task.exception()  # how it ended is nobody's matter any more
