"""One writer at a time, and all of what it writes or none."""

import asyncio

import pytest

from provenance.graph.port.graph import GraphStore, Writer
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label
from provenance.records.changes import Changes, Mark, RecordKey, Touch
from tests.conftest import StoreAddress
from tests.graph.kit import apply, extraction, keys, rejected, version, versions
from tests.loading import load_all


class OwnError(Exception):
    """Something of the work's own."""


@pytest.mark.parametrize("error", [OwnError, TimeoutError, OSError, ValueError])
async def test_error_in_work_rolls_all_back(store: GraphStore, error: type[Exception]) -> None:
    async def work(writer: Writer) -> None:
        await writer.records.apply(
            Changes(versions=[version("Q")], touched=frozenset({Mark(Touch.QUOTA, "Q")}))
        )
        await writer.records.reject([rejected(1)])
        raise error("mine")

    with pytest.raises(error, match="mine"):
        await store.write(work)
    assert await versions(store, "quota", "Q") == []
    assert await store.records.rejected(0, 10) == []
    assert not (await store.write(lambda writer: writer.settling.waiting())).marks
    await apply(store, Changes(versions=[version("Q")]))
    assert [v.seq for v in await versions(store, "quota", "Q")] == [1]


async def test_cancelled_work_rolls_back(store: GraphStore) -> None:
    started = asyncio.Event()

    async def work(writer: Writer) -> None:
        await writer.records.apply(Changes(versions=[version("Q")]))
        started.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(store.write(work))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await versions(store, "quota", "Q") == []
    await apply(store, Changes(versions=[version("R")]))


async def test_result_of_work_is_returned(store: GraphStore) -> None:
    async def work(writer: Writer) -> str:
        return "done"

    assert await store.write(work) == "done"


@pytest.mark.parametrize("apart", [False, True])
async def test_two_writers_take_turns(
    store: GraphStore, address: StoreAddress, apart: bool
) -> None:
    """In one process or as in two: what the second reads, the first has committed."""
    other = address.open() if apart else store
    seen: list[int] = []

    async def count_on(writer: Writer) -> None:
        (history,) = (await writer.records.histories([RecordKey("quota", "Q")])).values()
        seen.append(len(history.versions))
        await asyncio.sleep(0.02)
        await writer.records.apply(Changes(versions=[version("Q", len(history.versions))]))

    await asyncio.gather(*(s.write(count_on) for s in (store, other) for _ in range(4)))
    assert sorted(seen) == list(range(8))
    found = await versions(other, "quota", "Q")
    assert [v.revision for v in found] == list(range(8))
    assert [v.seq for v in found] == list(range(1, 9))
    if apart:
        await other.close()


async def test_readers_do_not_wait_for_a_writer(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A")])

    async def work(writer: Writer) -> list[str]:
        await writer.records.apply(Changes(versions=[version("Q")]))
        assert await versions(store, "quota", "Q") == []
        return await keys(store, Label.LOT)

    assert await store.write(work) == ["A"]


async def test_reads_see_own_writes(store: GraphStore) -> None:
    for n in range(10):
        await apply(store, Changes(versions=[version(f"Q{n}")]))
        assert await versions(store, "quota", f"Q{n}")


async def test_impatient_writer(address: StoreAddress) -> None:
    """A writer that waits too long for another says so."""
    holding, waiting = address.open(), address.open()
    waiting.__dict__["_wait_s"] = 0.2
    if hasattr(waiting, "_link"):
        waiting._link.__dict__["_wait_s"] = 0.2
    await holding.graph.count(Label.LOT)

    async def work(writer: Writer) -> None:
        await writer.records.apply(Changes(versions=[version("Q")]))
        with pytest.raises(StoreUnavailableError, match=r"load|locked"):
            await apply(waiting, Changes(versions=[version("R")]))

    await holding.write(work)
    await apply(waiting, Changes(versions=[version("R")]))
    await waiting.close()
    await holding.close()
