"""Receivers are on this machine: no proxy is asked for them."""

from collections.abc import AsyncIterator

import pytest

from provenance.graph.port.graph import GraphStore
from tests.conftest import StoreAddress


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def embedded(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    """The embedded store, empty."""
    store = sqlite_address.open()
    yield store
    await store.close()
