"""The register, and the papers that events name, as they are read back from a store."""

import pytest

from provenance.graph.rows.material import Props
from provenance.graph.rows.register import REGISTERED, papers_from, register_from
from provenance.ledger.papers import Declaration, Inspection, Invoice, LabTest, Line, Papers
from provenance.ledger.quota.register import Adjustment, Designation, Permit, Quota
from provenance.model.terms import Activity, Label, OreClass, Product, Ref
from provenance.records.canonical import record_of
from provenance.records.kinds.registry import describe
from provenance.records.mapping import LABEL_OF
from provenance.records.projection import project
from tests.ledger.build import T, day

EXAMPLES = {kind: described["example"] for kind, described in describe().items()}


def filed(kind: str, **fields: object) -> Props:
    """The properties of the node a record becomes."""
    (node, *_) = project(record_of(EXAMPLES[kind] | fields)).nodes
    return node.props


def test_a_register_is_read_from_the_nodes_of_its_kinds() -> None:
    kinds = (
        "quota", "quota_adjustment", "designation", "permit", "lab_test", "enterprise",
        "customs_code",
    )  # fmt: skip
    assert {LABEL_OF[kind] for kind in kinds} == set(REGISTERED)
    fields: dict[str, dict[str, object]] = {
        "quota": {"within": "Q0"},
        "enterprise": {"parent": "GROUP"},
    }
    register = register_from(
        {
            LABEL_OF[kind]: [(EXAMPLES[kind]["id"], filed(kind, **fields.get(kind, {})))]
            for kind in kinds
        }
    )
    firm = EXAMPLES["quota"]["enterprise"]
    assert register.quotas == [
        Quota(
            "Q-2026-M-001",
            firm,
            2026,
            Activity.MINING,
            OreClass.ROCK,
            100 * T,
            day("2026-01-05"),
            "Q0",
        )
    ]
    assert register.adjustments == [Adjustment("Q-2026-M-001", -5_500_000, day("2026-06-01"))]
    assert register.designations == [
        Designation(firm, Activity.MINING, day("2026-01-01"), day("2026-12-31"))
    ]
    assert register.permits == [
        Permit(firm, "mining", "白云鄂博", day("2021-01-01"), day("2030-12-31"))
    ]
    assert register.tests == [
        LabTest(
            "LT-2026-001",
            day("2026-03-12"),
            "D1",
            product=Product.OXIDE,
            assay={"Dy2O3": 0.52, "Tb4O7": 0.47},
        )
    ]
    assert register.parents == {firm: "GROUP"}
    assert register.codes is not None
    (code,) = register.codes["2846904810"]
    assert (code.product, code.mixed) == (("mixed_salt", "ionic_concentrate"), "carbonate")
    assert (code.valid_from, code.valid_to) == (day("2027-01-01"), None)


def test_what_a_record_leaves_out_is_nothing() -> None:
    """Neo4j keeps no null: what has none has no such property."""
    left_out = {"quota": ("ore_class", "within"), "permit": ("site", "valid_to")}
    props = {
        kind: {name: value for name, value in filed(kind).items() if name not in names}
        for kind, names in left_out.items()
    }
    register = register_from({LABEL_OF[kind]: [("Q", fields)] for kind, fields in props.items()})
    (quota,), (permit,) = register.quotas, register.permits
    assert (quota.id, quota.ore_class, quota.within) == ("Q", None, None)
    assert (permit.site, permit.valid_to) == (None, None)


class TestPapers:
    def read(self, label: Label, props: Props) -> Papers:
        return papers_from([(Ref(label, "N"), props)])

    def test_a_declaration_is_its_declarants_unless_it_names_a_party(self) -> None:
        firm = EXAMPLES["declaration"]["declarant"]
        found = self.read(Label.DECLARATION, filed("declaration", direction="import"))
        assert found.declarations == {
            "N": Declaration(True, firm, day("2026-03-10"), (Line("28469099", 114 * T, 114 * T),))
        }
        found = self.read(Label.DECLARATION, filed("declaration", party="OTHER", reo_kg=None))
        (line,) = found.declarations["N"].lines
        assert (found.declarations["N"].imports, found.declarations["N"].party) == (False, "OTHER")
        assert line == Line("28469099", 114 * T, None)

    def test_of_a_declaration_with_lines_only_these_count(self) -> None:
        lines = [{"goods": "a", "net_kg": 1}, {"goods": "b", "hs_code": "2507", "net_kg": 2}]
        found = self.read(Label.DECLARATION, filed("declaration", lines=lines))
        assert found.declarations["N"].lines == (Line("28469099", 1_000), Line("2507", 2_000))

    def test_reo_of_nothing_is_a_statement(self) -> None:
        found = self.read(Label.DECLARATION, filed("declaration", reo_kg=0))
        assert found.declarations["N"].lines[0].reo_g == 0

    def test_an_inspection_that_states_no_stock_verified_none(self) -> None:
        found = self.read(Label.INSPECTION, filed("inspection"))
        firm = EXAMPLES["inspection"]["enterprise"]
        assert found.inspections == {"N": Inspection(firm, day("2024-10-08"), 5 * T)}
        found = self.read(Label.INSPECTION, filed("inspection", verified_reo_kg=None))
        assert found.inspections["N"].verified_g == 0

    @pytest.mark.parametrize(("status", "valid"), [("valid", True), ("void", False)])
    def test_an_invoice_weighs_what_all_its_lines_weigh(self, status: str, valid: bool) -> None:
        lines = [{"goods": "a", "net_kg": 1.5}, {"goods": "b", "net_kg": 0}]
        found = self.read(Label.INVOICE, filed("invoice", lines=lines, status=status))
        assert found.invoices == {"N": Invoice(valid, EXAMPLES["invoice"]["buyer"], 1_500)}

    def test_red_letters_do_not_count(self) -> None:
        found = self.read(Label.INVOICE, filed("invoice", status="red_letter"))
        assert not found.invoices["N"].valid
