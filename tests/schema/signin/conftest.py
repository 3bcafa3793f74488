"""The service where everybody has to sign in, on the worked example."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from provenance.graph.port.graph import GraphStore
from tests.access.identity.kit import TOKENS, wang
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving


@pytest.fixture
async def store(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    """The embedded store with the worked example."""
    opened = sqlite_address.open()
    await load_all(opened, worked_example())
    yield opened
    await opened.close()


@pytest.fixture
async def api(store: GraphStore) -> AsyncIterator[Api]:
    async with serving(store, TOKENS) as found:
        yield found


@pytest.fixture
async def token(store: GraphStore) -> str:
    """A token of an enterprise's user."""
    return (await wang(store))[1]


@pytest.fixture
def all_logged() -> Iterator[None]:
    """Logs of every level, whatever was set by a test before."""
    before = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**before)
