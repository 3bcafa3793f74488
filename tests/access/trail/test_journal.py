"""All that wait are written in one transaction; what is not written is not answered."""

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from provenance.access.trail.journal import Journal
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.trail import Draft
from provenance.model.errors import StoreUnavailableError, TrailUnwritableError
from provenance.settings.trail import Trail
from tests.access.trail.kit import Listed, draft


class Slow(Listed):
    """A trail that takes its time, and fails if it is to."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[int] = []
        self.go_on = asyncio.Event()
        self.error: Exception | None = None

    async def append(self, drafts: Sequence[Draft]) -> None:
        self.turns.append(len(drafts))
        await self.go_on.wait()
        if self.error:
            raise self.error
        await super().append(drafts)


def journal(trail: Any, wait_s: float = 5) -> Journal:
    return Journal(cast("GraphStore", SimpleNamespace(trail=trail)), Trail(wait_s=wait_s))


async def test_who_comes_meanwhile_is_written_together() -> None:
    trail = Slow()
    kept = journal(trail)
    waiting = [asyncio.create_task(kept.append(draft(str(n)))) for n in range(5)]
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(kept.append(draft(str(n)))) for n in range(5, 9)]
    await asyncio.sleep(0.01)
    assert not any(task.done() for task in waiting)
    trail.go_on.set()
    await asyncio.gather(*waiting)
    assert [entry.who for entry in trail.entries] == [str(n) for n in range(9)]
    assert trail.turns == [5, 4]
    await kept.append(draft("9"))
    assert trail.turns == [5, 4, 1]


async def test_who_is_gone_stays_in_the_trail_and_stops_nobody() -> None:
    trail = Slow()
    kept = journal(trail)
    waiting = [asyncio.create_task(kept.append(draft(str(n)))) for n in range(3)]
    await asyncio.sleep(0.01)
    waiting[1].cancel()
    trail.go_on.set()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in done] == [type(None), asyncio.CancelledError, type(None)]
    assert [entry.who for entry in trail.entries] == ["0", "1", "2"]


async def test_what_is_not_written_in_time_is_not_answered_nor_written_later() -> None:
    trail = Slow()
    kept = journal(trail, wait_s=0.05)
    first = asyncio.create_task(kept.append(draft("first")))
    await asyncio.sleep(0.01)
    with pytest.raises(TrailUnwritableError, match=r"not written within 0\.05 s"):
        await kept.append(draft("second"))
    with pytest.raises(TrailUnwritableError):
        await first
    trail.go_on.set()
    await kept.append(draft("third"))
    assert [entry.who for entry in trail.entries] == ["first", "third"]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (StoreUnavailableError("no space is left"), "no space is left"),
        (RuntimeError("secret"), "RuntimeError"),
    ],
)
async def test_what_cannot_be_written_is_not_answered(error: Exception, why: str) -> None:
    trail = Slow()
    trail.go_on.set()
    kept = journal(trail)
    trail.error = error
    with capture_logs() as logs, pytest.raises(TrailUnwritableError) as raised:
        await kept.append(draft())
    assert str(raised.value).endswith(f"is not answered: {why}")
    assert [log["event"] for log in logs] == ["trail.unwritable"] * isinstance(error, RuntimeError)
    trail.error = None
    await kept.append(draft())
    assert len(trail.entries) == 1
