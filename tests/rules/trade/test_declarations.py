"""Declarations against the lots they ship."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from provenance.law.book import BUILT_IN
from provenance.ledger.lineage import Output
from provenance.ledger.papers import LabTest
from provenance.model.reference.customs import with_codes
from provenance.model.reference.rows import CustomsCode
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.rules.slices.material import Consignment, Shipped
from tests.rules.build import DECLARATION, consigned, declared, licence, only, raised

KG = 1_000
MISMATCH, SPECIES = "DECLARATION_MISMATCH", "MISDECLARED_SPECIES"


def shipped(reo_g: int = 100 * KG, lot: str = "F", **made: Any) -> Shipped:
    """A draw on a lot that was made with 200 kg REO, of the same net mass unless said."""
    fields: dict[str, Any] = {"net_g": 200 * KG, "hs_code": None, "assay": None} | made
    output = Output("processing:P", lot, 0, 200 * KG, Product.OXIDE, **fields)
    return Shipped(f"export:{lot}/1", lot, reo_g, Product.OXIDE, output)


def lined(*hs_codes: str) -> dict[str, str]:
    """Lines of goods under these codes."""
    lines = [{"goods": "稀土", "hs_code": code, "net_g": KG} for code in hs_codes]
    return {"lines": json.dumps(lines)}


def shipment(*draws: Shipped, **fields: Any) -> Consignment:
    return consigned(declared(**fields), draws=draws or (shipped(),))


class TestDeclarationMismatch:
    def test_as_declared(self) -> None:
        assert not raised(MISMATCH, shipment(reo_g=100 * KG))

    def test_another_net_mass(self) -> None:
        found = only(MISMATCH, shipment(shipped(net_g=220 * KG)))
        assert found.subject == Ref(Label.DECLARATION, DECLARATION)
        assert "it states 100 kg net, the lots have 110 kg" in str(found.message)
        assert found.evidence == (DECLARATION, "F")
        assert found.mass_g == 100 * KG

    def test_not_within_a_percent_and_a_kilogram(self) -> None:
        assert not raised(MISMATCH, shipment(shipped(101 * KG)))
        assert not raised(MISMATCH, shipment(shipped(99 * KG)))
        assert raised(MISMATCH, shipment(shipped(101 * KG + 1)))
        assert not raised(MISMATCH, shipment(shipped(2 * KG), net_g=1 * KG))
        big = {"net_g": 1000 * KG}
        assert not raised(MISMATCH, shipment(shipped(1010 * KG), **big))
        assert raised(MISMATCH, shipment(shipped(1010 * KG + 1), **big))

    def test_another_mass_of_rare_earths(self) -> None:
        found = only(MISMATCH, shipment(reo_g=90 * KG))
        assert "it states 90 kg REO, the lots have 100 kg" in str(found.message)

    def test_not_where_some_lots_net_mass_is_unknown(self) -> None:
        draws = (shipped(), shipped(lot="G", net_g=None))
        assert not raised(MISMATCH, shipment(*draws))
        nobodys = Shipped("export:U/1", "U", 100 * KG)
        assert not raised(MISMATCH, shipment(shipped(), nobodys))

    def test_another_code_of_a_chapter_where_neither_is_of_rare_earths(self) -> None:
        judged = shipment(shipped(hs_code="8501310000"), hs_code="8503009090")
        found = only(MISMATCH, judged)
        assert "its code is 8503009090, the lots' 8501310000" in str(found.message)
        assert not raised(SPECIES, judged)

    @pytest.mark.parametrize("hs_code", ["2846909100", "284690", "2846", "28", None])
    def test_not_in_what_both_codes_say(self, hs_code: str | None) -> None:
        assert not raised(MISMATCH, shipment(shipped(hs_code=hs_code)))

    def test_a_code_that_no_lot_is_of(self) -> None:
        oxide = shipped(hs_code="2846901500")
        mixed = lined("2846901500", "2805301200")
        found = only(MISMATCH, shipment(oxide, **mixed))
        assert "no lot in it is of its code 2805301200" in str(found.message)
        metal = shipped(lot="M", hs_code="28053012")
        assert not raised(MISMATCH, shipment(oxide, metal, **mixed, net_g=200 * KG))
        # A lot without a code may be of either, and other goods have no lots.
        assert not raised(MISMATCH, shipment(oxide, shipped(lot="M"), **mixed, net_g=200 * KG))
        assert not raised(MISMATCH, shipment(oxide, **lined("2846901500", "7205290000")))
        assert not raised(MISMATCH, shipment(oxide, **lined("2846901500", "unknown")))

    def test_not_an_import_or_what_is_not_on_record_or_ships_nothing(self) -> None:
        wrong = (shipped(50 * KG),)
        assert raised(MISMATCH, shipment(*wrong))
        assert not raised(MISMATCH, shipment(*wrong, direction="import"))
        assert not raised(MISMATCH, consigned(None, draws=wrong))
        assert not raised(MISMATCH, consigned(declared()))

    @pytest.mark.parametrize(
        ("on", "basis"),
        [
            ("2000-12-31", "no article on record for 2000-12-31"),
            ("2001-01-01", "Customs Law Art. 24, 86"),
            ("2024-10-01", "Order 785 Art. 15, 24; Customs Law Art. 24, 86"),
        ],
    )
    def test_by_date(self, on: str, basis: str) -> None:
        found = only(MISMATCH, shipment(shipped(50 * KG), date=on))
        assert str(found.basis) == basis
        assert found.severity is (Severity.MINOR if "no article" in basis else Severity.MAJOR)


class TestMisdeclaredSpecies:
    @pytest.mark.parametrize(
        ("declared", "lots", "misdeclared"),
        [
            ("2507001000", "2846901999", True),  # kaolin
            ("2846901999", "2805301200", True),  # a compound, and a metal
            ("2846101000", "2846901500", True),  # cerium's, by the sixth digit
            ("8505190000", "8505111000", True),  # magnets of ferrite, and of metal
            ("2530909999", "2530902000", False),  # ores agree in six digits
            ("2846901999", "2846901500", False),
            ("2846", "2846901500", False),
            ("284690", "2846901500", False),
            ("8503009090", "8501310000", False),  # neither is of rare earths
            ("2846901999", "72029991", True),
        ],
    )
    def test_by_six_digits_where_either_code_is_of_rare_earths(
        self, declared: str, lots: str, misdeclared: bool
    ) -> None:
        judged = shipment(shipped(hs_code=lots), hs_code=declared, goods="稀土产品")
        found = raised(SPECIES, judged)
        assert bool(found) is misdeclared
        if found:
            assert found[0].severity is Severity.CRITICAL
            assert f"its code is {declared}, the lots' {lots}" in str(found[0].message)
            assert not raised(MISMATCH, judged)

    @pytest.mark.parametrize(
        ("stated", "lots", "misdeclared"),
        [
            (["2846901999"], ["2846901500", "2805301200"], "2805301200"),
            (["2846901999", "2805301200"], ["2846901500", "2805301300"], ""),
            (["2846901999", "8505111000"], ["2846901500", "2805301300"], "2805301300"),
            (["2846901999", "2507001000"], ["2846901500"], ""),
            (["2507001000", "7205290000"], ["2846901500", "2507001000"], "2846901500"),
            (["2846901999", "unknown"], ["2846901500", "2805301300"], ""),  # may be of that one
            (["2846901999"], ["2846901500", "unknown"], ""),
            (["2846901999", "8503009090"], ["2846901999", "8501310000"], ""),  # of one chapter
            (["2846901999", "8503009090"], ["2846901999", "2507001000"], "2507001000"),
        ],
    )
    def test_each_lot_is_of_some_code_declared(
        self, stated: list[str], lots: list[str], misdeclared: str
    ) -> None:
        draws = [shipped(lot=f"L{n}", hs_code=code) for n, code in enumerate(lots)]
        found = raised(SPECIES, shipment(*draws, goods="稀土产品", **lined(*stated)))
        assert len(found) == bool(misdeclared)
        if found:
            assert f"the lots' {misdeclared}" in str(found[0].message)

    def test_lines_count_and_not_the_code_of_the_whole(self) -> None:
        metal = {"goods": "稀土", "hs_code": "2846901999"} | lined("2805301200")
        assert not raised(SPECIES, shipment(shipped(hs_code="2805301200"), **metal))
        assert raised(SPECIES, shipment(shipped(hs_code="2846901500"), **metal))

    def test_lots_mostly_of_none_of_the_elements_that_lines_are_for(self) -> None:
        both = {"goods": "稀土", **lined("2846901500", "2846901600")}
        for oxide, misdeclared in (("Dy2O3", 0), ("Tb4O7", 0), ("La2O3", 1)):
            judged = shipment(shipped(assay={oxide: 1.0}), **both)
            assert bool(raised(SPECIES, judged)) is bool(misdeclared)

    def test_rare_earths_under_a_code_for_none(self) -> None:
        found = only(SPECIES, shipment(shipped(), hs_code="2507001000", goods="瓷土"))
        assert "no rare earths travel under its code 2507001000, and lot F is oxide" in str(
            found.message
        )
        assert not raised(SPECIES, shipment(shipped(), hs_code="unknown", goods="瓷土"))
        powder = Shipped("export:A/1", "A", 100 * KG, Product.ALLOY)
        assert raised(SPECIES, shipment(powder, hs_code="3214900090", goods="瓷砖胶"))
        polish = shipment(shipped(), hs_code="3405900000", goods="抛光粉")
        assert not raised(SPECIES, polish)
        motors = Shipped("export:M/1", "M", 100 * KG, Product.MAGNET)
        assert not raised(SPECIES, shipment(motors, hs_code="8501310000", goods="电机"))

    def test_codes_on_record_count_as_those_built_in(self) -> None:
        row = CustomsCode("2850009010", ("oxide",), None, ("Lu",), None, None, "published", "")
        stated = shipment(shipped(), hs_code="2850009010", goods="氢化物")
        assert raised(SPECIES, stated)
        book = replace(BUILT_IN, codes=with_codes([row]))
        assert not raised(SPECIES, replace(stated, law=book))
        found = only("EXPORT_WITHOUT_LICENCE", replace(stated, law=book))
        assert "Lu (1C906" in str(found.message)
        ended = row._replace(code="28469015", elements=("Dy",), valid_to=date(2026, 1, 1))
        dysprosium = shipment(shipped(), hs_code="2846901500", goods="稀土氧化物")
        assert raised("EXPORT_WITHOUT_LICENCE", dysprosium)
        book = replace(BUILT_IN, codes=with_codes([ended]))
        assert not raised("EXPORT_WITHOUT_LICENCE", replace(dysprosium, law=book))

    @pytest.mark.parametrize(
        ("hs_code", "assay", "misdeclared"),
        [
            ("2805301100", {"Pr6O11": 0.51}, True),  # neodymium's code
            ("2805301100", {"Pr6O11": 0.50}, False),
            ("2805301100", {"Nd2O3": 0.99}, False),
            ("2846101000", {"La2O3": 0.9}, True),  # cerium's
            ("2846901200", {"CeO2": 0.9}, True),  # lanthanum oxide's
            ("2846904100", {"CeO2": 0.9}, True),  # lanthanum carbonate's
            ("2846901999", {"La2O3": 0.9}, False),  # anything's
        ],
    )
    def test_lots_mostly_of_another_element(
        self, hs_code: str, assay: dict[str, float], misdeclared: bool
    ) -> None:
        judged = shipment(shipped(assay=assay), hs_code=hs_code, goods="稀土")
        assert bool(raised(SPECIES, judged)) is misdeclared

    def test_elements_in_goods_that_are_called_by_others(self) -> None:
        held = shipped(assay={"Nd2O3": 0.9, "Dy2O3": 0.0101})
        found = only(SPECIES, shipment(held, goods="氧化镨钕"))
        assert "it does not speak of Dy2O3, 1.0% of lot F" in str(found.message)
        assert not raised(SPECIES, shipment(held, goods="氧化镨钕(含镝)"))
        assert not raised(SPECIES, shipment(held, goods="氧化镨钕", date="2025-04-03"))
        traces = shipped(assay={"Nd2O3": 0.9, "Dy2O3": 0.01})
        assert not raised(SPECIES, shipment(traces, goods="氧化镨钕"))

    def test_elements_that_goods_are_said_to_be_without(self) -> None:
        magnets = Output("processing:P", "M", 0, 100 * KG, Product.MAGNET, 300 * KG,
                         {"Nd2O3": 0.95, "Dy2O3": 0.05})  # fmt: skip
        draw = Shipped("export:M/1", "M", 100 * KG, Product.MAGNET, magnets)
        stated = {"goods": "无镝钕铁硼", "hs_code": "8505111000", "net_g": 300 * KG}
        found = only(SPECIES, shipment(draw, **stated))
        assert "it says that it holds no Dy2O3, 5.0% of lot M" in str(found.message)
        assert not raised(SPECIES, shipment(draw, **stated | {"goods": "低镝钕铁硼"}))
        assert not raised(SPECIES, shipment(draw, **stated | {"goods": "无铽钕铁硼"}))
        held = shipped(assay={"Nd2O3": 0.95, "Dy2O3": 0.05})
        assert raised(SPECIES, shipment(held, goods="稀土氧化物，不含镝"))
        assert not raised(SPECIES, shipment(held, goods="稀土氧化物，不含铽"))
        traces = shipped(assay={"Nd2O3": 0.99, "Dy2O3": 0.01})
        assert not raised(SPECIES, shipment(traces, goods="稀土氧化物，不含镝"))

    def test_a_medicine_that_holds_rare_earths_is_what_it_is_called(self) -> None:
        test = LabTest("LT1", date(2026, 3, 12), declaration=DECLARATION, assay={"Gd2O3": 1.0})
        agent = consigned(declared(goods="钆造影剂", hs_code="3006300000"))
        assert not raised(SPECIES, replace(agent, test=test))

    def test_goods_that_are_called_by_none_hide_none(self) -> None:
        """A mixed oxide with dysprosium needs a licence, and is what it is called."""
        mixed = shipment(shipped(assay={"Nd2O3": 0.95, "Dy2O3": 0.05}), goods="混合稀土氧化物")
        assert not raised(SPECIES, mixed)
        found = only("EXPORT_WITHOUT_LICENCE", mixed)
        assert "hold Dy (1C905.b) under control" in str(found.message)

    def test_magnets_are_called_by_what_they_are_mostly_of(self) -> None:
        magnets = Output("processing:P", "M", 0, 100 * KG, Product.MAGNET, 300 * KG,
                         {"Nd2O3": 0.95, "Dy2O3": 0.05})  # fmt: skip
        draw = Shipped("export:M/1", "M", 100 * KG, Product.MAGNET, magnets)
        stated = {"goods": "钕铁硼磁体", "hs_code": "8505111000", "net_g": 300 * KG}
        assert not raised(SPECIES, shipment(draw, **stated))

    def test_mostly_of_an_element_that_goods_do_not_name(self) -> None:
        cerium = shipped(assay={"CeO2": 0.51, "La2O3": 0.49})
        assert raised(SPECIES, shipment(cerium, goods="氧化镧"))
        even = shipped(assay={"CeO2": 0.50, "La2O3": 0.50})
        assert not raised(SPECIES, shipment(even, goods="氧化镧"))

    def test_a_test_outranks_the_assay_as_filed(self) -> None:
        test = LabTest("LT1", date(2026, 3, 12), "F", assay={"La2O3": 0.4, "Dy2O3": 0.5})
        filed = shipped(assay={"La2O3": 0.99})
        tested = replace(filed, test=test)
        assert not raised(SPECIES, shipment(filed, goods="氧化镧"))
        found = only(SPECIES, shipment(tested, goods="氧化镧"))
        assert "50.0% of lot F" in str(found.message)
        assert "LT1" in found.evidence
        cleared = replace(shipped(assay={"Dy2O3": 0.99}), test=replace(test, assay={"La2O3": 1.0}))
        assert not raised(SPECIES, shipment(cleared, goods="氧化镧"))

    def test_a_test_of_goods_of_which_no_lots_are_on_record(self) -> None:
        test = LabTest("LT1", date(2026, 3, 12), declaration=DECLARATION, assay={"Nd2O3": 0.6})
        kaolin = consigned(declared(goods="高岭土", hs_code="2507001000"))
        assert not raised(SPECIES, kaolin)
        found = only(SPECIES, replace(kaolin, test=test))
        assert "laboratory test LT1 of 2026-03-12 found Nd2O3" in str(found.message)
        oxide = consigned(declared(goods="稀土氧化物", hs_code="2846901999"))
        assert not raised(SPECIES, replace(oxide, test=test))
        magnets = consigned(declared(goods="电机", hs_code="8501310000"))
        assert not raised(SPECIES, replace(magnets, test=test))

    def test_of_many_lots_a_few_are_told(self) -> None:
        lots = [shipped(lot=f"F{n}", assay={"Dy2O3": 0.05}) for n in range(30)]
        found = only(SPECIES, shipment(*lots, *lots, goods="氧化镨钕"))
        assert str(found.message).endswith("5.0% of lot F4; and 25 more of the kind.")

    def test_not_where_the_licence_names_them_or_no_control_is_in_force(self) -> None:
        held = shipped(assay={"Dy2O3": 0.05})
        judged = consigned(declared(goods="氧化镨钕"), licence(), draws=[held])
        assert not raised(SPECIES, judged)
        erbium = shipped(assay={"Er2O3": 0.05})
        assert not raised(SPECIES, shipment(erbium, goods="氧化镨钕"))  # suspended
        undecided = shipment(erbium, goods="氧化镨钕", date="2026-11-20")
        assert not raised(SPECIES, undecided)

    @pytest.mark.parametrize(
        ("on", "severity"), [("2000-12-31", Severity.MINOR), ("2001-01-01", Severity.CRITICAL)]
    )
    def test_by_date(self, on: str, severity: Severity) -> None:
        judged = shipment(shipped(hs_code="2846901999"), hs_code="2507001000", date=on)
        assert only(SPECIES, judged).severity is severity
