"""What recycled waste cannot have given, and what becomes of it."""

from collections.abc import Mapping

import pytest

from provenance.ledger.bounds.lawful import bound
from provenance.ledger.breakdown import break_down
from provenance.ledger.composition.holding import Holding, Item, divide
from provenance.ledger.exposure import Exposure
from provenance.ledger.gates import unsupported_g
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import Invoice, LabTest, Papers
from provenance.model.status import Status
from provenance.model.terms import Product, Waste
from tests.ledger.build import (
    MINE,
    PLANT,
    Step,
    extraction,
    lab_test,
    on_record,
    processing,
    scrap,
    settled,
    transfer,
)

OXIDE, SCRAP = Product.OXIDE, Product.SCRAP
MAGNET, PHOSPHOR = Waste.MAGNET, Waste.PHOSPHOR
YTTRIUM = {"Y2O3": 1.0}
PAPERS = Papers(invoices={"I": Invoice(True, PLANT, 10**9)})


def intake(lot: str, grams: int, waste: Waste | None = None, by: str = PLANT) -> Step:
    return scrap(lot, grams, by=by, waste=waste, invoices=("I",))


def made(
    *steps: Step,
    tests: tuple[LabTest, ...] = (),
    assay: Mapping[str, float] | None = None,
    **more: object,
) -> Lineage:
    """All the steps settled; the last is a processing, whose outputs have an assay."""
    *before, last = steps
    outputs = tuple(out._replace(assay=assay) for out in last.outputs)
    assayed = Step(last.event, last.inputs, outputs)
    return settled(*before, assayed, register=on_record(*tests), papers=PAPERS)


def excess(lineage: Lineage) -> int:
    return unsupported_g(lineage.events["processing:P"])


def separated(grams: int = 100, **inputs: int) -> Step:
    return processing("P", inputs, {"O": (OXIDE, grams)})


class TestExcess:
    def test_magnet_scrap_holds_a_tenth_of_yttrium(self) -> None:
        found = made(intake("A", 100, MAGNET), separated(A=100), assay={"Y2O3": 0.3, "Nd2O3": 0.7})
        assert excess(found) == 20
        assert found.lots["O"].shares == pytest.approx(
            {Status.SECONDARY: 0.8, Status.UNSUPPORTED_ORIGIN: 0.2}
        )

    def test_phosphor_may_be_all_yttrium(self) -> None:
        assert excess(made(intake("A", 100, PHOSPHOR), separated(A=100), assay=YTTRIUM)) == 0

    @pytest.mark.parametrize("waste", [None, Waste.OTHER])
    def test_what_is_not_told_is_of_the_kind_that_explains_most(self, waste: Waste | None) -> None:
        assert excess(made(intake("A", 100, waste), separated(A=100), assay=YTTRIUM)) == 0
        # Half yttrium, half neodymium is of no one kind: phosphor holds no neodymium to speak of.
        both = {"Y2O3": 0.6, "Nd2O3": 0.4}
        assert excess(made(intake("A", 100, waste), separated(A=100), assay=both)) == 39

    def test_all_that_is_not_told_is_of_the_same_kind(self) -> None:
        steps = intake("A", 50), intake("B", 50, Waste.OTHER), separated(A=50, B=50)
        assert excess(made(*steps, assay={"Y2O3": 0.5, "Nd2O3": 0.5})) == 40
        told = intake("A", 50, PHOSPHOR), intake("B", 50, MAGNET), separated(A=50, B=50)
        assert excess(made(*told, assay={"Y2O3": 0.5, "Nd2O3": 0.5})) == 4

    def test_any_other_input_can_hold_anything(self) -> None:
        steps = intake("A", 50, MAGNET), extraction("C", 30, by=PLANT), separated(A=50, C=30)
        assert excess(made(*steps, assay=YTTRIUM)) == 100 - 5 - 30
        stolen = intake("A", 50, MAGNET), extraction("C", 30, by=MINE), separated(A=50, C=30)
        assert excess(made(*stolen, assay=YTTRIUM)) == 100 - 5  # of what is supported

    def test_without_scrap_there_is_none(self) -> None:
        found = made(extraction("C", 10, by=PLANT), separated(C=10), assay=YTTRIUM)
        assert [grant.gate for grant in found.events["processing:P"].grants] == ["separation"]

    def test_oxides_that_nobody_knows_and_what_has_no_assay_count_for_nothing(self) -> None:
        assert excess(made(intake("A", 100, MAGNET), separated(A=100), assay={"Un2O3": 1.0})) == 0
        assert excess(made(intake("A", 100, MAGNET), separated(A=100))) == 0

    def test_it_is_exact_and_rounds_half_to_even(self) -> None:
        half = {"Y2O3": 0.125}  # 12.5 of 100, 10 of it scrap's
        assert excess(made(intake("A", 100, MAGNET), separated(A=100), assay=half)) == 2


class TestTheWay:
    def test_transfers_and_sorting_leave_it_scrap_of_its_kind(self) -> None:
        steps = (
            intake("A", 60, MAGNET, by=MINE),
            intake("B", 40, MAGNET, by=MINE),
            processing("S", {"A": 60, "B": 40}, {"C": (SCRAP, 100)}, by=MINE, on="2026-02-01"),
            transfer("C", 100, "D"),
            separated(D=100),
        )
        found = made(*steps, assay=YTTRIUM)
        assert [found.lots[lot].waste for lot in "ABCD"] == [(MAGNET,)] * 4
        assert excess(found) == 90

    def test_several_kinds_together_are_not_told(self) -> None:
        steps = (
            intake("A", 60, MAGNET),
            intake("B", 40, PHOSPHOR),
            processing("S", {"A": 60, "B": 40}, {"C": (SCRAP, 100)}),
            separated(C=100),
        )
        found = made(*steps, assay=YTTRIUM)
        assert found.lots["C"].waste == (MAGNET, PHOSPHOR)
        assert excess(found) == 0

    @pytest.mark.parametrize(
        "sorting",
        [
            processing("S", {"A": 100}, {"C": (SCRAP, 90), "X": (OXIDE, 10)}),
            processing("S", {"A": 100, "N": 1}, {"C": (SCRAP, 101)}),  # which nobody made
            processing("S", {"A": 100}, {"C": (SCRAP, 100)}, by=MINE),  # who does not hold it
        ],
    )
    def test_what_comes_another_way_can_hold_anything(self, sorting: Step) -> None:
        assert made(intake("A", 100, MAGNET), sorting, separated(C=90)).lots["C"].waste == ()

    @pytest.mark.parametrize("lot", ["A", "C"])
    def test_a_test_on_the_way_looks_into_it(self, lot: str) -> None:
        steps = (
            intake("A", 100, MAGNET),
            processing("S", {"A": 100}, {"C": (SCRAP, 100)}),
            separated(C=100),
        )
        looked = lab_test(lot, assay={"Nd2O3": 1.0})
        assert excess(made(*steps, assay=YTTRIUM, tests=(looked,))) == 0
        named = lab_test(lot, product=SCRAP)
        assert excess(made(*steps, assay=YTTRIUM, tests=(named,))) == 90

    def test_a_test_of_the_product_counts_before_its_assay(self) -> None:
        steps = intake("A", 100, MAGNET), separated(A=100)
        found = lab_test("O", assay=YTTRIUM)
        assert excess(made(*steps, assay={"Nd2O3": 1.0}, tests=(found,))) == 90
        assert excess(made(*steps, tests=(found,))) == 90

    def test_also_one_of_what_the_product_was_handed_on_as(self) -> None:
        steps = (
            intake("A", 100, MAGNET),
            transfer("O", 10, "S", "2026-03-02", PLANT, MINE),
            separated(A=100),
        )
        assert excess(made(*steps, tests=(lab_test("S", assay=YTTRIUM),))) == 90

    def test_round_in_a_circuit(self) -> None:
        found = made(
            intake("A", 100, MAGNET),
            processing("S", {"A": 100, "R": 10}, {"C": (SCRAP, 100), "R": (SCRAP, 10)}),
            separated(C=100),
            assay=YTTRIUM,
        )
        assert found.lots["R"].waste == (MAGNET,)
        assert excess(found) == 90


class TestWhatFollows:
    """40 of 100 is more than its scrap can hold; ore went in beside it."""

    STEPS = (
        intake("A", 60, MAGNET),
        intake("C", 20, MAGNET, by=MINE),  # which the plant does not hold
        extraction("D", 20, by=PLANT),
        separated(A=60, C=20, D=20),
    )

    def found(self) -> Lineage:
        return made(*self.STEPS, assay={"Y2O3": 0.66, "Nd2O3": 0.3})

    def test_shares(self) -> None:
        assert excess(self.found()) == 40
        shares = self.found().lots["O"].shares
        assert shares[Status.UNSUPPORTED_ORIGIN] == pytest.approx(0.4)
        assert shares[Status.SECONDARY] == pytest.approx(0.6 * 0.6)
        assert shares[Status.UNEXPLAINED] == pytest.approx(0.6 * 0.2)

    def test_no_more_than_what_is_explained(self) -> None:
        found = made(intake("A", 10, MAGNET), separated(A=10), assay=YTTRIUM)
        assert excess(found) == 99
        assert found.lots["O"].shares == pytest.approx(
            {Status.UNEXPLAINED: 0.9, Status.UNSUPPORTED_ORIGIN: 0.1}
        )

    def test_bounds(self) -> None:
        found = made(
            intake("A", 80, MAGNET),
            intake("B", 40, PHOSPHOR),
            separated(A=80, B=40),
            assay={"Y2O3": 0.3, "Sc2O3": 0.4},
        )
        assert excess(found) == 39  # scandium, of which either holds a hundredth
        bounds = bound(Holding((Item("O", 100),)), found)
        # The scrap gives lawfully no more than 61; the excess may also have been lost on the way.
        assert (bounds.lawful_min_g, bounds.lawful_max_g) == (61, 61)
        assert divide(Holding((Item("O", 100),)), found)[Status.UNSUPPORTED_ORIGIN] == 39

    def test_exposure_goes_no_further_than_scrap_can_reach(self) -> None:
        found = made(intake("A", 100, MAGNET), separated(A=100), assay={"Y2O3": 0.3, "Nd2O3": 0.7})
        exposure = Exposure(["A"], found)
        assert exposure.portion["O"] == pytest.approx(0.8)
        reached = exposure.bound_lot("O")
        assert (reached.least_g, reached.most_g) == (80, 80)

    def test_by_oxide_what_scrap_is_said_to_hold_counts_once(self) -> None:
        """Its filer says a twentieth is yttrium: the rest of the yttrium came from nowhere."""
        scrap_lot = intake("A", 100_000_000, MAGNET)
        (out,) = scrap_lot.outputs
        said = Step(scrap_lot.event, (), (out._replace(assay={"Y2O3": 0.05, "Nd2O3": 0.95}),))
        found = made(said, separated(100_000_000, A=100_000_000), assay={"Y2O3": 0.3, "Nd2O3": 0.7})
        whole = break_down(Holding((Item("O", 100_000_000),)), found).statuses
        assert whole[Status.UNSUPPORTED_ORIGIN] == 20_000_000
        assert whole[Status.UNEXPLAINED] < 30_000_000 - 6_000_000
        assert sum(whole.values()) == 100_000_000
