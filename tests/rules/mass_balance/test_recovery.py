"""How much came of how much."""

from dataclasses import replace
from itertools import permutations

import pytest

from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.model.thresholds import Thresholds
from tests.ledger.build import processing, settled, stock
from tests.rules.build import DAYS, case, material, only, raised, said, weighed

P = Product
KG = 1_000


class TestImplausibleRecovery:
    def made(
        self,
        out: dict[str, tuple[Product, int]],
        on: str = "2026-03-01",
        process: str | None = None,
        **put_in: tuple[Product, int],
    ) -> Lineage:
        held = [stock(lot, g, on, product=product) for lot, (product, g) in put_in.items()]
        taken = {lot: grams for lot, (_, grams) in put_in.items()}
        return settled(*held, said(processing("P", taken, out, on), process=process))

    @pytest.mark.parametrize(
        ("source", "product", "least", "most"),
        [
            (P.ORE, P.CONCENTRATE, 40_000, 95_000),
            (P.ORE, P.IONIC_CONCENTRATE, 40_000, 95_000),
            (P.CONCENTRATE, P.OXIDE, 80_000, 100_500),
            (P.CONCENTRATE, P.MIXED_SALT, 80_000, 100_500),
            (P.IONIC_CONCENTRATE, P.OXIDE, 85_000, 100_500),
            (P.MIXED_SALT, P.OXIDE, 90_000, 100_500),
            (P.OXIDE, P.METAL, 85_000, 100_500),
            (P.METAL, P.ALLOY, 85_000, 100_500),
            (P.ALLOY, P.MAGNET, 60_000, 100_500),
            (P.SCRAP, P.OXIDE, 70_000, 100_500),
            (P.CONCENTRATE, P.CONCENTRATE, 98_000, 100_500),
            (P.OXIDE, P.OXIDE, 90_000, 100_500),
        ],
    )
    def test_by_what_was_made_of_what(
        self, source: Product, product: Product, least: int, most: int
    ) -> None:
        for grams in (least, most):
            lineage = self.made({"X": (product, grams)}, S=(source, 100_000))
            assert not raised("IMPLAUSIBLE_RECOVERY", case(lineage, "X"))
        lineage = self.made({"X": (product, least - 100)}, S=(source, 100_000))
        found = only("IMPLAUSIBLE_RECOVERY", case(lineage, "X"))
        assert found.subject == Ref(Label.EVENT, "processing:P")
        assert (found.mass_g, found.share) == (100, 0.0)
        assert str(found.message).endswith("0.1 kg too little.")

    def test_too_much(self) -> None:
        lineage = self.made({"X": (P.CONCENTRATE, 96_000)}, S=(P.ORE, 100_000))
        found = only("IMPLAUSIBLE_RECOVERY", case(lineage, "X"))
        assert found.mass_g == 1_000
        assert found.share == pytest.approx(1 / 96)
        assert "96.0%; such a step gives 40.0% to 95.0%: 1 kg too much" in str(found.message)

    def test_not_also_what_came_from_nowhere(self) -> None:
        lineage = self.made({"X": (P.CONCENTRATE, 101_000)}, S=(P.ORE, 100_000))
        assert raised("UNEXPLAINED_MASS", case(lineage, "X"))
        assert not raised("IMPLAUSIBLE_RECOVERY", case(lineage, "X"))

    def test_kinds_of_input_are_weighted_by_mass(self) -> None:
        mixed = {"C": (P.CONCENTRATE, 60_000), "S": (P.SCRAP, 40_000)}  # 0.6 × 0.8 + 0.4 × 0.7
        assert not raised(
            "IMPLAUSIBLE_RECOVERY", material(self.made({"X": (P.OXIDE, 76_000)}, **mixed))
        )
        assert raised(
            "IMPLAUSIBLE_RECOVERY", material(self.made({"X": (P.OXIDE, 75_900)}, **mixed))
        )

    def test_scrap_that_falls_off_counts_in_what_came_out(self) -> None:
        alloy = {"S": (P.ALLOY, 100_000)}
        whole = {"X": (P.MAGNET, 40_000), "R": (P.SCRAP, 20_000)}
        assert not raised("IMPLAUSIBLE_RECOVERY", material(self.made(whole, **alloy)))
        less = {"X": (P.MAGNET, 40_000), "R": (P.SCRAP, 19_900)}
        assert raised("IMPLAUSIBLE_RECOVERY", material(self.made(less, **alloy)))

    def test_blending_keeps_what_it_takes(self) -> None:
        oxide, out = {"S": (P.OXIDE, 100_000)}, {"X": (P.OXIDE, 97_000)}
        assert raised("IMPLAUSIBLE_RECOVERY", material(self.made(out, process="blending", **oxide)))
        anew = self.made(out, process="separation", **oxide)
        assert not raised("IMPLAUSIBLE_RECOVERY", material(anew))

    def test_magnets_that_are_repacked_are_not_made(self) -> None:
        magnets, out = {"S": (P.MAGNET, 100_000)}, {"X": (P.MAGNET, 90_000)}
        assert raised(
            "IMPLAUSIBLE_RECOVERY", material(self.made(out, process="repacking", **magnets))
        )
        assert not raised("IMPLAUSIBLE_RECOVERY", material(self.made(out, **magnets)))

    def test_not_where_a_step_is_unknown_or_outputs_are_not_in_view(self) -> None:
        odd = self.made({"X": (P.ORE, 1_000)}, S=(P.MAGNET, 100_000))
        assert not raised("IMPLAUSIBLE_RECOVERY", material(odd))
        two = {"X": (P.OXIDE, 50_000), "Y": (P.OXIDE, 50_000)}
        part = self.made(two, S=(P.CONCENTRATE, 100_000)).upstream([Ref(Label.LOT, "X")])
        assert not raised("IMPLAUSIBLE_RECOVERY", case(part, "X"))

    def test_whatever_order_a_store_gives_rows_in(self) -> None:
        # By floats added up in another order, 3 g became 2 g: found by random worlds.
        out = {"X": (P.OXIDE, 1), "Y": (P.METAL, 2), "Z": (P.MAGNET, 5)}
        lineage = self.made(out, S=(P.MIXED_SALT, 15))
        expected = raised("IMPLAUSIBLE_RECOVERY", material(lineage))
        assert expected
        for outputs in permutations(lineage.outputs):
            seen = replace(lineage, outputs=outputs)
            assert raised("IMPLAUSIBLE_RECOVERY", material(seen)) == expected

    def test_ranges_can_be_set(self) -> None:
        lineage = self.made({"X": (P.OXIDE, 85_000)}, S=(P.CONCENTRATE, 100_000))
        strict = Thresholds(recovery={"concentrate -> compound": (0.9, 1.0)})
        assert not raised("IMPLAUSIBLE_RECOVERY", material(lineage))
        assert raised("IMPLAUSIBLE_RECOVERY", material(lineage, limits=strict))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        lineage = self.made({"X": (P.OXIDE, 1)}, on, S=(P.CONCENTRATE, 100_000))
        found = only("IMPLAUSIBLE_RECOVERY", case(lineage, "X"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)
