"""Mass and custody: more out than in, sold twice, drawn by who could not hold it."""

from dataclasses import replace

import pytest

from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Product, Ref, Severity
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    export,
    extraction,
    processing,
    settled,
    stock,
    transfer,
)
from tests.rules.build import DAYS, case, only, raised, weighed

METAL = Product.METAL


class TestUnexplainedMass:
    def made(self, grams: int, on: str = "2026-03-01") -> Lineage:
        return settled(
            stock("S", 100_000, on), processing("P", {"S": 100_000}, {"X": (METAL, grams)}, on)
        )

    def test_more_out_than_in(self) -> None:
        found = only("UNEXPLAINED_MASS", case(self.made(125_000), "X"))
        assert found.subject == Ref(Label.EVENT, "processing:P")
        assert found.mass_g == 25_000
        assert found.share == pytest.approx(0.2)
        assert str(found.message) == "125 kg came out of 100 kg: 25 kg came from nowhere."

    def test_not_within_what_measuring_may_be_off_by(self) -> None:
        assert not raised("UNEXPLAINED_MASS", case(self.made(100_000), "X"))
        assert not raised("UNEXPLAINED_MASS", case(self.made(100_500), "X"))
        assert raised("UNEXPLAINED_MASS", case(self.made(100_501), "X"))
        assert not raised("UNEXPLAINED_MASS", case(self.made(100_501), "X", tolerance=0.006))

    def test_not_losses(self) -> None:
        assert not raised("UNEXPLAINED_MASS", case(self.made(1), "X"))

    def test_all_outputs_count_even_those_off_the_lineage(self) -> None:
        whole = settled(
            stock("S", 100),
            processing("P", {"S": 100}, {"X": (METAL, 60), "Y": (METAL, 60)}),
        )
        lineage = whole.upstream([Ref(Label.LOT, "X")])
        assert only("UNEXPLAINED_MASS", case(lineage, "X")).mass_g == 20

    def test_not_where_the_lineage_is_cut_and_inputs_are_missing(self) -> None:
        made = self.made(125_000)
        short = replace(made, inputs=())
        assert raised("UNEXPLAINED_MASS", case(short, "X"))
        here, elsewhere = Ref(Label.EVENT, "processing:P"), Ref(Label.LOT, "S")
        assert not raised("UNEXPLAINED_MASS", case(replace(short, cut=frozenset({here})), "X"))
        assert raised("UNEXPLAINED_MASS", case(replace(made, cut=frozenset({elsewhere})), "X"))

    def test_out_of_nothing(self) -> None:
        lineage = settled(processing("P", {}, {"X": (METAL, 60)}))
        found = only("UNEXPLAINED_MASS", case(lineage, "X"))
        assert (found.mass_g, found.share) == (60, 1.0)

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("UNEXPLAINED_MASS", case(self.made(125_000, on), "X"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestOverdrawnLot:
    def drawn(self, *masses: int, on: str = "2026-03-01") -> Lineage:
        moved = (transfer("S", grams, f"K{n}", on, PLANT) for n, grams in enumerate(masses))
        return settled(stock("S", 100, on), *moved)

    def test_sold_twice(self) -> None:
        found = only("OVERDRAWN_LOT", case(self.drawn(80, 45), "S"))
        assert found.subject == Ref(Label.LOT, "S")
        assert found.mass_g == 25
        assert found.share == pytest.approx(0.2)
        assert found.evidence == ("S", "transfer:T-K0/1", "transfer:T-K1/1")

    def test_not_sold_out(self) -> None:
        assert not raised("OVERDRAWN_LOT", case(self.drawn(80, 20), "S"))
        assert raised("OVERDRAWN_LOT", case(self.drawn(80, 21), "S"))

    def test_not_by_draws_that_are_not_supported(self) -> None:
        lineage = settled(stock("S", 100), export("S", 80, by=PLANT), transfer("S", 80, "K"))
        assert not raised("OVERDRAWN_LOT", case(lineage, "S"))

    def test_not_a_lot_nobody_produced(self) -> None:
        lineage = settled(export("S", 80), transfer("S", 80, "K"))
        assert not raised("OVERDRAWN_LOT", case(lineage, "S"))

    def test_a_lot_claimed_twice_beyond_its_larger_claim(self) -> None:
        claims = (stock("S", 100), extraction("S", 60))
        one = (transfer("S", 100, "K"),)
        more = (*one, export("S", 1))
        assert not raised("OVERDRAWN_LOT", case(settled(*claims, *one), "S"))
        assert only("OVERDRAWN_LOT", case(settled(*claims, *more), "S")).mass_g == 1

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date_of_the_last_draw(self, on: str, regulations: bool, _: bool) -> None:
        found = only("OVERDRAWN_LOT", case(self.drawn(80, 80, on=on), "S"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestLotProducedTwice:
    def claimed(self, on: str = "2026-03-01") -> Lineage:
        return settled(stock("S", 100, on), extraction("S", 60, on))

    def test_two_outputs_claim_it(self) -> None:
        found = only("LOT_PRODUCED_TWICE", case(self.claimed(), "S"))
        assert found.subject == Ref(Label.LOT, "S")
        assert (found.mass_g, found.share) == (100, 1.0)
        assert found.evidence == ("S", "extraction:E-S", "opening_stock:E-S")

    def test_not_one_or_none(self) -> None:
        lineage = settled(stock("S", 100), export("S", 60), export("U", 60))
        assert not raised("LOT_PRODUCED_TWICE", case(lineage, "S"))
        assert not raised("LOT_PRODUCED_TWICE", case(lineage, "U"))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("LOT_PRODUCED_TWICE", case(self.claimed(on), "S"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestNotHolder:
    def drawn(self, by: str, on: str = "2026-03-01") -> Lineage:
        return settled(extraction("C", 100, on), export("C", 60, on, by))

    def test_drawn_by_somebody_else(self) -> None:
        found = only("NOT_HOLDER", case(self.drawn(TRADER), "C"))
        assert found.subject == Ref(Label.EVENT, "export:X-C/1")
        assert (found.mass_g, found.share) == (60, 1.0)
        assert found.evidence == ("export:X-C/1", "C")
        assert f"it is held by {MINE}" in str(found.message)

    def test_not_by_its_holder(self) -> None:
        assert not raised("NOT_HOLDER", case(self.drawn(MINE), "C"))

    def test_not_a_lot_nobody_or_two_produced(self) -> None:
        lineage = settled(extraction("C", 100), stock("C", 60), export("C", 5), export("U", 5))
        assert not raised("NOT_HOLDER", case(lineage))

    def test_the_share_is_that_of_all_put_in(self) -> None:
        lineage = settled(
            stock("S", 90),
            extraction("C", 30),
            processing("P", {"S": 90, "C": 30}, {"X": (METAL, 60)}),
        )
        assert only("NOT_HOLDER", case(lineage, "X")).share == pytest.approx(0.25)

    def test_or_of_all_that_came_out_where_that_is_more(self) -> None:
        lineage = settled(extraction("C", 30), processing("P", {"C": 30}, {"X": (METAL, 120)}))
        assert only("NOT_HOLDER", case(lineage, "X")).share == pytest.approx(0.25)

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        found = only("NOT_HOLDER", case(self.drawn(TRADER, on), "C"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestImpossibleSequence:
    def drawn(self, made: str, on: str) -> Lineage:
        return settled(extraction("C", 100, made), export("C", 60, on, MINE))

    def test_drawn_in_a_month_before_it_was_produced(self) -> None:
        found = only("IMPOSSIBLE_SEQUENCE", case(self.drawn("2026-03-01", "2026-02-28"), "C"))
        assert found.subject == Ref(Label.EVENT, "export:X-C/1")
        assert found.mass_g == 60
        assert "it was produced on 2026-03-01" in str(found.message)

    def test_not_earlier_in_the_same_month(self) -> None:
        lineage = self.drawn("2026-03-31", "2026-03-01")
        assert not raised("IMPOSSIBLE_SEQUENCE", case(lineage, "C"))
        # Nor where the draw is not supported for another reason.
        lineage = settled(extraction("C", 100, "2026-03-31"), export("C", 60, "2026-03-01"))
        assert raised("NOT_HOLDER", case(lineage, "C"))
        assert not raised("IMPOSSIBLE_SEQUENCE", case(lineage, "C"))

    def test_a_draw_can_be_both_too_early_and_anothers(self) -> None:
        lineage = settled(extraction("C", 100, "2026-03-01"), export("C", 60, "2026-02-28"))
        assert raised("IMPOSSIBLE_SEQUENCE", case(lineage, "C"))
        assert raised("NOT_HOLDER", case(lineage, "C"))
        one = self.drawn("2026-03-01", "2026-02-28")
        assert not raised("NOT_HOLDER", case(one, "C"))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date_of_the_draw(self, on: str, regulations: bool, _: bool) -> None:
        found = only("IMPOSSIBLE_SEQUENCE", case(self.drawn("2026-03-01", on), "C"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)
