"""What evidence changes is settled again, whatever comes first, and goes when the evidence goes."""

import random
from pathlib import Path
from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.status import Status
from provenance.model.terms import EdgeType, Label, Product, Ref, Waste
from provenance.settings import Settings
from tests.evidence import GOODS, evidence, lab_tests
from tests.graph.kit import lot, near, transfer, withdrawal
from tests.loading import Record, dump, load_all, shuffled


async def whole(records: list[Record], tmp_path: Path) -> dict[str, Any]:
    """What an embedded store holds that got these in one load."""
    store = SqliteStore(tmp_path / "whole.sqlite")
    await load_all(store, records)
    found = await dump(store)
    await store.close()
    return found


async def test_what_evidence_comes_to(store: GraphStore) -> None:
    await load_all(store, evidence())
    found: Any = (await dump(store))["lots"]
    # Clay by the first test of it, an oxide by the later one of what it was handed on as.
    assert (found["M1"].product, found["K1"].undetermined) == (Product.OXIDE, False)
    assert (found["M2"].product, found["M2"].undetermined) == (Product.IONIC_CONCENTRATE, True)
    assert (found["M4"].product, found["M4"].undetermined) == (Product.IONIC_CONCENTRATE, False)
    assert found["M4"].tested == {"Nd2O3": 0.3, "La2O3": 0.4, "Y2O3": 0.3}
    assert found["S9"].shares == {Status.BARRED_IMPORT: 1.0}
    assert found["M3"].shares == pytest.approx({Status.IMPORT: 1.0})
    assert found["W4"].waste == (Waste.MAGNET, Waste.OTHER)
    assert found["W3"].waste == ()
    assert found["A1"].drawn_g == 45_000  # 25 kg of 30 were seized, and 20 drawn behind
    assert found["O3"].shares.get(Status.UNSUPPORTED_ORIGIN) == 1.0  # it had no invoice
    # Scrap that is not told may be of phosphors: 5.3 kg of neodymium are beyond it all the same.
    assert found["V1"].shares[Status.UNSUPPORTED_ORIGIN] > 0
    assert Status.UNSUPPORTED_ORIGIN not in found["O2"].shares


@pytest.mark.parametrize("seed", range(4))
async def test_in_any_order_and_in_parts(store: GraphStore, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    mixed = shuffled(evidence(), rng)
    while mixed:
        size = rng.randint(1, 12)
        await load_all(store, mixed[:size])
        mixed = mixed[size:]
    assert await dump(store) == await whole(evidence(), tmp_path)


async def test_tests_come_and_go_one_by_one(store: GraphStore, tmp_path: Path) -> None:
    before = [record for record in evidence() if record["record"] != "lab_test"]
    await load_all(store, before)
    for record in lab_tests():
        await load_all(store, [record])
    for n, record in enumerate(reversed(lab_tests())):
        await load_all(store, [withdrawal(f"W{n}", "lab_test", str(record["id"]))])
    assert (await dump(store))["events"] == (await whole(before, tmp_path))["events"]


async def test_what_hands_a_tested_lot_on_comes_and_goes(store: GraphStore, tmp_path: Path) -> None:
    tied = transfer("T-2", {"K1": "K2"}, 10, date="2026-02-12")
    await load_all(store, evidence())
    gone = withdrawal("W", "transfer", "T-2")
    await load_all(store, [gone])
    assert await dump(store) == await whole([*evidence(), gone], tmp_path)
    await load_all(store, [withdrawal("WW", "withdrawal", "W")])
    found: Any = (await dump(store))["lots"]
    assert found["M1"].product is Product.OXIDE
    # Handed on by who does not hold it, it is not the same any more.
    await load_all(store, [{**tied, "revision": 1}])
    found = (await dump(store))["lots"]
    assert found["M1"].product is Product.IONIC_CONCENTRATE


async def test_handed_from(store: GraphStore) -> None:
    await load_all(store, evidence())

    async def ways(*lots: str) -> Any:
        return await store.write(lambda writer: writer.settling.handed_from(list(lots)))

    assert await ways("K2", "M1", "O1", "?") == {
        "K2": {"K2", "K1", "M1"},
        "M1": {"M1"},
        "O1": {"O1"},
        "?": {"?"},
    }
    assert await ways() == {}


async def test_tests_are_in_the_graph(store: GraphStore) -> None:
    await load_all(store, evidence())
    sampled = EdgeType.SAMPLED_FROM
    assert await near(store, lot("K1"), sampled, out=False) == ["LT-1"]
    assert await near(store, Ref(Label.DECLARATION, GOODS), sampled, out=False) == ["LT-3"]
    assert await near(store, Ref(Label.LAB_TEST, "LT-5"), sampled, out=True) == ["V2"]
    register = await store.records.register()
    assert [test.id for test in register.tests] == [f"LT-{n}" for n in range(1, 8)]


async def test_an_audit_finds_it_sound(store: GraphStore) -> None:
    await load_all(store, evidence())
    assert (await audit(store, Settings(), whole=True)).differing == ()
