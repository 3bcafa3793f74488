"""Cases are kept in all their versions, in both stores, and carried to another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from provenance.graph.port.archive import Kept
from provenance.graph.port.cases import CaseVersion, Pin
from provenance.graph.port.graph import GraphStore
from tests.graph.kit import NOON, lot


def case(n: int = 1, version: int = 1, **more: Any) -> CaseVersion:
    stated: dict[str, Any] = {
        "case": f"c{n}",
        "version": version,
        "title": "定南",
        "note": "",
        "pins": (Pin(lot("L:1"), "看"), Pin(lot("L2"))),
        "open": True,
        "by": "王",
        "at": NOON + timedelta(seconds=n),
    }
    return CaseVersion(**stated | more)


async def save(store: GraphStore, *versions: CaseVersion) -> list[bool]:
    return [await store.write(lambda writer, one=one: writer.cases.save(one)) for one in versions]


async def test_every_version_stays_and_none_is_written_over(store: GraphStore) -> None:
    first, second = case(), case(version=2, title="again", pins=(), open=False)
    assert await save(store, second, first, first, second, case(version=4)) == [
        *(False, True),
        *(False, True, False),
    ]
    assert list(await store.cases.versions("c1")) == [first, second]
    assert list(await store.cases.versions("c2")) == []


async def test_those_saved_last_come_first_page_by_page(store: GraphStore) -> None:
    again = case(1, 2, at=NOON + timedelta(seconds=9), open=False)
    await save(store, case(1), case(2), case(3), again)
    page = await store.cases.page(open=None, before=None, first=2)
    assert (list(page.items), page.more) == ([again, case(3)], True)
    rest = await store.cases.page(open=None, before=page.items[-1].place, first=2)
    assert (list(rest.items), rest.more) == ([case(2)], False)
    closed = await store.cases.page(open=False, before=None, first=10)
    assert list(closed.items) == [again]
    opened = await store.cases.page(open=True, before=None, first=10)
    assert list(opened.items) == [case(3), case(2)]


async def test_deleted_they_are_gone(store: GraphStore) -> None:
    await save(store, case(1), case(1, 2), case(2))
    removed = [await store.write(lambda writer: writer.cases.remove("c1")) for _ in "12"]
    assert removed == [True, False]
    assert list(await store.cases.versions("c1")) == []
    assert list(await store.cases.versions("c2")) == [case(2)]


async def test_they_are_carried_to_another_store(store: GraphStore) -> None:
    kept = [case(1), replace(case(1, 2), open=False)]
    await save(store, *kept)
    rows = await store.write(lambda writer: writer.archive.rows(Kept.CASE, None, 10))
    await store.write(lambda writer: writer.cases.remove("c1"))
    stated = [row.props for row in rows]
    await store.write(lambda writer: writer.archive.put(Kept.CASE, stated))
    assert list(await store.cases.versions("c1")) == kept
