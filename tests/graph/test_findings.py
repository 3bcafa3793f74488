"""Findings are kept by their cause; what people said of them, and decided, stays with them."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from provenance.graph.port.findings import Unaudited
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import (
    ConclusionChange,
    Count,
    Decision,
    FindingFilter,
    FindingOrder,
    Found,
    Keeping,
    KeptFinding,
    Review,
)
from provenance.law.book import BUILT_IN
from provenance.model.message import Message
from provenance.model.terms import (
    Clearance,
    ClearanceDecision,
    Conclusion,
    FindingStatus,
    Label,
    Ref,
    ReviewDecision,
    Severity,
)
from provenance.records.changes import RecordKey
from provenance.rules.law import cited
from provenance.words.table import Language
from tests.graph.kit import (
    MINE,
    NOON,
    WORKS,
    enterprise,
    event,
    extraction,
    lot,
    processing,
    quota,
    transfer,
    withdrawal,
)
from tests.loading import load_all

LATER = NOON + timedelta(days=1)


DRAWN = Message("Drawn {drawn:kg} of {held:kg}.", drawn=1_200_000, held=1_000_000)


def found(n: int = 1, **more: Any) -> Found:
    """A finding on lot Ln, in a scope of its own."""
    stated: dict[str, Any] = {
        "scope": f"lot:L{n}",
        "code": "OVERDRAWN_LOT",
        "severity": Severity.CRITICAL,
        "subject": lot(f"L{n}"),
        "message": DRAWN,
        "basis": Message("{articles}", articles=cited([BUILT_IN.articles["R14"]])),
        "evidence": ("transfer:T1/1", "transfer:T2/1"),
        "mass_g": 200_000,
        "share": 0.125,
        "day": date(2026, 3, n),
        "enterprise": MINE,
        "region": "150206",
    }
    if isinstance(more.get("message"), str):
        more["message"] = Message.of_text(more["message"])
    return Found(**stated | more)


async def keep(
    store: GraphStore, *findings: Found, scopes: Sequence[str] | None = None, at: datetime = NOON
) -> Keeping:
    """Keep some findings, of their own scopes unless others are said to have been judged."""
    judged = [finding.scope for finding in findings] if scopes is None else scopes
    return await store.write(lambda writer: writer.findings.keep(judged, findings, at))


async def review(store: GraphStore, id_: str, decision: ReviewDecision, by: str = "王") -> bool:
    said = Review(LATER, by, decision, "因为 it is so")
    return await store.write(lambda writer: writer.findings.review(id_, said))


async def listed(store: GraphStore, wanted: FindingFilter | None = None) -> list[KeptFinding]:
    """All that a filter leaves, asked for two at a time."""
    all_: list[KeptFinding] = []
    after, more = None, True
    while more:
        page = await store.findings.page(wanted or FindingFilter(), after, 2)
        all_ += page.items
        after, more = (all_[-1].place if all_ else None), page.more
    return all_


async def subjects(store: GraphStore, **wanted: Any) -> list[str]:
    return sorted(one.subject.key for one in await listed(store, FindingFilter(**wanted)))


def test_the_cause_is_the_identity() -> None:
    one = found(1)
    assert replace(one, message="other", severity=Severity.INFO, mass_g=1, scope="x").id == one.id
    others = [
        found(1, about=("L9",)),
        found(1, about=("L", "9")),
        found(1, code="NOT_HOLDER"),
        found(2),
        found(1, subject=event("L1")),
    ]
    assert len({other.id for other in (one, *others)}) == 6
    assert one.id == "7fff0a67f41d30d7", "kept findings are known by their ids from now on"


async def test_what_is_kept_is_what_was_found(store: GraphStore) -> None:
    bare = found(2, mass_g=None, day=None, enterprise=None, region=None, evidence=(), share=0.0)
    assert await keep(store, found(1, about=("氧化镝", "2026-03")), bare) == Keeping(2, 0)
    by_id = {one.id: one for one in await listed(store)}
    for finding in (found(1, about=("氧化镝", "2026-03")), bare):
        kept = by_id[finding.id]
        stated = {name: getattr(kept, name) for name in Found.__dataclass_fields__}
        assert Found(**stated) == finding
        assert (kept.first_seen, kept.last_seen, kept.gone_at) == (NOON, NOON, None)
        assert (kept.status, kept.reviews) == (FindingStatus.OPEN, ())


async def test_found_again_it_is_the_same_with_what_is_new_about_it(store: GraphStore) -> None:
    await keep(store, found(1))
    worse = found(1, message="Drawn 1,300 kg.", severity=Severity.MAJOR, mass_g=None, region=None)
    assert await keep(store, worse, at=LATER) == Keeping(0, 0)
    (kept,) = await listed(store)
    assert kept.message == worse.message
    assert (kept.severity, kept.mass_g) == (Severity.MAJOR, None)
    assert (kept.first_seen, kept.last_seen, kept.raised) == (NOON, LATER, 1)
    assert await subjects(store, severities=(Severity.CRITICAL,)) == []
    assert await subjects(store, region="150206") == []


async def test_gone_is_closed_and_back_again_reopens_with_what_was_said(store: GraphStore) -> None:
    await keep(store, found(1), found(2))
    assert await review(store, found(1).id, ReviewDecision.CONFIRM)
    (before,) = await store.findings.by_id([found(1).id])
    assert before is not None
    assert await keep(store, scopes=["lot:L1"], at=LATER) == Keeping(0, 1)
    assert await subjects(store) == ["L2"]
    assert await subjects(store, gone=True) == ["L1"]
    assert await subjects(store, gone=None) == ["L1", "L2"]
    (gone,) = await store.findings.by_id([found(1).id])
    assert gone == replace(before, gone_at=LATER)
    # Gone is gone: judged once more and not found once more, nothing about it changes.
    assert await keep(store, scopes=["lot:L1"], at=LATER + timedelta(1)) == Keeping(0, 0)
    assert await store.findings.by_id([found(1).id]) == [gone]
    back = LATER + timedelta(days=2)
    assert await keep(store, found(1), at=back) == Keeping(1, 0)
    (again,) = await store.findings.by_id([found(1).id])
    assert again == replace(before, last_seen=back, raised=again.raised)
    assert again.raised > before.raised + 1
    assert again.status is FindingStatus.CONFIRMED


async def test_any_sequence_of_audits_keeps_what_a_few_lines_say(store: GraphStore) -> None:
    """Against the plainest telling of it: first seen, last seen, gone, by cause."""
    rng = random.Random(14)
    said: dict[str, tuple[str, datetime, datetime, datetime | None]] = {}
    for step in range(25):
        at = NOON + timedelta(hours=step)
        scopes = [f"lot:L{n}" for n in range(1, 5) if rng.random() < 0.6]
        causes = [(scope, code) for scope in scopes for code in "ABC" if rng.random() < 0.4]
        audit = [found(int(scope[-1]), code=code) for scope, code in causes]
        kept = await keep(store, *audit, scopes=scopes, at=at)
        ids = {finding.id: finding.scope for finding in audit}
        closed = {
            id_
            for id_, (scope, *_, gone) in said.items()
            if scope in scopes and gone is None and id_ not in ids
        }
        raised = {id_ for id_ in ids if id_ not in said or said[id_][3] is not None}
        assert kept == Keeping(len(raised), len(closed))
        said |= {id_: (*said[id_][:3], at) for id_ in closed}
        said |= {
            id_: (scope, said[id_][1] if id_ in said else at, at, None)
            for id_, scope in ids.items()
        }
    every = await listed(store, FindingFilter(gone=None))
    assert {
        one.id: (one.scope, one.first_seen, one.last_seen, one.gone_at) for one in every
    } == said
    assert any(one.gone_at for one in every)


async def test_only_what_was_judged_is_closed(store: GraphStore) -> None:
    same_scope = [found(1), found(1, code="NOT_HOLDER"), found(1, about=("x",))]
    await keep(store, *same_scope, found(2))
    assert await keep(store, same_scope[1], scopes=["lot:L1", "lot:L3"]) == Keeping(0, 2)
    assert {one.id for one in await listed(store)} == {same_scope[1].id, found(2).id}
    assert await keep(store, scopes=[]) == Keeping(0, 0)


async def test_a_cause_found_in_another_scope_has_moved_there(store: GraphStore) -> None:
    await keep(store, found(1))
    moved = found(1, scope="event:P")
    assert await keep(store, moved, scopes=["lot:L1", "event:P"]) == Keeping(0, 0)
    assert await keep(store, scopes=["lot:L1"]) == Keeping(0, 0)
    assert await keep(store, scopes=["event:P"]) == Keeping(0, 1)


async def test_what_is_said_is_found_in_both_languages_and_told_in_both(store: GraphStore) -> None:
    said = Message("Licence {number} is not on record.", number="L1")
    await keep(store, found(1, code="LICENCE_NOT_VALID", message=said), found(2, message="旧文"))
    for text in ("not on record", "没有记录", "出口许可证无效", "licence not valid"):
        page = await store.findings.page(FindingFilter(text=text), None, 10)
        assert [one.message for one in page.items] == [said]
    page = await store.findings.page(FindingFilter(text="旧文"), None, 10)
    assert [one.message.said(Language.ZH) for one in page.items] == ["旧文"]


async def test_the_same_twice_in_one_audit_is_one(store: GraphStore) -> None:
    assert await keep(store, found(1), found(1, message="the last says")) == Keeping(1, 0)
    (kept,) = await listed(store)
    assert str(kept.message) == "the last says"


async def test_reviews_stay_in_order_and_the_last_decides(store: GraphStore) -> None:
    await keep(store, found(1), found(2))
    decisions = (ReviewDecision.DISMISS, ReviewDecision.REOPEN, ReviewDecision.CONFIRM)
    statuses = (FindingStatus.DISMISSED, FindingStatus.OPEN, FindingStatus.CONFIRMED)
    for by, decision, status in zip("甲乙丙", decisions, statuses, strict=True):
        assert await review(store, found(1).id, decision, by)
        (kept,) = await store.findings.by_id([found(1).id])
        assert kept is not None
        assert kept.status is status
    assert [(said.by, said.decision) for said in kept.reviews] == list(
        zip("甲乙丙", decisions, strict=True)
    )
    assert kept.reviews[0] == Review(LATER, "甲", ReviewDecision.DISMISS, "因为 it is so")
    assert await subjects(store, statuses=(FindingStatus.CONFIRMED,)) == ["L1"]
    assert await subjects(store, statuses=(FindingStatus.OPEN, FindingStatus.DISMISSED)) == ["L2"]


async def test_nobody_can_review_what_is_not_there(store: GraphStore) -> None:
    assert not await review(store, "nothing", ReviewDecision.CONFIRM)
    assert await store.findings.by_id(["nothing"]) == [None]
    await keep(store, found(1))
    (kept,) = await listed(store)
    assert kept.reviews == ()


async def test_the_gravest_first_page_by_page(store: GraphStore) -> None:
    many = [found(n, severity=list(Severity)[n % 4]) for n in range(1, 14)]
    await keep(store, *many)
    found_ = await listed(store)
    assert [one.id for one in found_] == [one.id for one in sorted(many, key=lambda f: f.place)]
    numbers = {Severity.CRITICAL: 3, Severity.MAJOR: 4, Severity.MINOR: 3, Severity.INFO: 3}
    assert [one.severity for one in found_] == [s for s, n in numbers.items() for _ in range(n)]
    page = await store.findings.page(FindingFilter(), None, 13)
    assert (len(page.items), page.more) == (13, False)


@pytest.fixture
async def various(store: GraphStore) -> GraphStore:
    """Findings 1 to 4, in all that filters ask for unlike one another."""
    await keep(
        store,
        found(1),
        found(2, code="NOT_HOLDER", severity=Severity.MINOR, enterprise=WORKS, region="150102"),
        found(3, subject=event("processing:L3"), severity=Severity.MAJOR, region="460001"),
        found(4, enterprise=None, region=None, day=None, message="镝 out than in: ＤＹ２Ｏ３ 5 kg"),
    )
    return store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "1234"),
        ({"codes": ("NOT_HOLDER",)}, "2"),
        ({"codes": ("NOT_HOLDER", "OVERDRAWN_LOT", "NONE_SUCH")}, "1234"),
        ({"severities": (Severity.MAJOR, Severity.MINOR)}, "23"),
        ({"statuses": (FindingStatus.CONFIRMED,)}, ""),
        ({"subjects": (lot("L1"),)}, "1"),
        ({"subjects": (lot("L1"), event("processing:L3"), lot("processing:L3"))}, "13"),
        ({"enterprise": WORKS}, "2"),
        ({"enterprise": MINE, "codes": ("NOT_HOLDER",)}, ""),
        ({"region": "100000"}, "123"),
        ({"region": "150000"}, "12"),
        ({"region": "150200"}, "1"),
        ({"region": "150102"}, "2"),
        ({"region": "460001"}, "3"),
        ({"region": "460000"}, "3"),
        ({"region": "15"}, "12"),
        ({"region": "nowhere"}, ""),
        ({"since": date(2026, 3, 2)}, "23"),
        ({"until": date(2026, 3, 2)}, "12"),
        ({"since": date(2026, 3, 2), "until": date(2026, 3, 2)}, "2"),
        ({"text": "not holder"}, "2"),
        ({"text": "dy2o3"}, "4"),
        ({"text": "镝"}, "4"),
        ({"text": "T2/1"}, "1234"),
        ({"text": "l3"}, "3"),
        ({"text": "%"}, "1234"),
        ({"text": "nowhere"}, ""),
        ({"gone": True}, ""),
        ({"region": "150000", "severities": (Severity.CRITICAL,), "text": "1200"}, "1"),
    ],
)
async def test_filters(various: GraphStore, wanted: dict[str, Any], expected: str) -> None:
    assert "".join(key[-1] for key in await subjects(various, **wanted)) == "".join(
        sorted(expected, key=lambda n: ("L" + n, "processing:L3")[n == "3"])
    )
    facets = await various.findings.facets(FindingFilter(**wanted))
    assert facets.total == len(expected)
    assert sum(count.findings for count in facets.codes) == len(expected)


@pytest.mark.parametrize("code", ["360783", "360727", "360700", "360000", "100000"])
async def test_a_county_is_found_under_the_code_it_had_before(store: GraphStore, code: str) -> None:
    await keep(store, found(1, region="360727"), found(2, region="360783"), found(3))
    wanted = FindingFilter(region=code)
    assert (await store.findings.facets(wanted)).total == (3 if code == "100000" else 2)


async def test_facets_count_what_the_filter_leaves(various: GraphStore) -> None:
    await review(various, found(1).id, ReviewDecision.DISMISS)
    facets = await various.findings.facets(FindingFilter())
    assert facets.total == 4
    assert facets.codes == (Count("OVERDRAWN_LOT", 3), Count("NOT_HOLDER", 1))
    assert facets.severities == (Count("critical", 2), Count("major", 1), Count("minor", 1))
    assert facets.statuses == (Count("open", 3), Count("dismissed", 1))
    assert facets.enterprises == (Count(MINE, 2), Count(None, 1), Count(WORKS, 1))
    assert facets.regions == (
        Count(None, 1),
        Count("150102", 1),
        Count("150206", 1),
        Count("460001", 1),
    )
    few = await various.findings.facets(FindingFilter(subjects=(lot("L2"),)))
    assert (few.total, few.codes) == (1, (Count("NOT_HOLDER", 1),))
    assert (await various.findings.facets(FindingFilter(enterprise=WORKS))).total == 1
    assert (await various.findings.facets(FindingFilter(text="nowhere"))).codes == ()


async def test_findings_on_things_gone_ones_too(various: GraphStore) -> None:
    await keep(various, found(1, code="X", severity=Severity.INFO), scopes=["lot:L1"])
    on = await various.findings.on([lot("L1"), lot("L9"), event("processing:L3"), lot("L3")])
    assert {ref: [one.code for one in kept] for ref, kept in on.items()} == {
        lot("L1"): ["OVERDRAWN_LOT", "X"],
        lot("L9"): [],
        event("processing:L3"): ["OVERDRAWN_LOT"],
        lot("L3"): [],
    }
    assert [one.gone_at for one in on[lot("L1")]] == [NOON, None]
    ids = [found(4).id, "nothing", found(2, code="NOT_HOLDER").id]
    assert [one and one.subject.key for one in await various.findings.by_id(ids)] == [
        "L4",
        None,
        "L2",
    ]


async def test_what_is_raised_is_read_in_that_order(store: GraphStore) -> None:
    assert await store.findings.last_raised() == 0
    await keep(store, found(2), found(1, severity=Severity.INFO))
    await keep(store, found(3), found(2), scopes=["lot:L2", "lot:L3"])
    last = await store.findings.last_raised()
    every = await store.findings.raised(FindingFilter(), 0, 10)
    assert [one.subject.key for one in every] == ["L2", "L1", "L3"]
    assert [one.raised for one in every] == sorted({one.raised for one in every})
    assert every[-1].raised == last
    assert await store.findings.raised(FindingFilter(), 0, 2) == every[:2]
    assert await store.findings.raised(FindingFilter(), every[0].raised, 2) == every[1:]
    assert await store.findings.raised(FindingFilter(severities=(Severity.INFO,)), 0, 9) == [
        every[1]
    ]
    assert await store.findings.raised(FindingFilter(), last, 9) == []
    await keep(store, scopes=["lot:L3"])
    assert await store.findings.last_raised() == last
    await keep(store, found(3))
    (again,) = await store.findings.raised(FindingFilter(), last, 9)
    assert (again.subject.key, again.raised) == ("L3", await store.findings.last_raised())


async def test_an_audit_that_fails_keeps_nothing(store: GraphStore) -> None:
    await keep(store, found(1))

    async def work(writer: Any) -> None:
        await writer.findings.keep(["lot:L1"], [found(2)], LATER)
        await writer.findings.review(found(1).id, Review(LATER, "x", ReviewDecision.CONFIRM, "y"))
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        await store.write(work)
    (kept,) = await listed(store)
    assert (kept.subject.key, kept.gone_at, kept.reviews) == ("L1", None, ())


async def test_two_audits_at_once_number_apart(store: GraphStore) -> None:
    await asyncio.gather(*(keep(store, found(n)) for n in range(1, 9)))
    every = await store.findings.raised(FindingFilter(), 0, 10)
    assert len({one.raised for one in every}) == 8


async def test_decisions_of_officers_stay_in_order(store: GraphStore) -> None:
    d1, d2 = Ref(Label.DECLARATION, "530120260000000042"), Ref(Label.DECLARATION, "D2")
    assert await store.findings.decisions([d1, d2]) == {d1: [], d2: []}
    hold = Decision(
        NOON, "李", ClearanceDecision.HOLD, "看看", Clearance.RELEASE, Conclusion.LAWFUL
    )
    free = Decision(LATER, "Li", ClearanceDecision.RELEASE, "checked")
    sample = Decision(NOON, "Li", ClearanceDecision.SAMPLE, "assay", Clearance.HOLD)
    for key, decision in ((d1, hold), (d2, sample), (d1, free)):
        await store.write(lambda writer, k=key.key, d=decision: writer.findings.decide(k, d))
    assert await store.findings.decisions([d2, d1, lot(d1.key)]) == {
        d2: [sample],
        d1: [hold, free],
        lot(d1.key): [],
    }


async def test_changes_of_conclusions_with_what_caused_them(store: GraphStore) -> None:
    first = ConclusionChange(lot("L1"), NOON, None, Conclusion.LAWFUL, None, 5, "a.jsonl")
    causes = (RecordKey("quota", "Q:1"), RecordKey("transfer", "T"))
    then = ConclusionChange(
        lot("L1"), LATER, Conclusion.LAWFUL, Conclusion.MIXED, 5, 3_000_000_000, "b", causes
    )
    other = ConclusionChange(lot("L2"), NOON, Conclusion.MIXED, None, 1, None)
    await store.write(lambda writer: writer.findings.keep_conclusions([first, other]))
    await store.write(lambda writer: writer.findings.keep_conclusions([then]))
    await store.write(lambda writer: writer.findings.keep_conclusions([]))
    assert await store.findings.changes([lot("L1"), lot("L2"), lot("L3")]) == {
        lot("L1"): [first, then],
        lot("L2"): [other],
        lot("L3"): [],
    }


async def waiting(store: GraphStore) -> set[str]:
    """What waits to be audited, places aside."""
    found = await store.write(lambda writer: writer.queue.unaudited())
    return {f"{ref.label}:{ref.key}" for ref in found.things if ref.label is not Label.REGION}


async def audit_all(store: GraphStore) -> None:
    async def work(writer: Any) -> None:
        await writer.queue.audited(await writer.queue.unaudited())

    await store.write(work)
    assert await waiting(store) == set()


async def test_what_a_load_touches_waits_to_be_audited(store: GraphStore) -> None:
    assert await waiting(store) == set()
    await load_all(store, [enterprise(MINE), extraction("E", "A"), transfer("T", {"A": "B"})])
    mine, works = f"Enterprise:{MINE}", f"Enterprise:{WORKS}"
    everything = {mine, works, "Lot:A", "Lot:B", "Event:extraction:E", "Event:transfer:T/1"}
    assert await waiting(store) == everything
    await audit_all(store)
    await load_all(store, [extraction("E", "A")])
    assert await waiting(store) == set(), "the same record again changes nothing"
    await load_all(store, [processing("P", {"B": 1}, {"C": 1})])
    assert await waiting(store) == {mine, "Lot:B", "Lot:C", "Event:processing:P"}


async def test_what_settles_anew_far_from_the_load_waits_too(store: GraphStore) -> None:
    await load_all(
        store,
        [
            extraction("E", "A"),
            transfer("T", {"A": "B"}),
            processing("P", {"B": 1_000}, {"C": 1_000}, enterprise=WORKS),
            quota("Q", reo_t=100, enterprise=WORKS),
        ],
    )
    await audit_all(store)
    await load_all(store, [extraction("E", "A", 600, revision=1)])
    assert {"Lot:A", "Lot:B", "Lot:C", "Event:extraction:E"} <= await waiting(store)
    assert "Quota:Q" not in await waiting(store)


async def test_what_a_withdrawal_takes_out_waits_though_it_is_no_more(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), quota("Q")])
    await audit_all(store)
    await load_all(store, [withdrawal("W", "extraction", "E"), withdrawal("V", "quota", "Q")])
    assert await store.graph.things([lot("A"), Ref(Label.QUOTA, "Q")]) == [None, None]
    assert {"Lot:A", "Event:extraction:E", "Quota:Q"} <= await waiting(store)


async def test_what_is_touched_during_an_audit_waits_for_the_next(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), extraction("F", "B", enterprise=WORKS)])
    first = await store.write(lambda writer: writer.queue.unaudited())
    await load_all(store, [extraction("E", "A", 600, revision=1)])
    second = await store.write(lambda writer: writer.queue.unaudited())
    assert second.turn > first.turn
    await store.write(lambda writer: writer.queue.audited(first))
    again = {"Event:extraction:E", "Lot:A", f"Enterprise:{MINE}"}
    assert await waiting(store) == again, "though it waited when the audit began"
    await store.write(lambda writer: writer.queue.audited(second))
    assert await waiting(store) == set()


async def test_which_records_were_received_since_the_last_audit(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), quota("Q")])
    first = await store.write(lambda writer: writer.queue.unaudited())
    assert (first.after, first.last) == (2, 2), "of what came before any audit none is new"
    assert await store.records.received(0, 2) == [
        RecordKey("extraction", "E"),
        RecordKey("quota", "Q"),
    ]
    await audit_all(store)
    await load_all(store, [quota("Q"), quota("Q", 200, revision=1), quota("Q", 300, revision=2)])
    await load_all(store, [extraction("F", "B"), withdrawal("W:1", "quota", "Q")])
    then = await store.write(lambda writer: writer.queue.unaudited())
    assert (then.after, then.last) == (2, 6), "the same record again is none"
    assert await store.records.received(2, 4) == [RecordKey("quota", "Q")]
    both = [RecordKey("extraction", "F"), RecordKey("withdrawal", "W:1")]
    assert await store.records.received(4, 6) == both
    await audit_all(store)
    last = await store.write(lambda writer: writer.queue.unaudited())
    assert last == Unaudited(frozenset(), 6, 6, last.turn)


async def test_who_audits_everything_is_not_told_of_each_thing(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A")])
    told = await store.write(lambda writer: writer.queue.unaudited())
    found = await store.write(lambda writer: writer.queue.unaudited(things=False))
    assert told.things
    assert found == told._replace(things=frozenset(), turn=found.turn)
    await store.write(lambda writer: writer.queue.audited(found))
    assert await waiting(store) == set()
    assert await store.records.received(6, 6) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (FindingOrder.SEVERITY, ["L1", "L2", "L3"]),
        (FindingOrder.MASS, ["L3", "L1", "L2"]),
        (FindingOrder.DAY, ["L1", "L3", "L2"]),
        (FindingOrder.FIRST_SEEN, ["L2", "L3", "L1"]),
    ],
)
async def test_orders_each_with_places_of_its_own(
    store: GraphStore, order: FindingOrder, expected: list[str]
) -> None:
    await keep(store, found(1, day=date(2026, 5, 1)))
    await keep(store, found(3, severity=Severity.INFO, mass_g=5 * 10**12), at=LATER)
    after = LATER + timedelta(seconds=1)
    await keep(store, found(2, severity=Severity.MAJOR, mass_g=None, day=None), at=after)
    wanted, keys, place = FindingFilter(), list[str](), None
    for left in (True, True, False):
        page = await store.findings.page(wanted, place, 1, order)
        keys += [one.subject.key for one in page.items]
        place = order.place(page.items[0])
        assert page.more is left
    assert keys == expected
    assert (await store.findings.page(wanted, place, 1, order)).items == []
    by_firm = await store.findings.page(FindingFilter(enterprise=MINE), None, 5, order)
    assert [one.subject.key for one in by_firm.items] == expected
    assert [await store.findings.count(wanted, most) for most in (1, 5)] == [2, 3]
    seen_since = FindingFilter(first_seen_from=LATER, subjects=(lot("L1"), lot("L3")))
    assert await store.findings.count(seen_since, 5) == 1
    assert await subjects(store, first_seen_from=LATER) == ["L2", "L3"]
