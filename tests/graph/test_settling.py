"""What a store tells settling, and what it keeps of it."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.settling import Downstream, Settlement
from provenance.ledger.grants import Gate, Grant, Part, Pool
from provenance.ledger.lineage import Lot
from provenance.ledger.papers import Line
from provenance.model.status import Status
from provenance.model.terms import EdgeType, Feed, Label, OreClass, Product, Ref, Waste
from provenance.records.changes import Changes, Mark, Touch
from tests.graph.kit import (
    MINE,
    WORKS,
    apply,
    designation,
    enterprise,
    event,
    extraction,
    lot,
    near,
    processing,
    quota,
    transfer,
    withdrawal,
)
from tests.loading import Record, dump, load_all


async def ask(store: GraphStore, name: str, *arguments: Any) -> Any:
    """One question to a writer."""
    return await store.write(lambda writer: getattr(writer.settling, name)(*arguments))


async def marks(store: GraphStore) -> Any:
    return (await ask(store, "waiting")).marks


async def test_marks_are_kept_until_settled(store: GraphStore) -> None:
    first = {Mark(Touch.EVENT, "a"), Mark(Touch.DRAWN, "a")}
    second = {Mark(Touch.EVENT, "a"), Mark(Touch.QUOTA, "b")}
    await apply(store, Changes(touched=frozenset(first)))
    await apply(store, Changes(touched=frozenset(second)))
    assert await marks(store) == first | second
    await ask(store, "keep", Settlement(), frozenset(first))
    assert await marks(store) == second - first


async def test_many_marks(store: GraphStore) -> None:
    many = frozenset(Mark(Touch.DRAWN, f"L{n}") for n in range(25_000))
    await apply(store, Changes(touched=many))
    assert await marks(store) == many


async def test_register_of_all_rights(store: GraphStore) -> None:
    permit: Record = {
        "record": "permit",
        "id": "P",
        "enterprise": MINE,
        "kind": "mining",
        "site": "S",
        "valid_from": "2020-01-01",
        "valid_to": "2030-12-31",
    }
    adjustment: Record = {
        "record": "quota_adjustment",
        "id": "A",
        "quota": "Q",
        "reo_t": -5,
        "decided_on": "2026-05-01",
        "reason": "r",
    }
    records: list[Record] = [
        quota("Q", ore_class="ionic"),
        quota("R", within="Q", enterprise=WORKS),
        quota("GONE"),
        withdrawal("W", "quota", "GONE"),
        designation("D"),
        permit,
        adjustment,
        enterprise(WORKS, parent=MINE),
    ]
    await load_all(store, records)
    register = await store.records.register()
    assert [(q.id, q.reo_g, q.ore_class, q.within) for q in register.quotas] == [
        ("Q", 100_000_000, OreClass.IONIC, None),
        ("R", 100_000_000, None, "Q"),
    ]
    assert [(a.quota, a.reo_g) for a in register.adjustments] == [("Q", -5_000_000)]
    assert [d.enterprise for d in register.designations] == [MINE]
    assert [(p.kind, p.site, p.valid_to) for p in register.permits] == [
        ("mining", "S", date(2030, 12, 31))
    ]
    assert register.parents == {WORKS: MINE}


def documents() -> list[Record]:
    found = {"enterprise": MINE, "date": "2026-01-01", "authority": "MIIT"}
    return [
        {"record": "inspection", "id": "I", "verified_reo_kg": 12.5, **found},
        {
            "record": "declaration",
            "id": "530120260000000042",
            "direction": "import",
            "date": "2026-01-01",
            "declarant": WORKS,
            "hs_code": "2530",
            "goods": "ore",
            "net_kg": 10,
            "country": "MM",
        },
        {
            "record": "invoice",
            "id": "26152000000012345679",
            "issued_on": "2026-01-01",
            "seller": MINE,
            "buyer": WORKS,
            "status": "valid",
            "rare_earth_mark": True,
            "lines": [{"goods": "scrap", "net_kg": 1.5}, {"goods": "scrap", "net_kg": 2}],
        },
    ]


async def test_papers_on_record(store: GraphStore) -> None:
    named = processing("P", {"A": 1}, {"B": 1})
    await load_all(store, [*documents(), named])
    papers = await ask(
        store, "papers", ["530120260000000042", "?"], ["I"], ["26152000000012345679"]
    )
    (declaration,) = papers.declarations.values()
    assert (declaration.imports, declaration.party) == (True, WORKS)
    assert declaration.lines == (Line("2530", 10_000),)
    assert papers.inspections["I"].verified_g == 12_500
    assert papers.invoices["26152000000012345679"].net_g == 3_500
    nothing = await ask(store, "papers", [], ["530120260000000042"], [])
    assert not nothing.inspections


async def test_named_in(store: GraphStore) -> None:
    scrap: Record = {"id": "S", "product": "scrap", "reo_kg": 1}
    records: list[Record] = [
        {
            "record": "scrap_intake",
            "id": "SI",
            "date": "2026-01-01",
            "enterprise": WORKS,
            "source": "s",
            "invoices": ["26152000000012345679"],
            "output": scrap,
        },
        transfer("T", {"S": "S2", "X": "Y"}, 1, invoices=["26152000000012345679"]),
        {
            "record": "opening_stock",
            "id": "O",
            "date": "2026-01-01",
            "enterprise": MINE,
            "inspection": "I",
            "output": scrap | {"id": "O1"},
        },
    ]
    await load_all(store, records)
    invoice = Ref(Label.INVOICE, "26152000000012345679")
    assert await events(store, named=[invoice]) == {
        "scrap_intake:SI", "transfer:T/1", "transfer:T/2",
    }  # fmt: skip
    assert await events(store, named=[Ref(Label.INSPECTION, "I")]) == {"opening_stock:O"}
    assert await events(store, named=[Ref(Label.INSPECTION, "?")]) == set()
    assert await events(store, made=["O1", "?", "X"]) == {"opening_stock:O"}
    assert await events(store, made=["S2"], named=[invoice]) == {
        "scrap_intake:SI", "transfer:T/1", "transfer:T/2",
    }  # fmt: skip
    many = [f"?{n}" for n in range(30)]
    assert await events(store, made=["S2", *many]) == {"transfer:T/1"}


async def events(
    store: GraphStore, made: Sequence[str] = (), named: Sequence[Ref] = ()
) -> Set[str]:
    """The events that descend from makers of lots, or from what names documents."""
    found: Downstream = await ask(store, "downstream", [], made, named)
    return found.events


async def test_draws_of_enterprises(store: GraphStore) -> None:
    await load_all(
        store, [designation("D"), quota("Q"), extraction("E", "A"), extraction("F", "B")]
    )
    found = await ask(store, "draws_of", [MINE, WORKS, "?"])
    assert sorted(drawn.key for drawn in found) == ["extraction:E", "extraction:F"]
    (grant,) = found[0].grants
    assert (grant.gate, grant.drawn_g, grant.covered_g) == (Gate.MINING, 1_000_000, 1_000_000)
    assert grant.pool == Pool(Gate.MINING, MINE, "2026")
    assert grant.parts == (Part(Ref(Label.QUOTA, "Q"), 1_000_000, 1_000_000),)
    assert await ask(store, "draws_of", [WORKS]) == []


async def test_undesignated(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), extraction("F", "B", enterprise=WORKS)])
    assert await lacking(store) == {MINE, WORKS}
    await load_all(store, [designation("D"), quota("Q")])
    assert await lacking(store) == {WORKS}
    await load_all(store, [withdrawal("W", "extraction", "F")])
    assert await lacking(store) == set()
    await apply(store, Changes(touched=frozenset({Mark(Touch.QUOTA, "Q")})))
    assert not (await ask(store, "waiting")).lacking


async def lacking(store: GraphStore) -> set[str]:
    """Who lacks a designation, as it is told where one waits."""
    await apply(store, Changes(touched=frozenset({Mark(Touch.DESIGNATION, "D")})))
    return set((await ask(store, "waiting")).lacking)


async def test_downstream_rests_on_what_is_beside_it(store: GraphStore) -> None:
    records = [
        extraction("E", "A"),
        extraction("F", "B"),
        processing("P", {"A": 1, "B": 1}, {"C": 2}),
        processing("R", {"X": 1}, {"C": 1}),
    ]
    await load_all(store, records)
    found = await ask(store, "downstream", [lot("A"), event("?"), lot("?")])
    assert found.lots == {"A", "C"}
    assert found.events == {"processing:P"}
    assert sorted(found.lineage.lots) == ["A", "B", "C"]
    assert sorted(found.lineage.events) == ["extraction:E", "processing:P", "processing:R"]
    assert sorted(draw.lot for draw in found.lineage.inputs) == ["A", "B"]
    assert sorted(out.event for out in found.lineage.outputs) == [
        "extraction:E", "processing:P", "processing:R",
    ]  # fmt: skip
    assert (await ask(store, "downstream", [])).lots == frozenset()


async def test_downstream_of_many(store: GraphStore) -> None:
    chains = [
        record
        for n in range(60)
        for record in (
            extraction(f"E{n}", f"A{n}"),
            processing(f"P{n}", {f"A{n}": 1}, {f"B{n}": 1}),
            processing(f"R{n}", {f"B{n}": 1, f"B{n // 2}": 1}, {f"C{n}": 1}),
        )
    ]
    await load_all(store, chains)
    found = await ask(store, "downstream", [lot(f"A{n}") for n in range(60)])
    assert len(found.lots) == 180
    assert len(found.events) == 120
    assert len(found.lineage.events) == 180


async def test_settlement_is_kept_whole(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), quota("Q"), processing("P", {"A": 1}, {"B": 1})])
    full = Lot(
        key="A",
        reo_g=3_000_000_000_000,
        product=Product.OXIDE,
        feed=Feed.BYPRODUCT,
        ore_class=OreClass.IONIC,
        claims=1,
        holder=MINE,
        produced_on=date(2026, 1, 2),
        drawn_g=7,
        shares={Status.QUOTA: 1 / 3, Status.NO_RECORD: 2 / 3},
        undetermined=True,
        waste=(Waste.MAGNET, Waste.OTHER),
        tested={"Nd2O3": 0.3},
    )
    grant = Grant(
        Gate.MINING,
        10,
        4,
        Status.OVER_QUOTA_MINING,
        OreClass.ROCK,
        Pool(Gate.MINING, MINE, "2026"),
        (Part(Ref(Label.QUOTA, "Q"), 10, 4),),
    )
    await keep(store, [full], {"extraction:E": (grant,)}, {("A", "processing:P"): False})
    found = await dump(store)
    assert found["lots"]["A"] == full  # type: ignore[index]
    assert found["events"]["extraction:E"].grants == (grant,)  # type: ignore[index]
    assert [draw.supported for draw in found["inputs"]] == [False]  # type: ignore[attr-defined]
    assert await near(store, event("extraction:E"), EdgeType.DRAWS, out=True) == ["Q"]
    await keep(store, [Lot("A")], {"extraction:E": ()}, {("A", "processing:P"): True})
    found = await dump(store)
    assert found["lots"]["A"] == Lot("A")  # type: ignore[index]
    assert found["events"]["extraction:E"].grants == ()  # type: ignore[index]
    assert [draw.supported for draw in found["inputs"]] == [True]  # type: ignore[attr-defined]
    assert await near(store, event("extraction:E"), EdgeType.DRAWS, out=True) == []


async def keep(
    store: GraphStore,
    lots: Sequence[Lot],
    grants: dict[str, tuple[Grant, ...]],
    support: dict[tuple[str, str], bool],
) -> None:
    async def work(writer: Writer) -> None:
        before = (await writer.settling.downstream([event(key) for key in grants])).lineage.events
        await writer.settling.keep(Settlement(lots, grants, before, support), frozenset())

    await store.write(work)
