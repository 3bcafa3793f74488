"""What was on record at a time, against a store that was only ever told what came until then."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.graph.past import as_of, register_as_of, register_of
from provenance.graph.sqlite.store import SqliteStore
from provenance.ingest.load import load
from provenance.ledger.quota.register import Register
from provenance.model.dates import moment
from provenance.model.errors import MisuseError
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import RecordKey
from provenance.records.filing import Filing, Parsed, Rejection
from tests.graph.kit import (
    MINE,
    WORKS,
    designation,
    enterprise,
    lot,
    near_keys,
    quota,
    withdrawal,
)
from tests.loading import Record

START, DAY = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=1)

firms = st.sampled_from([MINE, WORKS])
revisions = st.integers(0, 2)
tonnes = st.integers(0, 3)
numbers = st.sampled_from("ABC")


def _adjustment(id_: str, of: str, reo_t: int, revision: int) -> Record:
    return {
        "record": "quota_adjustment",
        "id": id_,
        "revision": revision,
        "quota": of,
        "reo_t": -reo_t,
        "decided_on": "2026-06-01",
        "reason": "核减",
    }


def _permit(id_: str, firm: str, revision: int) -> Record:
    return {
        "record": "permit",
        "id": id_,
        "revision": revision,
        "enterprise": firm,
        "kind": "mining",
        "valid_from": "2026-01-01",
    }


records = st.one_of(
    st.builds(lambda i, t, f, r: quota(i, t, f, revision=r), numbers, tonnes, firms, revisions),
    st.builds(_adjustment, numbers, numbers, tonnes, revisions),
    st.builds(lambda i, f: designation(i, enterprise=f), numbers, firms),
    st.builds(_permit, numbers, firms, revisions),
    st.builds(lambda f, p, r: enterprise(f, parent=p, revision=r), firms, firms, revisions).filter(
        lambda record: record["id"] != record["parent"]
    ),
    st.builds(
        lambda i, kind, of, r: withdrawal(i, kind, of, revision=r),
        st.sampled_from("XYZ"),
        st.sampled_from(["quota", "quota_adjustment", "permit", "transfer"]),
        numbers,
        revisions,
    ),
    st.builds(lambda i, of: withdrawal(i, "withdrawal", of), st.sampled_from("XY"), st.just("Z")),
)
arrivals = st.lists(st.tuples(records, st.integers(0, 2), st.integers(-12, 14)), max_size=14)


@settings(max_examples=40, deadline=None)
@given(arrivals, st.integers(0, 20))
def test_as_a_store_that_was_told_no_more(
    arriving: list[tuple[Record, int, int]], hours: int
) -> None:
    lines, now = [], START
    for record, wait, offset in arriving:
        now = (now + timedelta(hours=wait)).astimezone(timezone(timedelta(hours=offset)))
        line = Filing("test", now).judge(dict(record), 1, "")
        assert isinstance(line, Parsed)
        lines.append(line)
    at = START + timedelta(hours=hours)
    told = [line for line in lines if line.source.received_at <= at]
    assert asyncio.run(_as_of(lines, at)) == asyncio.run(_now(told))


async def _as_of(lines: Sequence[Parsed | Rejection], at: datetime) -> Register:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "all.sqlite")
        await load(store, lines)
        found = await register_as_of(store, at)
        await store.close()
    return found


async def _now(lines: Sequence[Parsed | Rejection]) -> Register:
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "told.sqlite")
        await load(store, lines)
        found = await store.records.register()
        await store.close()
    return found


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026-03-01", "2026-03-01T23:59:59.999999+08:00"),
        ("2026-3-1", "2026-03-01T23:59:59.999999+08:00"),
        ("2026-03-01T08:00", "2026-03-01T00:00:00Z"),
        ("2026-03-01T08:00:00+08:00", "2026-02-28T19:00:00-05:00"),
        ("20260301T080000Z", "2026-03-01T16:00:00+08:00"),
    ],
)
def test_a_time_is_understood_whatever_its_offset(text: str, same: str) -> None:
    assert moment(text) == datetime.fromisoformat(same)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-03-01T25:00", "1/3/2026"])
def test_what_is_no_time_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(MisuseError, match="a time is written such as"):
        moment(text)


async def test_the_past_is_read_as_a_store_is(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    first = [enterprise(MINE, "矿", parent=WORKS), quota("Q", 100), quota("R", 5, within="Q")]
    await _receive(store, START, *first)
    await _receive(store, START + timedelta(days=1), _adjustment("A", "Q", 3, 0))
    await _receive(store, START + timedelta(days=2), quota("Q", 90, revision=1))
    past = await as_of(store, START + timedelta(days=1))
    mine, whole, part = Ref(Label.ENTERPRISE, MINE), Ref(Label.QUOTA, "Q"), Ref(Label.QUOTA, "R")
    found, unknown, nothing = await past.things([whole, Ref(Label.ENTERPRISE, WORKS), lot("L")])
    assert found is not None
    assert unknown is not None
    assert nothing is None
    assert (found.props["reo_g"], found.known, found.at) == (100_000_000, True, START + DAY)
    assert (unknown.props, unknown.known) == ({"id": WORKS}, False)
    page = await past.page(Label.QUOTA, None, 1)
    assert ([thing.ref for thing in page.items], page.more) == ([whole], True)
    page = await past.page(Label.QUOTA, "Q", 1)
    assert ([thing.ref for thing in page.items], page.more) == ([part], False)
    now = await store.graph.neighbours(
        [mine], EdgeType.ALLOCATED_TO, out=False, after=None, first=1
    )
    then = await past.neighbours([mine], EdgeType.ALLOCATED_TO, out=False, after=None, first=1)
    assert [near_keys(page) for page in then] == [near_keys(page) for page in now] == [["Q"]]
    assert then[0].more
    (later,) = await past.neighbours([mine], EdgeType.ALLOCATED_TO, out=False, after="Q", first=9)
    assert near_keys(later) == ["R"]
    (places,) = await past.neighbours([mine], EdgeType.LOCATED_IN, out=True, after=None, first=9)
    assert near_keys(places) == ["150206"]
    (versions,) = await past.versions([RecordKey("quota", "Q")])
    assert [version.revision for version in versions] == [0]
    with pytest.raises(MisuseError, match="ask for it without asOf"):
        await past.neighbours([whole], EdgeType.DRAWS, out=False, after=None, first=1)
    await store.close()


async def _receive(store: SqliteStore, at: datetime, *records: Record) -> None:
    filing = Filing("test", at)
    await load(store, [filing.judge(dict(record), 1, "") for record in records])


def test_nothing_was_on_record_before_anything_came() -> None:
    found = register_of([])
    assert not found.quotas
    assert not found.designations
    assert not found.parents
