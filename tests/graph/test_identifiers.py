"""Further numbers of enterprises: whatever names one of them means the enterprise."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from provenance.findings.audit import audit
from provenance.graph.meant import meant, meant_filter, meant_firm, meant_things
from provenance.graph.neo4j.store import Neo4jStore
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of, register_as_of
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.identifiers import NAMING
from provenance.records.kinds.registry import RECORD_KINDS, describe
from provenance.settings import Settings
from tests.conftest import StoreAddress
from tests.graph.kit import MINE, WORKS, enterprise, extraction, near, quota, transfer, withdrawal
from tests.loading import Record, load_all, shuffled

CUSTOMS, FORMER = "1502930123", "150203000012345"
FIRM = Ref(Label.ENTERPRISE, MINE)
EXAMPLES = {kind: described["example"] for kind, described in describe().items()}


def claiming(id_: str, *numbers: str, **more: object) -> Record:
    stated = [{"scheme": "customs", "number": number} for number in numbers]
    return {**enterprise(id_), "identifiers": stated, **more}


def naming(number: str) -> list[Record]:
    """A record of every kind that names an enterprise, naming one by a number wherever it may."""
    found = []
    for kind, model in RECORD_KINDS.items():
        if (named := NAMING[model]) and kind != "enterprise":
            found.append({**EXAMPLES[kind], **dict.fromkeys(named, number)})
    return [*found, enterprise(WORKS, parent=number)]


Dump = dict[str, dict[str, object]]


async def drawn(store: GraphStore) -> Dump:
    """The whole graph in plain words: every node with what it bears, and every edge."""
    found: Dump = {}
    leaving = await edges_leaving(store)
    for label in Label:
        things = await all_of(store.graph, label)
        for thing in things:
            found[f"{label} {thing.ref.key}"] = {"known": thing.known, **thing.props}
        refs = [thing.ref for thing in things]
        for edge in (edge for edge in EdgeType if (label, edge) in leaving):
            ends = await everything(store.graph, refs, edge, out=True)
            for ref, nears in ends.items():
                if nears:
                    bears = sorted((n.thing.ref.key, str(sorted(n.edge.items()))) for n in nears)
                    found[f"{label} {ref.key}"][edge] = bears
    return found


async def edges_leaving(store: GraphStore) -> set[tuple[str, str]]:
    """The kinds of edge that may leave each kind of node.

    Neo4j plans a question for each pair of kinds, a tenth of a second each; which there are at all
    it says itself.
    """
    if not isinstance(store, Neo4jStore):
        return set(product(Label, EdgeType))
    there = "MATCH (n)-[e]->() UNWIND labels(n) AS label"
    pairs = await store._link.do(f"{there} RETURN collect(DISTINCT [label, type(e)]) AS found")
    return {(label, edge) for label, edge in pairs}


def plain(found: Dump) -> Dump:
    """A graph less what is there for the sake of further numbers."""
    return {
        ref: {name: value for name, value in bears.items() if name != EdgeType.NAMED_AS}
        for ref, bears in found.items()
    }


async def afresh(address: StoreAddress, records: Sequence[Record]) -> Dump:
    """The graph of some records loaded at once into an empty store."""
    address.wipe()
    store = address.open()
    await load_all(store, records)
    found = await drawn(store)
    await store.close()
    return found


def test_every_field_that_names_an_enterprise_is_known() -> None:
    fields = {model.model_fields["record"].default: named for model, named in NAMING.items()}
    assert fields["declaration"] == ("declarant", "party")
    assert fields["transfer"] == ("seller", "buyer")
    assert fields["processing"] == ("enterprise", "owner")
    assert fields["scrap_intake"] == ("enterprise", "source")
    assert fields["export_licence"] == ("holder",)
    assert fields["enterprise"] == ("parent",)
    assert fields["withdrawal"] == fields["indicator"] == fields["quota_adjustment"] == ()
    every = {"enterprise", "seller", "buyer", "declarant", "party", "holder", "owner", "parent"}
    for model, named in NAMING.items():
        assert every & set(model.model_fields) <= set(named), model


async def test_what_names_a_number_means_the_enterprise(address: StoreAddress) -> None:
    claim = claiming(MINE, CUSTOMS, FORMER)
    found = await afresh(address, [claim, *naming(CUSTOMS)])
    assert plain(found) == plain(await afresh(address, [claim, *naming(MINE)]))
    assert not any(ref == f"{Label.ENTERPRISE} {CUSTOMS}" for ref in found)
    source = found[f"{Label.EVENT} scrap_intake:{EXAMPLES['scrap_intake']['id']}"]
    assert (source["source"], source[EdgeType.NAMED_AS]) == (MINE, [(CUSTOMS, "[]")])


@pytest.mark.parametrize("seed", range(12))
async def test_the_order_of_arrival_never_matters(seed: int, address: StoreAddress) -> None:
    rng = random.Random(seed)
    other = "91510000MA62TEST2P"
    claims: list[Record] = [
        claiming(MINE, CUSTOMS),
        claiming(other, FORMER),
        claiming(other, FORMER, CUSTOMS, revision=1),
        withdrawal("W1", "enterprise", other),
        enterprise(FORMER),
        withdrawal("W2", "enterprise", FORMER),
        withdrawal("W3", "withdrawal", "W1"),
        claiming(MINE, revision=2),
    ]
    others = [
        *naming(rng.choice((CUSTOMS, FORMER))),
        quota("Q1", enterprise=FORMER),
        quota("Q2", enterprise=CUSTOMS),
        extraction("X1", "C1", enterprise=CUSTOMS),
        extraction("X2", "C2", enterprise=FORMER),
        transfer("T9", {"C1": "K1"}, seller=MINE, buyer=FORMER),
    ]
    records = [*rng.sample(claims, rng.randint(1, len(claims))), *others]
    expected = await afresh(address, records)
    address.wipe()
    store = address.open()
    mixed = shuffled(records, rng)
    while mixed:
        size = rng.randint(1, len(mixed))
        await load_all(store, mixed[:size], batch=rng.randint(1, size))
        mixed = mixed[size:]
    found = await drawn(store)
    await store.close()
    assert found == expected


async def test_what_a_number_means_changes_with_the_records(address: StoreAddress) -> None:
    other = "91510000MA62TEST2P"
    steps: list[Record] = [
        extraction("X1", "C1", enterprise=CUSTOMS),
        claiming(MINE, CUSTOMS),
        quota("Q1", enterprise=CUSTOMS),
        claiming(other, CUSTOMS),
        withdrawal("W1", "enterprise", other),
        enterprise(CUSTOMS),
        withdrawal("W2", "enterprise", CUSTOMS),
        claiming(MINE, revision=1),
    ]
    means = [CUSTOMS, MINE, MINE, CUSTOMS, MINE, CUSTOMS, MINE, CUSTOMS]
    for n, firm in enumerate(means, start=1):
        expected = await afresh(address, steps[:n])
        assert expected["Event extraction:X1"]["enterprise"] == firm
        assert expected["Lot C1"]["holder"] == firm
    address.wipe()
    store = address.open()
    for n, firm in enumerate(means, start=1):
        await load_all(store, steps[n - 1 : n])
        (thing,) = await store.graph.things([Ref(Label.EVENT, "extraction:X1")])
        assert thing is not None
        assert thing.props["enterprise"] == firm
        assert await near(store, thing.ref, EdgeType.BY, out=True) == [firm]
        assert await meant_firm(store.graph, CUSTOMS) == firm
    found = await drawn(store)
    await store.close()
    assert found == expected


async def test_a_question_by_a_number_means_the_enterprise(store: GraphStore) -> None:
    await load_all(store, [claiming(MINE, CUSTOMS), claiming(WORKS, FORMER), quota("Q1")])
    number, nobody = Ref(Label.ENTERPRISE, CUSTOMS), Ref(Label.ENTERPRISE, "X")
    lot = Ref(Label.LOT, CUSTOMS)
    assert await meant(store.graph, [number, FIRM, nobody, lot]) == [FIRM, FIRM, nobody, lot]
    things = await meant_things(store.graph, [number, FIRM, nobody, lot])
    assert [thing and thing.ref for thing in things] == [FIRM, FIRM, None, None]
    assert await meant_firm(store.graph, None) is None
    wanted = FindingFilter(enterprise=FORMER, subjects=(number, lot))
    assert await meant_filter(store.graph, wanted) == FindingFilter(
        enterprise=WORKS, subjects=(FIRM, lot)
    )
    assert [thing.ref for thing in await store.graph.search(CUSTOMS, 9)] == [FIRM]
    assert [thing.ref.key for thing in await all_of(store.graph, Label.ENTERPRISE)] == [MINE, WORKS]


async def test_a_version_keeps_the_number_as_filed(store: GraphStore) -> None:
    await load_all(store, [quota("Q1", enterprise=CUSTOMS), claiming(MINE, CUSTOMS)])
    (thing,) = await store.graph.things([Ref(Label.QUOTA, "Q1")])
    assert thing is not None
    assert thing.props["enterprise"] == MINE
    assert (await store.records.register()).quotas[0].enterprise == MINE
    versions = await store.records.stated(["quota"], None)
    assert [f'"enterprise":"{CUSTOMS}"' in version.body for version in versions] == [True]


async def test_as_of_a_time_a_number_means_what_was_known_then(store: GraphStore) -> None:
    await load_all(store, [quota("Q1", enterprise=CUSTOMS), claiming(MINE, CUSTOMS)])
    now = datetime(2026, 11, 1, tzinfo=UTC)
    past = await as_of(store, now)
    assert await meant_firm(past, CUSTOMS) == MINE
    assert (await register_as_of(store, now)).quotas[0].enterprise == MINE
    before = await as_of(store, now - timedelta(days=1))
    assert await meant_firm(before, CUSTOMS) == CUSTOMS


async def test_a_number_that_may_mean_several_is_a_finding(store: GraphStore) -> None:
    other = "91510000MA62TEST2P"

    async def found() -> dict[str, str]:
        await audit(store, Settings())
        page = await store.findings.page(FindingFilter(codes=("AMBIGUOUS_IDENTIFIER",)), None, 9)
        return {finding.subject.key: str(finding.message) for finding in page.items}

    await load_all(store, [claiming(MINE, CUSTOMS, MINE), claiming(WORKS, FORMER)])
    assert await found() == {}
    await load_all(store, [claiming(other, CUSTOMS)])
    both = await found()
    assert both.keys() == {MINE, other}
    assert other in both[MINE]
    assert MINE in both[other]
    await load_all(store, [withdrawal("W", "enterprise", other), enterprise(FORMER)])
    assert (await found()).keys() == {WORKS}
