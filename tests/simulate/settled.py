"""A made-up world as a store settles it, held against what its books say."""

from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.ledger.lineage import Lineage
from provenance.model.status import LAWFUL, UNLAWFUL, UNVERIFIED, Status
from provenance.model.terms import Label, Ref
from tests.loading import load_all
from tests.simulate.worlds import World


async def settled(found: World, path: Path) -> Lineage:
    """All lots and events of a world, as a store has settled them."""
    store = SqliteStore(path)
    tally = await load_all(store, found.records)
    assert tally.rejected == 0
    seeds: list[Ref] = []
    for label in (Label.LOT, Label.EVENT):
        after, more = None, True
        while more:
            page = await store.graph.page(label, after, 500)
            seeds += [thing.ref for thing in page.items if thing.known]
            after, more = (page.items[-1].ref.key if page.items else None), page.more
    lineage = await store.graph.lineage(seeds, up=True, most=1_000_000)
    await store.close()
    return lineage


def divides_as_told(found: World, lineage: Lineage) -> None:
    """Every lot has the lawful, unlawful and unverified mass that the truth gives it."""
    told = found.shares()
    assert sum(lot.claims > 0 for lot in lineage.lots.values()) == found.lots
    assert told.keys() <= lineage.lots.keys()
    for key, lot in lineage.lots.items():
        row = told.get(key)
        if row is None:
            assert grams(lot.reo_g, lot.shares, LAWFUL) == pytest.approx(lot.reo_g, abs=1)
            continue
        even = row.get("even", row)
        assert lot.reo_g == round(row["reo_kg"] * 1000)
        for name, group in (
            ("lawful_kg", LAWFUL),
            ("unlawful_kg", UNLAWFUL),
            ("unverified_kg", UNVERIFIED),
        ):
            mass_g = grams(lot.reo_g, lot.shares, group)
            assert mass_g == pytest.approx(even[name] * 1000, abs=1.001), (key, name)
        for status in Status:
            mass_g = grams(lot.reo_g, lot.shares, frozenset({status}))
            true_g = even["statuses"].get(status.value, 0) * 1000
            assert mass_g == pytest.approx(true_g, abs=1.001), (key, status)


def grams(reo_g: int, shares: object, group: frozenset[Status]) -> float:
    assert isinstance(shares, dict)
    return reo_g * sum(share for status, share in shares.items() if status in group)
