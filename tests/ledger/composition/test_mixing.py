"""How each lot divides between lawful, unlawful and unverified: even mixing, downstream."""

from dataclasses import replace

import pytest
from hypothesis import given

from provenance.ledger.composition.mixing import Shares, blend_lots, settle_shares
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.status import UNVERIFIED, Status
from provenance.model.terms import Product
from tests.ledger.build import (
    MINE,
    MINING,
    PLANT,
    SEPARATION,
    TRADER,
    Step,
    all_allowed,
    designated,
    export,
    extraction,
    imported,
    on_record,
    paper,
    processing,
    quota,
    registers,
    settled,
    steady,
    stock,
    tangles,
    transfer,
    worked_example,
)

ORE, CONCENTRATE, OXIDE, METAL = Product.ORE, Product.CONCENTRATE, Product.OXIDE, Product.METAL
QUOTA, UNEXPLAINED, NO_RECORD = Status.QUOTA, Status.UNEXPLAINED, Status.NO_RECORD
OVER_MINING, OVER_SEPARATION = Status.OVER_QUOTA_MINING, Status.OVER_QUOTA_SEPARATION

ENOUGH = all_allowed(10**9, 10**9)


def same(expected: Shares) -> object:
    return pytest.approx(expected, rel=1e-12)


def shares(lineage: Lineage) -> dict[str, Shares]:
    return {key: lot.shares for key, lot in lineage.lots.items()}


def test_the_worked_example() -> None:
    found = shares(worked_example())
    assert found["C1"] == {QUOTA: 1.0}
    assert found["C2"] == found["K2"] == same({QUOTA: 0.5, OVER_MINING: 0.5})
    oxide = {
        QUOTA: 90 / 114 * 100 / 120,
        OVER_MINING: 90 / 114 * 20 / 120,
        OVER_SEPARATION: 24 / 114,
    }
    for lot in ("D1", "D2", "F1", "F2"):
        assert found[lot] == same(oxide)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (extraction("L", 80), {QUOTA: 0.75, OVER_MINING: 0.25}),
        (extraction("L", 80, product=ORE), {QUOTA: 1.0}),
        (extraction("L", 80, byproduct_of="iron"), {Status.UNSUPPORTED_ORIGIN: 1.0}),
        (stock("L", 80), {Status.UNSUPPORTED_STOCK: 1.0}),
        (imported("L", 80), {Status.UNDECLARED_IMPORT: 1.0}),
        (export("L", 80), {NO_RECORD: 1.0}),
        (processing("P", {}, {"L": (OXIDE, 80)}), {UNEXPLAINED: 1.0}),
    ],
)
def test_origins(step: Step, expected: Shares) -> None:
    assert settled(step, register=all_allowed(60, 0)).lots["L"].shares == same(expected)


def test_net_mass_covers_reo_pro_rata() -> None:
    papers = Papers({"D": paper(True, TRADER, "2846901500", 30, None)})
    lineage = settled(imported("M", 50, declaration="D", net_g=80), papers=papers)
    # 50 × 30/80 = 18.75 g, of whole grams.
    assert lineage.lots["M"].shares == same(
        {Status.IMPORT: 19 / 50, Status.UNDECLARED_IMPORT: 31 / 50}
    )


def test_a_transfer_mixes_nothing() -> None:
    lineage = settled(
        extraction("C", 80),
        transfer("C", 30, "K"),
        transfer("K", 20, "L", seller=PLANT, buyer=TRADER),
        register=all_allowed(60, 0),
    )
    assert shares(lineage)["L"] == shares(lineage)["K"] == shares(lineage)["C"]


def test_losses_are_even() -> None:
    lineage = settled(
        imported("M", 30, by=PLANT, product=OXIDE),
        stock("S", 10),
        processing("P", {"M": 30, "S": 10}, {"X": (METAL, 8), "Y": (METAL, 2)}),
    )
    half = {Status.UNDECLARED_IMPORT: 0.75, Status.UNSUPPORTED_STOCK: 0.25}
    assert lineage.lots["X"].shares == lineage.lots["Y"].shares == same(half)


class TestMassFromNowhere:
    def test_more_out_than_in(self) -> None:
        lineage = settled(
            stock("S", 60), processing("P", {"S": 60}, {"X": (METAL, 50), "Y": (METAL, 30)})
        )
        assert lineage.lots["X"].shares == same({UNEXPLAINED: 0.25, Status.UNSUPPORTED_STOCK: 0.75})

    def test_a_lot_drawn_beyond_its_mass_keeps_what_it_can_stand_for(self) -> None:
        lineage = settled(
            stock("S", 60),
            processing("P", {"S": 60}, {"X": (METAL, 60)}),
            processing("Q", {"S": 20}, {"Y": (METAL, 20)}),
        )
        for lot in ("X", "Y"):
            assert lineage.lots[lot].shares == same(
                {UNEXPLAINED: 0.25, Status.UNSUPPORTED_STOCK: 0.75}
            )
        assert lineage.lots["S"].shares == {Status.UNSUPPORTED_STOCK: 1.0}

    def test_an_unsupported_draw_is_unexplained_and_leaves_the_lot_as_it_was(self) -> None:
        lineage = settled(
            stock("S", 60),
            processing("P", {"S": 60}, {"X": (METAL, 60)}, by=TRADER),
            processing("Q", {"S": 60}, {"Y": (METAL, 60)}),
        )
        assert lineage.lots["X"].shares == {UNEXPLAINED: 1.0}
        assert lineage.lots["Y"].shares == {Status.UNSUPPORTED_STOCK: 1.0}

    def test_a_lot_claimed_twice_is_unexplained(self) -> None:
        lineage = settled(stock("S", 60), extraction("S", 50), export("S", 5))
        assert lineage.lots["S"].shares == {UNEXPLAINED: 1.0}


class TestGates:
    def test_ore_passes_mining_and_then_separation(self) -> None:
        """Half of what the ore draws is covered, a quarter of all after it; by-product joins."""
        lineage = settled(
            extraction("O", 60, by=PLANT, product=ORE),
            extraction("B", 40, by=PLANT, byproduct_of="iron"),
            processing("P", {"O": 60, "B": 40}, {"X": (OXIDE, 80)}),
            register=on_record(
                designated(PLANT, MINING),
                designated(PLANT, SEPARATION),
                quota("QM", PLANT, MINING, 24),
                quota("QS", PLANT, SEPARATION, 20),
            ),
        )
        assert lineage.lots["X"].shares == same(
            {
                QUOTA: 0.6 * 0.5 * 0.25,
                OVER_MINING: 0.6 * 0.5 * 0.25,
                OVER_SEPARATION: 0.75,
                Status.UNSUPPORTED_ORIGIN: 0.4 * 0.25,
            }
        )

    def test_each_output_has_the_gates_it_lies_behind(self) -> None:
        lineage = settled(
            extraction("O", 90, by=PLANT, product=ORE),
            processing("P", {"O": 90}, {"O2": (ORE, 30), "K": (CONCENTRATE, 30), "X": (OXIDE, 30)}),
            register=on_record(
                designated(PLANT, MINING),
                designated(PLANT, SEPARATION),
                quota("QM", PLANT, MINING, 30),
                quota("QS", PLANT, SEPARATION, 15),
            ),
        )
        assert lineage.lots["O2"].shares == {QUOTA: 1.0}
        assert lineage.lots["K"].shares == same({QUOTA: 0.5, OVER_MINING: 0.5})
        assert lineage.lots["X"].shares == same(
            {QUOTA: 0.25, OVER_MINING: 0.25, OVER_SEPARATION: 0.5}
        )

    def test_what_needs_no_gate_goes_round(self) -> None:
        """Imported feed before 2025-07-28; half of all, and none of it turned."""
        papers = Papers({"D": paper(True, PLANT, "2530902000", 50, 50)})
        steps = (
            imported("M", 50, "2025-07-01", PLANT, product=CONCENTRATE, declaration="D"),
            extraction("C", 50, "2025-07-01", PLANT),
        )
        book = on_record(
            designated(PLANT, MINING),
            designated(PLANT, SEPARATION),
            quota("QM", PLANT, MINING, 50, 2025),
            quota("QS", PLANT, SEPARATION, 20, 2025),
        )
        made = {"X": (OXIDE, 80)}
        mixed = {"M": 50, "C": 50}
        before = settled(
            *steps, processing("P", mixed, made, "2025-07-27"), register=book, papers=papers
        )
        # 80 × 50/100 = 40 drawn, 20 covered: a half of the domestic half.
        assert before.lots["X"].shares == same(
            {Status.IMPORT: 0.5, QUOTA: 0.25, OVER_SEPARATION: 0.25}
        )
        after = settled(
            *steps, processing("P", mixed, made, "2025-07-28"), register=book, papers=papers
        )
        assert after.lots["X"].shares == same(
            {Status.IMPORT: 0.125, QUOTA: 0.125, OVER_SEPARATION: 0.75}
        )

    def test_without_designation_the_rest_has_its_own_status(self) -> None:
        book = on_record(
            designated(MINE, MINING), quota("Q", MINE, MINING, 90), designated("ELSE", SEPARATION)
        )
        lineage = settled(
            extraction("C", 50),
            transfer("C", 50, "K"),
            processing("P", {"K": 50}, {"X": (OXIDE, 50)}),
            register=book,
        )
        assert lineage.lots["X"].shares == {Status.UNDESIGNATED_SEPARATION: 1.0}

    def test_what_is_unexplained_passes_gates_too(self) -> None:
        lineage = settled(
            extraction("C", 50, by=MINE),
            processing("P", {"C": 50}, {"X": (OXIDE, 50)}),
            register=all_allowed(50, 20),
        )
        assert lineage.lots["X"].shares == same({UNEXPLAINED: 0.4, OVER_SEPARATION: 0.6})


class TestCycles:
    def ring(self, *entering: Step, register: Register = ENOUGH) -> dict[str, Shares]:
        """A is made of 90 g of B and of all that enters, B of A."""
        into = {step.outputs[0].lot: step.outputs[0].reo_g for step in entering}
        total = 90 + sum(into.values())
        return shares(
            settled(
                *entering,
                processing("P", {"B": 90, **into}, {"A": (OXIDE, total)}),
                processing("Q", {"A": 90}, {"B": (OXIDE, 90)}),
                register=register,
            )
        )

    def test_they_hold_what_comes_in_followed_round(self) -> None:
        found = self.ring(stock("S", 10), imported("M", 30, by=PLANT))
        expected = {Status.UNSUPPORTED_STOCK: 0.25, Status.UNDECLARED_IMPORT: 0.75}
        assert found["A"] == found["B"] == same(expected)

    def test_however_little_comes_in(self) -> None:
        steps = (
            stock("S", 1),
            processing("P", {"B": 10**15 - 1, "S": 1}, {"A": (OXIDE, 10**15)}),
            processing("Q", {"A": 10**15 - 1}, {"B": (OXIDE, 10**15 - 1)}),
        )
        found = shares(settled(*steps))
        assert found["A"] == found["B"] == same({Status.UNSUPPORTED_STOCK: 1.0})

    def test_one_that_nothing_enters_is_unexplained(self) -> None:
        assert self.ring() == {"A": {UNEXPLAINED: 1.0}, "B": {UNEXPLAINED: 1.0}}

    def test_its_gates_then_have_nothing_to_turn(self) -> None:
        lineage = settled(
            processing("P", {"B": 90}, {"A": (CONCENTRATE, 90)}),
            processing("Q", {"A": 90}, {"B": (OXIDE, 90)}),
            register=all_allowed(0, 30),
        )
        assert lineage.events["processing:Q"].grants[0].covered_g == 30
        assert shares(lineage) == {"A": {UNEXPLAINED: 1.0}, "B": {UNEXPLAINED: 1.0}}

    def test_gates_turn_a_share_each_round(self) -> None:
        """10 of 100 g come in; of what goes round a third passes the gate each time."""
        lineage = settled(
            stock("S", 10),
            processing("P", {"B": 90, "S": 10}, {"A": (CONCENTRATE, 100)}),
            processing("Q", {"A": 90}, {"B": (OXIDE, 90)}),
            register=all_allowed(0, 30),
        )
        a = 0.1 / (1 - 0.9 / 3)  # a = 0.1 + 0.9 b, b = a / 3
        assert lineage.lots["A"].shares == same(
            {Status.UNSUPPORTED_STOCK: a, OVER_SEPARATION: 1 - a}
        )
        assert lineage.lots["B"].shares == same(
            {Status.UNSUPPORTED_STOCK: a / 3, OVER_SEPARATION: 1 - a / 3}
        )

    def test_a_lot_that_feeds_itself(self) -> None:
        lineage = settled(stock("S", 10), processing("P", {"S": 10, "A": 90}, {"A": (OXIDE, 100)}))
        assert lineage.lots["A"].shares == same({Status.UNSUPPORTED_STOCK: 1.0})


def test_lots_out_of_focus_are_taken_with_the_shares_they_bear() -> None:
    lineage = settled(stock("S", 10), processing("P", {"S": 10}, {"X": (METAL, 10)}))
    said = replace(lineage.lots["S"], shares={QUOTA: 0.5, NO_RECORD: 0.5})
    lineage = replace(lineage, lots={**lineage.lots, "S": said})
    assert settle_shares(lineage, ["X"]) == {"X": {QUOTA: 0.5, NO_RECORD: 0.5}}


def test_outputs_of_a_stage_share_one_blend() -> None:
    lineage = worked_example()
    blends = blend_lots(lineage, ["D1", "D2"])
    assert blends["D1"] is blends["D2"]
    ungated = blend_lots(lineage, ["D1"], gated=False)["D1"]
    assert dict(ungated.lots) == pytest.approx({"K1": 2 / 3, "K2": 1 / 3})


@steady
@given(tangles(), registers())
def test_shares_add_up_to_one(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    for lot in lineage.lots.values():
        assert sum(lot.shares.values()) == pytest.approx(1.0, rel=1e-12)
        assert all(0 < share <= 1 + 1e-12 for share in lot.shares.values())
        # In the order of the statuses, so that equal lots are written equally.
        assert list(lot.shares) == [status for status in Status if status in lot.shares]


@steady
@given(tangles(), registers())
def test_settling_again_changes_nothing(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    assert settle_shares(lineage, sorted(lineage.lots, reverse=True)) == shares(lineage)


@steady
@given(tangles())
def test_absence_of_records_is_never_called_a_crime_and_never_clean(
    steps: tuple[Step, ...],
) -> None:
    lineage = settled(*steps)
    seen = {status for lot in lineage.lots.values() for status in lot.shares}
    # An import without a declaration is one: the importer's own record says so.
    assert seen <= UNVERIFIED | {Status.UNDECLARED_IMPORT}
