"""Findings and what is said of them are read back as written, and as earlier versions wrote."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.port.kept import ConclusionChange, Decision, Found, KeptFinding, Review
from provenance.graph.rows.findings import (
    change_from,
    change_row,
    decision_from,
    decision_row,
    kept_from,
    kept_props,
    moment,
    review_row,
    subject_from,
    subject_text,
)
from provenance.model.message import Message
from provenance.model.terms import (
    Clearance,
    ClearanceDecision,
    Conclusion,
    FindingStatus,
    Label,
    Ref,
    Relation,
    ReviewDecision,
    Severity,
)
from provenance.records.changes import RecordKey

TEXT = st.text(st.sampled_from("AB19/:-稀土'\" "), max_size=8)
REFS = st.builds(Ref, st.sampled_from(Label), TEXT)
# Findings are seen when the clock says so: never at an end of the calendar.
TIMES = st.datetimes(
    datetime(1900, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
GRAMS = st.integers(0, 10**15)
MESSAGES = TEXT.map(Message.of_text) | st.builds(
    lambda mass, day: Message("{mass:kg} on {day}", mass=mass, day=day), GRAMS, st.dates()
)
FINDINGS = st.builds(
    Found,
    scope=TEXT,
    subject=REFS,
    message=MESSAGES,
    basis=MESSAGES,
    about=st.lists(TEXT, max_size=3).map(tuple),
    evidence=st.lists(TEXT, max_size=3).map(tuple),
    mass_g=st.none() | GRAMS,
    share=st.floats(0, 1),
    status=st.just(FindingStatus.OPEN),
    day=st.none() | st.dates(),
    enterprise=st.none() | TEXT,
    region=st.none() | TEXT,
)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)

WRITTEN = """{"id": "7e1f1065b0d676cc", "place": "0:7e1f1065b0d676cc", "scope": "lot:Lot:L1",
 "subject": "Lot:L:1", "code": "OVERDRAWN_LOT", "severity": "critical", "about": ["氧化镝"],
 "relation": "direct", "message": "Drawn 1,200 kg.", "basis": "Regulations Art. 14",
 "evidence": ["transfer:T1/1", "transfer:T2/1"], "mass_g": 200000, "share": 0.125,
 "day": "2026-03-01", "enterprise": "91150000701463622D", "region": "150206",
 "words": "overdrawnlot\\ndrawn1200kg\\nlot\\nl1\\n氧化镝\\ntransfert11\\ntransfert21",
 "first_seen": "2026-11-01T12:00:00+00:00", "last_seen": "2026-11-02T12:00:00.250000+00:00",
 "raised": 7, "gone_at": "2026-11-03T12:00:00+00:00", "status": "dismissed"}"""
"""As the first version with findings wrote it."""

READ = KeptFinding(
    scope="lot:Lot:L1",
    code="OVERDRAWN_LOT",
    severity=Severity.CRITICAL,
    subject=Ref(Label.LOT, "L:1"),
    message=Message.of_text("Drawn 1,200 kg."),
    basis=Message.of_text("Regulations Art. 14"),
    about=("氧化镝",),
    relation=Relation.DIRECT,
    evidence=("transfer:T1/1", "transfer:T2/1"),
    mass_g=200_000,
    share=0.125,
    day=date(2026, 3, 1),
    enterprise="91150000701463622D",
    region="150206",
    first_seen=NOON,
    last_seen=NOON + timedelta(days=1, milliseconds=250),
    raised=7,
    gone_at=NOON + timedelta(days=2),
    status=FindingStatus.DISMISSED,
    reviews=(Review(NOON, "王", ReviewDecision.DISMISS, "因为"),),
)


def stored(value: Any) -> Any:
    """Through the JSON that either store keeps properties in."""
    return json.loads(json.dumps(value))


def test_a_finding_is_read_as_an_earlier_version_wrote_it() -> None:
    reviews = [["2026-11-01T12:00:00+00:00", "王", "dismiss", "因为"]]
    assert kept_from(json.loads(WRITTEN), reviews) == READ


def test_a_finding_is_written_as_an_earlier_version_wrote_it() -> None:
    later = {"first_seen", "last_seen", "raised", "gone_at", "status"}
    written = {name: value for name, value in json.loads(WRITTEN).items() if name not in later}
    # What it is called has been among its words since.
    written["words"] = written["words"].replace(
        "drawn1200kg", "货批超量动用\nlotdrawnbeyonditsmass\ndrawn1200kg\ndrawn1200kg"
    )
    stated = {name: getattr(READ, name) for name in Found.__dataclass_fields__}
    props = kept_props(Found(**stated))
    assert props == written
    assert all(type(value) in (str, int, float, list) for value in props.values())


def test_a_sentence_is_kept_with_its_facts_and_found_in_both_languages() -> None:
    said = Message("Licence {number} is not on record.", number="L1")
    stated = {name: getattr(READ, name) for name in Found.__dataclass_fields__}
    props = kept_props(Found(**stated | {"message": said}))
    assert props["message"] == '{"en": "Licence {number} is not on record.", "number": "L1"}'
    assert "licencel1isnotonrecord" in props["words"]
    assert "出口许可证l1没有记录" in props["words"]


@pytest.mark.parametrize("absent", ["left out", "null"])
def test_what_a_store_leaves_out_is_nothing(absent: str) -> None:
    """Neo4j keeps no null: what has none has no such property."""
    optional = ("mass_g", "day", "enterprise", "region", "gone_at")
    props = {name: value for name, value in json.loads(WRITTEN).items() if name not in optional}
    if absent == "null":
        props |= dict.fromkeys(optional)
    read = kept_from(props, ())
    assert [getattr(read, name) for name in optional] == [None] * 5
    assert read.reviews == ()


@given(FINDINGS, TIMES, st.none() | TIMES, st.sampled_from(FindingStatus), st.integers(1))
def test_what_is_written_of_a_finding_is_read(
    found: Found, seen: datetime, gone: datetime | None, status: FindingStatus, raised: int
) -> None:
    kept = {
        "first_seen": moment(seen),
        "last_seen": moment(seen),
        "gone_at": gone and moment(gone),
        "status": status.value,
        "raised": raised,
    }
    review = Review(seen, "王", ReviewDecision.CONFIRM, "因为")
    read = kept_from(stored(kept_props(found) | kept), stored([review_row(review)]))
    for name in set(Found.__dataclass_fields__) - {"status"}:
        assert getattr(read, name) == getattr(found, name)
    assert (read.id, read.first_seen, read.gone_at, read.status) == (found.id, seen, gone, status)
    assert (read.raised, read.reviews) == (raised, (review,))


DECISIONS = [
    (
        ["2026-11-01T12:00:00+00:00", "王", "hold", "因为", "hold", "unlawful"],
        Decision(NOON, "王", ClearanceDecision.HOLD, "因为", Clearance.HOLD, Conclusion.UNLAWFUL),
    ),
    (
        ["2026-11-01T12:00:00+00:00", "王", "release", "因为", None, None],
        Decision(NOON, "王", ClearanceDecision.RELEASE, "因为"),
    ),
]


@pytest.mark.parametrize(("row", "decision"), DECISIONS)
def test_a_decision_is_a_row(row: list[str | None], decision: Decision) -> None:
    assert decision_row(decision) == row
    assert decision_from(row) == decision


LOT = Ref(Label.LOT, "L:1")
CHANGES: list[tuple[list[Any], ConclusionChange]] = [
    (
        ["Lot:L:1", "2026-11-01T12:00:00+00:00", None, "lawful", None, 5, None, []],
        ConclusionChange(LOT, NOON, None, Conclusion.LAWFUL, None, 5),
    ),
    (
        [
            *("Lot:L:1", "2026-11-01T12:00:00+00:00", "lawful", None, 5, None, "load.csv"),
            ["quota", "Q", "withdrawal", "W:1"],
        ],
        ConclusionChange(
            *(LOT, NOON, Conclusion.LAWFUL, None, 5, None, "load.csv"),
            (RecordKey("quota", "Q"), RecordKey("withdrawal", "W:1")),
        ),
    ),
]


@pytest.mark.parametrize(("row", "change"), CHANGES)
def test_a_change_of_conclusion_is_a_row(row: list[Any], change: ConclusionChange) -> None:
    assert change_row(change) == row
    read = change_from(row)
    assert read == change
    assert all(isinstance(cause, RecordKey) for cause in read.causes)


@given(REFS)
def test_a_subject_is_one_text(ref: Ref) -> None:
    assert subject_from(subject_text(ref)) == ref


def test_times_are_in_order_as_texts() -> None:
    east = NOON.astimezone(timezone(timedelta(hours=8)))
    assert moment(east) == moment(NOON) == "2026-11-01T12:00:00+00:00"
