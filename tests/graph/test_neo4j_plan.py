"""How Neo4j goes about it: no paths are enumerated, no label is scanned, and people can read it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from provenance.graph.neo4j.queries import By, once, query, steady, there
from provenance.graph.port.graph import GraphStore
from provenance.graph.rows.sums import Monthly
from provenance.model.terms import EdgeType, EventKind, Label, Product, Ref
from tests.conftest import Neo4jServer, StoreAddress
from tests.example import worked_example
from tests.graph.kit import extraction, processing, withdrawal
from tests.loading import Record, load_all


@pytest.fixture
async def opened(neo4j_address: StoreAddress) -> Any:
    store = neo4j_address.open()
    await load_all(store, worked_example())
    yield store
    await store.close()


@pytest.fixture
def driver(neo4j_server: Neo4jServer, opened: GraphStore) -> Iterator[Driver]:
    login = neo4j_server.user, neo4j_server.password
    with GraphDatabase.driver(neo4j_server.uri, auth=login) as found:
        yield found


ONCE = once("")


def plan(driver: Driver, text: str, **parameters: Any) -> str:
    summary = driver.execute_query(f"EXPLAIN {text.removeprefix(ONCE)}", given=parameters).summary
    assert summary.plan is not None
    return str(summary.plan["args"]["string-representation"])


@pytest.mark.parametrize("name", ["lineage_up", "outline_down", "reach_up", "descending"])
def test_lineage_is_a_pruning_breadth_first_expansion(driver: Driver, name: str) -> None:
    found = plan(driver, steady(query(name)), lots=["D1"], events=[], most=10)
    assert "VarLengthExpand(Pruning,BFS" in found
    assert "VarLengthExpand(All" not in found


LOOK_UPS = {
    "lineage_up": query("lineage_up"),
    "lineage_down": query("lineage_down"),
    "outline_up": query("outline_up"),
    "outline_down": query("outline_down"),
    "step_up": query("step_up", label=Label.LOT),
    "flows_up": query("flows_up", label=Label.EVENT),
    "things": query("things", label=Label.QUOTA),
    "neighbours_in": query("neighbours_in", label=Label.ENTERPRISE, type=EdgeType.BY),
    "neighbours_out": query("neighbours_out", label=Label.EVENT, type=EdgeType.DRAWS),
    "page": query("page", label=Label.LOT),
    "rejected": query("rejected"),
    "there": there(),
    "keep": query("keep"),
    "settle": query("settle"),
    "histories": query("histories"),
    "claims": query("claims"),
    "papers": query("papers"),
    "descending": query("descending"),
    "handed_from": query("handed_from"),
    "draws_of": query("draws_of"),
    "sums": query("sums", label=Monthly.DRAW),
    "drawers": query("drawers"),
    "draws": query("draws"),
    **{name: query(name) for name in ("findings", "raised", "last_raised")},
    **{name: query(name, by=By.SUBJECT) for name in ("findings_by", "facets_by")},
    "findings_among": query("findings_among", by=By.ID),
    **{
        name: query(name)
        for name in map("columns_{}".format, ("lots", "events", "draws", "claims", "invoices"))
    },
    "decisions": query("decisions"),
    "changes": query("changes"),
}

FILTER = ("codes", "severities", "statuses", "subjects", "enterprise", "within", "since", "until",
          "gone", "words", "keys")  # fmt: skip


@pytest.mark.parametrize("name", LOOK_UPS)
def test_an_unknown_number_scans_nothing(driver: Driver, name: str) -> None:
    look_up(driver, name)


def test_nor_does_it_where_nothing_is_there(
    driver: Driver, opened: GraphStore, neo4j_address: StoreAddress
) -> None:
    """Plans are kept: those made for an empty store serve a full one too."""
    neo4j_address.wipe()
    for name in LOOK_UPS:
        look_up(driver, name)


def look_up(driver: Driver, name: str) -> None:
    found = plan(driver, LOOK_UPS[name], **dict.fromkeys(("most", "first", *FILTER)))
    assert "IndexSeek" in found or "ByElementIdSeek" in found
    scanned = re.findall(r"\+(\w*Scan) +\| +\d+ +\| (?:RANGE INDEX )?\w+:(\w+)", found)
    assert set(scanned) <= {("NodeByLabelScan", "Mark")}
    assert found.count("Scan") == len(scanned)


def test_things_of_any_label_are_looked_up_each_in_its_index(driver: Driver) -> None:
    found = plan(driver, there(), rows={}, drew=[])
    assert found.count("NodeUniqueIndexSeek") == len(Label) + 1  # and events that are to go


def test_an_edge_is_looked_for_from_its_tail(driver: Driver) -> None:
    """An enterprise has as many edges as it did things: they are not gone over for one."""
    found = plan(driver, query("keep"))
    expanded = re.findall(r"\+Expand\((\w+)\) +\| +\d+ +\| (\S+)\(anon", found)
    assert sorted(expanded) == [("All", "(e)-[d:DRAWS]->"), ("All", "(tail)-[e]->")]


def test_design_query_uses_an_index(driver: Driver) -> None:
    found = plan(
        driver, "MATCH (l:Lot {id: $id})<-[:OUTPUT|INPUT*0..]-(a) RETURN DISTINCT a", id=""
    )
    assert "NodeIndexSeek" in found
    assert "VarLengthExpand(Pruning,BFS" in found


def test_people_can_read_the_graph(driver: Driver) -> None:
    def labels(key: str) -> set[str]:
        rows = driver.execute_query("MATCH (n {key: $key}) RETURN labels(n) AS found", key=key)
        return set(rows.records[0]["found"])

    assert labels("D1") == {"Lot", "Oxide"}
    assert labels("K1") == {"Lot", "Concentrate"}
    assert labels("processing:P1") == {"Event", "Processing"}
    assert labels("export:X1/1") == {"Event", "Export"}
    rows = driver.execute_query(
        "MATCH (:Extraction {id: 'E2'})-[d:DRAWS]->(q:Quota) RETURN d {.*} AS found, q.id AS quota"
    ).records
    assert [dict(row) for row in rows] == [
        {
            "quota": "QM",
            "found": {"gate": "mining", "reo_g": 40_000_000, "covered_g": 20_000_000},
        }
    ]
    rows = driver.execute_query(
        "MATCH (:Lot {id: 'K2'})-[d:INPUT]->(:Processing)-[o:OUTPUT]->(:Lot {id: 'D2'})"
        " RETURN d {.*} AS drawn, o {.*} AS made"
    ).records
    assert dict(rows[0]) == {
        "drawn": {"reo_g": 40_000_000, "supported": True},
        "made": {"n": 1, "reo_g": 54_000_000, "product": "oxide"},
    }


async def test_a_lot_bears_the_label_of_what_it_is(driver: Driver, opened: GraphStore) -> None:
    async def is_a(product: str, **more: Any) -> list[set[str]]:
        output: Record = {"id": "A", "product": product, "reo_kg": 1}
        await load_all(opened, [extraction("E", output, **more)])
        rows = driver.execute_query("MATCH (l:Lot {key: 'A'}) RETURN labels(l) AS found").records
        return [set(row["found"]) for row in rows]

    assert await is_a("ore") == [{"Lot", "Ore"}]
    assert await is_a("concentrate", revision=1) == [{"Lot", "Concentrate"}]
    await load_all(
        opened, [processing("P", {"A": 1}, {"B": 1}), withdrawal("W", "extraction", "E")]
    )
    rows = driver.execute_query("MATCH (l:Lot {key: 'A'}) RETURN labels(l) AS found").records
    assert [set(row["found"]) for row in rows] == [{"Lot"}]


def test_only_members_of_enums_get_into_a_query() -> None:
    with pytest.raises(TypeError, match="no word of a query"):
        query("things", label="Lot` {x: 1}) DETACH DELETE n //")
    with pytest.raises(KeyError):
        query("things")


def test_names_of_labels_do_not_collide() -> None:
    names = [word.value.title().replace("_", "") for kind in (EventKind, Product) for word in kind]
    names += [label.value for label in Label]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]+", name) for name in names)
    assert Ref(Label.LOT, "x").label.value == "Lot"
