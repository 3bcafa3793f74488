"""What a Neo4j is left in by a writer that dies, a database that is wiped, a settling cut short."""

from typing import Any

import pytest

from provenance.graph.neo4j import settle as neo4j_settle
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.store import Neo4jStore
from provenance.graph.port.form import FORM
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label
from provenance.records.changes import Changes, Mark, Touch
from tests.conftest import StoreAddress
from tests.graph.kit import apply, extraction, lot, props
from tests.loading import dump, load_all
from tests.worlds import world


@pytest.fixture
async def neo4j(neo4j_address: StoreAddress) -> Any:
    store = neo4j_address.open()
    yield store
    await store.close()


async def test_writer_that_died_while_it_committed(neo4j: Neo4jStore) -> None:
    """What it left open keeps nobody from reading, and the next who waits his turn closes it."""
    await load_all(neo4j, [extraction("E", "A")])
    await neo4j._link.do(query("begin_publication"))
    assert (await props(neo4j, [lot("A")]))[0]["id"] == "A"
    assert await neo4j._link.do(query("lock"), form=FORM) is False
    await neo4j._link.do(query("begin_publication"))
    assert await neo4j._link.do(query("lock"), form=FORM) is True
    await apply(neo4j, Changes(touched=frozenset({Mark(Touch.DRAWN, "A")})))
    assert await neo4j._link.do(query("lock"), form=FORM) is False


async def test_database_wiped_under_an_open_store(
    neo4j: Neo4jStore, neo4j_address: StoreAddress
) -> None:
    await load_all(neo4j, [extraction("E", "A")])
    neo4j_address.wipe()
    assert await neo4j.graph.count(Label.LOT) == 0
    await load_all(neo4j, [extraction("E", "A")])
    assert await neo4j.graph.count(Label.LOT) == 1


async def test_the_index_of_earlier_forms_is_gone(
    neo4j: Neo4jStore, neo4j_address: StoreAddress
) -> None:
    await load_all(neo4j, [extraction("E", "A")])
    await neo4j._link.do("DROP INDEX found_by")
    await neo4j._link.do("CREATE FULLTEXT INDEX found_by_name FOR (n:Lot) ON EACH [n.terms]")
    again = neo4j_address.open()
    assert [thing.ref for thing in await again.graph.search("a", 1)] == [lot("A")]
    assert {"found_by", "found_by_name"} & set(await again._link.do(query("online"))) == {
        "found_by"
    }  # type: ignore[attr-defined]
    await again.close()


@pytest.fixture
def in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a handful of lots were more than one transaction can hold."""
    monkeypatch.setattr(neo4j_settle, "AT_ONCE", 5)


@pytest.mark.usefixtures("in_slices")
@pytest.mark.parametrize("seed", [2, 5])
async def test_settling_in_slices(
    neo4j: Neo4jStore, neo4j_address: StoreAddress, tmp_path: Any, seed: int
) -> None:
    """Cut off after any slice, the rest waits; settled again, it comes to the same."""
    records = world(seed)
    await load_all(neo4j, records)
    expected = await dump(neo4j)
    link = neo4j._link
    whole = link.commit_apart
    for slices in (1, 2, 5):
        neo4j_address.wipe()
        left = slices

        async def some(work: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise StoreUnavailableError("gone")
            await whole(work)

        link.__dict__["commit_apart"] = some
        with pytest.raises(StoreUnavailableError, match="gone"):
            await load_all(neo4j, records)
        del link.__dict__["commit_apart"]
        seeds = [thing.ref for thing in (await neo4j.graph.page(Label.LOT, None, 1_000)).items]
        assert (await neo4j.graph.lineage(seeds, up=True, most=10_000)).waiting
        await load_all(neo4j, [])
        assert await dump(neo4j) == expected
