"""The simulator's own arithmetic, on the design's worked example and at its edges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.simulate.book import Book, whole
from provenance.simulate.goods import CONCENTRATE, MIXED, TONNE
from provenance.simulate.holdings import Cut, Firm, Lot, found
from provenance.simulate.mixing import (
    Gate,
    Gates,
    Need,
    Portion,
    exceeds,
    kept,
    mix,
    mix_by_oxide,
    need_of,
    of_oxides,
)
from provenance.simulate.statuses import (
    NO_QUOTA_RECORD,
    OVER_QUOTA,
    QUOTA,
    UNDECLARED_IMPORT,
    Shares,
)

LISTED = date(2020, 1, 1)


def producer(key: str, activity: str, quota_t: int) -> Firm:
    firm = found(key, 1, (activity,))
    firm.designated[activity] = [(LISTED, None)]
    firm.quota_left_g[2026, activity] = quota_t * TONNE
    return firm


def test_the_worked_example_to_the_gram() -> None:
    book = Book(1)
    mine, works = producer("M", "mining", 100), producer("S", "separation", 90)
    lots = [
        book.extract(mine, date(2026, month, 10), Cut(CONCENTRATE, mass_t * TONNE))
        for month, mass_t in ((1, 80), (2, 40))
    ]
    feed = book.transfer(date(2026, 2, 20), mine, works, whole(lots))
    cuts = [Cut(MIXED, 60 * TONNE), Cut(MIXED, 54 * TONNE)]
    first, _ = book.process(works, date(2026, 3, 1), "separation", whole(feed), cuts)
    assert {status: round(share * first.reo_g) for status, share in first.shares.items()} == {
        "quota": 39_473_684,
        "over_quota_mining": 7_894_737,
        "over_quota_separation": 12_631_579,
    }
    row = next(row for row in book.truth.rows if row.get("key") == first.id)
    assert (row["lawful_kg"], row["unlawful_kg"]) == (39_473.684, 20_526.316)


def test_what_comes_out_beyond_what_went_in_is_unverified() -> None:
    portions = [Portion(10, Need.NOTHING, QUOTA)]
    assert mix(portions, 10, 2, Gates()) is QUOTA
    assert mix(portions, 20, 2, Gates()) == pytest.approx({"quota": 0.5, "unexplained": 0.5})


def test_a_draw_on_a_lot_sold_twice_keeps_its_part() -> None:
    assert kept(QUOTA, 10 / 12) == pytest.approx({"quota": 10 / 12, "unexplained": 2 / 12})


def test_imported_feed_needs_quota_since_the_measures() -> None:
    lot = Lot("L", CONCENTRATE, 1, None, 0, feed="imported")
    assert need_of(lot, date(2025, 7, 27), supported=True) is Need.NOTHING
    assert need_of(lot, date(2025, 7, 28), supported=True) is Need.SEPARATION
    assert need_of(lot, date(2025, 7, 27), supported=False) is Need.SEPARATION


def test_an_oxide_goes_with_what_holds_it() -> None:
    portions = [
        Portion(99_500, Need.NOTHING, QUOTA, {"Dy2O3": 0.001}),
        Portion(500, Need.NOTHING, UNDECLARED_IMPORT, {"Dy2O3": 0.075}),
    ]
    found_ = mix_by_oxide(portions, [(100, {"Dy2O3": 1.0})], 2, Gates())
    shares_ = of_oxides({"Dy2O3": 1.0}, found_, QUOTA)
    assert shares_ == pytest.approx({"quota": 99.5 / 137, "undeclared_import": 37.5 / 137})


def test_an_oxide_out_beyond_two_per_cent_and_a_kilogram_is_unverified() -> None:
    portions = [Portion(10_000_000, Need.NOTHING, QUOTA, {"Dy2O3": 0.0005})]
    for out_g, explained in ((6_100, 1.0), (20_000, 6.1 / 20)):
        made = [(out_g, {"Dy2O3": 1.0})]
        assert exceeds(portions, made) is (explained < 1)
        found_ = mix_by_oxide(portions, made, 2, Gates())
        told = {"quota": explained} | ({"unexplained": 1 - explained} if explained < 1 else {})
        assert found_["Dy2O3"] == pytest.approx(told)


masses = st.integers(min_value=1, max_value=10**12)
shares = st.tuples(masses, masses, masses).map(
    lambda parts: {
        status: part / sum(parts)
        for status, part in zip(("quota", "barred_import", "no_record"), parts, strict=True)
    }
)


@given(
    st.lists(st.tuples(masses, st.sampled_from(Need), shares), min_size=1, max_size=5),
    masses,
    st.sampled_from([0, 1, 2]),
    st.floats(min_value=0, max_value=1),
)
def test_shares_add_up_to_one(
    parts: list[tuple[int, Need, Shares]], out_g: int, stage: int, passed: float
) -> None:
    portions = [Portion(mass, need, of) for mass, need, of in parts]
    gates = Gates(Gate(passed, NO_QUOTA_RECORD), Gate(1 - passed, OVER_QUOTA["separation"]))
    for excess_g in (0, out_g // 3):
        assert sum(mix(portions, out_g, stage, gates, excess_g).values()) == pytest.approx(1)
