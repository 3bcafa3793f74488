"""The whole graph as columns: what objects say of it, from either store."""

import json
from datetime import date

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ledger.columns.places import NONE
from provenance.ledger.columns.tables import FEED, GATE, KIND, PRODUCT, STATUS
from provenance.ledger.columns.whole import Columns
from provenance.ledger.custody import producing_outputs
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import party_of
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.rules.trade.shipments import GOODS
from tests.loading import dump, load_all
from tests.worlds import world


def _lots(columns: Columns) -> dict[str, tuple[object, ...]]:
    lots, shares = columns.lots, columns.shares
    split: dict[int, dict[int, float]] = {}
    for lot, status, share in zip(shares.lot, shares.status, shares.share, strict=True):
        split.setdefault(int(lot), {})[int(status)] = float(share)
    rows = zip(
        *(lots.reo_g, lots.drawn_g, lots.claims, lots.product, lots.feed),
        *(lots.undetermined, lots.tests),
        strict=True,
    )
    return {
        key: (*map(int, row), split.get(n, {}))
        for n, (key, row) in enumerate(zip(lots.keys, rows, strict=True))
    }


@pytest.mark.parametrize("seed", [31, 47])
async def test_they_say_what_objects_say(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    lineage = Lineage(**await dump(store))  # type: ignore[arg-type]
    columns = await store.graph.columns()
    lots, events = columns.lots.keys, columns.events.keys
    assert _lots(columns) == {
        lot.key: (
            *(lot.reo_g, lot.drawn_g, lot.claims),
            *(PRODUCT.get(lot.product or "", NONE), FEED[lot.feed]),
            *(lot.undetermined, bool(lot.tests)),
            {STATUS[status]: share for status, share in lot.shares.items()},
        )
        for lot in lineage.lots.values()
    }
    draws = columns.draws
    assert sorted(
        (lots[lot], events[event], int(reo_g), bool(supported))
        for lot, event, reo_g, supported in zip(
            draws.lot, draws.event, draws.reo_g, draws.supported, strict=True
        )
    ) == sorted(lineage.inputs)
    claims = columns.claims
    assert sorted(
        (
            *(events[event], lots[lot], int(reo_g), int(product), int(net_g)),
            *(dict(columns.assays[assay]) if assay != NONE else {}, label != NONE),
        )
        for event, lot, reo_g, product, net_g, assay, label in zip(
            *(claims.event, claims.lot, claims.reo_g, claims.product, claims.net_g),
            *(claims.assay, claims.label),
            strict=True,
        )
    ) == sorted(
        (
            *(out.event, out.lot, out.reo_g, PRODUCT.get(out.product or "", NONE)),
            *(NONE if out.net_g is None else out.net_g, dict(out.assay or {}), bool(out.label)),
        )
        for out in lineage.outputs
    )


@pytest.mark.parametrize("seed", [31, 47])
async def test_events_and_what_follows_from_flows(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    lineage = Lineage(**await dump(store))  # type: ignore[arg-type]
    columns = await store.graph.columns()
    events, parties, words = columns.events, columns.parties, columns.words

    def text(numbers: list[str] | object, number: int) -> str | None:
        return None if number == NONE else numbers[number]  # type: ignore[index]

    assert set(events.keys) == lineage.events.keys()
    for n, key in enumerate(events.keys):
        event = lineage.events[key]
        assert events.kind[n] == KIND[event.kind]
        assert date.fromordinal(events.day[n]) == event.date
        assert text(parties, events.who[n]) == event.enterprise
        assert text(parties, events.buyer[n]) == event.buyer
        assert text(parties, events.owner[n]) == event.owner
        assert text(parties, events.source[n]) == event.source
        assert text(words, events.site[n]) == event.site
        assert text(words, events.process[n]) == event.process
        assert text(words, events.reason[n]) == event.reason
        assert text(words, events.declaration[n]) == event.declaration
        assert text(columns.declarations.keys, columns.declared[n]) == event.declaration
        assert (events.ore_g[n], events.mineral_g[n], events.compound_g[n]) == event.made
        assert columns.made_g[n] == sum(event.made)
        assert events.byproduct[n] == event.byproduct
        own = columns.grants.event == n
        assert sorted(
            zip(
                *(columns.grants.gate[own], columns.grants.drawn_g[own]),
                *(columns.grants.covered_g[own], columns.grants.rest[own]),
                columns.grants.parts[own],
                strict=True,
            )
        ) == sorted(
            (GATE[one.gate], one.drawn_g, one.covered_g, STATUS[one.rest], len(one.parts))
            for one in event.grants
        )
        taken = sum(draw.reo_g for draw in lineage.inputs_of.get(key, ()))
        given = sum(out.reo_g for out in lineage.outputs_of.get(key, ()))
        assert (columns.taken_g()[n], columns.given_g()[n]) == (taken, given)
    made = producing_outputs(lineage)
    for n, lot in enumerate(columns.lots.keys):
        at = columns.made[n]
        by = (events.keys[columns.claims.event[at]], columns.lots.keys[columns.claims.lot[at]])
        assert (by if at != NONE else None) == (made[lot][:2] if lot in made else None)
    assert columns.is_kind(EventKind.TRANSFER).sum() == sum(
        event.kind is EventKind.TRANSFER for event in lineage.events.values()
    )


async def test_invoices_and_who_names_them(store: GraphStore) -> None:
    await load_all(store, world(31))
    columns = await store.graph.columns()
    page = await store.graph.page(Label.INVOICE, None, 1_000)
    known = {thing.ref.key: thing.props for thing in page.items if thing.known}
    invoices, naming = columns.invoices, columns.naming
    assert set(invoices.keys) == known.keys() != set()
    for n, key in enumerate(invoices.keys):
        props = known[key]
        assert date.fromordinal(invoices.day[n]).isoformat() == props["issued_on"]
        assert columns.words[invoices.status[n]] == props["status"]
        assert columns.parties[invoices.seller[n]] == props["seller"]
        assert columns.parties[invoices.buyer[n]] == props["buyer"]
        assert invoices.marked[n] == props["rare_earth_mark"]
        assert invoices.lines[n] == props["lines"]
    events = (await store.graph.page(Label.EVENT, None, 1_000)).items
    assert {
        (columns.events.keys[event], invoices.keys[invoice])
        for event, invoice in zip(naming.event, naming.invoice, strict=True)
    } == {
        (event.ref.key, number)
        for event in events
        for number in event.props.get("invoices") or ()
        if number in known
    }


async def test_nothing(store: GraphStore) -> None:
    columns = await store.graph.columns()
    assert not columns.lots.keys
    assert columns.made.size == columns.taken_g().size == columns.draw.size == 0
    assert not columns.claimed(columns.claims.label != NONE).any()


@pytest.mark.parametrize("seed", [31, 47])
async def test_declarations_and_whether_they_were_tested(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    columns = await store.graph.columns()
    papers, words, parties = columns.declarations, columns.words, columns.parties
    things = {one.ref: one for one in (await store.graph.page(Label.DECLARATION, None, 999)).items}
    refs = [Ref(Label.DECLARATION, key) for key in papers.keys]
    assert set(refs) == things.keys() != set()
    tests = await store.graph.neighbours(
        refs, EdgeType.SAMPLED_FROM, out=False, after=None, first=9
    )
    assert [bool(page.items) for page in tests] == list(papers.tested)
    for n, ref in enumerate(refs):
        assert papers.known[n] == things[ref].known
        if not things[ref].known:
            continue
        said = things[ref].props
        assert papers.export[n] == (said["direction"] == "export")
        assert date.fromordinal(papers.day[n]).isoformat() == said["date"]
        assert parties[papers.declarant[n]] == said["declarant"]
        assert parties[papers.party[n]] == party_of(said)
        assert words[papers.country[n]] == said["country"]
        for name, column in (("licence", papers.licence), ("end_user", papers.end_user)):
            assert (words[column[n]] if column[n] != NONE else None) == said.get(name)
        assert json.loads(words[papers.said[n]]) == [said.get(name) for name in GOODS]
        assert (papers.net_g[n], papers.reo_g[n]) == (said["net_g"], said.get("reo_g", NONE))
