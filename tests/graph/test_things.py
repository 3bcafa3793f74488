"""Things by key, in pages, and their neighbours."""

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import EdgeType, Label, Ref
from tests.graph.kit import (
    MINE,
    WORKS,
    designation,
    enterprise,
    event,
    extraction,
    keys,
    lot,
    near,
    near_keys,
    processing,
    props,
    quota,
    transfer,
)
from tests.loading import Record, load_all


async def test_things_in_the_order_asked(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), extraction("F", "B")])
    refs = [lot("B"), lot("?"), event("extraction:E"), lot("A"), lot("B"), event("A")]
    found = await store.graph.things(refs)
    assert [thing and thing.ref for thing in found] == [
        lot("B"), None, event("extraction:E"), lot("A"), lot("B"), None,
    ]  # fmt: skip
    assert await store.graph.things([]) == []


async def test_what_things_bear(store: GraphStore) -> None:
    assay: Record = {
        "id": "A",
        "product": "concentrate",
        "reo_kg": 1.5,
        "net_kg": 2,
        "assay": {"CeO2": 0.5},
    }
    await load_all(store, [designation("D"), quota("Q"), extraction("E", assay)])
    made, came, law = await props(store, [lot("A"), event("extraction:E"), Ref(Label.QUOTA, "Q")])
    assert made == {
        "id": "A",
        "product": "concentrate",
        "reo_g": 1_500,
        "feed": "domestic",
        "ore_class": "rock",
        "claims": 1,
        "holder": MINE,
        "produced_on": "2026-02-10",
        "drawn_g": 0,
        "statuses": ["quota"],
        "shares": [1.0],
    }
    grants = came.pop("grants")
    assert '"mining",1500,1500' in grants
    assert came == {
        "id": "E",
        "kind": "extraction",
        "date": "2026-02-10",
        "enterprise": MINE,
        "ore_class": "rock",
        "revision": 0,
    }
    assert law["reo_g"] == 100_000_000
    assert law["id"] == "Q"
    ((drawn,),) = [
        page.items
        for page in await store.graph.neighbours(
            [event("extraction:E")], EdgeType.DRAWS, out=True, after=None, first=9
        )
    ]
    assert drawn.thing.ref == Ref(Label.QUOTA, "Q")
    assert drawn.edge == {"gate": "mining", "reo_g": 1_500, "covered_g": 1_500}


async def test_what_material_bears(store: GraphStore) -> None:
    output: Record = {
        "id": "B",
        "product": "concentrate",
        "reo_kg": 1,
        "net_kg": 2,
        "hs_code": "2530",
        "feedstock": "domestic",
        "assay": {"CeO2": 0.5},
    }
    await load_all(store, [processing("P", {"A": 1}, [output])])
    ((drawn,), (made,)) = [
        page.items
        for edge, out in ((EdgeType.INPUT, False), (EdgeType.OUTPUT, True))
        for page in await store.graph.neighbours(
            [event("processing:P")], edge, out=out, after=None, first=9
        )
    ]
    assert drawn.edge == {"reo_g": 1_000, "supported": True}
    assert made.edge == {
        "n": 0,
        "reo_g": 1_000,
        "net_g": 2_000,
        "product": "concentrate",
        "hs_code": "2530",
        "feedstock": "domestic",
        "assay": '{"CeO2": 0.5}',
    }


async def test_known_is_what_a_record_states(store: GraphStore) -> None:
    await load_all(store, [transfer("T", {"A": "B"}), enterprise(MINE, name="矿")])
    found = await store.graph.things(
        [lot("A"), event("transfer:T/1"), *(Ref(Label.ENTERPRISE, key) for key in (MINE, WORKS))]
    )
    assert [thing is not None and thing.known for thing in found] == [True, True, True, False]


async def test_pages_in_order_of_key(store: GraphStore) -> None:
    names = ["B", "a", "A", "é", "矿", "￥", "𠮷", "A1", "A/1"]
    await load_all(store, [extraction(f"E{n}", name) for n, name in enumerate(names)])
    expected = sorted(names)
    assert await keys(store, Label.LOT) == expected
    found: list[str] = []
    after, more = None, True
    while more:
        page = await store.graph.page(Label.LOT, after, 2)
        found += [thing.ref.key for thing in page.items]
        after, more = found[-1], page.more
    assert found == expected
    assert (await store.graph.page(Label.LOT, expected[-1], 2)).items == []
    assert await store.graph.count(Label.LOT) == len(names)
    assert await store.graph.count(Label.PENALTY) == 0


async def test_neighbours_both_ways_in_pages(store: GraphStore) -> None:
    await load_all(store, [extraction(f"E{n}", f"L{n}") for n in range(5)])
    who = Ref(Label.ENTERPRISE, MINE)
    (page,) = await store.graph.neighbours([who], EdgeType.BY, out=False, after=None, first=3)
    assert near_keys(page) == ["extraction:E0", "extraction:E1", "extraction:E2"]
    assert page.more
    (page,) = await store.graph.neighbours(
        [who], EdgeType.BY, out=False, after="extraction:E2", first=3
    )
    assert near_keys(page) == ["extraction:E3", "extraction:E4"]
    assert not page.more
    assert await near(store, event("extraction:E0"), EdgeType.BY, out=True) == [MINE]


async def test_neighbours_of_many_at_once(store: GraphStore) -> None:
    await load_all(store, [processing("P", {"A": 1, "B": 1}, {"C": 1, "D": 1})])
    asked = [event("processing:P"), lot("A"), lot("?"), event("processing:P")]
    pages = await store.graph.neighbours(asked, EdgeType.INPUT, out=False, after=None, first=9)
    assert list(map(near_keys, pages)) == [["A", "B"], [], [], ["A", "B"]]
    pages = await store.graph.neighbours(asked, EdgeType.INPUT, out=True, after=None, first=9)
    assert list(map(near_keys, pages)) == [[], ["processing:P"], [], []]
    pages = await store.graph.neighbours(asked, EdgeType.OUTPUT, out=True, after=None, first=1)
    assert [(near_keys(page), page.more) for page in pages] == [
        (["C"], True), ([], False), ([], False), (["C"], True),
    ]  # fmt: skip
    assert await store.graph.neighbours([], EdgeType.BY, out=True, after=None, first=9) == []


async def test_lot_claimed_twice_by_one_event(store: GraphStore) -> None:
    outputs: list[Record] = [{"id": "B", "product": "concentrate", "reo_kg": kg} for kg in (1, 2)]
    await load_all(store, [processing("P", {"A": 1}, outputs)])
    (page,) = await store.graph.neighbours(
        [event("processing:P")], EdgeType.OUTPUT, out=True, after=None, first=9
    )
    assert [(near.edge["n"], near.edge["reo_g"]) for near in page.items] == [(0, 1_000), (1, 2_000)]


async def test_regions_up_to_the_nation(store: GraphStore) -> None:
    await load_all(store, [enterprise(MINE), enterprise(WORKS, region="150203")])
    assert await keys(store, Label.REGION) == ["100000", "150000", "150200", "150203", "150206"]
    city = Ref(Label.REGION, "150200")
    assert await near(store, city, EdgeType.PART_OF, out=False) == ["150203", "150206"]
    assert await near(store, city, EdgeType.PART_OF, out=True) == ["150000"]
