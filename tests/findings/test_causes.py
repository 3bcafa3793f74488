"""Findings by their causes: what follows by mass is told with what it follows from, once."""

from datetime import date

import pytest

from provenance.findings.audit import audit
from provenance.findings.causes import FOLLOWS, causes
from provenance.graph.pages import all_findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.terms import Severity
from provenance.settings import Settings
from tests.example import DECLARATION, worked_example
from tests.loading import load_all

EVERY = FindingFilter()


@pytest.fixture
async def audited(store: GraphStore) -> GraphStore:
    await load_all(store, worked_example())
    await audit(store, Settings(), whole=True, today=date(2026, 11, 1))
    return store


async def test_what_follows_stands_under_its_cause(audited: GraphStore) -> None:
    found = await causes(audited, EVERY, 100, 10_000)
    kept = [one async for one in all_findings(audited.findings, EVERY)]
    follow = [one for one in kept if one.code == FOLLOWS]
    assert DECLARATION in {one.subject.key for one in follow}
    assert [cause.finding.place for cause in found.items] == [
        one.place for one in kept if one.code != FOLLOWS
    ]
    told = {
        (cause.finding.code, cause.finding.subject.key): (cause.follow, cause.most_g)
        for cause in found.items
        if cause.follow
    }
    assert set(told) <= {("OVER_QUOTA_MINING", "extraction:E2"),
                         ("OVER_QUOTA_SEPARATION", "processing:P1")}  # fmt: skip
    assert sum(count for count, _ in told.values()) == len(follow)
    assert found.facets.total == len(kept)
    assert not found.more
    assert not found.cut


async def test_where_nothing_is_the_cause_the_first_of_a_chain_is(store: GraphStore) -> None:
    def moved(n: int) -> dict[str, object]:
        return {
            "record": "transfer", "id": f"T{n}", "date": f"2026-02-0{n + 1}",
            "seller": "91150000701463622D", "buyer": "91510000MA62TEST1R",
            "items": [{"lot": f"L{n}", "reo_kg": 100, "new_lot": f"L{n + 1}"}],
        }  # fmt: skip

    back = moved(1) | {"seller": "91510000MA62TEST1R", "buyer": "91150000701463622D"}
    await load_all(store, [moved(0), back, moved(2)])
    await audit(store, Settings(), whole=True, today=date(2026, 11, 1))
    found = await causes(store, FindingFilter(codes=()), 100, 10_000)
    first = [cause for cause in found.items if cause.finding.code == FOLLOWS]
    follow = [one async for one in all_findings(store.findings, FindingFilter(codes=(FOLLOWS,)))]
    assert len(first) + sum(cause.follow for cause in found.items) == len(follow)
    assert len(follow) > len(first)


async def test_who_asks_for_what_follows_gets_each(audited: GraphStore) -> None:
    asked = FindingFilter(codes=(FOLLOWS,))
    found = await causes(audited, asked, 2, 10_000)
    assert [cause.follow for cause in found.items] == [0, 0]
    assert found.more
    assert (await causes(audited, FindingFilter(gone=True), 2, 10_000)).items == []


async def test_a_filter_and_a_limit_hold(audited: GraphStore) -> None:
    none = await causes(audited, FindingFilter(severities=(Severity.INFO,), text="nowhere"), 5, 100)
    assert (list(none.items), none.facets.total, none.more) == ([], 0, False)
    one = await causes(audited, EVERY, 1, 10_000)
    assert (len(one.items), one.more) == (1, True)
    assert (await causes(audited, EVERY, 100, 3)).cut
