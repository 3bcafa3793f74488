"""Recyclers fed from mines, and compounds that scrap cannot give."""

from collections.abc import Mapping

import pytest

from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import Invoice, Papers
from provenance.model.status import Status
from provenance.model.terms import Label, Product, Ref, Severity, Waste
from provenance.rules.slices.material import Material
from tests.ledger.build import (
    PLANT,
    imported,
    lab_test,
    on_record,
    paper,
    processing,
    scrap,
    settled,
    stock,
)
from tests.rules.build import DAYS, material, only, raised, stated, weighed

P = Product
RECYCLER = {PLANT: frozenset({"recycling"})}
BOTH = {PLANT: frozenset({"recycling", "separation"})}
Assay = Mapping[str, float]


class TestRecyclerOreInput:
    def fed(self, product: Product, on: str = "2026-03-01") -> Lineage:
        return settled(
            scrap("R", 75_000, on),
            stock("S", 25_000, on, product=product),
            processing("P", {"R": 75_000, "S": 25_000}, {"X": (P.OXIDE, 90_000)}, on),
        )

    @pytest.mark.parametrize("product", [P.ORE, P.CONCENTRATE, P.IONIC_CONCENTRATE])
    def test_mineral_products(self, product: Product) -> None:
        found = only("RECYCLER_ORE_INPUT", material(self.fed(product), roles=RECYCLER))
        assert found.subject == Ref(Label.EVENT, "processing:P")
        assert (found.mass_g, found.share) == (25_000, 0.25)
        assert found.evidence == ("processing:P", "S")

    def test_not_compounds_or_scrap(self) -> None:
        assert not raised("RECYCLER_ORE_INPUT", material(self.fed(P.OXIDE), roles=RECYCLER))

    @pytest.mark.parametrize("also", ["mining", "separation"])
    def test_not_who_may_also_mine_or_separate(self, also: str) -> None:
        roles = {PLANT: frozenset({"recycling", also})}
        assert not raised("RECYCLER_ORE_INPUT", material(self.fed(P.ORE), roles=roles))
        assert not raised("RECYCLER_ORE_INPUT", material(self.fed(P.ORE)))

    @pytest.mark.parametrize(
        ("on", "severity", "basis"),
        [
            ("2020-07-16", Severity.MINOR, "no article on record for 2020-07-16"),
            ("2020-07-17", Severity.CRITICAL, "MIIT〔2020〕103, point 4"),
            ("2020-12-31", Severity.CRITICAL, "MIIT〔2020〕103, point 4"),
            ("2021-01-01", Severity.MINOR, "no article on record for 2021-01-01"),
            ("2024-02-06", Severity.CRITICAL, "MIIT〔2024〕25"),
            ("2024-10-01", Severity.CRITICAL, "Order 785 Art. 11, 22(2); MIIT〔2024〕25"),
            ("2026-03-01", Severity.CRITICAL, "Order 785 Art. 11, 22(2)"),
        ],
    )
    def test_by_date(self, on: str, severity: Severity, basis: str) -> None:
        found = only("RECYCLER_ORE_INPUT", material(self.fed(P.ORE, on), roles=RECYCLER))
        assert (found.severity, str(found.basis)) == (severity, basis)


class TestRecycledCover:
    def made(
        self,
        out_g: int,
        held: Assay | None = None,
        given: Assay | None = None,
        beside: Product = P.SALT,
        on: str = "2026-03-01",
    ) -> Lineage:
        """100 kg of scrap and 50 kg of something else make an oxide."""
        step = processing("P", {"R": 100_000, "S": 50_000}, {"X": (P.OXIDE, out_g)}, on)
        return settled(
            stated(scrap("R", 100_000, on), assay=held),
            stock("S", 50_000, on, product=beside),
            stated(step, assay=given),
        )

    def test_more_than_the_scrap_that_went_in(self) -> None:
        found = only("RECYCLED_COVER", material(self.made(125_000), roles=RECYCLER))
        assert found.mass_g == 25_000
        assert found.share == pytest.approx(0.2)
        assert "made 125 kg on 2026-03-01: of scrap 100 kg went in" in str(found.message)

    def test_not_within_what_weighing_is_off_by(self) -> None:
        assert not raised("RECYCLED_COVER", material(self.made(100_500), roles=RECYCLER))
        assert raised("RECYCLED_COVER", material(self.made(100_501), roles=RECYCLER))

    def test_whoever_uses_scrap(self) -> None:
        assert raised("RECYCLED_COVER", material(self.made(125_000), roles={}))

    def test_a_recycler_without_any_scrap(self) -> None:
        """Nothing is passed off as of scrap where none goes in, lawful or not."""
        papers = Papers({"D": paper(True, PLANT, "28469099", 200_000)})
        bought = imported(
            "S",
            100_000,
            by=PLANT,
            product=P.SALT,
            declaration="D",
            net_g=150_000,
            assay={"La2O3": 1},
        )
        for step in (bought, stock("S", 100_000, product=P.SALT)):
            made = processing("P", {"S": 100_000}, {"X": (P.OXIDE, 95_000)})
            lineage = settled(step, made, papers=papers)
            for roles in (RECYCLER, BOTH, {}):
                assert not raised("RECYCLED_COVER", material(lineage, roles=roles))

    def test_not_a_separator_whose_mineral_products_draw_quota(self) -> None:
        mixed = self.made(125_000, beside=P.CONCENTRATE)
        assert not raised("RECYCLED_COVER", material(mixed, roles=BOTH))
        assert raised("RECYCLED_COVER", material(mixed, roles=RECYCLER))

    def test_what_was_made_of_scrap_and_goes_in_again_is_scrap(self) -> None:
        lineage = settled(
            scrap("R", 100_000),
            processing("P1", {"R": 100_000}, {"C": (P.MIXED_SALT, 90_000)}),
            processing("P2", {"C": 90_000}, {"X": (P.OXIDE, 85_000)}),
        )
        assert not raised("RECYCLED_COVER", material(lineage, roles=RECYCLER))

    def test_an_oxide_beyond_that_in_the_scrap(self) -> None:
        held = {"Nd2O3": 0.9, "Dy2O3": 0.05}
        inside = self.made(
            100_000, held, {"Nd2O3": 0.9, "Dy2O3": 0.0625}
        )  # 6.25 kg of 5 × 1.05 + 1
        beyond = self.made(100_000, held, {"Nd2O3": 0.9, "Dy2O3": 0.0626})
        assert not raised("RECYCLED_COVER", material(inside, roles=RECYCLER))
        found = only("RECYCLED_COVER", material(beyond, roles=RECYCLER))
        assert "6.26 kg Dy2O3, the scrap 5 kg" in str(found.message)
        assert found.mass_g == 1_260

    def of(self, waste: Waste | None, assay: Assay, by: Product = P.OXIDE) -> Lineage:
        """100 kg of scrap of a kind make 90 kg of something that an assay tells of."""
        step = processing("P", {"R": 100_000}, {"X": (by, 90_000)})
        bought = scrap("R", 100_000, waste=waste, invoices=("I",))
        papers = Papers(invoices={"I": Invoice(True, PLANT, 100_000)})
        return settled(bought, stated(step, assay=assay), papers=papers)

    @pytest.mark.parametrize(
        ("waste", "assay"),
        [
            (Waste.PHOSPHOR, {"Y2O3": 0.92, "Eu2O3": 0.06, "La2O3": 0.01}),  # honest phosphors
            (None, {"Y2O3": 0.92, "Eu2O3": 0.06, "La2O3": 0.01}),
            (Waste.MAGNET, {"Nd2O3": 0.72, "Pr6O11": 0.2, "Dy2O3": 0.05, "Gd2O3": 0.02}),
            (Waste.POLISHING_POWDER, {"CeO2": 0.6, "La2O3": 0.35, "Pr6O11": 0.04}),
            (Waste.BATTERY, {"La2O3": 0.6, "CeO2": 0.2, "Nd2O3": 0.2}),
            (Waste.MAGNET, {"Nd2O3": 0.88, "Y2O3": 0.115}),  # 10.35 kg of 10, within tolerance
        ],
    )
    def test_not_what_its_kind_of_waste_can_hold(self, waste: Waste | None, assay: Assay) -> None:
        assert not raised("RECYCLED_COVER", material(self.of(waste, assay), roles=RECYCLER))

    def test_oxides_its_kind_of_waste_does_not_hold(self) -> None:
        clay = self.of(Waste.MAGNET, {"Nd2O3": 0.4, "La2O3": 0.45, "Y2O3": 0.15})
        found = only("RECYCLED_COVER", material(clay, roles=RECYCLER))
        # 40.5 kg of lanthanum and 13.5 kg of yttrium, of which such scrap holds 30 and 10 at most.
        assert "14 kg of La2O3, Y2O3 are more than magnet scrap can hold" in str(found.message)
        assert (found.mass_g, found.share) == (14_000, pytest.approx(14 / 90))
        assert clay.lots["X"].shares[Status.UNSUPPORTED_ORIGIN] == pytest.approx(14 / 90)

    def test_nor_any_kind_at_all(self) -> None:
        clay = self.of(None, {"Nd2O3": 0.3, "La2O3": 0.27, "Y2O3": 0.3, "Er2O3": 0.13})
        found = only("RECYCLED_COVER", material(clay, roles=RECYCLER))
        assert "more than any one kind of waste holds" in str(found.message)
        assert found.mass_g == round(clay.lots["X"].shares[Status.UNSUPPORTED_ORIGIN] * 90_000)

    def test_whoever_made_whatever_of_it(self) -> None:
        foreign = self.of(Waste.MAGNET, {"Er2O3": 0.5}, by=P.METAL)
        assert raised("RECYCLED_COVER", material(foreign, roles=BOTH))

    def test_not_where_a_test_of_the_scrap_is_on_record(self) -> None:
        step = processing("P", {"R": 100_000}, {"X": (P.OXIDE, 90_000)})
        tested = settled(
            scrap("R", 100_000, waste=Waste.MAGNET),
            stated(step, assay={"Er2O3": 0.5}),
            register=on_record(lab_test("R", assay={"Er2O3": 0.6})),
        )
        assert not raised("RECYCLED_COVER", material(tested, roles=RECYCLER))

    def test_not_of_one_who_may_also_buy_other_feed(self) -> None:
        roles = {PLANT: frozenset({"recycling", "separation"})}
        assert not raised("RECYCLED_COVER", material(self.made(125_000), roles=roles))
        assert raised("RECYCLED_COVER", material(self.made(125_000), roles=RECYCLER))

    def test_not_metals_of_scrap(self) -> None:
        lineage = settled(
            scrap("R", 10),
            stock("S", 90),
            processing("P", {"R": 10, "S": 90}, {"X": (P.METAL, 95)}),
        )
        assert not raised("RECYCLED_COVER", material(lineage))

    def test_not_where_the_lineage_is_cut_or_outputs_are_missing(self) -> None:
        whole = self.made(125_000)
        judged = Material(whole, only=frozenset({Ref(Label.LOT, "X")}))
        assert not raised("RECYCLED_COVER", judged)

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("RECYCLED_COVER", material(self.made(125_000, on=on), roles=RECYCLER))
        assert weighed(found, Severity.MAJOR, in_force=regulations)
