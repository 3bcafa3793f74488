"""Why a conclusion changed: exactly the records of the load that made it so."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from provenance.graph.port.kept import ConclusionChange
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Conclusion, Label, Ref
from provenance.records.changes import RecordKey
from tests.example import DECLARATION, M, S, Z, worked_example
from tests.findings.audit.kit import Record, again, whole
from tests.graph.kit import withdrawal
from tests.loading import load_all, shuffled
from tests.verdict.test_modelled_cases import world as imported_clay
from tests.worlds import subjects, world

SHIPMENT = Ref(Label.DECLARATION, DECLARATION)


def mined(id_: str, day: str, kg: int, **other: object) -> Record:
    return {
        "record": "extraction",
        "id": id_,
        "date": day,
        "enterprise": M,
        "ore_class": "rock",
        "output": {"id": f"O-{id_}", "product": "concentrate", "reo_kg": kg},
        **other,
    }


def sold(id_: str, lot: str, kg: int, seller: str, day: str) -> Record:
    return {
        "record": "transfer",
        "id": id_,
        "date": day,
        "seller": seller,
        "buyer": Z,
        "items": [{"lot": lot, "reo_kg": kg}],
    }


def seized(id_: str, lot: str, kg: int, day: str) -> Record:
    return {
        "record": "seizure",
        "id": id_,
        "date": day,
        "authority": "某局（合成）",
        "enterprise": M,
        "items": [{"lot": lot, "reo_kg": kg}],
        "decision": "2026-1（合成）",
    }


def adjusted(id_: str, quota: str, reo_t: int) -> Record:
    return {
        "record": "quota_adjustment",
        "id": id_,
        "quota": quota,
        "reo_t": reo_t,
        "decided_on": "2026-02-01",
        "reason": "as decided",
    }


def of(id_: str, **other: object) -> Record:
    """A record of the worked example, revised."""
    (record,) = (one for one in worked_example() if one["id"] == id_)
    return {**record, "revision": 1, **other}


BESIDE: list[Record] = [
    mined("LATER", "2026-04-10", 500),
    mined("ORE", "2026-01-02", 5, output={"id": "O-ORE", "product": "ore", "reo_kg": 5}),
    mined("OTHERS", "2026-01-01", 500, enterprise=Z),
    sold("HALF", "O-LATER", 400, M, "2026-04-11"),
    adjusted("ELSEWHERE", "nobody's", 7),
    of("DM", id="DZ", enterprise=Z, valid_from="2026-01-01"),
    of("QM", id="Q27", year=2027, issued_on="2027-01-05"),
    of(M, name="矿业"),
    of("X1", id="X2", declaration="530120260000000059", items=[{"lot": "F9", "reo_kg": 1}]),
]
"""What else comes with a load: by the same enterprises, of the same kinds, without any bearing."""


async def after_loads(
    folder: Path, *loads: Sequence[Record], whole_again: bool = False
) -> Sequence[ConclusionChange]:
    """How the conclusion on the worked example changed, once these loads came in one by one."""
    store = SqliteStore(folder / "causes.sqlite")
    for n, records in enumerate([worked_example(), *loads]):
        await load_all(store, records)
        await (whole(store) if whole_again or not n else again(store))
    found = (await store.findings.changes([SHIPMENT]))[SHIPMENT]
    await store.close()
    return found


def causes(changes: Sequence[ConclusionChange]) -> list[tuple[str, ...]]:
    """The causes of every change, as texts."""
    return [tuple(f"{kind}:{id_}" for kind, id_ in change.causes) for change in changes]


@pytest.mark.parametrize(
    "record",
    [
        adjusted("A1", "QM", 20),
        adjusted("A2", "QS", -40),
        of("QS", reo_t=200),
        mined("EARLIER", "2026-01-02", 30_000),
        mined("AGAIN", "2026-02-01", 9, output={"id": "C2", "product": "ore", "reo_kg": 9}),
        sold("TWICE", "K2", 8_000, S, "2026-03-01"),
        of("P1", process="blending", inputs=[{"lot": "K1", "reo_kg": 80_000}]),
        seized("SZ", "C1", 30_000, "2026-02-01"),
        withdrawal("W", "extraction", "E1"),
        withdrawal("W", "transfer", "T1"),
        withdrawal("W", "processing", "P1"),
        withdrawal("W", "export", "X1"),
        withdrawal("W", "designation", "DS"),
        withdrawal("W", "quota", "QM"),
    ],
    ids=lambda record: "-".join(str(record[name]) for name in ("record", "id")),
)
@pytest.mark.parametrize("whole_again", [False, True], ids=["in part", "whole"])
async def test_one_record_of_many_is_the_cause(
    tmp_path: Path, record: Record, whole_again: bool
) -> None:
    load = [*BESIDE[:4], record, *BESIDE[4:]]
    changes = await after_loads(tmp_path, load, whole_again=whole_again)
    assert causes(changes) == [(), (f"{record['record']}:{record['id']}",)]


async def test_what_comes_beside_changes_nothing(tmp_path: Path) -> None:
    assert causes(await after_loads(tmp_path, BESIDE)) == [()]


async def test_what_was_received_and_does_not_count_is_no_cause(tmp_path: Path) -> None:
    changes = await after_loads(
        tmp_path,
        [of("QM", revision=3), withdrawal("W", "extraction", "E8")],
        [of("QM", reo_t=1), mined("E8", "2026-01-01", 9_000), adjusted("A1", "QM", 20)],
    )
    assert causes(changes) == [(), ("quota_adjustment:A1",)]


async def test_withdrawing_and_taking_that_back_are_told_of_by_the_withdrawals(
    tmp_path: Path,
) -> None:
    changes = await after_loads(
        tmp_path,
        [sold("TWICE", "K2", 8_000, S, "2026-03-01")],
        [withdrawal("W1", "transfer", "TWICE"), *BESIDE],
        [withdrawal("W2", "withdrawal", "W1")],
    )
    first, then, back, anew = changes
    assert causes(changes) == [(), ("transfer:TWICE",), ("withdrawal:W1",), ("withdrawal:W2",)]
    assert (first.lawful_after_g, then.lawful_after_g) == (back.lawful_after_g, anew.lawful_after_g)


@pytest.mark.parametrize("seed", range(5_000, 5_025))
async def test_the_causes_alone_come_to_the_same(seed: int, tmp_path: Path) -> None:
    """Of a load, only the records that are named as causes: it concludes the same."""
    rng = random.Random(seed)
    records = shuffled(world(seed), rng)
    half = rng.randint(len(records) // 3, len(records) - 1)
    asked = [subject["declaration"] for subject in subjects(records) if "declaration" in subject]
    refs = [Ref(Label.DECLARATION, key) for key in asked]

    async def concluded(load: Sequence[Record]) -> dict[Ref, ConclusionChange]:
        """What changed by a load on what was there before."""
        store = SqliteStore(tmp_path / f"{rng.random()}.sqlite")
        await load_all(store, records[:half])
        await whole(store)
        await load_all(store, load)
        await again(store)
        found = await store.findings.changes(refs)
        await store.close()
        return {ref: changes[-1] for ref, changes in found.items() if len(changes) > 1}

    for ref, change in (await concluded(records[half:])).items():
        named = set(change.causes)
        only = [r for r in records[half:] if RecordKey(str(r["record"]), str(r["id"])) in named]
        same = (await concluded(only))[ref]
        assert (same.after, same.lawful_after_g) == (change.after, change.lawful_after_g)
        assert set(same.causes) == named


@pytest.mark.parametrize(
    "sample_of",
    [{"lot": "I-2"}, {"lot": "J-2"}, {"lot": "J-9"}, {"declaration": "864120260000000002"}],
    ids=lambda sample: "-".join(sample.values()),
)
async def test_a_laboratory_test_is_the_cause(tmp_path: Path, sample_of: dict[str, str]) -> None:
    """Of the goods, of the lot, of what was separated of it, or of another part of it."""
    split = {"lot": "I-2", "reo_kg": 500, "new_lot": "J-9"}
    records = [
        {**record, "items": [{"lot": "I-2", "reo_kg": 89_500, "new_lot": "J-2"}, split]}
        if record["id"] == "T-2"
        else record
        for record in imported_clay("kachin-feed")
    ]
    found = {
        "record": "lab_test",
        "id": "LT",
        "date": "2026-05-01",
        "authority": "某海关（合成）",
        "laboratory": "某实验室（合成）",
        "sample_of": sample_of,
        "product": "mixed_salt",
    }
    store = SqliteStore(tmp_path / "causes.sqlite")
    await load_all(store, records)
    await whole(store)
    await load_all(store, [found, mined("LATER", "2026-04-10", 500)])
    await again(store)
    ref = Ref(Label.DECLARATION, "530120261000800002")
    changes = (await store.findings.changes([ref]))[ref]
    await store.close()
    assert causes(changes) == [(), ("lab_test:LT",)]
    assert [change.after for change in changes] == [Conclusion.UNLAWFUL, Conclusion.MIXED]
