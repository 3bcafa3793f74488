"""What came in: without a declaration, beyond it, or under somebody else's."""

import json
from typing import Any

import pytest

from provenance.ledger.papers import Declaration, Line, Papers
from provenance.model.terms import Label, Product, Ref, Severity
from tests.ledger.build import (
    PLANT,
    TRADER,
    day,
    imported,
    lab_test,
    on_record,
    paper,
    settled,
)
from tests.rules.build import DAYS, IMPORT_DECLARATION, Brief, case, only, raised


def declared(**fields: Any) -> dict[str, Any]:
    """An import declaration as filed."""
    return {
        "direction": "import",
        "declarant": TRADER,
        "hs_code": "2846901500",
        "net_g": 100_000,
        "reo_g": 50_000,
    } | fields


def judged(
    document: dict[str, Any] | None,
    *,
    reo_g: int = 50_000,
    on: str = "2026-01-10",
    **lot: Any,
) -> Brief:
    """A lot of 50 kg that names a declaration, and that declaration as it is on record."""
    found = {IMPORT_DECLARATION: document} if document else {}
    papers = Papers(
        {
            number: paper(
                stated["direction"] == "import",
                stated.get("party") or stated["declarant"],
                stated["hs_code"],
                stated["net_g"],
                stated.get("reo_g"),
            )
            for number, stated in found.items()
        }
    )
    step = imported("M", reo_g, on, declaration=IMPORT_DECLARATION, **lot)
    return case(settled(step, papers=papers), "M", imports=found)


class TestUndeclaredImport:
    @pytest.mark.parametrize(
        ("document", "words"),
        [
            (None, "is not on record"),
            (declared(direction="export"), "is an export declaration"),
            (declared(declarant=PLANT), f"is {PLANT}'s"),
            (declared(party=PLANT), f"is {PLANT}'s"),
            (declared(reo_g=None), "states net mass, and the lot has none"),
            (declared(hs_code="2507001000"), "has 2507001000, under which none travels"),
            (
                declared(
                    lines=json.dumps([{"net_g": 1, "hs_code": "2601"}, {"net_g": 2}]),
                    hs_code="2507",
                ),
                "has 2601, 2507, under which none travels",
            ),
        ],
    )
    def test_reasons(self, document: dict[str, Any] | None, words: str) -> None:
        found = only("UNDECLARED_IMPORT", judged(document))
        assert words in str(found.message)
        assert found.subject == Ref(Label.EVENT, "import:E-M")
        assert (found.mass_g, found.share) == (50_000, 1.0)
        assert found.evidence == ("import:E-M", IMPORT_DECLARATION)
        assert found.severity is Severity.CRITICAL

    def test_without_a_declaration(self) -> None:
        found = only("UNDECLARED_IMPORT", case(settled(imported("M", 50_000)), "M"))
        assert "names no declaration" in str(found.message)
        assert found.evidence == ("import:E-M",)

    def test_under_another_code(self) -> None:
        found = only("UNDECLARED_IMPORT", judged(declared(), hs_code="2805301200"))
        assert "under code 2805301200" in str(found.message)
        assert f"declaration {IMPORT_DECLARATION} has 2846901500" in str(found.message)

    def test_under_another_code_all_of_it_is_concerned(self) -> None:
        covered = judged(declared(), hs_code="2805301200")
        assert covered.lineage.events["import:E-M"].grants[0].full
        found = only("UNDECLARED_IMPORT", covered)
        assert (found.mass_g, found.share) == (50_000, 1.0)
        assert only("UNDECLARED_IMPORT", judged(declared(), hs_code="2805")).share == 1.0

    def test_under_another_code_it_is_the_lot_and_not_the_net_mass(self) -> None:
        net = judged(declared(reo_g=None), net_g=90_000, hs_code="2805301200")
        assert only("UNDECLARED_IMPORT", net).mass_g == 50_000

    @pytest.mark.parametrize(
        "hs_code", ["2846901500", "284690", "2846909100", None, "28", "2846", "28469"]
    )
    def test_not_under_the_same_heading(self, hs_code: str | None) -> None:
        assert not raised("UNDECLARED_IMPORT", judged(declared(), hs_code=hs_code))

    @pytest.mark.parametrize(
        ("document", "lot"),
        [
            (declared(), {}),
            (declared(declarant=PLANT, party=TRADER), {}),
            (declared(reo_g=None), {"net_g": 90_000}),
            (declared(reo_g=10_000), {}),  # exceeded, not undeclared
            (declared(reo_g=0), {}),
        ],
    )
    def test_not_what_is_declared(self, document: dict[str, Any], lot: dict[str, Any]) -> None:
        assert not raised("UNDECLARED_IMPORT", judged(document, **lot))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("UNDECLARED_IMPORT", judged(None, on=on))
        assert found.severity is Severity.CRITICAL
        assert "Customs Law Art. 24" in str(found.basis)
        assert ("Order 785 Art. 15, 24" in str(found.basis)) is regulations


class TestImportExceeded:
    def test_a_declaration_that_backs_more_than_it_states(self) -> None:
        found = only("IMPORT_EXCEEDED", judged(declared(reo_g=20_000)))
        assert found.subject == Ref(Label.EVENT, "import:E-M")
        assert found.mass_g == 30_000
        assert found.share == pytest.approx(0.6)
        assert "covers 20 kg of the 50 kg" in str(found.message)

    def test_not_one_that_backs_what_it_states(self) -> None:
        assert not raised("IMPORT_EXCEEDED", judged(declared(reo_g=50_000)))
        assert raised("IMPORT_EXCEEDED", judged(declared(reo_g=49_999)))

    def test_a_declaration_of_no_rare_earths(self) -> None:
        assert only("IMPORT_EXCEEDED", judged(declared(reo_g=0))).share == 1.0

    def test_in_net_mass_where_it_states_no_reo(self) -> None:
        assert not raised("IMPORT_EXCEEDED", judged(declared(reo_g=None), net_g=100_000))
        assert only("IMPORT_EXCEEDED", judged(declared(reo_g=None), net_g=100_001)).mass_g == 1

    def test_two_lots_under_one(self) -> None:
        papers = Papers({"D": paper(True, TRADER, "2846901500", 100, 70)})
        lineage = settled(
            imported("M", 50, declaration="D"),
            imported("N", 50, declaration="D"),
            papers=papers,
        )
        found = only("IMPORT_EXCEEDED", case(lineage, "M", imports={"D": declared()}))
        assert found.subject.key == "import:E-N"

    @pytest.mark.parametrize(
        "document", [None, declared(declarant=PLANT), declared(direction="export")]
    )
    def test_not_one_that_backs_nothing(self, document: dict[str, Any] | None) -> None:
        assert not raised("IMPORT_EXCEEDED", judged(document))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("IMPORT_EXCEEDED", judged(declared(reo_g=20_000), on=on))
        assert found.severity is Severity.CRITICAL
        assert "Customs Law Art. 24" in str(found.basis)
        assert ("Order 785 Art. 15, 24" in str(found.basis)) is regulations


class TestBarredImport:
    """Waste of magnets, imported as alloy powder."""

    def imported(self, on: str = "2026-01-10", declared_on: str | None = None, **lot: Any) -> Brief:
        stated = {"product": Product.SCRAP} | lot
        found: dict[str, Any] = {}
        papers: dict[str, Declaration] = {}
        if declared_on:
            document = declared(hs_code="7202999100", goods="稀土铁合金粉", date=declared_on)
            found = {IMPORT_DECLARATION: document}
            line = Line("7202999100", 100_000, 50_000)
            papers = {IMPORT_DECLARATION: Declaration(True, TRADER, day(declared_on), (line,))}
        named = {"declaration": IMPORT_DECLARATION} if declared_on else {}
        step = imported("M", 50_000, on, **named, **stated)
        return case(settled(step, papers=Papers(papers)), "M", imports=found)

    def test_scrap(self) -> None:
        found = only("BARRED_IMPORT", self.imported(declared_on="2026-01-09"))
        assert found.severity is Severity.CRITICAL
        assert found.subject == Ref(Label.EVENT, "import:E-M")
        assert (found.mass_g, found.share) == (50_000, 1.0)
        assert "declared as 稀土铁合金粉 under 7202999100" in str(found.message)
        assert found.evidence == ("import:E-M", IMPORT_DECLARATION)

    def test_undeclared_scrap_is_barred_and_that_is_all(self) -> None:
        barred = self.imported()
        assert only("BARRED_IMPORT", barred).mass_g == 50_000
        assert not raised("UNDECLARED_IMPORT", barred)

    @pytest.mark.parametrize(
        ("on", "declared_on", "barred"),
        [
            ("2020-12-31", None, False),
            ("2021-01-01", None, True),
            ("2020-12-31", "2020-12-31", False),
            ("2020-12-31", "2021-01-01", True),
            ("2021-01-01", "2020-12-31", True),
        ],
    )
    def test_since_the_ban(self, on: str, declared_on: str | None, barred: bool) -> None:
        found = raised("BARRED_IMPORT", self.imported(on, declared_on))
        assert bool(found) is barred
        assert all("53/2020" in str(one.basis) for one in found)

    @pytest.mark.parametrize("product", [Product.ALLOY, Product.METAL, Product.MAGNET])
    def test_not_what_is_no_scrap(self, product: Product) -> None:
        assert not raised("BARRED_IMPORT", self.imported(product=product))

    def test_what_only_a_test_says_is_scrap(self) -> None:
        test = lab_test("M", product=Product.SCRAP)
        step = imported("M", 50_000, product=Product.ALLOY)
        lineage = settled(step, register=on_record(test))
        assert raised("BARRED_IMPORT", case(lineage, "M"))
