"""How long an answer takes tells nothing of what is there and hidden."""

import time
from collections.abc import AsyncIterator

import pytest

from provenance.access.viewer import OWNER, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.schema.base.context import Context
from provenance.schema.limits.limits import _left_s
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from provenance.settings.limits import Limits
from tests.access import canaries
from tests.access.test_scope import ABROAD, SICHUAN, TRADING, unknown
from tests.conftest import StoreAddress
from tests.loading import load_all

EVEN_S = 0.4
SETTINGS = Settings(
    limits=Limits(even_s=EVEN_S),
    access=Access(pseudonyms="of the tests, and long enough for all of them"),
)
SCHEMA = Schema(SETTINGS)
QUERIES = [
    '{ lot(key: "%s") { key } }',
    '{ search(text: "%s") { key } }',
    '{ lineage(subject: {lot: "%s"}) { hidden } }',
    '{ verdict(subject: {lot: "%s"}) { lawfulKg } }',
]


@pytest.fixture
async def held(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    store = sqlite_address.open()
    await load_all(store, canaries.world())
    yield store
    await store.close()


async def took(store: GraphStore, viewer: Viewer, query: str) -> float:
    context = Context(store, SETTINGS, Announcer(store, 2.0), viewer)
    begun = time.monotonic()
    await SCHEMA.execute(query, context_value=context)
    return time.monotonic() - begun


@pytest.mark.parametrize("viewer", [ABROAD, TRADING, SICHUAN], ids=lambda one: one.name or one.id)
@pytest.mark.parametrize("query", QUERIES)
async def test_what_is_hidden_takes_as_long_as_what_is_not_there(
    held: GraphStore, viewer: Viewer, query: str
) -> None:
    for key in ("CANARY-U1", unknown("CANARY-U1")):
        assert await took(held, viewer, query % key) >= EVEN_S


async def test_who_sees_everything_waits_for_nothing(held: GraphStore) -> None:
    assert min([await took(held, OWNER, QUERIES[0] % "CANARY-U1") for _ in range(5)]) < EVEN_S


def test_the_next_multiple() -> None:
    for taken, left in ((0.01, 0.09), (0.1, 0.0), (0.25, 0.05)):
        assert _left_s(taken, 0.1) == pytest.approx(left)
    assert _left_s(5, 0) == 0
