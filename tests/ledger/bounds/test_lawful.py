"""How lawful a subject can be and how lawful it must be, whatever allocation one assumes."""

from dataclasses import replace

import pytest
from hypothesis import given

from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.bounds.network import EXACT_G
from provenance.ledger.composition.holding import Holding, Item, divide
from provenance.ledger.lineage import Lineage, Lot
from provenance.ledger.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.errors import LimitExceededError
from provenance.model.status import LAWFUL
from provenance.model.terms import Label, Product, Ref
from tests.ledger.build import (
    MINE,
    MINING,
    PLANT,
    SEPARATION,
    TRADER,
    Step,
    T,
    all_allowed,
    designated,
    export,
    extraction,
    imported,
    last_lots,
    lot_as_made,
    on_record,
    paper,
    processing,
    quota,
    registers,
    settled,
    shipment,
    steady,
    stock,
    tangles,
    transfer,
    worked_example,
)

ORE, CONCENTRATE, OXIDE = Product.ORE, Product.CONCENTRATE, Product.OXIDE


def of_lot(lineage: Lineage, *lots: str) -> tuple[int, int]:
    found = bound(lot_as_made(lineage, *lots), lineage)
    return found.lawful_min_g, found.lawful_max_g


class TestWorkedExample:
    def test_one_lot(self) -> None:
        lineage = worked_example()
        assert of_lot(lineage, "D1") == (16 * T, 60 * T)
        assert of_lot(lineage, "D2") == (10 * T, 54 * T)
        assert of_lot(lineage, "C1") == (80 * T, 80 * T)
        assert of_lot(lineage, "C2") == (20 * T, 20 * T)

    def test_a_shipment_is_one_joint_flow(self) -> None:
        lineage = worked_example()
        found = bound(shipment(lineage), lineage)
        assert found == Bounds(70 * T, 90 * T, 114 * T)
        # Its lots share ancestors: not the sums of 16 + 10 and 60 + 54 tonnes.
        assert of_lot(lineage, "F1", "F2") == (70 * T, 90 * T)

    def test_what_a_shipment_states_beyond_its_items_is_not_lawful(self) -> None:
        lineage = worked_example()
        found = bound(shipment(lineage, 10 * T), lineage)
        assert found == Bounds(70 * T, 90 * T, 124 * T)


class TestSources:
    def test_an_origin_is_as_lawful_as_it_is_covered(self) -> None:
        lineage = settled(extraction("C", 80), register=all_allowed(60, 0))
        assert of_lot(lineage, "C") == (60, 60)

    def test_part_of_it_may_be_all_lawful_or_not(self) -> None:
        lineage = settled(extraction("C", 80), transfer("C", 30, "K"), register=all_allowed(60, 0))
        assert of_lot(lineage, "K") == (10, 30)

    def test_net_mass_covers_reo_pro_rata(self) -> None:
        papers = Papers({"D": paper(True, TRADER, "2846901500", 30, None)})
        lineage = settled(imported("M", 50, declaration="D", net_g=80), papers=papers)
        assert of_lot(lineage, "M") == (19, 19)

    def test_lots_unknown_or_claimed_twice_carry_nothing_lawful(self) -> None:
        lineage = settled(
            extraction("C", 80),
            extraction("C", 60, id_="AGAIN"),
            export("U", 5),
            register=all_allowed(900, 0),
        )
        assert of_lot(lineage, "C") == (0, 0)
        assert of_lot(lineage, "U") == (0, 0)

    def test_nor_do_unsupported_draws(self) -> None:
        lineage = settled(
            extraction("C", 80),
            transfer("C", 80, "K", seller=TRADER),
            processing("P", {"C": 80}, {"X": (CONCENTRATE, 80)}),
            register=all_allowed(900, 900),
        )
        assert of_lot(lineage, "K") == of_lot(lineage, "X") == (0, 0)
        assert of_lot(lineage, "C") == (80, 80)

    def test_more_out_than_in(self) -> None:
        made = {"X": (CONCENTRATE, 60), "Y": (CONCENTRATE, 60)}
        lineage = settled(
            extraction("C", 80, by=MINE),
            processing("P", {"C": 80}, made, by=MINE),
            register=all_allowed(900, 0),
        )
        assert of_lot(lineage, "X") == (20, 60)  # 40 g from nowhere may all be in it
        assert of_lot(lineage, "X", "Y") == (80, 80)

    def test_less_out_than_in_may_lose_what_is_not_lawful(self) -> None:
        lineage = settled(
            extraction("C", 80, by=MINE),
            processing("P", {"C": 80}, {"X": (CONCENTRATE, 50)}, by=MINE),
            register=all_allowed(60, 0),
        )
        assert of_lot(lineage, "X") == (30, 50)


class TestOverdrawn:
    def lineage(self) -> Lineage:
        return settled(
            extraction("C", 60),
            transfer("C", 50, "A"),
            transfer("C", 40, "B"),
            register=all_allowed(900, 0),
        )

    def test_what_is_drawn_beyond_the_mass_comes_from_nowhere(self) -> None:
        lineage = self.lineage()
        assert of_lot(lineage, "A") == (20, 50)
        assert of_lot(lineage, "A", "B") == (60, 60)

    def test_the_lot_as_produced_is_no_source_for_itself(self) -> None:
        assert of_lot(self.lineage(), "C") == (60, 60)

    def test_a_draw_as_subject_is(self) -> None:
        lineage = settled(
            extraction("C", 60, by=TRADER),
            export("C", 90),
            register=on_record(designated(TRADER, MINING), quota("Q", TRADER, MINING, 90)),
        )
        assert bound(shipment(lineage), lineage) == Bounds(60, 60, 90)

    def test_an_unsupported_draw_as_subject_is_nothing_lawful(self) -> None:
        lineage = settled(extraction("C", 60), export("C", 90), register=all_allowed(90, 0))
        assert bound(shipment(lineage), lineage) == Bounds(0, 0, 90)


class TestGates:
    def test_ore_passes_both(self) -> None:
        """48 g of 60 g of ore need mining quota and get half; all need separation quota."""
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
        assert of_lot(lineage, "X") == (0, 20)

    def test_a_gate_covered_in_full_passes_all_that_fits(self) -> None:
        """Only 40 g of quota were needed; 50 g of the concentrate can be in the oxide."""
        papers = Papers({"D": paper(True, PLANT, "2530902000", 50, 0)})
        steps = (
            extraction("C", 50, "2025-07-01", PLANT),
            imported("M", 50, "2025-07-01", PLANT, product=CONCENTRATE, declaration="D"),
            processing("P", {"C": 50, "M": 50}, {"X": (OXIDE, 80)}, "2025-07-02"),
        )

        def with_quota(grams: int) -> Register:
            return on_record(
                designated(PLANT, MINING),
                designated(PLANT, SEPARATION),
                quota("QM", PLANT, MINING, 90, 2025),
                quota("QS", PLANT, SEPARATION, grams, 2025),
            )

        full = settled(*steps, register=with_quota(40), papers=papers)
        assert of_lot(full, "X") == (30, 50)  # of 80 g the import can be 50 g, and must be 30 g
        short = settled(*steps, register=with_quota(39), papers=papers)
        assert of_lot(short, "X") == (19, 39)  # min(P, C); max(P, q) − C = 11 g more from the gate

    def test_what_a_gate_adds_passes_it_too(self) -> None:
        """10 g are over quota, but all that passed was not lawful before: 50 g, and not 60 g."""
        papers = Papers({"D": paper(True, PLANT, "2846901500", 50, 50)})
        lineage = settled(
            extraction("C", 50, by=PLANT),
            imported("M", 50, by=PLANT, declaration="D"),
            processing("P", {"C": 50, "M": 50}, {"X": (OXIDE, 100)}),
            register=all_allowed(0, 40),
            papers=papers,
        )
        assert of_lot(lineage, "X") == (50, 50)

    def test_what_needs_no_gate_goes_round(self) -> None:
        papers = Papers({"D": paper(True, PLANT, "2530902000", 50, 50)})
        lineage = settled(
            imported("M", 50, "2025-07-01", PLANT, product=CONCENTRATE, declaration="D"),
            extraction("C", 50, "2025-07-01", PLANT),
            processing("P", {"C": 50, "M": 50}, {"X": (OXIDE, 50)}, "2025-07-02"),
            papers=papers,
        )
        assert of_lot(lineage, "X") == (0, 50)

    def test_outputs_before_a_gate_are_reached_directly(self) -> None:
        lineage = settled(
            extraction("O", 60, by=MINE, product=ORE),
            processing("P", {"O": 60}, {"O2": (ORE, 30), "K": (CONCENTRATE, 30)}, by=MINE),
            register=all_allowed(10, 0),
        )
        assert of_lot(lineage, "O2") == (30, 30)
        assert of_lot(lineage, "K") == (10, 10)


class TestDiamonds:
    def test_what_was_split_and_joined_is_what_it_was(self) -> None:
        lineage = settled(
            extraction("C", 100),
            transfer("C", 50, "A"),
            transfer("C", 50, "B"),
            processing("P", {"A": 50, "B": 50}, {"X": (CONCENTRATE, 100)}),
            register=all_allowed(40, 0),
        )
        assert of_lot(lineage, "A") == of_lot(lineage, "B") == (0, 40)
        assert of_lot(lineage, "X") == (40, 40)

    def test_many_paths_cost_nothing(self) -> None:
        """2^20 paths; flows do not count them."""
        steps = [extraction("L0", 1000, by=PLANT)]
        for n in range(20):
            below = f"L{n + 1}"
            steps += [
                transfer(f"L{n}", 500, f"A{n}", "2026-03-01", PLANT),
                transfer(f"L{n}", 500, f"B{n}", "2026-03-01", PLANT),
                processing(f"P{n}", {f"A{n}": 500, f"B{n}": 500}, {below: (CONCENTRATE, 1000)}),
            ]
        lineage = settled(
            *steps,
            register=on_record(designated(PLANT, MINING), quota("Q", PLANT, MINING, 300)),
        )
        assert of_lot(lineage, "L20") == (300, 300)


class TestCycles:
    def test_no_more_than_came_in_can_be_lawful(self) -> None:
        """A takes 10 g of X and all of B, which is made of A: only those 10 g ever came in."""
        lineage = settled(
            extraction("X", 10, by=MINE),
            processing("P", {"X": 10, "B": 90}, {"A": (CONCENTRATE, 100)}, by=MINE),
            processing("Q", {"A": 90}, {"B": (CONCENTRATE, 90)}, by=MINE),
            register=all_allowed(90, 0),
        )
        assert bound(lot_as_made(lineage, "A"), lineage) == Bounds(10, 10, 10)

    def test_what_is_not_lawful_counts_against_what_came_in(self) -> None:
        lineage = settled(
            extraction("X", 10, by=MINE),
            processing("P", {"X": 10, "B": 90}, {"A": (CONCENTRATE, 100)}, by=MINE),
            processing("Q", {"A": 90}, {"B": (CONCENTRATE, 90)}, by=MINE),
            register=all_allowed(4, 0),
        )
        assert bound(lot_as_made(lineage, "A"), lineage) == Bounds(4, 4, 10)

    def test_a_closed_cycle_is_filled_by_nothing(self) -> None:
        lineage = settled(
            transfer("B", 5, "A", seller=MINE, buyer=PLANT),
            transfer("A", 5, "B", seller=PLANT, buyer=MINE),
        )
        assert bound(lot_as_made(lineage, "A"), lineage) == Bounds(0, 0, 0)


class TestCutLots:
    """A closure too large is cut at lots, taken as anything between nothing and their mass."""

    def test_a_cut_lot_may_be_lawful_or_not(self) -> None:
        lots = {"C": Lot("C", 80, CONCENTRATE, claims=1)}
        cut = Lineage(lots, {}, (), (), frozenset({Ref(Label.LOT, "C")}))
        assert bound(Holding((Item("C", 80),)), cut) == Bounds(0, 80, 80)

    def test_what_is_known_around_it_still_counts(self) -> None:
        whole = settled(
            extraction("C", 80, by=MINE),
            extraction("E", 20, by=MINE),
            processing("P", {"C": 80, "E": 20}, {"X": (CONCENTRATE, 100)}, by=MINE),
            register=all_allowed(900, 0),
        )
        assert of_lot(whole, "X") == (100, 100)
        cut = replace(
            whole,
            events={key: event for key, event in whole.events.items() if event.id != "E-C"},
            outputs=[out for out in whole.outputs if out.lot != "C"],
            cut=frozenset({Ref(Label.LOT, "C")}),
        )
        assert of_lot(cut, "X") == (20, 100)

    @steady
    @given(tangles(cycles=False), registers())
    def test_cutting_only_widens(self, steps: tuple[Step, ...], register: Register) -> None:
        whole = settled(*steps, register=register)
        subject = max(whole.lots)
        least, most = of_lot(whole, subject)
        for at in sorted(whole.lots):
            if at == subject or whole.lots[at].claims != 1:
                continue
            cut = replace(
                whole,
                outputs=[out for out in whole.outputs if out.lot != at],
                cut=frozenset({Ref(Label.LOT, at)}),
            )
            found = of_lot(cut, subject)
            assert found[0] <= least
            assert most <= found[1]

    @steady
    @given(tangles(cycles=False), registers())
    def test_cutting_at_an_event_only_widens(
        self, steps: tuple[Step, ...], register: Register
    ) -> None:
        whole = settled(*steps, register=register)
        subject = max(whole.lots)
        least, most = of_lot(whole, subject)
        for at in sorted(whole.events):
            cut = replace(
                whole,
                inputs=[draw for draw in whole.inputs if draw.event != at],
                cut=frozenset({Ref(Label.EVENT, at)}),
            ).cut_at_lots()
            assert not any(ref.label is Label.EVENT for ref in cut.cut)
            found = of_lot(cut, subject)
            assert found[0] <= least
            assert most <= found[1]


class TestLargeMasses:
    def test_beyond_two_to_the_thirty_first(self) -> None:
        grams = 3 * 10**9
        lineage = settled(
            extraction("C", grams),
            transfer("C", grams, "K"),
            processing("P", {"K": grams}, {"X": (OXIDE, grams - 1)}),
            register=all_allowed(10**9 * 2 + 1, 10**10),
        )
        assert of_lot(lineage, "X") == (2 * 10**9, 2 * 10**9 + 1)

    def test_exact_up_to_two_to_the_fifty_third(self) -> None:
        lineage = settled(
            extraction("C", EXACT_G),
            transfer("C", EXACT_G, "K"),
            register=all_allowed(EXACT_G - 1, 0),
        )
        assert of_lot(lineage, "K") == (EXACT_G - 1, EXACT_G - 1)

    def test_and_refused_beyond(self) -> None:
        lineage = settled(extraction("C", EXACT_G), register=all_allowed(1, 0))
        with pytest.raises(LimitExceededError, match=str(EXACT_G)):
            bound(Holding((Item("C", EXACT_G),), 1), lineage)

    def test_other_lots_may_weigh_more(self) -> None:
        """What a subject does not weigh cannot flow into it, so it does not count."""
        lineage = settled(
            extraction("C", 2**60), transfer("C", 5, "K"), register=all_allowed(2**60 - 3, 0)
        )
        assert of_lot(lineage, "K") == (2, 5)


def test_nothing_has_no_bounds() -> None:
    assert bound(Holding(()), settled(stock("S", 5))) == Bounds(0, 0, 0)


@steady
@given(tangles(), registers())
def test_the_least_is_at_most_the_most(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        found = bound(holding, lineage)
        assert 0 <= found.lawful_min_g <= found.lawful_max_g <= found.filled_g <= holding.reo_g


@steady
@given(tangles(cycles=False), registers())
def test_mixing_evenly_is_one_of_the_readings(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    # Draws are rounded to grams: at each event's gate the estimate may be a gram outside.
    slack = 2 * len(lineage.events)
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        found = bound(holding, lineage)
        assert found.filled_g == holding.reo_g
        parts = divide(holding, lineage)
        lawful = sum(grams for status, grams in parts.items() if status in LAWFUL)
        assert found.lawful_min_g - slack <= lawful <= found.lawful_max_g + slack


@steady
@given(tangles(cycles=False), registers())
def test_lots_together_lie_between_their_sums(steps: tuple[Step, ...], register: Register) -> None:
    """Joint flows: no better than the best of each, and no worse than the worst."""
    lineage = settled(*steps, register=register)
    lots = last_lots(lineage)
    together = of_lot(lineage, *lots)
    apart = [of_lot(lineage, lot) for lot in lots]
    assert sum(least for least, _ in apart) <= together[0]
    assert together[1] <= sum(most for _, most in apart)


@steady
@given(tangles())
def test_more_quota_is_never_less_lawful(steps: tuple[Step, ...]) -> None:
    leave = [
        designated(who, activity) for who in (MINE, PLANT) for activity in (MINING, SEPARATION)
    ]

    def with_quota(grams: int) -> Lineage:
        return settled(
            *steps,
            register=on_record(
                *leave,
                quota("QM", MINE, MINING, grams),
                quota("PM", PLANT, MINING, grams),
                quota("PS", PLANT, SEPARATION, grams),
            ),
        )

    little, much = with_quota(100), with_quota(10**6)
    for lot in little.lots:
        assert of_lot(little, lot)[1] <= of_lot(much, lot)[1]
        assert of_lot(little, lot)[0] <= of_lot(much, lot)[0]
