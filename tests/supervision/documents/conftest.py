"""The embedded store, empty: what documents say is worked out beyond any store."""

from collections.abc import AsyncIterator

import pytest

from provenance.graph.port.graph import GraphStore
from tests.conftest import StoreAddress


@pytest.fixture
async def sqlite_store(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    store = sqlite_address.open()
    yield store
    await store.close()
