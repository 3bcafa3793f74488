"""What authorities take away, and what they let go."""

import pytest

from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Lot
from provenance.model.status import Status
from provenance.model.terms import EventKind, Feed, OreClass, Product
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    Step,
    all_allowed,
    day,
    extraction,
    processing,
    settled,
    source,
    transfer,
    with_facts,
)


def seizure(lot: str, reo_g: int, on: str = "2026-02-15", of: str = PLANT, id_: str = "Z") -> Step:
    return Step(Event(EventKind.SEIZURE, id_, day(on), of), ((lot, reo_g),))


def disposal(lot: str, reo_g: int, on: str, of: str = MINE, id_: str = "D") -> Step:
    return Step(Event(EventKind.DISPOSAL, id_, day(on), of), ((lot, reo_g),))


def drawn(*steps: Step) -> Lot:
    return with_facts(extraction("C", 100), *steps).lots["C"]


class TestSeizures:
    def test_anyones_lot_can_be_seized(self) -> None:
        assert drawn(seizure("C", 30)).drawn_g == 30
        assert with_facts(extraction("C", 100), seizure("C", 30)).inputs[0].supported

    def test_not_before_it_was_produced(self) -> None:
        assert drawn(seizure("C", 30, "2025-12-31")).drawn_g == 0
        assert drawn(seizure("C", 30, "2026-01-01")).drawn_g == 30  # the same month

    @pytest.mark.parametrize(
        ("steps", "grams"),
        [
            ((disposal("C", 80, "2026-02-14"), seizure("C", 30)), 100),
            ((disposal("C", 120, "2026-02-14"), seizure("C", 30)), 120),
            # What is drawn later is drawn all the same.
            ((disposal("C", 80, "2026-02-16"), seizure("C", 30)), 110),
            # On one day by kind: a disposal comes before a seizure, a transfer behind.
            ((disposal("C", 80, "2026-02-15"), seizure("C", 30)), 100),
            ((transfer("C", 80, "N", "2026-02-15"), seizure("C", 30)), 110),
            # One after the other, by id on one day.
            ((seizure("C", 80), seizure("C", 30, id_="Y")), 100),
            ((seizure("C", 80, "2026-02-01"), seizure("C", 80)), 100),
            # What could not be drawn leaves it as it was.
            ((disposal("C", 80, "2026-02-14", of=TRADER), seizure("C", 30)), 30),
        ],
    )
    def test_at_most_what_was_left(self, steps: tuple[Step, ...], grams: int) -> None:
        assert drawn(*steps).drawn_g == grams

    def test_a_lot_that_nobody_made_has_the_mass_of_what_is_taken(self) -> None:
        lots = with_facts(seizure("N", 30), seizure("N", 20, id_="Y")).lots
        assert (lots["N"].reo_g, lots["N"].drawn_g) == (50, 50)

    def test_what_is_drawn_after_is_partly_from_nowhere(self) -> None:
        found = settled(
            extraction("C", 100),
            seizure("C", 60, "2026-01-20", MINE),
            processing("P", {"C": 100}, {"K": (Product.CONCENTRATE, 100)}, by=MINE),
            register=all_allowed(100, 0),
        )
        assert found.lots["K"].shares == pytest.approx(
            {Status.QUOTA: 100 / 160, Status.UNEXPLAINED: 60 / 160}
        )


class TestReleases:
    @pytest.mark.parametrize("product", Product)
    def test_are_lawful_in_whole(self, product: Product) -> None:
        found = settled(source(EventKind.RELEASE, "R", 50, "2026-01-10", PLANT, product=product))
        lot = found.lots["R"]
        assert (lot.shares, lot.feed, lot.ore_class) == (
            {Status.RELEASED: 1.0},
            Feed.RELEASED,
            None,
        )
        assert lot.holder == PLANT

    def test_ore_needs_no_mining_quota_and_is_separated_under_quota(self) -> None:
        found = settled(
            source(EventKind.RELEASE, "R", 50, "2026-01-10", PLANT, product=Product.ORE),
            processing("P", {"R": 50}, {"O": (Product.OXIDE, 50)}),
            register=all_allowed(0, 30),
        )
        (grant,) = found.events["processing:P"].grants
        assert (grant.gate, grant.covered_g) == (Gate.SEPARATION, 30)
        assert found.lots["O"].shares == pytest.approx(
            {Status.RELEASED: 0.6, Status.OVER_QUOTA_SEPARATION: 0.4}
        )

    def test_with_what_was_mined_it_is_of_unknown_feed(self) -> None:
        lots = with_facts(
            source(EventKind.RELEASE, "R", 50, "2026-01-10", MINE, product=Product.ORE),
            extraction("C", 50, ore_class=OreClass.ROCK),
            processing("P", {"R": 50, "C": 50}, {"O": (Product.ORE, 100)}, by=MINE),
        ).lots
        assert (lots["O"].feed, lots["O"].ore_class) == (Feed.UNKNOWN, None)
