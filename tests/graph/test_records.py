"""Versions of records: which counts, what is withdrawn, what of the graph goes and stays."""

import itertools
from datetime import timedelta

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.source import Source
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Changes, RecordKey, Version
from tests.graph.kit import (
    MINE,
    NOON,
    apply,
    designation,
    enterprise,
    event,
    extraction,
    keys,
    lot,
    near,
    processing,
    props,
    quota,
    read_back,
    version,
    versions,
    withdrawal,
)
from tests.loading import Record, load_all

REVISIONS = [quota("Q", 10), quota("Q", 20, revision=1), quota("Q", 30, revision=5)]


@pytest.mark.parametrize("order", list(itertools.permutations(REVISIONS)))
async def test_highest_revision_counts_in_any_order(
    store: GraphStore, order: tuple[Record, ...]
) -> None:
    for record in order:
        await load_all(store, [record])
    (found,) = await props(store, [Ref(Label.QUOTA, "Q")])
    assert found["reo_g"] == 30_000_000
    assert len(await versions(store, "quota", "Q")) == 3


async def test_versions_stay_in_the_order_received(store: GraphStore) -> None:
    await load_all(store, [quota("Q", 30, revision=5), quota("R", 1)])
    await load_all(store, [quota("Q", 10)])
    found = await versions(store, "quota", "Q")
    assert [v.revision for v in found] == [5, 0]
    assert [v.seq for v in found] == [1, 3]
    assert found[0].source.file == "test"
    assert found[0].source.received_at.utcoffset() is not None
    assert '"reo_t":30' in found[0].body
    assert await versions(store, "quota", "?") == []


async def test_sending_again_changes_nothing(store: GraphStore) -> None:
    await load_all(store, [quota("Q", 10)])
    tally = await load_all(store, [quota("Q", 10), quota("Q", 10)])
    assert tally.new == 0
    assert len(await versions(store, "quota", "Q")) == 1


async def test_last_received_of_equal_revisions_counts(store: GraphStore) -> None:
    await load_all(store, [quota("Q", 10)])
    await load_all(store, [quota("Q", 20)])
    await load_all(store, [quota("Q", 15)])
    (found,) = await props(store, [Ref(Label.QUOTA, "Q")])
    assert found["reo_g"] == 15_000_000


async def test_superseding_leaves_nothing_of_what_was_stated(store: GraphStore) -> None:
    before = processing("P", {"A": 2, "B": 3}, {"C": 4}, owner=MINE)
    after = processing("P", {"A": 1}, {"D": 1}, revision=1)
    await load_all(store, [before])
    await load_all(store, [after])
    assert await near(store, event("processing:P"), EdgeType.INPUT, out=False) == ["A"]
    assert await near(store, event("processing:P"), EdgeType.OUTPUT, out=True) == ["D"]
    assert await keys(store, Label.LOT) == ["A", "D"]
    (found,) = await props(store, [event("processing:P")])
    assert "owner" not in found
    assert found["revision"] == 1


async def test_withdrawal_voids_and_its_withdrawal_restores(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), enterprise(MINE)])
    await load_all(store, [withdrawal("W1", "extraction", "E")])
    assert await keys(store, Label.EVENT) == []
    assert await keys(store, Label.LOT) == []
    assert len(await versions(store, "extraction", "E")) == 1
    await load_all(store, [withdrawal("W2", "withdrawal", "W1")])
    assert await keys(store, Label.EVENT) == ["extraction:E"]
    (found,) = await props(store, [lot("A")])
    assert found["reo_g"] == 1_000_000
    await load_all(store, [withdrawal("W3", "withdrawal", "W2")])
    assert await keys(store, Label.EVENT) == []


async def test_withdrawal_before_what_it_withdraws(store: GraphStore) -> None:
    await load_all(store, [withdrawal("W", "extraction", "E")])
    await load_all(store, [extraction("E", "A"), extraction("E", "A", 5, revision=3)])
    assert await keys(store, Label.EVENT) == []
    assert await keys(store, Label.LOT) == []


async def test_withdrawal_that_changes_its_mind(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), extraction("F", "B")])
    await load_all(store, [withdrawal("W", "extraction", "E")])
    await load_all(store, [withdrawal("W", "extraction", "F", revision=1)])
    assert await keys(store, Label.EVENT) == ["extraction:E"]
    history = await read_back(store, RecordKey("extraction", "E"))
    assert history.withdrawn_by == frozenset()
    history = await read_back(store, RecordKey("extraction", "F"))
    assert history.withdrawn_by == {"W"}


async def test_withdrawn_but_still_referred_to(store: GraphStore) -> None:
    await load_all(store, [enterprise(MINE, name="包头矿业"), extraction("E", "A")])
    await load_all(store, [withdrawal("W", "enterprise", MINE)])
    (found,) = await store.graph.things([Ref(Label.ENTERPRISE, MINE)])
    assert found is not None
    assert not found.known
    assert found.props == {"id": MINE}
    assert Ref(Label.ENTERPRISE, MINE) not in [t.ref for t in await store.graph.search("包头矿", 5)]
    assert [thing.ref.key for thing in await store.graph.search(MINE[:8], 5)] == [MINE]
    assert await near(store, found.ref, EdgeType.LOCATED_IN, out=True) == []


async def test_nothing_is_left_of_a_right_that_was_drawn_on(store: GraphStore) -> None:
    """A withdrawn quota is held by the draws on it, until settling takes those away."""
    await load_all(store, [designation("D"), quota("Q"), extraction("E", "A")])
    assert await near(store, event("extraction:E"), EdgeType.DRAWS, out=True) == ["Q"]
    await load_all(store, [withdrawal("W", "quota", "Q")])
    assert await near(store, event("extraction:E"), EdgeType.DRAWS, out=True) == []
    assert await keys(store, Label.QUOTA) == []


async def test_reference_is_resolved_when_it_arrives(store: GraphStore) -> None:
    await load_all(store, [quota("Q", indicator="I")])
    (found,) = await store.graph.things([Ref(Label.INDICATOR, "I")])
    assert found is not None
    assert not found.known
    indicator = {
        "record": "indicator",
        "id": "I",
        "year": 2026,
        "batch": "1",
        "activity": "mining",
        "reo_t": 270_000,
        "notice": "n",
        "issued_on": "2026-01-01",
    }
    await load_all(store, [indicator])
    (found,) = await store.graph.things([Ref(Label.INDICATOR, "I")])
    assert found is not None
    assert found.known
    assert found.props["reo_g"] == 270_000_000_000
    assert await near(store, found.ref, EdgeType.PART_OF, out=False) == ["Q"]


async def test_changes_applied_twice_are_there_once(store: GraphStore) -> None:
    await apply(store, Changes(versions=[version("Q"), version("Q", 1)]))
    await apply(store, Changes(versions=[version("Q", 2)]))
    history = await read_back(store, RecordKey("quota", "Q"))
    assert [v.seq for v in history.versions] == [1, 2, 3]
    assert history.head is not None
    assert history.head.revision == 2


async def test_histories_of_what_is_unknown(store: GraphStore) -> None:
    history = await read_back(store, RecordKey("quota", "?"))
    assert history.versions == ()
    assert history.head is None


async def test_what_came_in_load_by_load(store: GraphStore) -> None:
    for n, ids in enumerate((("Q1", "Q2"), ("Q3",), ("Q1", "Q4", "Q5"))):
        at = NOON + timedelta(hours=n)
        source = [Source("MIIT", f"{n}.jsonl", line, at) for line, _ in enumerate(ids)]
        received = [
            Version(RecordKey("quota", id_), n, "{}", where)
            for id_, where in zip(ids, source, strict=True)
        ]
        standing = {one.record: True for one in received}
        await apply(store, Changes(versions=received, standing=standing))
    page = await store.records.loads(None, 2)
    assert [(one.file, one.versions, one.received_at) for one in page.items] == [
        ("2.jsonl", 3, NOON + timedelta(hours=2)),
        ("1.jsonl", 1, NOON + timedelta(hours=1)),
    ]
    assert page.more
    rest = await store.records.loads(page.items[-1].first, 2)
    assert ([(one.file, one.system) for one in rest.items], rest.more) == (
        [("0.jsonl", "MIIT")],
        False,
    )
    assert await store.records.loads(rest.items[-1].first, 2) == ([], False)
