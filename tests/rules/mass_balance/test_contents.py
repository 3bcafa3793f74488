"""How much rare earth is in how much material."""

from typing import Any

import pytest

from provenance.ledger.lineage import Lineage
from provenance.model.terms import EventKind, Label, Product, Ref, Severity, Waste
from tests.ledger.build import processing, scrap, settled, source
from tests.rules.build import DAYS, material, only, raised, stated, weighed

P = Product


class TestImplausibleContent:
    def lot(self, product: Product, reo_g: int, on: str = "2026-01-10", **more: Any) -> Lineage:
        net = {"net_g": 10_000} | more
        step = source(EventKind.OPENING_STOCK, "S", reo_g, on, "E", product=product, **net)
        return settled(step)

    @pytest.mark.parametrize(
        ("product", "least", "most"),
        [
            (P.ORE, 1, 2_000),
            (P.CONCENTRATE, 3_000, 8_500),
            (P.IONIC_CONCENTRATE, 4_000, 10_000),
            (P.MIXED_SALT, 2_000, 10_000),
            (P.OXIDE, 8_500, 10_050),
            (P.SALT, 1_000, 10_000),
            (P.METAL, 10_500, 15_400),
            (P.ALLOY, 500, 15_400),
            (P.MAGNET, 2_000, 5_000),
            (P.SCRAP, 10, 15_400),
        ],
    )
    def test_by_product(self, product: Product, least: int, most: int) -> None:
        for grams in (least, most):
            assert not raised("IMPLAUSIBLE_CONTENT", material(self.lot(product, grams)))
        for grams in {max(1, least - 1), most + 1} - {least}:
            found = only("IMPLAUSIBLE_CONTENT", material(self.lot(product, grams)))
            assert found.subject == Ref(Label.LOT, "S")
            assert found.mass_g == grams

    @pytest.mark.parametrize(
        ("waste", "least", "most"),
        [
            (Waste.MAGNET, 500, 15_400),
            (Waste.PHOSPHOR, 50, 10_000),
            (Waste.POLISHING_POWDER, 100, 10_050),
            (Waste.CATALYST, 30, 10_050),  # a spent cracking catalyst
            (Waste.BATTERY, 100, 15_400),
            (Waste.OTHER, 10, 15_400),
            (None, 10, 15_400),
        ],
    )
    def test_scrap_by_kind_of_waste(self, waste: Waste | None, least: int, most: int) -> None:
        for grams in (least - 1, least, most, most + 1):
            lineage = settled(stated(scrap("S", grams, waste=waste), net_g=10_000))
            odd = not least <= grams <= most
            assert bool(raised("IMPLAUSIBLE_CONTENT", material(lineage))) is odd

    def test_scrap_that_was_sorted_is_of_its_kind(self) -> None:
        """Five per mill of REO, which spent catalyst may hold and magnet scrap may not."""
        for waste, odd in ((Waste.CATALYST, False), (Waste.MAGNET, True)):
            taken = scrap("R", 50, waste=waste)
            sorted_out = stated(processing("P", {"R": 50}, {"S": (P.SCRAP, 50)}), net_g=10_000)
            lineage = settled(taken, sorted_out)
            assert bool(raised("IMPLAUSIBLE_CONTENT", material(lineage))) is odd

    def test_no_product_has_more_than_scandium(self) -> None:
        found = only("IMPLAUSIBLE_CONTENT", material(self.lot(P.SCRAP, 15_401)))
        assert "no oxide gives more than 1.54" in str(found.message)

    def test_not_where_no_net_mass_is_stated(self) -> None:
        assert not raised("IMPLAUSIBLE_CONTENT", material(self.lot(P.ORE, 9_000, net_g=None)))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        roles = {"E": frozenset({"metal"})}
        found = only("IMPLAUSIBLE_CONTENT", material(self.lot(P.ORE, 9_000, on), roles=roles))
        assert weighed(found, Severity.MAJOR, in_force=regulations)
