"""The private key is where only its owner reads it, or encrypted; others verify what it signed."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from provenance.access.identity.keys import Keys
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.access.identity.kit import SECRET
from tests.conftest import StoreAddress


def settings(address: str, key: str = "") -> Settings:
    return Settings(store=address, access=Access(key=key))  # type: ignore[arg-type]


@pytest.fixture
async def store(sqlite_address: StoreAddress) -> Any:
    opened = sqlite_address.open()
    yield opened
    await opened.close()


def _file(address: StoreAddress) -> Path:
    return Path(f"{address.store.removeprefix('sqlite:///')}.keys")


async def test_without_a_setting_it_is_in_a_file_of_its_owner(
    store: GraphStore, sqlite_address: StoreAddress
) -> None:
    keys = Keys(store, settings(sqlite_address.store))
    key = await keys.signing()
    assert stat.S_IMODE(_file(sqlite_address).stat().st_mode) == 0o600
    (kept,) = await store.access.keys()
    assert (kept.id, kept.private, "d" in json.loads(kept.public)) == (key.kid, None, False)
    again = await Keys(store, settings(sqlite_address.store)).signing()
    assert again.as_dict(private=True) == key.as_dict(private=True)
    private = key.as_dict(private=True)["d"]
    held = b"".join(
        file.read_bytes()
        for file in _file(sqlite_address).parent.glob("store.sqlite*")
        if file != _file(sqlite_address)
    )
    assert str(private).encode() not in held


async def test_with_a_setting_it_is_encrypted_in_the_store(
    store: GraphStore, sqlite_address: StoreAddress
) -> None:
    given = settings(sqlite_address.store, SECRET)
    key = await Keys(store, given).signing()
    (kept,) = await store.access.keys()
    assert not _file(sqlite_address).exists()
    assert kept.private is not None
    assert str(key.as_dict(private=True)["d"]) not in kept.private
    assert (await Keys(store, given).signing()).as_dict(private=True) == key.as_dict(private=True)
    for other in ("x" * 32, ""):
        with pytest.raises(MisuseError, match="PROVENANCE_ACCESS__KEY as it was"):
            await Keys(store, settings(sqlite_address.store, other)).signing()


async def test_beside_a_database_lies_no_file(store: GraphStore) -> None:
    with pytest.raises(MisuseError, match="openssl rand"):
        await Keys(store, settings("neo4j://db:7687")).signing()
    assert list(await store.access.keys()) == []
    await Keys(store, settings("neo4j://db:7687", SECRET)).signing()


async def test_who_rotates_keeps_what_verifies_and_no_private_key_of_before(
    store: GraphStore, sqlite_address: StoreAddress
) -> None:
    keys = Keys(store, settings(sqlite_address.store, SECRET))
    first = await keys.signing()
    made = await keys.rotate()
    old, new = await store.access.keys()
    assert (old.id, old.private, old.retired_at) == (first.kid, None, made.made_at)
    assert (new.id, new.retired_at) == (made.id, None)
    assert (await keys.signing()).kid == made.id
    assert [len(await keys.public(id_)) for id_ in (old.id, new.id, "x", None)] == [1, 1, 0, 0]
    await keys.rotate(compromised=True)
    (last,) = await store.access.keys()
    assert last.id not in (old.id, new.id)


async def test_two_processes_that_begin_at_once_agree_on_a_key(
    sqlite_address: StoreAddress,
) -> None:
    import asyncio

    stores = [sqlite_address.open() for _ in range(4)]
    try:
        at_work = [Keys(one, settings(sqlite_address.store)) for one in stores]
        signing = await asyncio.gather(*(keys.signing() for keys in at_work))
        assert len({key.kid for key in signing}) == 1
        assert all(isinstance(key, OKPKey) for key in signing)
    finally:
        for one in stores:
            await one.close()
