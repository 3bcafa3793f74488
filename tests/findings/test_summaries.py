"""What is kept of declarations is what a verdict on each says, however records and reviews came."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from provenance.findings.review import review
from provenance.findings.summaries import sum_up
from provenance.graph.port.declared import DeclarationFilter, Order, Summary
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Clearance, Conclusion, CustodyModel, Label, Ref, ReviewDecision
from provenance.schema.nouns.verdict_summary import segregated
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.example import DECLARATION, worked_example
from tests.findings.audit.kit import Record, again, planted, whole
from tests.graph.kit import withdrawal
from tests.loading import load_all, shuffled
from tests.worlds import world

SETTINGS = Settings()
SHIPMENT = Ref(Label.DECLARATION, DECLARATION)


async def told(store: GraphStore) -> dict[str, Summary]:
    """What is kept of each, once all that waits is worked out; when is left out."""
    await sum_up(store, SETTINGS)
    page = await store.declared.page(DeclarationFilter(), Order.KEY, None, 10_000)
    refs = [Ref(Label.DECLARATION, placed.key) for placed in page.items]
    kept = await store.declared.summaries(refs)
    return {ref.key: replace(summary, settled_at=None) for ref, summary in kept.items()}


async def judged(store: GraphStore) -> dict[str, Summary]:
    """What the verdict on each declaration says, each by itself; segregated, what follows."""
    found = {}
    for thing in (await store.graph.page(Label.DECLARATION, None, 10_000)).items:
        (one,) = await verdicts(store, [thing.ref], SETTINGS)
        (kept_apart,) = await verdicts(store, [thing.ref], SETTINGS, CustodyModel.SEGREGATED)
        assert one is not None
        assert kept_apart is not None
        if thing.props.get("direction") == "import" or not (thing.known or one.reo_g):
            continue
        found[thing.ref.key] = summary = Summary(
            conclusion=one.conclusion,
            reo_g=one.reo_g,
            lawful_g=one.lawful_g,
            unlawful_g=one.unlawful_g,
            unverified_g=one.unverified_g,
            lawful_min_g=one.lawful_min_g,
            lawful_max_g=one.lawful_max_g,
            advice=one.clearance,
            waiting=False,
        )
        parted = segregated(summary, SETTINGS.tolerance)
        assert parted == (kept_apart.conclusion, kept_apart.clearance)
    return found


async def follow(store: GraphStore, records: list[Record], loads: int) -> None:
    """Load by and by: after each load what is kept is what verdicts say."""
    size = -(-len(records) // loads)
    for at in range(0, len(records), size):
        await load_all(store, records[at : at + size])
        await again(store)
        assert await told(store) == await judged(store)


@pytest.mark.parametrize("seed", range(5_000, 5_008))
async def test_over_random_worlds(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    store = SqliteStore(tmp_path / "loads.sqlite")
    await follow(store, shuffled(world(seed), rng), rng.randint(2, 4))
    kept = await told(store)
    await whole(store)
    assert await told(store) == kept
    await store.close()


async def test_over_planted_violations(tmp_path: Path) -> None:
    records, _ = planted(tmp_path, 300, 41)
    store = SqliteStore(tmp_path / "loads.sqlite")
    await follow(store, shuffled(records, random.Random(41)), 2)
    kept = await told(store)
    assert {one.conclusion for one in kept.values()} >= {Conclusion.LAWFUL, Conclusion.MIXED}
    assert any(one.lawful_max_g > one.lawful_g for one in kept.values() if one.lawful_max_g)
    await store.close()


async def test_until_it_is_worked_out_it_says_how_it_divides(store: GraphStore) -> None:
    await load_all(store, worked_example())
    await whole(store)
    summary = (await store.declared.summaries([SHIPMENT]))[SHIPMENT]
    assert (summary.conclusion, summary.lawful_g) == (Conclusion.MIXED, 75_000_000)
    assert (summary.advice, summary.lawful_min_g, summary.waiting) == (None, None, True)
    assert await sum_up(store, SETTINGS, 10) == 1
    summary = (await store.declared.summaries([SHIPMENT]))[SHIPMENT]
    assert (summary.lawful_min_g, summary.lawful_max_g) == (70_000_000, 90_000_000)
    assert (summary.advice, summary.waiting) == (Clearance.HOLD, False)
    assert summary.settled_at is not None


async def test_a_finding_that_is_dismissed_is_no_reason_any_more(store: GraphStore) -> None:
    await load_all(store, worked_example())
    await whole(store)
    await sum_up(store, SETTINGS)
    findings = await store.findings.on([Ref(Label.EVENT, "processing:P1")])
    (finding, *_) = findings[Ref(Label.EVENT, "processing:P1")]
    await review(store, finding.id, ReviewDecision.DISMISS, "王", "checked")
    (summary,) = (await store.declared.summaries([SHIPMENT])).values()
    assert summary.waiting
    assert await told(store) == await judged(store)


async def test_what_is_withdrawn_is_listed_no_more(store: GraphStore) -> None:
    await load_all(store, worked_example())
    await whole(store)
    names = [("declaration", DECLARATION), ("export", "X1")]
    await load_all(store, [withdrawal(f"W-{id_}", kind, id_) for kind, id_ in names])
    await whole(store)
    assert await store.declared.count(DeclarationFilter(), 10) == 0
