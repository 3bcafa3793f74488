"""The nation's balance: what went in is what is accounted for and the residual, line by line."""

import random
from pathlib import Path

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.errors import MisuseError
from provenance.supervision.balance import (
    SIDES,
    TOTAL,
    Account,
    Balance,
    BalanceLine,
    BalanceSide,
    Range,
    national_balance,
)
from provenance.supervision.balance.lines import SUMS, TAKING
from tests.example import worked_example
from tests.graph.kit import (
    MINE,
    WORKS,
    designation,
    enterprise,
    extraction,
    processing,
    quota,
    transfer,
)
from tests.loading import Record, load_all
from tests.worlds import world

L = BalanceLine
T = 1_000_000


def lines(balance: Balance) -> dict[str, float]:
    """The lines that are something, in tonnes."""
    return {line.value: grams / T for line, grams in balance.total.items() if grams}


def out(id_: str, kg: float, product: str = "oxide", **more: object) -> Record:
    return {"id": id_, "product": product, "reo_kg": kg, **more}


def leaving(kind: str, id_: str, day: str, lot: str, kg: float, **more: object) -> Record:
    return {
        "record": kind,
        "id": id_,
        "date": day,
        "enterprise": WORKS,
        "items": [{"lot": lot, "reo_kg": kg}],
        **more,
    }


FIRMS = [
    enterprise(MINE, "矿"),
    enterprise(WORKS, "厂"),
    designation("D1"),
    quota("Q1", 50),
]
FEED = {"CeO2": 0.5, "Nd2O3": 0.2, "La2O3": 0.3}
CLEAN: list[Record] = [
    *FIRMS,
    extraction("E1", out("C1", 60_000, "concentrate", assay=FEED), date="2026-01-10"),
    transfer("T1", {"C1": "K1"}, 60_000),
    processing(
        "P1",
        {"K1": 50_000},
        [
            out("D1", 9_000, assay={"Nd2O3": 1}),
            out("D2", 39_000, assay={"CeO2": 0.6, "La2O3": 0.4}),
        ],
        enterprise=WORKS,
        process="separation",
    ),
    processing(
        "P2", {"D1": 4_000}, [out("N1", 3_900, "metal")], enterprise=WORKS, date="2026-04-01"
    ),
    processing(
        "P3", {"N1": 1_000}, [out("G1", 990, "magnet")], enterprise=WORKS, date="2026-05-01"
    ),
    leaving("export", "X1", "2026-06-01", "D1", 2_000, declaration="530120260000000042"),
    leaving("disposal", "Y1", "2026-06-02", "D2", 500, reason="尾渣"),
    leaving("seizure", "Z1", "2026-06-03", "D2", 700, authority="局", decision="1"),
    transfer("T2", {"G1": "G2"}, 400, seller=WORKS, buyer=MINE, final_consumer=True,
             date="2026-07-01"),
]  # fmt: skip


async def test_of_a_clean_world_the_residual_is_what_processing_lost(store: GraphStore) -> None:
    await load_all(store, CLEAN)
    found = await national_balance(store, 2026)
    assert lines(found) == {
        "mined_under_quota": 50,
        "mined_beyond": 10,
        "went_in": 60,
        "exported": 2,
        "used_up": 0.4,
        "disposed": 0.5,
        "seized": 0.7,
        "minerals_left": 10,
        "compounds_left": 3 + 37.8,
        "metal_left": 2.9,
        "magnets_left": 0.59,
        "accounted": 57.89,
        "residual": 2.11,
        "lost": 2 + 0.1 + 0.01,
        "metal_made": 3.9,
        "magnets_made": 0.99,
    }
    assert found.settled_at is not None
    assert not found.waiting


@pytest.mark.parametrize(
    ("seized", "on", "counted"),
    [
        (7_000, "2026-06-03", 7_000),
        (7_001, "2026-06-03", 7_000),  # 9 t less what was used and what was exported before
        (9_000, "2026-06-03", 7_000),
        (9_000, "2026-03-31", 9_000),  # before anything else: what was exported is beyond it
    ],
)
async def test_a_seizure_is_of_no_more_than_draws_before_it_left(
    store: GraphStore, seized: float, on: str, counted: float
) -> None:
    once = [row for row in CLEAN if row["id"] not in {"P2", "P3", "T2", "Z1"}]
    taken = leaving("seizure", "Z1", on, "D1", seized, authority="局", decision="1")
    again = leaving("seizure", "Z2", "2026-12-01", "D1", 5_000, authority="局", decision="2")
    for rows in ([*once, taken, again], [again, taken, *reversed(once)]):
        await load_all(store, rows)
        found = await national_balance(store, 2026)
        told = lines(found)
        assert told["seized"] == counted / 1_000
        assert told.get("drawn_beyond", 0) == max(0, counted + 2_000 - 9_000) / 1_000
        assert found.made_of_g == found.total[L.RESIDUAL]
    assert "seized" not in lines(await national_balance(store, 2027))


async def test_a_year_begins_with_what_the_last_one_left(store: GraphStore) -> None:
    await load_all(store, CLEAN)
    later = await national_balance(store, 2027)
    assert lines(later) == {
        "minerals_before": 10,
        "compounds_before": 40.8,
        "metal_before": 2.9,
        "magnets_before": 0.59,
        "went_in": 54.29,
        "minerals_left": 10,
        "compounds_left": 40.8,
        "metal_left": 2.9,
        "magnets_left": 0.59,
        "accounted": 54.29,
    }
    assert lines(await national_balance(store, 2025)) == {}


async def test_oxides_lie_between_bounds(store: GraphStore) -> None:
    await load_all(store, CLEAN)
    found = (await national_balance(store, 2026)).oxides
    neodymium, cerium, thulium = (found[oxide] for oxide in ("Nd2O3", "CeO2", "Tm2O3"))
    assert neodymium[L.MINED_UNDER_QUOTA] == Range(10 * T, 10 * T)
    assert neodymium[L.WENT_IN] == Range(12 * T, 12 * T)
    assert neodymium[L.EXPORTED] == Range(2 * T, 2 * T)
    assert neodymium[L.METAL_LEFT] == Range(0, 2_900_000)  # no assay: anything up to its mass
    # Exported 2, left 3 of oxide and 2 of 10 of concentrate; 3.89 of metal and magnets unknown.
    assert neodymium[L.ACCOUNTED] == Range(7 * T, 10_890_000)
    assert neodymium[L.RESIDUAL] == Range(1_110_000, 5 * T)
    assert cerium[L.COMPOUNDS_LEFT] == Range(22_680_000, 22_680_000)
    assert thulium[L.WENT_IN] == Range(0, 0)
    assert thulium[L.RESIDUAL] == Range(-3_890_000, 0)
    assert L.LOST not in neodymium  # what processing lost is told of no lot


async def test_what_is_the_same_lot_throughout_leaves_nothing_open(store: GraphStore) -> None:
    """Ten tonnes of who knows what, sold on and exported: whatever they hold, they are told."""
    await load_all(
        store,
        [
            *FIRMS,
            extraction("E1", "C1", 10_000),
            transfer("T1", {"C1": "K1"}, 10_000),
            leaving("export", "X1", "2026-06-01", "K1", 10_000, declaration="530120260000000042"),
        ],
    )
    found = await national_balance(store, 2026)
    assert found.oxides["Nd2O3"][L.WENT_IN] == Range(0, 10 * T)
    assert found.oxides["Nd2O3"][L.EXPORTED] == Range(0, 10 * T)
    assert found.oxides["Nd2O3"][L.RESIDUAL] == Range(0, 0)


async def test_a_test_stands_before_what_is_filed(store: GraphStore) -> None:
    tested: Record = {
        "record": "lab_test",
        "id": "LT",
        "date": "2026-02-11",
        "authority": "局",
        "laboratory": "所",
        "sample_of": {"lot": "C1"},
        "assay": {"Nd2O3": 0.5, "CeO2": 0.5},
    }
    await load_all(store, [*CLEAN, tested])
    found = (await national_balance(store, 2026)).oxides
    assert found["Nd2O3"][L.MINED_UNDER_QUOTA] == Range(25 * T, 25 * T)
    assert found["Nd2O3"][L.MINERALS_LEFT] == Range(5 * T, 5 * T)  # of what it was handed on as
    assert found["La2O3"][L.WENT_IN] == Range(0, 0)


async def test_what_no_record_explains_is_told_by_what_it_is(store: GraphStore) -> None:
    await load_all(
        store,
        [
            *FIRMS,
            extraction("E1", "C1", 10_000),
            extraction("E2", "C1", 8_000),  # the same lot again
            processing("P1", {"C1": 6_000}, [out("D1", 7_000)]),  # a tonne from nowhere
            leaving("disposal", "Y1", "2026-06-01", "C1", 5_000, reason="尾渣"),  # one too many
            leaving("disposal", "Y2", "2026-06-01", "NOBODYS", 300, reason="尾渣"),
            extraction("E3", "C3", 2_000),
            leaving("disposal", "Y3", "2026-06-01", "C3", 200, reason="尾渣"),  # it is not WORKS's
        ],
    )
    found = await national_balance(store, 2026)
    told = lines(found)
    assert told["went_in"] == 20
    assert told["claimed_twice"] == 8
    assert told["from_nowhere"] == 1
    assert told["drawn_beyond"] == 1 + 0.3
    assert told["drawn_unsupported"] == 0.2
    assert told["minerals_left"] == 2
    assert told["compounds_left"] == 7
    assert told["residual"] == 20 - 9 - 5.5 == 8 - 1 - 1.3 - 0.2 == found.made_of_g / T


async def test_what_came_in_is_told_by_what_covers_it(store: GraphStore) -> None:
    scrap = {"source": "厂", "output": out("R1", 300, "scrap")}
    await load_all(
        store,
        [
            *FIRMS,
            {"record": "import", "id": "I1", "date": "2026-01-05", "enterprise": WORKS,
             "output": out("M1", 100, "mixed_salt")},
            {"record": "scrap_intake", "id": "S1", "date": "2026-01-06", "enterprise": WORKS,
             **scrap},
            {"record": "opening_stock", "id": "O1", "date": "2026-01-07", "enterprise": WORKS,
             "output": out("B1", 50)},
            {"record": "release", "id": "L1", "date": "2026-01-08", "enterprise": WORKS,
             "authority": "局", "kind": "auction", "decision": "1", "output": out("A1", 70)},
            extraction("B2", "BY", 20, byproduct_of="铁"),
        ],
    )  # fmt: skip
    found = lines(await national_balance(store, 2026))
    assert (found["imported_uncovered"], found["scrap_unsupported"]) == (0.1, 0.3)
    assert (found["stock_unverified"], found["released"]) == (0.05, 0.07)
    assert found["mined_beyond"] == 0.02


async def test_the_worked_example(store: GraphStore) -> None:
    await load_all(store, worked_example())
    found = await national_balance(store, 2026)
    assert lines(found) == {
        "mined_under_quota": 100,
        "mined_beyond": 20,
        "went_in": 120,
        "exported": 114,
        "accounted": 114,
        "residual": 6,
        "lost": 6,
    }


@pytest.mark.parametrize("seed", range(40))
async def test_of_any_world_the_residual_is_what_it_is_made_of(seed: int, tmp_path: Path) -> None:
    records = world(seed, assays=seed % 2 == 0)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    year = random.Random(seed).choice((2024, 2025, 2026))
    for found in [await national_balance(store, year), await national_balance(store, year + 1)]:
        total = found.total
        assert total[L.WENT_IN] == total[L.ACCOUNTED] + total[L.RESIDUAL]
        assert total[L.RESIDUAL] == found.made_of_g
        assert all(total[line] >= 0 for line in BalanceLine if line is not L.RESIDUAL)
        _bounds_hold_the_total(found)
    assert any(row.grams.most_g for row in (await national_balance(store, 2026)).rows())
    await store.close()


def _bounds_hold_the_total(found: Balance) -> None:
    """All oxides together lie around the total, and so do sums of lines around what adds them."""
    told = {line for lines in found.oxides.values() for line in lines}
    assert told == {line for line in BalanceLine if line.value in _TOLD}
    for line in told:
        ranges = [lines[line] for lines in found.oxides.values()]
        slack = len(ranges) + abs(found.total[L.WENT_IN]) // 10_000  # what assays leave unnamed
        assert sum(one.least_g for one in ranges) <= found.total[line] + slack
        assert sum(one.most_g for one in ranges) >= found.total[line] - slack
        assert all(one.least_g <= one.most_g for one in ranges)
    for lines in found.oxides.values():
        least = lines[L.WENT_IN].least_g - lines[L.ACCOUNTED].most_g
        most = lines[L.WENT_IN].most_g - lines[L.ACCOUNTED].least_g
        assert least - 2 <= lines[L.RESIDUAL].least_g <= lines[L.RESIDUAL].most_g <= most + 2


_TOLD = {row.line.value for row in Balance.of(Account(2026)).rows() if row.oxide != TOTAL}


async def test_neo4j_reads_the_same(store: GraphStore, tmp_path: Path) -> None:
    records = world(7, assays=True)
    await load_all(store, records)
    beside = SqliteStore(tmp_path / "beside.sqlite")
    await load_all(beside, records)
    for year in (2025, 2026):
        one, other = await national_balance(store, year), await national_balance(beside, year)
        assert list(one.rows()) == list(other.rows())
    await beside.close()


def test_every_line_stands_on_a_side() -> None:
    assert set(SIDES) == set(BalanceLine)
    assert {SIDES[line] for line in SUMS} == {
        BalanceSide.WENT_IN,
        BalanceSide.ACCOUNTED,
        BalanceSide.RESIDUAL,
    }
    assert {SIDES[line] for line in TAKING} == {BalanceSide.MADE_OF}
    assert SIDES[L.SEIZED] is BalanceSide.ACCOUNTED
    assert SIDES[L.MAGNETS_MADE] is BalanceSide.BESIDE


async def test_a_year_that_is_none(store: GraphStore) -> None:
    with pytest.raises(MisuseError, match="no year"):
        await national_balance(store, 20266)
