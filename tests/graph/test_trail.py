"""Entries of the trail stand behind one another, whoever appends, and are kept with what they tell
or not at all."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from provenance.graph.port.archive import Kept
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.trail import Draft, TrailFilter
from provenance.graph.rows.trail import NOTHING, hash_of
from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.transfer.lines import rows_of
from tests.conftest import StoreAddress
from tests.graph.test_watches import watch


def draft(who: str = "王", role: str = "customs", **more: object) -> Draft:
    return replace(Draft(who=who, role=role, status="answered"), **more)  # type: ignore[arg-type]


def keys(kind: str, *found: str) -> dict[str, object]:
    return {kind: {"count": len(found), "keys": list(found)}}


async def test_entries_are_chained(store: GraphStore) -> None:
    assert await store.trail.head() is None
    assert await store.trail.page(0, 10) == []
    before = datetime.now(UTC)
    await store.trail.append([draft(), draft("李")])
    await store.write(lambda writer: writer.trail.append([draft("赵")]))
    found = await store.trail.page(0, 10)
    assert [entry.number for entry in found] == [1, 2, 3]
    assert [entry.who for entry in found] == ["王", "李", "赵"]
    assert all(hash_of(entry.body) == entry.hash for entry in found)
    assert f'"previous":"{NOTHING}"' in found[0].body
    for one, other in pairwise(found):
        assert f'"previous":"{one.hash}"' in other.body
        assert before.isoformat() < one.at <= other.at < datetime.now(UTC).isoformat()
        assert len(one.at) == len("2026-12-01T10:37:35.877656+00:00")
    assert await store.trail.head() == found[-1]
    assert await store.trail.page(1, 1) == found[1:2]


async def test_an_entry_is_kept_with_what_it_tells_or_not_at_all(store: GraphStore) -> None:
    async def work(writer: Writer, *, fails: bool) -> None:
        await writer.watches.keep(watch())
        await writer.trail.append([draft()])
        if fails:
            raise ValueError("not so")

    with pytest.raises(ValueError, match="not so"):
        await store.write(lambda writer: work(writer, fails=True))
    assert await store.trail.head() is None
    assert await store.watches.all() == []
    await store.write(lambda writer: work(writer, fails=False))
    assert len(await store.trail.page(0, 10)) == len(await store.watches.all()) == 1


async def test_several_append_to_one_chain(address: StoreAddress) -> None:
    """Some beside what they change, which takes its time, and some with nothing else."""
    stores = [address.open() for _ in range(3)]
    await stores[0].trail.append([])  # which makes it, before several come

    async def changes(store: GraphStore, n: int) -> None:
        async def work(writer: Writer) -> None:
            await writer.watches.keep(watch(n))
            await asyncio.sleep(0.01)
            await writer.trail.append([draft(f"c{n}")])

        await store.write(work)

    await asyncio.gather(
        *(store.trail.append([draft(f"a{n}"), draft(f"b{n}")]) for store in stores for n in "123"),
        *(changes(store, 10 * m + n) for m, store in enumerate(stores) for n in range(4)),
    )
    found = await stores[0].trail.page(0, 100)
    assert [entry.number for entry in found] == list(range(1, 31))
    for one, other in pairwise(found):
        assert f'"previous":"{one.hash}"' in other.body
        assert (one.who[0] == "a") <= (other.who == one.who.replace("a", "b"))
    for store in stores:
        await store.close()


async def test_the_latest_that_a_filter_leaves(store: GraphStore) -> None:
    await store.trail.append(
        [
            draft(about=keys("Lot", "L:1", "铽")),
            draft("李", "auditor"),
            draft("李", answered=keys("Lot", "L:10")),
        ]
    )
    await asyncio.sleep(0.001)
    middle = datetime.now(UTC)
    await asyncio.sleep(0.001)
    await store.trail.append([draft(changes={"recorded": {"lot": {"keys": [["L:1", 2]]}}})])

    async def numbers(before: int | None = None, first: int = 10, **wanted: object) -> list[int]:
        asked = TrailFilter(**wanted)  # type: ignore[arg-type]
        return [entry.number for entry in await store.trail.latest(asked, before, first)]

    assert await numbers() == [4, 3, 2, 1]
    assert await numbers(before=4, first=2) == [3, 2]
    assert await numbers(who="李") == [3, 2]
    assert await numbers(who="李", role="customs") == [3]
    assert await numbers(about="L:1") == [4, 1]
    assert await numbers(about="铽") == [1]
    assert await numbers(about="L") == []
    assert await numbers(since=middle) == [4]
    assert await numbers(until=middle) == [3, 2, 1]
    assert await numbers(since=middle - timedelta(days=1), until=middle, first=1) == [3]


async def test_expired_entries_leave_a_seal(store: GraphStore) -> None:
    await store.trail.append([draft(str(n)) for n in range(5)])
    before = await store.trail.page(0, 10)
    await store.write(lambda writer: writer.trail.expire(3, "sealed"))
    left = await store.trail.page(0, 10)
    sealed = replace(before[2], who="", role="", body="", seal="sealed")
    assert left == [sealed, *before[3:]]
    assert [e.number for e in await store.trail.latest(TrailFilter(), None, 9)] == [5, 4]
    await store.trail.append([draft()])
    last = await store.trail.head()
    assert last is not None
    assert last.number == 6
    await store.write(lambda writer: writer.trail.reseal(3, "anew"))
    await store.write(lambda writer: writer.trail.reseal(4, "of an entry that is kept"))
    assert [e.seal for e in await store.trail.page(0, 10)] == ["anew", None, None, None]
    await store.write(lambda writer: writer.trail.expire(6, "again"))
    (left_,) = await store.trail.page(0, 10)
    assert (left_.number, left_.hash, left_.seal) == (6, last.hash, "again")


async def test_a_store_is_carried_over_with_its_trail(store: GraphStore, tmp_path: Path) -> None:
    await store.trail.append([draft(str(n), about=keys("Lot", "铽")) for n in range(5)])
    await store.write(lambda writer: writer.trail.expire(2, "sealed"))

    async def told(writer: Writer) -> list[Mapping[str, Any]]:
        rows = [row async for row in rows_of(writer.archive)]
        return [row.props for row in rows if row.kind is Kept.TRAIL]

    rows = await store.write(told)
    other = SqliteStore(tmp_path / "other.sqlite")
    await other.write(lambda writer: writer.archive.put(Kept.TRAIL, rows))
    assert await other.trail.page(0, 10) == await store.trail.page(0, 10)
    assert await other.write(told) == rows
    await other.trail.append([draft()])
    last = (await other.trail.page(4, 10))[1]
    head = await store.trail.head()
    assert head is not None
    assert f'"previous":"{head.hash}"' in last.body
    await other.close()
