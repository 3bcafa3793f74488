"""What was on record at a time, against a store that was only ever told what came until then."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.asof import register_as_of, register_of
from provenance.graph.register import Register
from provenance.graph.sqlite import SqliteStore
from provenance.ingest.load import load
from provenance.ingest.outcome import Filing, Parsed, Rejection
from tests.loading import Record
from tests.store.kit import MINE, WORKS, designation, enterprise, quota, withdrawal

START = datetime(2026, 1, 1, tzinfo=UTC)

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
        found = await store.write(lambda writer: writer.register())
        await store.close()
    return found


def test_nothing_was_on_record_before_anything_came() -> None:
    found = register_of([])
    assert not found.quotas
    assert not found.designations
    assert not found.parents
