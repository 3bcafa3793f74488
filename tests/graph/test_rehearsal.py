"""Trying a load out: what it would come to is told, and the store is as it was."""

from provenance.graph.port.graph import GraphStore
from provenance.ingest.dry_run import Rehearsed, rehearse
from provenance.records.filing import Parsed
from provenance.settings import Settings
from tests.example import M, S, Z, worked_example
from tests.graph.kit import extraction, processing, transfer, versions
from tests.loading import Record, dump, load_all, parsed


async def _tried(store: GraphStore, *records: Record) -> Rehearsed:
    """What trying some records comes to; nothing in the store may be another afterwards."""
    before, waiting = await dump(store), await store.write(lambda writer: writer.settling.waiting())
    lines = [line for line in parsed(records) if isinstance(line, Parsed)]
    found = await rehearse(store, Settings(), lines)
    assert await dump(store) == before
    assert await store.write(lambda writer: writer.settling.waiting()) == waiting
    for record in records:
        kept = [v.body for v in await versions(store, str(record["record"]), str(record["id"]))]
        assert not any('"reo_kg":77' in body for body in kept)
    return found


async def test_what_is_good_raises_nothing(store: GraphStore) -> None:
    await load_all(store, worked_example()[:9])
    found = await _tried(store, *worked_example()[9:10])
    assert (found.new, list(found.findings), list(found.unknown_lots)) == (1, [], [])


async def test_what_is_there_already_is_not_new(store: GraphStore) -> None:
    await load_all(store, worked_example())
    found = await _tried(store, *worked_example())
    assert found.new == 0
    # The separator of the example exceeds its quota, and the mine its own: on record as tried.
    assert {finding.code for finding in found.findings} == {
        "OVER_QUOTA_MINING",
        "OVER_QUOTA_SEPARATION",
    }


async def test_lots_drawn_beyond_what_they_hold_and_by_others(store: GraphStore) -> None:
    await load_all(store, worked_example())
    twice = transfer("T9", {"C1": "K9"}, kg=77, date="2026-03-20")
    (finding,) = (await _tried(store, twice)).findings
    assert (finding.code, finding.subject.key) == ("OVERDRAWN_LOT", "C1")
    assert "80,077 kg were drawn on lot C1 of 80,000 kg" in str(finding.message)
    stranger = transfer("T9", {"D1": "K9"}, kg=77, date="2026-03-20")
    (finding,) = (await _tried(store, stranger)).findings
    assert (finding.code, finding.about) == ("NOT_HOLDER", ("D1",))
    early = {**transfer("T9", {"D1": "K9"}, kg=77, date="2026-02-20"), "seller": S, "buyer": Z}
    found = await _tried(store, early)
    assert {finding.code for finding in found.findings} == {"IMPOSSIBLE_SEQUENCE"}


async def test_quota_exceeded_mass_from_nowhere_and_lots_of_nobody(store: GraphStore) -> None:
    await load_all(store, worked_example())
    mined = extraction("E9", "C9", 77, date="2026-04-01", enterprise=M)
    (finding,) = (await _tried(store, mined)).findings
    assert finding.code == "OVER_QUOTA_MINING"
    blended = processing("P9", {"NOBODYS": 70}, {"D9": 77}, enterprise=S)
    found = await _tried(store, blended)
    assert [finding.code for finding in found.findings] == ["UNEXPLAINED_MASS"]
    assert found.unknown_lots == ["NOBODYS"]


async def test_a_lot_that_another_made_already(store: GraphStore) -> None:
    await load_all(store, worked_example())
    found = await _tried(store, extraction("E9", "C1", 77))
    assert "LOT_PRODUCED_TWICE" in {finding.code for finding in found.findings}


async def test_after_it_the_same_can_be_loaded(store: GraphStore) -> None:
    await _tried(store, *worked_example())
    assert (await load_all(store, worked_example())).new == 14
