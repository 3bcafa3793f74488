"""Watches are read back as they were written, and as earlier versions wrote them."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Delivery, Watch
from provenance.graph.rows.watches import filter_from, filter_text, watch_from, watch_row
from provenance.model.message import Message
from provenance.model.terms import FindingStatus, Label, Ref, Severity

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
NAMES = st.text(st.sampled_from("AB19/:-稀土'\" "), min_size=1, max_size=8)
MAYBE = st.none() | NAMES

FILTERS = st.builds(
    FindingFilter,
    codes=st.lists(NAMES, max_size=2).map(tuple),
    severities=st.lists(st.sampled_from(Severity), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(FindingStatus), max_size=2).map(tuple),
    subjects=st.lists(st.builds(Ref, st.sampled_from(Label), NAMES), max_size=2).map(tuple),
    enterprise=MAYBE,
    region=MAYBE,
    declaration=MAYBE,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    gone=st.sampled_from([False, True, None]),
    text=MAYBE,
)

WANTED = (
    '{"codes": ["OVERDRAWN_LOT", "NOT_HOLDER"], "severities": ["critical"],'
    ' "statuses": ["open", "confirmed"], "subjects": ["Lot:L:1", "Event:processing:P1"],'
    ' "enterprise": "91150000701463622D", "region": "150000",'
    ' "declaration": "530120260000000042", "since": "2026-01-01", "until": "2026-12-31",'
    ' "text": "镝"}'
)
"""As the first version with watches wrote it."""

FULL = FindingFilter(
    codes=("OVERDRAWN_LOT", "NOT_HOLDER"),
    severities=(Severity.CRITICAL,),
    statuses=(FindingStatus.OPEN, FindingStatus.CONFIRMED),
    subjects=(Ref(Label.LOT, "L:1"), Ref(Label.EVENT, "processing:P1")),
    enterprise="91150000701463622D",
    region="150000",
    declaration="530120260000000042",
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    text="镝",
)


@pytest.mark.parametrize(("text", "wanted"), [(WANTED, FULL), ("{}", FindingFilter())])
def test_a_filter_is_the_text_it_was(text: str, wanted: FindingFilter) -> None:
    assert filter_from(text) == wanted
    assert json.loads(filter_text(wanted)) == json.loads(text)


@given(FILTERS)
def test_a_filter_is_read_as_it_was_written(wanted: FindingFilter) -> None:
    assert filter_from(filter_text(wanted)) == wanted


def test_those_gone_and_those_there_are_asked_for_again() -> None:
    assert filter_from(filter_text(FindingFilter(gone=None))).gone is None


def test_empty_text_does_not_restrict() -> None:
    empty = FindingFilter(enterprise="", region="", declaration="", text="")
    assert filter_text(empty) == "{}"


WRITTEN: dict[str, Any] = {
    "id": "w1",
    "wanted": "{}",
    "url": "https://example.org/1",
    "secret": "whsec_c2VjcmV0",
    "by": "王",
    "created_at": "2026-11-01T12:00:00+00:00",
    "told": 7,
    "told_at": "2026-11-01T12:00:00+00:00",
    "tried_at": "2026-11-01T12:01:00.500000+00:00",
    "failures": 3,
    "error": "HTTP 503",
    "due_at": None,
    "active": False,
}
READ = Watch(
    id="w1",
    wanted=FindingFilter(),
    url="https://example.org/1",
    secret="whsec_c2VjcmV0",
    by="王",
    created_at=NOON,
    delivery=Delivery(
        told=7,
        told_at=NOON,
        tried_at=NOON + timedelta(minutes=1, milliseconds=500),
        failures=3,
        error=Message.of_text("HTTP 503"),
        active=False,
    ),
)


def test_a_watch_is_the_row_it_was() -> None:
    assert watch_row(READ) == WRITTEN
    assert list(watch_row(READ)) == list(WRITTEN)


@pytest.mark.parametrize("active", [False, 0])
def test_a_watch_is_read_as_either_store_has_it(active: object) -> None:
    """SQLite has no booleans, Neo4j no nulls."""
    row = {name: value for name, value in WRITTEN.items() if value is not None}
    assert watch_from({**row, "active": active}) == READ
    held = {"holder": None, "held_until": "2026-11-01T12:00:00+00:00"}
    assert watch_from({**WRITTEN, **held}).held_until == NOON
