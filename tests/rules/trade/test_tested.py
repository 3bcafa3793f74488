"""What an authority's laboratory found, beside what was filed and declared."""

import json
from typing import Any

import pytest

from provenance.model.terms import Label, Product, Ref, Severity
from provenance.rules.slices.material import Consignment, Material
from tests.ledger.build import (
    PLANT,
    TRADER,
    extraction,
    imported,
    lab_test,
    on_record,
    processing,
    settled,
    stock,
    transfer,
)
from tests.rules.build import DECLARATION, declared, material, only, raised, stated

P = Product
CODE = "TEST_CONTRADICTED"
SEPARATOR = {PLANT: frozenset({"separation"})}
PR_ND = {"Nd2O3": 0.75, "Pr6O11": 0.245}


def filed(**found: Any) -> dict[str, Any]:
    """A test as filed, an assay as text."""
    assay = found.pop("assay", None)
    return {
        "id": "T",
        "date": "2026-06-01",
        "laboratory": "海关技术中心（合成）",
        **({"assay": json.dumps(assay)} if assay else {}),
    } | found


def sampled(
    said: dict[str, float] | None,
    *tests: dict[str, Any],
    product: Product = P.OXIDE,
    sample: str = "X",
    net_g: int | None = None,
) -> Material:
    """100 kg that a separator filed, handed on once, with tests of it or of what it became."""
    step = processing("P", {"S": 100_000}, {"X": (product, 100_000)})
    lineage = settled(
        stock("S", 100_000),
        stated(step, assay=said, net_g=net_g),
        transfer("X", 100_000, "K", "2026-03-02", PLANT, TRADER),
        register=on_record(*(lab_test(sample, id_=one["id"]) for one in tests)),
    )
    return material(lineage, roles=SEPARATOR, tests={one["id"]: one for one in tests})


class TestLots:
    def test_another_product(self) -> None:
        found = only(CODE, sampled(PR_ND, filed(product="ionic_concentrate")))
        assert found.subject == Ref(Label.LOT, "X")
        assert found.severity is Severity.MAJOR
        assert (found.mass_g, found.share) == (100_000, 1.0)
        assert "it is ionic concentrate, filed as oxide" in str(found.message)
        assert found.evidence == ("X", "T", "processing:P")

    @pytest.mark.parametrize(
        ("filed_as", "found"),
        [(P.OXIDE, "oxide"), (P.MIXED_SALT, "salt"), (P.SALT, "mixed_salt"), (P.ALLOY, "metal")],
    )
    def test_not_the_same_product(self, filed_as: Product, found: str) -> None:
        assert not raised(CODE, sampled(None, filed(product=found), product=filed_as))

    def test_other_oxides_and_by_how_much(self) -> None:
        found = only(
            CODE, sampled(PR_ND, filed(assay={"Nd2O3": 0.6, "Pr6O11": 0.24, "Dy2O3": 0.15}))
        )
        said = str(found.message)
        assert "60.0% Nd2O3, filed as 75.0%, off by 15.0%" in said
        assert "15.0% Dy2O3, of which nothing was filed" in said
        assert "Pr6O11" not in said
        assert found.share == pytest.approx(0.15)
        assert found.mass_g == 15_000

    @pytest.mark.parametrize(
        ("said", "found"),
        [
            (PR_ND, {"Nd2O3": 0.70, "Pr6O11": 0.26}),  # a tenth of the greater
            (PR_ND, {"Nd2O3": 0.75, "Pr6O11": 0.235, "Dy2O3": 0.015}),  # 5 per mille left open
            ({"Nd2O3": 0.4}, {"Nd2O3": 0.4, "La2O3": 0.6}),  # what was not said is not denied
            ({"Nd2O3": 0.75, "Dy2O3": 0.2}, {"Nd2O3": 0.75}),  # and what was not tested neither
            (None, {"Nd2O3": 0.75}),
        ],
    )
    def test_not_within_what_samples_vary(
        self, said: dict[str, float] | None, found: dict[str, float]
    ) -> None:
        assert not raised(CODE, sampled(said, filed(assay=found)))

    def test_just_beyond(self) -> None:
        trace = {"Nd2O3": 0.74, "Pr6O11": 0.24, "Dy2O3": 0.0151}
        assert raised(CODE, sampled(PR_ND, filed(assay=trace)))

    @pytest.mark.parametrize(("share", "contradicts"), [(0.91, False), (0.80, True)])
    def test_reo_of_net_mass(self, share: float, contradicts: bool) -> None:
        """100 kg of 101.01 kg net are 99 %."""
        judged = sampled(None, filed(reo_share=share), net_g=101_010)
        assert bool(raised(CODE, judged)) is contradicts
        assert not raised(CODE, sampled(None, filed(reo_share=share)))

    def test_the_latest_that_tells_counts(self) -> None:
        wrong = filed(product="metal", date="2026-05-01")
        right = filed(id="U", product="oxide", date="2026-05-02")
        assert not raised(CODE, sampled(PR_ND, wrong, right))
        silent = filed(id="U", assay=PR_ND, date="2026-05-02")
        assert raised(CODE, sampled(PR_ND, wrong, silent))

    def test_what_the_lot_was_handed_on_as(self) -> None:
        found = only(CODE, sampled(PR_ND, filed(product="metal"), sample="K"))
        assert found.subject == Ref(Label.LOT, "K")
        assert f"contradicts what {PLANT} filed of lot K" in str(found.message)

    def test_of_one_who_need_not_record_it_is_a_sign(self) -> None:
        step = stock("S", 100_000, by=TRADER, assay=PR_ND)
        lineage = settled(step, register=on_record(lab_test("S")))
        judged = material(lineage, roles={TRADER: {"trade"}}, tests={"T": filed(product="metal")})
        found = only(CODE, judged)
        assert found.severity is Severity.MINOR
        assert "a sign, not a breach" in str(found.basis)

    def test_an_import_whose_declaration_was_sampled(self) -> None:
        step = imported("M", 50_000, declaration="D", product=P.MIXED_SALT)
        lineage = settled(step, register=on_record(lab_test(None, declaration="D")))
        judged = material(lineage, tests={"T": filed(product="ionic_concentrate")})
        assert only(CODE, judged).subject == Ref(Label.LOT, "M")

    def test_not_without_a_test(self) -> None:
        assert not raised(CODE, material(settled(extraction("C", 5))))


def goods(*tests: dict[str, Any], **fields: Any) -> Consignment:
    paper = {"direction": "import", "hs_code": "2507001000", "goods": "高岭土", "reo_g": 40_000}
    return Consignment(DECLARATION, declared(**(paper | fields)), None, tests=tests)


class TestDeclarations:
    def test_other_goods(self) -> None:
        found = only(CODE, goods(filed(product="ionic_concentrate")))
        assert found.subject == Ref(Label.DECLARATION, DECLARATION)
        assert found.severity is Severity.MAJOR
        assert "they are ionic concentrate, declared as 高岭土 under 2507001000" in str(
            found.message
        )
        assert "Customs Law" in str(found.basis)

    @pytest.mark.parametrize(
        ("code", "product"),
        [
            ("2846904890", "ionic_concentrate"),
            ("2846904890", "mixed_salt"),
            ("284690", "ionic_concentrate"),  # begins the codes it travels under
            ("2805", "metal"),
            ("7202999100", "alloy"),
            ("unknown", "metal"),  # no code, and may be any
        ],
    )
    def test_not_what_travels_under_its_code(self, code: str, product: str) -> None:
        assert not raised(CODE, goods(filed(product=product), hs_code=code))

    def test_scrap_as_powder_of_an_alloy(self) -> None:
        assert raised(CODE, goods(filed(product="scrap"), hs_code="7202999100"))

    def test_another_element_than_its_code_is_for(self) -> None:
        yttrium = {"hs_code": "2846901100", "goods": "氧化钇"}
        mostly = filed(assay={"Dy2O3": 0.6, "Y2O3": 0.4})
        found = only(CODE, goods(mostly, **yttrium))
        assert "at most 40.0% of it are Y2O3, which 2846901100 is for" in str(found.message)
        assert not raised(CODE, goods(filed(assay={"Dy2O3": 0.4, "Y2O3": 0.55}), **yttrium))
        assert not raised(CODE, goods(filed(assay={"Dy2O3": 0.4}), **yttrium))

    def test_another_composition_than_declared(self) -> None:
        stated = {"hs_code": "2846901999", "composition": json.dumps(PR_ND)}
        assert raised(CODE, goods(filed(assay={"Dy2O3": 0.3, "Nd2O3": 0.7}), **stated))
        assert not raised(CODE, goods(filed(assay=PR_ND), **stated))

    def test_not_of_a_trace_in_clay(self) -> None:
        assert not raised(CODE, goods(filed(assay={"La2O3": 0.5, "CeO2": 0.5})))
        assert not raised(CODE, goods())
