"""Material that goes round."""

import pytest
from hypothesis import given

from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.rules.quota_origin.circular_flow import loops, trails
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    Step,
    extraction,
    processing,
    settled,
    steady,
    stock,
    tangles,
    transfer,
)
from tests.rules.build import DAYS, case, only, raised, said, weighed

CODE = "CIRCULAR_FLOW"


def sale(lot: str, new: str, on: str, seller: str, buyer: str) -> Step:
    return transfer(lot, 100, new, on, seller, buyer)


def round_trip(back: str = "2026-03-01", **fields: object) -> Lineage:
    """Out from the plant, on to the mine, and back by way of the trader."""
    last = said(sale("C", "D", back, TRADER, PLANT), **fields)
    return settled(
        stock("A", 100, "2025-01-05"),
        sale("A", "B", "2025-03-01", PLANT, MINE),
        sale("B", "C", "2025-04-01", MINE, TRADER),
        last,
    )


class TestCircularFlow:
    def test_material_that_comes_back_to_who_handed_it_on(self) -> None:
        found = only(CODE, case(round_trip(), "D"))
        assert found.subject == Ref(Label.LOT, "D")
        assert found.mass_g == 100
        assert f"from {PLANT} to {MINE} to {TRADER} to {PLANT}" in str(found.message)
        assert found.evidence[0] == "D"
        assert found.evidence[1] == "transfer:T-B/1"

    def test_within_a_year(self) -> None:
        assert raised(CODE, case(round_trip("2026-03-01"), "D"))
        assert not raised(CODE, case(round_trip("2026-03-02"), "D"))

    def test_not_a_return(self) -> None:
        assert not raised(CODE, case(round_trip(reason="return"), "D"))

    def test_not_what_a_red_letter_reverses(self) -> None:
        lineage = round_trip(invoices=("R",))
        (plain,), (reversed_,) = trails(lineage), trails(lineage, {"R"})
        assert raised(CODE, plain)
        assert not raised(CODE, reversed_)

    def test_not_what_was_returned_and_is_delivered_again(self) -> None:
        lineage = settled(
            stock("A", 100, "2025-01-05", TRADER),
            said(sale("A", "B", "2025-03-01", TRADER, PLANT), reason="return"),
            sale("B", "C", "2025-04-01", PLANT, TRADER),
        )
        assert not raised(CODE, case(lineage, "C"))

    def through(self, process: str, **more: int) -> Lineage:
        step = processing(
            "P", {"B": 100, **more}, {"C": (Product.OXIDE, 100)}, "2025-04-01", TRADER
        )
        return settled(
            stock("A", 100, "2025-01-05"),
            stock("O", 100, "2025-01-05", TRADER),
            sale("A", "B", "2025-03-01", PLANT, TRADER),
            said(step, process=process),
            sale("C", "D", "2025-05-01", TRADER, PLANT),
        )

    def test_repacking_one_lot_changes_nothing(self) -> None:
        assert raised(CODE, case(self.through("repacking"), "D"))
        assert raised(CODE, case(self.through("blending"), "D"))

    def test_not_what_was_processed_or_blended_with_others(self) -> None:
        assert not raised(CODE, case(self.through("separation"), "D"))
        assert not raised(CODE, case(self.through("blending", O=10), "D"))

    def test_not_what_goes_one_way(self) -> None:
        lineage = settled(
            extraction("A", 100),
            sale("A", "B", "2026-02-01", MINE, PLANT),
            sale("B", "C", "2026-02-02", PLANT, TRADER),
        )
        assert not raised(CODE, case(lineage, "C"))

    @pytest.mark.parametrize(("on", "regulations", "_"), DAYS)
    def test_by_date(self, on: str, regulations: bool, _: bool) -> None:
        lineage = settled(
            stock("A", 100, "2024-01-05"),
            sale("A", "B", "2024-08-01", PLANT, TRADER),
            sale("B", "C", on, TRADER, PLANT),
        )
        found = only(CODE, case(lineage, "C"))
        assert weighed(found, Severity.MAJOR, in_force=regulations)


class TestCycleOfLots:
    def made(self, first: str) -> Lineage:
        metal = Product.METAL
        return settled(
            stock("S", 100),
            processing("P1", {first: 100, "S": 5}, {"X": (metal, 100)}),
            processing("P2", {"X": 100}, {"W": (metal, 100)}),
        )

    def test_lots_made_of_each_other(self) -> None:
        found = only(CODE, case(self.made("W"), "X"))
        assert found.subject == Ref(Label.LOT, "W")
        assert "W, X" in str(found.message)
        assert found.evidence == ("W", "X", "processing:P1", "processing:P2")

    def test_not_lots_made_of_others(self) -> None:
        assert not raised(CODE, case(self.made("V"), "X"))

    @steady
    @given(tangles())
    def test_every_lot_that_is_its_own_ancestor_is_in_one(self, steps: tuple[Step, ...]) -> None:
        lineage = settled(*steps)
        found = [lot.key for loop in loops(lineage) for lot in loop.lots]
        assert sorted(found) == sorted(lot for lot in lineage.lots if _feeds_itself(lot, lineage))

    def test_a_lot_made_of_itself(self) -> None:
        lineage = settled(processing("P", {"X": 5}, {"X": (Product.METAL, 100)}))
        assert only(CODE, case(lineage, "X")).subject.key == "X"


def _feeds_itself(lot: str, lineage: Lineage) -> bool:
    seen: set[str] = set()
    stack = [lot]
    while stack:
        for claim in lineage.claims_on.get(stack.pop(), ()):
            above = {draw.lot for draw in lineage.inputs_of.get(claim.event, ())} - seen
            seen |= above
            stack += above
    return lot in seen
