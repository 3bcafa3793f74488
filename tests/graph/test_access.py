"""Users, keys and sessions are kept as they are, in both stores, and carried to another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from provenance.graph.port.access import Session, SigningKey, User
from provenance.graph.port.archive import Kept
from provenance.graph.port.graph import GraphStore
from tests.graph.kit import MINE, NOON

WANG = User(name="王", role="enterprise", enterprise=MINE, added_at=NOON, mark="m1")
LI = User(name="Li", role="regulator", region="150000", authority="local", added_at=NOON, mark="m2")
OLD = SigningKey(id="k1", public='{"kty":"OKP"}', private="ey..", made_at=NOON, retired_at=NOON)
NEW = SigningKey(id="k0", public='{"kty":"OKP"}', made_at=NOON + timedelta(seconds=1))


def session(id_: str, family: str = "f", seconds: float = 0, **more: Any) -> Session:
    at = NOON + timedelta(seconds=seconds)
    return Session(
        id=id_, family=family, who="{}", issued_at=at, ends_at=at + timedelta(hours=1), **more
    )


async def test_users(store: GraphStore) -> None:
    assert (list(await store.access.users()), await store.access.user("王")) == ([], None)
    for one in (WANG, LI):
        await store.write(lambda writer, one=one: writer.access.keep_user(one))
    assert list(await store.access.users()) == [LI, WANG]
    marked = replace(LI, mark="m3", authority=None)
    await store.write(lambda writer: writer.access.keep_user(marked))
    assert await store.access.user("Li") == marked
    assert await store.write(lambda writer: writer.access.user("Li")) == marked
    assert [await store.write(lambda writer: writer.access.remove_user("王")) for _ in "12"] == [
        True,
        False,
    ]
    assert list(await store.access.users()) == [marked]


async def test_keys_come_the_newest_last(store: GraphStore) -> None:
    for one in (NEW, replace(OLD, retired_at=None), OLD):
        await store.write(lambda writer, one=one: writer.access.keep_key(one))
    assert list(await store.access.keys()) == [OLD, NEW]
    await store.write(lambda writer: writer.access.remove_key("k1"))
    assert list(await store.access.keys()) == [NEW]


async def test_sessions_end_alone_as_a_family_and_in_time(store: GraphStore) -> None:
    kept = [session("a"), session("b", follows="a"), session("c", "g")]
    for one in kept:
        await store.write(lambda writer, one=one: writer.access.keep_session(one))
    assert [await store.access.session(id_) for id_ in "abc"] == kept
    assert [await store.access.newest_of(of) for of in "fgx"] == [kept[0], kept[2], None]
    later = replace(kept[1], issued_at=NOON + timedelta(seconds=1))
    await store.write(lambda writer: writer.access.keep_session(later))
    assert await store.access.newest_of("f") == later
    await store.write(lambda writer: writer.access.end_family("f"))
    assert [await store.access.session(id_) for id_ in "abc"] == [None, None, kept[2]]
    # One that begins later than another ends takes the place of it.
    later = session("d", "h", 3_600)
    await store.write(lambda writer: writer.access.keep_session(later))
    assert [await store.access.session(id_) for id_ in "cd"] == [None, later]
    await store.write(lambda writer: writer.access.end_sessions())
    assert await store.access.session("d") is None


async def test_users_and_keys_are_carried_and_sessions_are_not(store: GraphStore) -> None:
    for kept in (WANG, LI):
        await store.write(lambda writer, kept=kept: writer.access.keep_user(kept))
    await store.write(lambda writer: writer.access.keep_key(OLD))
    rows = {
        kind: await store.write(lambda writer, kind=kind: writer.archive.rows(kind, None, 10))
        for kind in (Kept.USER, Kept.KEY)
    }
    await store.write(lambda writer: writer.access.remove_user("王"))
    await store.write(lambda writer: writer.access.remove_user("Li"))
    await store.write(lambda writer: writer.access.remove_key("k1"))
    for kind, found in rows.items():
        stated = [row.props for row in found]
        await store.write(lambda writer, kind=kind, stated=stated: writer.archive.put(kind, stated))
    assert list(await store.access.users()) == [LI, WANG]
    assert list(await store.access.keys()) == [OLD]
    (behind,) = await store.write(lambda writer: writer.archive.rows(Kept.USER, "Li", 10))
    assert behind.props["name"] == "王"
