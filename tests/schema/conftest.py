"""The service on the embedded store, with the worked example in it."""

from collections.abc import AsyncIterator

import pytest

from provenance.graph.port.graph import GraphStore
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving


@pytest.fixture
async def sqlite_store(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    """The embedded store, empty."""
    store = sqlite_address.open()
    yield store
    await store.close()


@pytest.fixture
async def example_store(sqlite_store: GraphStore) -> GraphStore:
    """The embedded store with the worked example."""
    await load_all(sqlite_store, worked_example())
    return sqlite_store


@pytest.fixture
async def api(example_store: GraphStore) -> AsyncIterator[Api]:
    """The service on the worked example."""
    async with serving(example_store) as found:
        yield found
