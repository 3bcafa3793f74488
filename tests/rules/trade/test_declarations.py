"""Declarations against the lots they ship."""

import json
from typing import Any

import pytest

from provenance.ledger.lineage import Output
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.rules.slices.material import Consignment, Shipped
from tests.rules.build import (
    DAYS,
    DECLARATION,
    consigned,
    declared,
    licence,
    only,
    raised,
    weighed,
)

KG = 1_000
MISMATCH, SPECIES = "DECLARATION_MISMATCH", "MISDECLARED_SPECIES"


def shipped(reo_g: int = 100 * KG, lot: str = "F", **made: Any) -> Shipped:
    """A draw on a lot that was made with 200 kg REO, of the same net mass unless said."""
    fields: dict[str, Any] = {"net_g": 200 * KG, "hs_code": None, "assay": None} | made
    output = Output("processing:P", lot, 0, 200 * KG, Product.OXIDE, **fields)
    return Shipped(f"export:{lot}/1", lot, reo_g, Product.OXIDE, output)


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

    def test_another_code(self) -> None:
        found = only(MISMATCH, shipment(shipped(hs_code="2805301200")))
        assert "its code is 2846901999, the lots' 2805301200" in str(found.message)
        assert not raised(SPECIES, shipment(shipped(hs_code="2805301200"), goods="Dy"))

    @pytest.mark.parametrize("hs_code", ["2846909100", "284690", "2846", "28", None])
    def test_not_in_what_both_codes_say(self, hs_code: str | None) -> None:
        assert not raised(MISMATCH, shipment(shipped(hs_code=hs_code)))

    def test_not_where_one_lot_or_line_has_it(self) -> None:
        draws = (shipped(50 * KG, hs_code="2805301200"), shipped(50 * KG, "G", hs_code="284690"))
        assert not raised(MISMATCH, shipment(*draws))
        lines = json.dumps([{"goods": "金属镝", "hs_code": "28053012", "net_g": 1}])
        assert not raised(MISMATCH, shipment(shipped(hs_code="2805301200"), lines=lines))

    def test_not_an_import_or_what_is_not_on_record_or_ships_nothing(self) -> None:
        wrong = (shipped(50 * KG),)
        assert raised(MISMATCH, shipment(*wrong))
        assert not raised(MISMATCH, shipment(*wrong, direction="import"))
        assert not raised(MISMATCH, consigned(None, draws=wrong))
        assert not raised(MISMATCH, consigned(declared()))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only(MISMATCH, shipment(shipped(50 * KG), date=on))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestMisdeclaredSpecies:
    def test_goods_of_another_chapter(self) -> None:
        judged = shipment(shipped(hs_code="2846901999"), hs_code="2507001000", goods="瓷土")
        found = only(SPECIES, judged)
        assert found.severity is Severity.CRITICAL
        assert "its code is 2507001000, the lots' 2846901999" in str(found.message)
        assert not raised(MISMATCH, judged)

    @pytest.mark.parametrize(
        ("hs_code", "assay", "misdeclared"),
        [
            ("2805301100", {"Pr6O11": 0.51}, True),  # neodymium's code
            ("2805301100", {"Pr6O11": 0.50}, False),
            ("2805301100", {"Nd2O3": 0.99}, False),
            ("2846101000", {"La2O3": 0.9}, True),  # cerium's
            ("2846901999", {"La2O3": 0.9}, False),  # anything's
        ],
    )
    def test_lots_mostly_of_another_element(
        self, hs_code: str, assay: dict[str, float], misdeclared: bool
    ) -> None:
        judged = shipment(shipped(assay=assay), hs_code=hs_code, goods="稀土")
        assert bool(raised(SPECIES, judged)) is misdeclared

    def test_controlled_elements_that_goods_do_not_speak_of(self) -> None:
        held = shipped(assay={"Nd2O3": 0.9, "Dy2O3": 0.0101})
        found = only(SPECIES, shipment(held, goods="氧化镨钕"))
        assert "it does not speak of Dy2O3, 1.0% of lot F" in str(found.message)
        assert not raised(SPECIES, shipment(held, goods="氧化镨钕(含镝)"))
        assert not raised(SPECIES, shipment(held, goods="氧化镨钕", date="2025-04-03"))
        traces = shipped(assay={"Nd2O3": 0.9, "Dy2O3": 0.01})
        assert not raised(SPECIES, shipment(traces, goods="氧化镨钕"))

    def test_of_many_lots_a_few_are_told(self) -> None:
        lots = [shipped(lot=f"F{n}", assay={"Dy2O3": 0.05}) for n in range(30)]
        found = only(SPECIES, shipment(*lots, *lots, goods="氧化镨钕"))
        assert str(found.message).endswith("5.0% of lot F4; and 25 more of the kind.")

    def test_not_where_the_licence_names_them_or_no_control_is_in_force(self) -> None:
        held = shipped(assay={"Dy2O3": 0.05})
        judged = consigned(declared(goods="氧化镨钕"), licence(), draws=[held])
        assert not raised(SPECIES, judged)
        assert not raised(SPECIES, shipment(shipped(assay={"Er2O3": 0.05}), goods="氧化镨钕"))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        judged = shipment(shipped(hs_code="2846901999"), hs_code="2507001000", date=on)
        found = only(SPECIES, judged)
        assert weighed(found, Severity.CRITICAL, in_force=regulations)
