"""What is written to a store is what is read back from it."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.rows.material import (
    event_from,
    grants_from,
    grants_text,
    lot_from,
    lot_props,
    number,
    read_lineage,
)
from provenance.ledger.grants import Gate, Grant, Part, Pool
from provenance.ledger.lineage import Event, Lot
from provenance.model.status import Status
from provenance.model.terms import EventKind, Feed, Label, OreClass, Product, Ref
from provenance.records.canonical import record_of
from provenance.records.kinds.registry import describe
from provenance.records.projection import project
from tests.ledger.build import (
    day,
    steady,
    worked_example,
)

GRAMS = st.integers(0, 10**15)
KEYS = st.text(st.sampled_from("AB19/:-稀土'\" "), min_size=1, max_size=8)


def stored(value: object) -> object:
    """Through the JSON that either store keeps properties in."""
    return json.loads(json.dumps(value))


LOTS = st.builds(
    Lot,
    key=KEYS,
    reo_g=GRAMS,
    product=st.none() | st.sampled_from(Product),
    feed=st.sampled_from(Feed),
    ore_class=st.none() | st.sampled_from(OreClass),
    claims=st.integers(0, 3),
    holder=st.none() | KEYS,
    produced_on=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    drawn_g=GRAMS,
    shares=st.dictionaries(st.sampled_from(Status), st.floats(0, 1)),
)
PARTS = st.builds(Part, st.builds(Ref, st.sampled_from(Label), KEYS), GRAMS, GRAMS)
GRANTS = st.builds(
    Grant,
    gate=st.sampled_from(Gate),
    drawn_g=GRAMS,
    covered_g=GRAMS,
    rest=st.sampled_from(Status),
    ore_class=st.none() | st.sampled_from(OreClass),
    pool=st.none() | st.builds(Pool, st.sampled_from(Gate), KEYS, KEYS),
    parts=st.lists(PARTS, max_size=3).map(tuple),
)


@steady
@given(LOTS)
def test_a_lot_comes_back_as_it_was(lot: Lot) -> None:
    props = stored(lot_props(lot))
    assert isinstance(props, dict)
    assert lot_from(lot.key, props) == lot


@pytest.mark.parametrize("props", [None, {}, {"product": "oxide"}])
def test_a_lot_of_which_nothing_was_settled_is_bare(props: dict[str, str] | None) -> None:
    assert lot_from("L", props) == Lot("L")


def read_back(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    text = grants_text(grants)
    assert (text is None) == (not grants)
    return grants_from(json.loads(text)) if text else ()


@steady
@given(st.lists(GRANTS, max_size=3).map(tuple))
def test_draws_come_back_as_they_were(grants: tuple[Grant, ...]) -> None:
    found = read_back(grants)
    assert found == grants
    # As words of the vocabulary, not as texts that look like them.
    for grant in found:
        assert isinstance(grant.gate, Gate)
        assert isinstance(grant.rest, Status)
        assert grant.pool is None or isinstance(grant.pool.gate, Gate)
        assert all(isinstance(part.entitlement.label, Label) for part in grant.parts)


def test_all_draws_of_a_settled_lineage_come_back() -> None:
    for event in worked_example().events.values():
        assert read_back(event.grants) == event.grants


EXAMPLES = {kind: described["example"] for kind, described in describe().items()}


def filed(kind: str, **fields: object) -> dict[str, object]:
    """The properties of the node a record becomes."""
    (node, *_) = project(record_of(EXAMPLES[kind] | fields)).nodes
    return dict(node.props)


class TestEvents:
    def test_as_filed(self) -> None:
        event = event_from(filed("extraction"), None)
        assert event == Event(
            EventKind.EXTRACTION,
            "X-2026-001",
            day("2026-01-10"),
            EXAMPLES["extraction"]["enterprise"],
            ore_class=OreClass.ROCK,
            site="白云鄂博",
        )

    def test_one_item_of_a_transfer(self) -> None:
        event = event_from(filed("transfer"), None)
        assert (event.key, event.enterprise, event.buyer) == (
            "transfer:T1/1",
            EXAMPLES["transfer"]["seller"],
            EXAMPLES["transfer"]["buyer"],
        )
        assert event.invoices == ("26152000000012345679",)
        assert event.reason == "sale"

    def test_what_a_processing_made_by_stage(self) -> None:
        outputs = [
            {"id": "A", "product": "ore", "reo_kg": 1},
            {"id": "B", "product": "concentrate", "reo_kg": 2},
            {"id": "C", "product": "oxide", "reo_kg": 3},
            {"id": "D", "product": "magnet", "reo_kg": 4},
        ]
        event = event_from(filed("processing", outputs=outputs), None)
        assert event.made == (1_000, 2_000, 7_000)
        assert event.oxides is None
        assert event.process == "separation"

    def test_with_its_draws(self) -> None:
        grant = Grant(Gate.MINING, 5, 3, Status.OVER_QUOTA_MINING)
        rows = json.loads(grants_text([grant]) or "[]")
        assert event_from(filed("extraction"), rows).grants == (grant,)

    @pytest.mark.parametrize("kind", EventKind)
    def test_of_every_kind(self, kind: EventKind) -> None:
        event = event_from(filed(kind.value), [])
        assert (event.kind, event.grants) == (kind, ())


class TestReadLineage:
    """Nodes and flows as rows, told apart by any mark: a number here, a text there."""

    def rows(self) -> tuple[list[Any], list[Any]]:
        whole = worked_example()
        nodes: list[Any] = [
            (key, key, True, {}, stored(lot_props(lot))) for key, lot in whole.lots.items()
        ]
        for key, event in whole.events.items():
            props = {
                "kind": event.kind,
                "id": event.id,
                "date": event.date.isoformat(),
                "enterprise": event.enterprise,
                "buyer": event.buyer,
                "ore_class": event.ore_class,
                "declaration": event.declaration,
                **dict(zip(("ore_g", "mineral_g", "compound_g"), event.made, strict=True)),
            }
            grants = grants_text(event.grants)
            nodes.append((key, key, False, stored(props), grants and json.loads(grants)))
        flows: list[Any] = [
            (draw.lot, draw.event, 0, draw.reo_g, int(draw.supported), None, None, None)
            for draw in whole.inputs
        ]
        flows += [
            (out.event, out.lot, out.n, out.reo_g, 1, out.product, out.net_g, {"deposit": None})
            for out in whole.outputs
        ]
        return nodes, flows

    def test_a_lineage_comes_back_as_it_was(self) -> None:
        assert read_lineage(*self.rows(), up=True) == worked_example()

    def test_what_a_claim_says_comes_back(self) -> None:
        nodes, flows = self.rows()
        said = {"assay": '{"Nd2O3": 0.185}', "deposit": "Bayan Obo", "hs_code": "2530902000"}
        said["label"] = '{"supplier": "M"}'
        flows = [(*flow[:7], said) if flow[1] == "C1" else flow for flow in flows]
        found = read_lineage(nodes, flows, up=True)
        (claim,) = found.claims_on["C1"]
        assert claim[6:] == ({"Nd2O3": 0.185}, "Bayan Obo", "2530902000", None, {"supplier": "M"})

    def test_a_flow_that_leaves_the_nodes_cuts_there(self) -> None:
        nodes, flows = self.rows()
        kept = [node for node in nodes if node[1] not in ("K1", "extraction:E-C2")]
        into = {node[0] for node in kept}
        found = read_lineage(kept, [flow for flow in flows if flow[1] in into], up=True)
        assert found.cut == {Ref(Label.EVENT, "processing:P1"), Ref(Label.LOT, "C2")}
        out_of = [flow for flow in flows if flow[0] in into]
        found = read_lineage(kept, out_of, up=False)
        assert found.cut == {Ref(Label.EVENT, "transfer:T-K1/1")}


def test_the_number_people_hold_in_their_hands() -> None:
    assert number(Ref(Label.EVENT, "transfer:A:1/2")) == "A:1/2"
    assert number(Ref(Label.LOT, "A:1")) == "A:1"
