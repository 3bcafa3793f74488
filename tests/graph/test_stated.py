"""All versions of some kinds of record as they were received."""

from datetime import datetime, timedelta

from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import load
from provenance.records.filing import Filing, Parsed, Rejection
from tests.graph.kit import MINE, NOON, designation, enterprise, quota, transfer, withdrawal
from tests.loading import Record, load_all


async def _receive(store: GraphStore, at: datetime, *records: Record) -> None:
    filing = Filing("test", at)
    lines: list[Parsed | Rejection] = [filing.judge(dict(r), 1, "") for r in records]
    await load(store, lines)


async def test_versions_of_some_kinds_in_the_order_received(store: GraphStore) -> None:
    await load_all(store, [quota("Q", 30, revision=5), designation("D"), transfer("T", {"A": "B"})])
    await load_all(store, [quota("Q", 10), quota("P", 1)])
    found = await store.records.stated(["quota", "designation"], None)
    assert [(v.record.id, v.revision) for v in found] == [("Q", 5), ("D", 0), ("Q", 0), ("P", 0)]
    assert [v.seq for v in found] == sorted(v.seq for v in found)
    assert found[0].source.file == "test"
    assert '"reo_t":30' in found[0].body


async def test_a_kind_is_not_taken_for_another_that_begins_alike(store: GraphStore) -> None:
    adjustment: Record = {
        "record": "quota_adjustment",
        "id": "A",
        "quota": "Q",
        "reo_t": -1,
        "decided_on": "2026-05-01",
        "reason": "核减",
    }
    await load_all(store, [quota("Q"), adjustment])
    assert [v.record.kind for v in await store.records.stated(["quota"], None)] == ["quota"]


async def test_withdrawals_come_along_and_theirs_too(store: GraphStore) -> None:
    await load_all(store, [quota("Q"), withdrawal("W", "quota", "Q")])
    await load_all(store, [withdrawal("X", "withdrawal", "W")])
    assert [v.record.id for v in await store.records.stated(["quota"], None)] == ["Q", "W", "X"]


async def test_only_what_was_received_by_then(store: GraphStore) -> None:
    later = NOON + timedelta(hours=1)
    await _receive(store, NOON, quota("Q", 1))
    await _receive(store, later, quota("Q", 2, revision=1), withdrawal("W", "quota", "R"))
    assert await store.records.stated(["quota"], NOON - timedelta(microseconds=1)) == []
    assert [v.revision for v in await store.records.stated(["quota"], NOON)] == [0]
    assert len(await store.records.stated(["quota"], later)) == 3


async def test_times_compare_whatever_their_offset(store: GraphStore) -> None:
    evening = datetime.fromisoformat("2026-11-01T20:00:00+08:00")  # the same moment as NOON
    await _receive(store, evening, quota("Q"))
    assert len(await store.records.stated(["quota"], NOON)) == 1
    assert await store.records.stated(["quota"], NOON - timedelta(seconds=1)) == []


async def test_nothing_of_what_nobody_stated(store: GraphStore) -> None:
    await load_all(store, [enterprise(MINE)])
    assert await store.records.stated(["quota"], None) == []
