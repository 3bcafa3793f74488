"""Events as a balance reads them: in order of key, behind a key, with what went in and came out."""

from provenance.graph.port.flows import Made, Taken
from provenance.graph.port.graph import GraphStore
from provenance.ledger.grants import Gate
from provenance.model.terms import EventKind, Product
from tests.graph.kit import designation, extraction, processing, quota, transfer, withdrawal
from tests.loading import Record, load_all

LOT: Record = {
    "id": "C1",
    "product": "concentrate",
    "reo_kg": 1_000,
    "deposit": "Weishan",
    "assay": {"CeO2": 0.5},
}
TEST: Record = {
    "record": "lab_test",
    "id": "LT",
    "date": "2026-02-11",
    "authority": "局",
    "laboratory": "所",
    "sample_of": {"lot": "C1"},
    "assay": {"CeO2": 0.4},
}


async def test_events_in_order_of_key_with_what_went_in_and_came_out(store: GraphStore) -> None:
    records = [
        quota("Q1", 1),
        designation("D1"),
        extraction("E1", LOT),
        TEST,
        transfer("T1", {"C1": "K1"}, final_consumer=True),
        processing("P1", {"K1": 300, "N1": 5}, {"B1": 290, "B2": 10}),
        extraction("GONE", "G1"),
        withdrawal("W", "extraction", "GONE"),
    ]
    await load_all(store, records)
    mined, worked, sold = await store.graph.happened("", 10)
    assert [one.key for one in (mined, worked, sold)] == [
        "extraction:E1",
        "processing:P1",
        "transfer:T1/1",
    ]
    assert (mined.kind, mined.day, mined.used_up) == (EventKind.EXTRACTION, "2026-02-10", False)
    ((gate, covered),) = [(grant.gate, grant.covered_g) for grant in mined.grants]
    assert (gate, covered) == (Gate.MINING, 1_000_000)
    (made,) = mined.made
    assert made == Made(
        "C1", 1_000_000, Product.CONCENTRATE, '{"CeO2": 0.5}', "Weishan", '{"CeO2": 0.4}'
    )
    assert (sold.used_up, sold.made) == (True, [Made("K1", 1_000_000, None, None, None, None)])
    assert sold.taken == [Taken("C1", 1_000_000, supported=True)]
    # What is another's is not supported; what nobody produced anybody can draw.
    taken = {one.lot: (one.reo_g, one.supported) for one in worked.taken}
    assert taken == {"K1": (300_000, False), "N1": (5_000, True)}
    assert {one.lot: one.reo_g for one in worked.made} == {"B1": 290_000, "B2": 10_000}


async def test_a_page_goes_on_behind_a_key(store: GraphStore) -> None:
    await load_all(store, [extraction(f"E{n}", f"C{n}") for n in range(5)])
    first = await store.graph.happened("", 2)
    then = await store.graph.happened(first[-1].key, 2)
    last = await store.graph.happened(then[-1].key, 2)
    keys = [one.key for page in (first, then, last) for one in page]
    assert keys == [f"extraction:E{n}" for n in range(5)]
    assert len(last) == 1
    assert await store.graph.happened(last[-1].key, 2) == []
