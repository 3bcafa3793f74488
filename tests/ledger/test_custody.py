"""Who holds a lot, what was drawn on it, what it is and what it came from."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from provenance.ledger.custody import settle_custody
from provenance.ledger.lineage import Lineage, Lot
from provenance.ledger.nature import Shown, settle_nature
from provenance.ledger.papers import Papers
from provenance.model.terms import EventKind, Feed, OreClass, Product
from tests.ledger.build import (
    IONIC,
    MINE,
    PLANT,
    ROCK,
    TRADER,
    Step,
    day,
    export,
    extraction,
    filed,
    imported,
    paper,
    processing,
    scrap,
    steady,
    stock,
    tangles,
    transfer,
    with_facts,
)

ORE, CONCENTRATE, OXIDE = Product.ORE, Product.CONCENTRATE, Product.OXIDE


def supported(lineage: Lineage) -> dict[str, bool]:
    """Whether each lot's draw is supported, where it has but one."""
    return {draw.lot: draw.supported for draw in lineage.inputs}


class TestCustody:
    def test_who_made_a_lot_holds_it(self) -> None:
        lineage = with_facts(
            extraction("C", 90),
            transfer("C", 60, "K"),
            processing("P", {"K": 50}, {"D": (OXIDE, 40)}),
        )
        held = {key: (lot.holder, lot.produced_on) for key, lot in lineage.lots.items()}
        assert held == {
            "C": (MINE, day("2026-01-10")),
            "K": (PLANT, day("2026-02-20")),
            "D": (PLANT, day("2026-03-01")),
        }
        assert {key: (lot.reo_g, lot.drawn_g) for key, lot in lineage.lots.items()} == {
            "C": (90, 60),
            "K": (60, 50),
            "D": (40, 0),
        }

    @pytest.mark.parametrize(("who", "held"), [(MINE, True), (PLANT, False), (TRADER, False)])
    def test_only_its_holder_can_draw_on_it(self, who: str, held: bool) -> None:
        lineage = with_facts(extraction("C", 90), export("C", 50, by=who))
        assert supported(lineage) == {"C": held}
        assert lineage.lots["C"].drawn_g == (50 if held else 0)

    def test_the_seller_of_a_transfer_no_longer_holds_what_was_transferred(self) -> None:
        lineage = with_facts(extraction("C", 90), transfer("C", 60, "K"), export("K", 5, by=MINE))
        assert supported(lineage) == {"C": True, "K": False}

    @pytest.mark.parametrize(
        ("made", "drawn", "in_time"),
        [
            ("2026-03-31", "2026-03-01", True),  # filings are made by the month
            ("2026-03-01", "2026-03-31", True),
            ("2026-03-01", "2026-02-28", False),
            ("2026-01-01", "2025-12-31", False),
            ("2025-12-01", "2026-01-31", True),
        ],
    )
    def test_a_lot_is_there_from_the_month_it_was_produced_in(
        self, made: str, drawn: str, in_time: bool
    ) -> None:
        lineage = with_facts(extraction("C", 90, made), export("C", 5, drawn, MINE))
        assert supported(lineage) == {"C": in_time}

    def test_a_lot_nobody_produced_can_be_drawn_by_anyone(self) -> None:
        lineage = with_facts(export("C", 5, by=MINE), processing("P", {"C": 7}, {}, "2020-01-01"))
        assert all(draw.supported for draw in lineage.inputs)
        assert lineage.lots["C"] == Lot("C", reo_g=12, drawn_g=12)

    def test_a_lot_produced_twice_has_the_mass_of_the_larger_claim(self) -> None:
        lineage = with_facts(
            extraction("C", 50, id_="A"),
            extraction("C", 90, id_="B", product=ORE),
            export("C", 5, "2020-01-01", TRADER),
        )
        lot = lineage.lots["C"]
        assert (lot.claims, lot.reo_g, lot.product, lot.drawn_g) == (2, 90, ORE, 5)
        assert (lot.holder, lot.produced_on) == (None, None)
        assert (lot.feed, lot.ore_class) == (Feed.UNKNOWN, None)

    def test_of_equal_claims_the_lesser_event_key_counts(self) -> None:
        lot = with_facts(
            imported("C", 50, id_="A", product=OXIDE), extraction("C", 50, id_="B")
        ).lots["C"]
        assert lot.product is CONCENTRATE  # extraction:B comes before import:A

    def test_one_event_can_claim_a_lot_twice(self) -> None:
        step = processing("P", {"C": 9}, {"D": (OXIDE, 5)})
        again = step.outputs[0]._replace(n=1, reo_g=7)
        lineage = with_facts(
            extraction("C", 9, by=PLANT), Step(step.event, step.inputs, (*step.outputs, again))
        )
        assert (lineage.lots["D"].claims, lineage.lots["D"].reo_g) == (2, 7)

    def test_draws_beyond_the_mass_are_all_counted(self) -> None:
        lot = with_facts(
            extraction("C", 90), export("C", 60, by=MINE), transfer("C", 60, "K")
        ).lots["C"]
        assert (lot.reo_g, lot.drawn_g, lot.overdrawn_g, lot.kept) == (90, 120, 30, 0.75)

    def test_lots_not_asked_about_stay_as_they_are(self) -> None:
        lineage = filed(extraction("C", 90), transfer("C", 60, "K"))
        found = settle_custody(lineage, ["K"])
        assert found.lots["C"] == Lot("C")
        assert found.lots["K"].reo_g == 60


class TestNature:
    @pytest.mark.parametrize(
        ("step", "feed", "ore_class"),
        [
            (extraction("L", 5), Feed.DOMESTIC, ROCK),
            (extraction("L", 5, ore_class=IONIC), Feed.DOMESTIC, IONIC),
            (extraction("L", 5, byproduct_of="iron"), Feed.BYPRODUCT, ROCK),
            (imported("L", 5), Feed.IMPORTED, None),
            (scrap("L", 5), Feed.SECONDARY, None),
            (stock("L", 5), Feed.UNKNOWN, None),
            (processing("P", {}, {"L": (OXIDE, 5)}), Feed.UNKNOWN, None),
            (processing("P", {"X": 5}, {"L": (OXIDE, 5)}), Feed.UNKNOWN, None),
        ],
    )
    def test_what_comes_in(self, step: Step, feed: Feed, ore_class: OreClass | None) -> None:
        lot = with_facts(step).lots["L"]
        assert (lot.feed, lot.ore_class) == (feed, ore_class)

    def test_a_later_lot_is_what_all_its_inputs_agree_on(self) -> None:
        steps = (
            extraction("A", 5, by=PLANT),
            extraction("B", 5, by=PLANT, ore_class=IONIC),
            imported("C", 5, by=PLANT),
        )
        made = {"X": (OXIDE, 5)}
        both = with_facts(*steps, processing("P", {"A": 5, "B": 5}, made)).lots["X"]
        assert (both.feed, both.ore_class) == (Feed.DOMESTIC, None)
        mixed = with_facts(*steps, processing("P", {"A": 5, "C": 5}, made)).lots["X"]
        assert (mixed.feed, mixed.ore_class) == (Feed.UNKNOWN, None)

    def test_an_unsupported_input_is_of_unknown_feed_and_class(self) -> None:
        lot = with_facts(
            extraction("A", 5, by=PLANT),
            extraction("B", 5, by=MINE),
            processing("P", {"A": 5, "B": 5}, {"X": (OXIDE, 5)}),
        ).lots["X"]
        assert (lot.feed, lot.ore_class) == (Feed.UNKNOWN, None)

    def test_a_transfer_hands_on_what_the_lot_is(self) -> None:
        lots = with_facts(
            extraction("A", 5),
            transfer("A", 5, "B"),
            transfer("B", 5, "C", seller=PLANT, buyer=TRADER),
        ).lots
        assert (lots["C"].product, lots["C"].feed, lots["C"].ore_class) == (
            CONCENTRATE,
            Feed.DOMESTIC,
            ROCK,
        )

    def test_what_is_moved_without_right_keeps_its_product_only(self) -> None:
        lots = with_facts(extraction("A", 5), transfer("A", 5, "B", seller=TRADER)).lots
        assert (lots["B"].product, lots["B"].feed, lots["B"].ore_class) == (
            CONCENTRATE,
            Feed.UNKNOWN,
            None,
        )

    def test_what_nobody_produced_is_nothing_in_particular(self) -> None:
        lots = with_facts(transfer("A", 5, "B")).lots
        assert [(lot.product, lot.feed) for lot in lots.values()] == [(None, Feed.UNKNOWN)] * 2

    @pytest.mark.parametrize(
        ("hs_code", "imports", "said", "product"),
        [
            ("2530902000", True, OXIDE, CONCENTRATE),
            ("2612200000", True, OXIDE, CONCENTRATE),
            ("2612", True, OXIDE, CONCENTRATE),
            ("2612100000", True, OXIDE, OXIDE),  # uranium
            ("2530902000", True, ORE, ORE),
            ("2530902000", True, Product.IONIC_CONCENTRATE, Product.IONIC_CONCENTRATE),
            ("2846901500", True, OXIDE, OXIDE),
            ("2846901500", True, CONCENTRATE, CONCENTRATE),
            ("2530902000", False, OXIDE, OXIDE),
        ],
    )
    @pytest.mark.parametrize("party", [PLANT, TRADER])  # whoever is party
    def test_an_import_is_what_its_declaration_says(
        self, hs_code: str, imports: bool, said: Product, product: Product, party: str
    ) -> None:
        papers = Papers({"D": paper(imports, party, hs_code, 5, None)})
        step = imported("M", 5, declaration="D", product=said, hs_code="2846901500")
        assert with_facts(step, papers=papers).lots["M"].product is product
        assert with_facts(step).lots["M"].product is said  # not on record

    def test_lots_not_asked_about_are_taken_as_they_stand(self) -> None:
        lineage = filed(extraction("A", 5), transfer("A", 5, "B"))
        known = Lot("A", product=ORE, feed=Feed.IMPORTED, ore_class=IONIC)
        lineage = Lineage(
            {**lineage.lots, "A": known}, lineage.events, lineage.inputs, lineage.outputs
        )
        found = settle_nature(lineage, ["B"], Shown())
        assert found.lots["A"] == known
        assert (found.lots["B"].product, found.lots["B"].feed, found.lots["B"].ore_class) == (
            ORE,
            Feed.IMPORTED,
            IONIC,
        )


class TestCycles:
    def ring(self, *entering: Step) -> dict[str, Lot]:
        """A is made of B and of all that enters, B of A."""
        into = {step.outputs[0].lot: 5 for step in entering}
        return dict(
            with_facts(
                *entering,
                processing("P", {"B": 5, **into}, {"A": (CONCENTRATE, 9)}),
                processing("Q", {"A": 5}, {"B": (OXIDE, 5)}),
            ).lots
        )

    def test_they_are_what_comes_in_from_outside(self) -> None:
        lots = self.ring(extraction("X", 5, by=PLANT))
        assert (lots["A"].feed, lots["B"].feed) == (Feed.DOMESTIC, Feed.DOMESTIC)
        assert (lots["A"].ore_class, lots["B"].ore_class) == (ROCK, ROCK)
        assert (lots["A"].product, lots["B"].product) == (CONCENTRATE, OXIDE)

    def test_what_comes_in_may_disagree(self) -> None:
        lots = self.ring(extraction("X", 5, by=PLANT), imported("Y", 5, by=PLANT))
        assert (lots["A"].feed, lots["B"].feed) == (Feed.UNKNOWN, Feed.UNKNOWN)
        lots = self.ring(
            extraction("X", 5, by=PLANT), extraction("Y", 5, by=PLANT, ore_class=IONIC)
        )
        assert (lots["A"].feed, lots["B"].feed) == (Feed.DOMESTIC, Feed.DOMESTIC)
        assert (lots["A"].ore_class, lots["B"].ore_class) == (None, None)

    def test_a_cycle_that_nothing_enters_is_unknown(self) -> None:
        lots = self.ring()
        assert (lots["A"].feed, lots["B"].feed) == (Feed.UNKNOWN, Feed.UNKNOWN)
        assert lots["A"].product is CONCENTRATE

    def test_a_lot_that_feeds_itself(self) -> None:
        lots = with_facts(
            extraction("X", 5, by=PLANT), processing("P", {"X": 5, "A": 5}, {"A": (OXIDE, 9)})
        ).lots
        assert (lots["A"].feed, lots["A"].ore_class) == (Feed.DOMESTIC, ROCK)

    def test_transfers_in_a_circle_have_no_product(self) -> None:
        lots = with_facts(
            transfer("A", 5, "B", seller=MINE, buyer=PLANT),
            transfer("B", 5, "A", seller=PLANT, buyer=MINE),
        ).lots
        assert [(lot.product, lot.feed) for lot in lots.values()] == [(None, Feed.UNKNOWN)] * 2


def sources_of(lineage: Lineage, lot: str) -> set[tuple[Feed, OreClass | None]]:
    """What comes in over all the ancestors of a lot: each one's feed and class."""
    found: set[tuple[Feed, OreClass | None]] = set()
    seen: set[str] = set()
    stack = [lot]
    while stack:
        at = stack.pop()
        if at not in seen:
            seen.add(at)
            for parent in _parents(lineage, at):
                if isinstance(parent, str):
                    stack.append(parent)
                else:
                    found.add(parent)
    return found


def _parents(lineage: Lineage, lot: str) -> Iterator[str | tuple[Feed, OreClass | None]]:
    """The lots a lot was made of, and what else it is if it was not, or not only."""
    event = lineage.producer(lot)
    if event is None:
        yield Feed.UNKNOWN, None
        return
    match event.kind:
        case EventKind.EXTRACTION:
            yield (Feed.BYPRODUCT if event.byproduct_of else Feed.DOMESTIC), event.ore_class
        case EventKind.IMPORT:
            yield Feed.IMPORTED, None
        case _:
            draws = lineage.inputs_of.get(event.key, ())
            yield from (draw.lot if draw.supported else (Feed.UNKNOWN, None) for draw in draws)
            if not draws:
                yield Feed.UNKNOWN, None


@steady
@given(tangles())
def test_feed_and_class_are_the_only_ones_among_all_ancestors(steps: tuple[Step, ...]) -> None:
    """The least fixed point, told without going round: a lot is what all that came in agree on."""
    lineage = with_facts(*steps)
    for key, lot in lineage.lots.items():
        feeds = {feed for feed, _ in sources_of(lineage, key)}
        classes = {ore_class for _, ore_class in sources_of(lineage, key)}
        assert lot.feed is (feeds.pop() if len(feeds) == 1 else Feed.UNKNOWN)
        assert lot.ore_class is (classes.pop() if len(classes) == 1 else None)


@steady
@given(tangles())
def test_a_lots_supported_draws_are_summed(steps: tuple[Step, ...]) -> None:
    lineage = with_facts(*steps)
    for key, lot in lineage.lots.items():
        draws = lineage.draws_on.get(key, ())
        assert lot.drawn_g == sum(draw.reo_g for draw in draws if draw.supported)
        assert lot.claims == len(lineage.claims_on.get(key, ()))
        if lot.claims != 1:
            assert all(draw.supported for draw in draws)
        if not lot.claims:
            assert lot.reo_g == lot.drawn_g
