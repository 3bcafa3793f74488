"""A lineage as columns is the lineage: settled or not, up and down, of any world."""

from collections.abc import Iterable
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.outline import Columns, Wanted
from provenance.ingest.load import keep
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Ref
from tests.graph.kit import chain, extraction, lot, processing
from tests.loading import load_all, parsed
from tests.worlds import world

ALL = Wanted(
    lots=frozenset(
        {"product", "reo_g", "feed", "ore_class", "claims", "produced_on", "drawn_g"},
    ),
    events=frozenset({"kind", "date", "process", "ore_class", "site", "reason", "owner"}),
    inputs=frozenset({"reo_g", "supported"}),
    outputs=frozenset({"reo_g", "product", "net_g"}),
)


def rows(columns: Columns, *first: str) -> list[dict[str, Any]]:
    found = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert found == sorted(found, key=lambda row: [row[name] for name in first])
    return found


def bears(of: Any, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(of, name) for name in names}
    return {
        name: value.isoformat() if name in {"date", "produced_on"} and value else value
        for name, value in values.items()
    }


def rows_of(lineage: Lineage) -> list[list[dict[str, Any]]]:
    lots, events = sorted(lineage.lots.items()), sorted(lineage.events.items())
    return [
        [bears(one, ["key", *ALL.lots]) for _, one in lots],
        [bears(one, ["key", *ALL.events]) for _, one in events],
        [bears(one, ["lot", "event", *ALL.inputs]) for one in sorted(lineage.inputs)],
        [
            bears(one, ["event", "lot", "n", *ALL.outputs])
            for one in sorted(lineage.outputs, key=lambda out: out[:3])
        ],
    ]


async def alike(store: GraphStore, *seeds: Ref) -> None:
    for up in (True, False):
        whole = await store.graph.lineage(seeds, up=up, most=10_000)
        found = await store.graph.outline(seeds, ALL, up=up, most=10_000)
        assert found is not None
        firsts = ("key",), ("key",), ("lot", "event"), ("event", "lot", "n")
        told = [rows(part, *first) for part, first in zip(found, firsts, strict=True)]
        assert told == rows_of(whole)


@pytest.mark.parametrize("seed", [1, 6])
async def test_lineages_of_a_world(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    lots = [thing.ref for thing in (await store.graph.page(Label.LOT, None, 1_000)).items]
    for one in lots[::9]:
        await alike(store, one)
    await alike(store, *lots[:20])


async def test_what_was_never_settled(store: GraphStore) -> None:
    lines = parsed([extraction("E", "A"), processing("P", {"A": 2_000, "X": 1}, {"B": 500})])
    await store.write(lambda writer: keep(writer, lines))
    await alike(store, lot("B"))
    await alike(store, lot("?"))


async def test_one_that_may_be_cut_is_none(store: GraphStore) -> None:
    await load_all(store, chain(4))
    for most, there in ((3, False), (10, False), (11, True)):
        found = await store.graph.outline([lot("L4")], Wanted(), up=True, most=most)
        assert (found is not None) is there
    found = await store.graph.outline([lot("L4")], Wanted(), up=True, most=11)
    assert found is not None
    assert list(found.lots["key"]) == [f"L{n}" for n in range(5)]
