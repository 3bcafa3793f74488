"""What piece of graph each kind of record states."""

import json
from typing import Any

import pytest

from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.canonical import record_of
from provenance.records.changes import Edge, Fragment, Node
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord, describe
from provenance.records.mapping import LABEL_OF, PLACES
from provenance.records.projection import own, project

EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
PLACED = {"enterprise", "inspection", "violation", "order", "penalty"}
EVENTS = {kind.value for kind in EventKind}


def record(kind: str, **fields: Any) -> AnyRecord:
    return record_of(EXAMPLES[kind] | fields)


def stated(kind: str, **fields: Any) -> Fragment:
    return project(record(kind, **fields))


def edges(fragment: Fragment, of_type: EdgeType) -> list[Edge]:
    return [edge for edge in fragment.edges if edge.type is of_type]


def lines(fragment: Fragment) -> set[tuple[str, str, str]]:
    """The edges of a fragment as people read them."""
    return {(edge.tail.key, edge.type.value, edge.head.key) for edge in fragment.edges}


def lot(key: str) -> Ref:
    return Ref(Label.LOT, key)


class TestEveryKind:
    @pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
    def test_states_known_labels_and_edges_and_whole_grams(self, kind: str) -> None:
        fragment = stated(kind)
        if kind == "withdrawal":
            assert fragment == Fragment()
            return
        label = Label.EVENT if kind in EVENTS else LABEL_OF[kind]
        assert fragment.nodes[0].ref.label is label
        assert len({node.ref for node in fragment.nodes}) == len(fragment.nodes)
        for node in fragment.nodes:
            assert isinstance(node.ref.label, Label)
            assert_storable(node)
        for edge in fragment.edges:
            assert isinstance(edge.type, EdgeType)
            assert isinstance(edge.tail.label, Label)
            assert isinstance(edge.head.label, Label)
            assert (edge.reo_g is not None) == (edge.type in (EdgeType.INPUT, EdgeType.OUTPUT))
            assert edge.reo_g is None or (type(edge.reo_g) is int and edge.reo_g > 0)

    @pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
    def test_names_each_edge_once(self, kind: str) -> None:
        found = [(edge.type, edge.tail, edge.head, edge.n) for edge in stated(kind).edges]
        assert len(found) == len(set(found))

    def test_is_a_document_or_an_event(self) -> None:
        assert set(LABEL_OF) | EVENTS | {"withdrawal"} == set(RECORD_KINDS)
        assert not set(LABEL_OF) & EVENTS
        assert len(PLACES) == len(LABEL_OF)

    @pytest.mark.parametrize("kind", sorted(LABEL_OF))
    def test_a_document_is_joined_to_what_it_names(self, kind: str) -> None:
        """Each field that is an edge is one from the document itself."""
        _, links = PLACES[kind]
        named = EXAMPLES[kind]
        expected = {
            (named["id"], edge.value, named[field]) for field, edge, _ in links if field in named
        }
        assert expected <= lines(stated(kind))


def assert_storable(node: Node) -> None:
    """What both stores can hold; masses are integers of grams and there are no kilograms."""
    for name, value in node.props.items():
        assert value is None or isinstance(value, str | int | float | bool | list), name
        if isinstance(value, list):
            assert all(type(item) is str for item in value), name
        assert not name.endswith(("_kg", "_t")), name
        if name.endswith("_g"):
            assert type(value) is int, name


class TestDocuments:
    def test_tonnes_and_kilograms_become_grams(self) -> None:
        assert stated("quota").nodes[0].props["reo_g"] == 100_000_000
        assert stated("quota_adjustment").nodes[0].props["reo_g"] == -5_500_000
        assert stated("penalty").nodes[0].props["next_year_reduction_g"] == 5_500_000
        assert stated("inspection").nodes[0].props["verified_reo_g"] == 5_000_000
        assert stated("inspection", verified_reo_kg=0.001).nodes[0].props["verified_reo_g"] == 1
        assert stated("export_licence").nodes[0].props["net_g"] == 120_000_000
        assert stated("penalty").nodes[0].props["fine_cny"] == 500_000

    def test_what_is_not_said_is_not_there(self) -> None:
        props = stated("declaration", reo_kg=None, licence=None).nodes[0].props
        assert not {"reo_g", "licence", "party", "lines"} & props.keys()
        assert stated("declaration", reo_kg=0).nodes[0].props["reo_g"] == 0

    def test_an_invoice_weighs_what_its_lines_weigh(self) -> None:
        said = [{"goods": "a", "net_kg": 1.5, "reo_kg": 1}, {"goods": "b", "net_kg": 0.001}]
        props = stated("invoice", lines=said).nodes[0].props
        assert props["net_g"] == 1_501
        assert json.loads(str(props["lines"])) == [
            {"goods": "a", "net_g": 1_500, "reo_g": 1_000},
            {"goods": "b", "net_g": 1},
        ]

    def test_an_enterprise_is_found_by_its_names_and_lies_in_its_region(self) -> None:
        fragment = stated("enterprise", parent="GROUP")
        firm = EXAMPLES["enterprise"]["id"]
        assert fragment.nodes[0].names == (
            "包头某稀土公司（合成）",
            "Baotou rare earths (synthetic)",
            "某稀土",
        )
        assert fragment.nodes[0].numbers == ("1502930123",)
        assert [node.ref.key for node in fragment.nodes[1:]] == [
            "150203",
            "150200",
            "150000",
            "100000",
        ]
        assert lines(fragment) == {
            (firm, "MEMBER_OF", "GROUP"),
            (firm, "KNOWN_AS", "1502930123"),
            (firm, "LOCATED_IN", "150203"),
            ("150203", "PART_OF", "150200"),
            ("150200", "PART_OF", "150000"),
            ("150000", "PART_OF", "100000"),
        }

    def test_places_belong_to_everybody_in_them(self) -> None:
        fragment = own(stated("enterprise"))
        firm = EXAMPLES["enterprise"]["id"]
        assert [node.ref.key for node in fragment.nodes] == [firm]
        assert lines(fragment) == {
            (firm, "LOCATED_IN", "150203"),
            (firm, "KNOWN_AS", "1502930123"),
        }

    @pytest.mark.parametrize("kind", sorted(PLACED - {"enterprise"}))
    def test_an_authority_is_of_a_place(self, kind: str) -> None:
        fragment, id_ = stated(kind, region="150203"), EXAMPLES[kind]["id"]
        assert (id_, "AUTHORITY_IN", "150203") in lines(fragment)
        assert ("150203", "PART_OF", "150200") in lines(fragment)
        assert [node.ref.key for node in own(fragment).nodes] == [id_]
        assert [node.ref.key for node in stated(kind, region=None).nodes] == [id_]

    @pytest.mark.parametrize("kind", sorted(set(RECORD_KINDS) - PLACED))
    def test_all_else_is_a_records_own(self, kind: str) -> None:
        assert own(stated(kind)) == stated(kind)


class TestOrigins:
    def test_an_extraction_puts_out_its_lot(self) -> None:
        fragment = stated("extraction")
        event = Ref(Label.EVENT, "extraction:X-2026-001")
        (node,) = fragment.nodes
        assert (node.ref, node.names) == (event, ())
        assert node.props["kind"] == "extraction"
        assert "output" not in node.props
        (output,) = edges(fragment, EdgeType.OUTPUT)
        assert (output.tail, output.head, output.n) == (event, lot("C1"), 0)
        assert output.reo_g == 80_000_000
        assert output.props == {"product": "concentrate", "net_g": 133_333_333}

    def test_what_the_filer_says_of_a_lot_stays_with_the_claim(self) -> None:
        said = {"hs_code": "2846", "feedstock": "imported", "deposit": "A", "assay": {"Y2O3": 0.5}}
        output = EXAMPLES["import"]["output"] | said
        (claim,) = edges(stated("import", output=output), EdgeType.OUTPUT)
        assert claim.props == {
            "product": "mixed_salt",
            "net_g": 44_000_000,
            "hs_code": "2846",
            "feedstock": "imported",
            "deposit": "A",
            "assay": '{"Y2O3": 0.5}',
        }

    @pytest.mark.parametrize(
        ("kind", "edge", "label"),
        [
            ("import", EdgeType.DECLARED_IN, Label.DECLARATION),
            ("opening_stock", EdgeType.INSPECTED_IN, Label.INSPECTION),
            ("scrap_intake", EdgeType.INVOICED_BY, Label.INVOICE),
            ("extraction", EdgeType.BY, Label.ENTERPRISE),
        ],
    )
    def test_they_name_their_papers(self, kind: str, edge: EdgeType, label: Label) -> None:
        (found,) = edges(stated(kind), edge)
        assert found.head.label is label

    def test_an_invoice_named_twice_is_one_edge(self) -> None:
        fragment = stated("scrap_intake", invoices=["B", "A", "B"])
        assert [edge.head.key for edge in edges(fragment, EdgeType.INVOICED_BY)] == ["B", "A"]
        # The order they are to be used in stays as filed.
        assert fragment.nodes[0].props["invoices"] == ["B", "A", "B"]


class TestTransfers:
    def test_each_item_is_an_event_and_a_lot_of_its_own(self) -> None:
        fragment = stated("transfer")
        seller, buyer = EXAMPLES["transfer"]["seller"], EXAMPLES["transfer"]["buyer"]
        invoice = "26152000000012345679"
        assert [node.ref.key for node in fragment.nodes] == ["transfer:T1/1", "transfer:T1/2"]
        assert lines(fragment) == {
            line
            for n, (old, new) in enumerate((("C1", "K1"), ("C2", "K2")), 1)
            for line in (
                (old, "INPUT", f"transfer:T1/{n}"),
                (f"transfer:T1/{n}", "OUTPUT", new),
                (f"transfer:T1/{n}", "BY", seller),
                (f"transfer:T1/{n}", "TO", buyer),
                (f"transfer:T1/{n}", "INVOICED_BY", invoice),
            )
        }
        assert {edge.reo_g for edge in edges(fragment, EdgeType.OUTPUT)} == {80_000_000, 40_000_000}
        for node in fragment.nodes:
            assert (node.props["enterprise"], node.props["buyer"]) == (seller, buyer)
            assert node.props["reason"] == "sale"

    def test_the_part_handed_over_is_named_after_its_lot_where_nothing_is_said(self) -> None:
        items = [
            {"lot": "A", "reo_kg": 1},
            {"lot": "A/B", "reo_kg": 2, "new_lot": "K"},
            {"lot": "A/B", "reo_kg": 3},
        ]
        fragment = stated("transfer", id="T/9", items=items)
        outputs = edges(fragment, EdgeType.OUTPUT)
        assert [edge.head for edge in outputs] == [lot("A/T/9/1"), lot("K"), lot("A/B/T/9/3")]
        assert [edge.tail.key for edge in outputs] == [f"transfer:T/9/{n}" for n in (1, 2, 3)]
        # It says no product of its own: it is its lot's.
        assert all(edge.props == {} for edge in outputs)

    def test_the_same_lot_in_two_items_is_two_draws(self) -> None:
        fragment = stated("transfer", items=[{"lot": "A", "reo_kg": 1}, {"lot": "A", "reo_kg": 2}])
        draws = edges(fragment, EdgeType.INPUT)
        assert [(edge.tail.key, edge.head.key, edge.reo_g) for edge in draws] == [
            ("A", "transfer:T1/1", 1_000),
            ("A", "transfer:T1/2", 2_000),
        ]


class TestExports:
    def test_each_item_is_an_event_of_its_own(self) -> None:
        fragment = stated("export")
        assert [node.ref.key for node in fragment.nodes] == [
            "export:EX-2026-001/1",
            "export:EX-2026-001/2",
        ]
        assert edges(fragment, EdgeType.OUTPUT) == []
        draws = edges(fragment, EdgeType.INPUT)
        assert [(edge.tail.key, edge.reo_g) for edge in draws] == [
            ("F1", 60_000_000),
            ("F2", 54_000_000),
        ]
        assert {edge.head.key for edge in edges(fragment, EdgeType.DECLARED_IN)} == {
            "530120260000000042"
        }


class TestProcessings:
    def test_inputs_and_outputs(self) -> None:
        fragment = stated("processing")
        (node,) = fragment.nodes
        assert (node.props["ore_g"], node.props["mineral_g"], node.props["compound_g"]) == (
            0,
            0,
            114_000_000,
        )
        assert [edge.tail for edge in edges(fragment, EdgeType.INPUT)] == [lot("K1"), lot("K2")]
        outputs = edges(fragment, EdgeType.OUTPUT)
        assert [(edge.n, edge.head.key, edge.reo_g) for edge in outputs] == [
            (0, "D1", 60_000_000),
            (1, "D2", 54_000_000),
        ]

    def test_a_lot_put_in_twice_is_one_draw_of_the_sum(self) -> None:
        inputs = [{"lot": "A", "reo_kg": 1}, {"lot": "B", "reo_kg": 5}, {"lot": "A", "reo_kg": 2}]
        for fragment in (stated("processing", inputs=inputs), stated("disposal", items=inputs)):
            draws = edges(fragment, EdgeType.INPUT)
            assert [(edge.tail.key, edge.reo_g) for edge in draws] == [("A", 3_000), ("B", 5_000)]

    def test_a_lot_put_out_twice_is_two_claims(self) -> None:
        made = [{"id": "A", "product": "oxide", "reo_kg": kg} for kg in (1, 2)]
        fragment = stated("processing", outputs=made)
        outputs = edges(fragment, EdgeType.OUTPUT)
        assert [(edge.n, edge.head.key, edge.reo_g) for edge in outputs] == [
            (0, "A", 1_000),
            (1, "A", 2_000),
        ]

    def test_outputs_are_summed_by_stage(self) -> None:
        products = ("ore", "concentrate", "ionic_concentrate", "scrap", "magnet")
        made = [
            {"id": product, "product": product, "reo_kg": 10**n}
            for n, product in enumerate(products)
        ]
        props = stated("processing", outputs=made).nodes[0].props
        assert (props["ore_g"], props["mineral_g"], props["compound_g"]) == (
            1_000,
            110_000,
            11_000_000,
        )


def test_the_same_record_states_the_same() -> None:
    for kind in RECORD_KINDS:
        assert project(record(kind)) == project(record(kind))
