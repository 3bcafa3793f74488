"""What a verdict is about, and its grams by status."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.composition.holding import Holding, Item, divide, whole_grams
from provenance.model.status import Status
from provenance.model.terms import Label, Ref
from tests.ledger.build import (
    Step,
    T,
    export,
    lot_as_made,
    settled,
    shipment,
    steady,
    stock,
    tangles,
    worked_example,
)


class TestWholeGrams:
    def test_the_largest_remainders_get_the_grams_that_are_left(self) -> None:
        parts = {Status.QUOTA: 1.4, Status.IMPORT: 2.5, Status.NO_RECORD: 1.1}
        assert whole_grams(parts, 5) == {
            Status.QUOTA: 1,
            Status.IMPORT: 3,
            Status.NO_RECORD: 1,
        }

    def test_ties_go_in_the_order_of_the_statuses(self) -> None:
        parts = {Status.NO_RECORD: 0.5, Status.UNEXPLAINED: 0.5, Status.QUOTA: 0.5}
        assert whole_grams({**parts, Status.IMPORT: 0.5}, 2) == {
            Status.QUOTA: 1,
            Status.IMPORT: 1,
        }

    def test_what_is_nothing_is_left_out(self) -> None:
        assert whole_grams({Status.QUOTA: 5.0, Status.IMPORT: 0.0}, 5) == {Status.QUOTA: 5}
        assert whole_grams({}, 0) == {}

    def test_lots_that_wait_to_be_settled_stand_for_nothing_yet(self) -> None:
        assert whole_grams({Status.QUOTA: 5.0}, 1000) == {Status.QUOTA: 5, Status.NO_RECORD: 995}
        assert whole_grams({}, 1_000_000) == {Status.NO_RECORD: 1_000_000}

    def test_masses_beyond_what_doubles_tell_apart(self) -> None:
        third = (2**53 + 1) / 3
        found = whole_grams(dict.fromkeys(list(Status)[:3], third), 2**53 + 1)
        assert sum(found.values()) == 2**53 + 1
        assert set(found) == set(list(Status)[:3])
        assert all(grams > 0 for grams in found.values())

    @steady
    @given(
        st.dictionaries(st.sampled_from(Status), st.integers(1, 10**6), min_size=1),
        st.integers(0, 10**15),
    )
    def test_they_add_up_and_are_off_by_less_than_a_gram(
        self, weights: dict[Status, int], total: int
    ) -> None:
        whole = sum(weights.values())
        parts = {status: total * (weight / whole) for status, weight in weights.items()}
        found = whole_grams(parts, total)
        assert sum(found.values()) == total
        for status in Status:
            assert abs(found.get(status, 0) - parts.get(status, 0.0)) <= 1
        assert list(found) == [status for status in Status if status in found]


class TestDivide:
    def test_the_worked_example(self) -> None:
        lineage = worked_example()
        assert divide(lot_as_made(lineage, "D1"), lineage) == {
            Status.QUOTA: 39_473_684,
            Status.OVER_QUOTA_MINING: 7_894_737,
            Status.OVER_QUOTA_SEPARATION: 12_631_579,
        }
        assert divide(shipment(lineage), lineage) == {
            Status.QUOTA: 75 * T,
            Status.OVER_QUOTA_MINING: 15 * T,
            Status.OVER_QUOTA_SEPARATION: 24 * T,
        }

    def test_what_is_stated_beyond_the_items_is_no_record(self) -> None:
        lineage = settled(stock("S", 60))
        assert divide(Holding((), 7), lineage) == {Status.NO_RECORD: 7}

    def test_a_lot_as_made_is_whole_however_often_it_was_drawn(self) -> None:
        lineage = settled(stock("S", 60, by="P"), export("S", 90, by="P"))
        assert divide(lot_as_made(lineage, "S"), lineage) == {Status.UNSUPPORTED_STOCK: 60}

    def test_a_draw_keeps_what_the_lot_can_stand_for(self) -> None:
        lineage = settled(stock("S", 60, by="P"), export("S", 90, by="P"))
        assert divide(shipment(lineage, 10), lineage) == {
            Status.UNEXPLAINED: 30,
            Status.NO_RECORD: 10,
            Status.UNSUPPORTED_STOCK: 60,
        }

    def test_an_unsupported_draw_is_unexplained(self) -> None:
        lineage = settled(stock("S", 60, by="P"), export("S", 90, by="Q"))
        assert divide(shipment(lineage), lineage) == {Status.UNEXPLAINED: 90}

    @steady
    @given(tangles(), st.integers(0, 50))
    def test_grams_add_up_to_the_mass(self, steps: tuple[Step, ...], missing: int) -> None:
        lineage = settled(*steps)
        holding = Holding(lot_as_made(lineage, *lineage.lots).items, missing)
        assert sum(divide(holding, lineage).values()) == holding.reo_g


def test_a_holding_weighs_what_its_items_and_the_rest_weigh() -> None:
    assert Holding((Item("A", 5), Item("B", 7)), 3).reo_g == 15
    assert Holding(()).reo_g == 0


def test_where_the_lineage_of_an_item_starts() -> None:
    lineage = settled(stock("S", 60, by="P"), export("S", 60, by="P"))
    (made,), (drawn,) = lot_as_made(lineage, "S").items, shipment(lineage).items
    assert made.seed == Ref(Label.LOT, "S")
    assert drawn.seed == Ref(Label.EVENT, "export:X-S/1")
