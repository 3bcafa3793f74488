"""Every level adds up to the one above, to the gram, and a tonne is counted once."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.ledger.lineage import Event
from provenance.ledger.quota.register import Adjustment, Designation, Register
from provenance.model.terms import Activity, OreClass
from provenance.supervision.utilisation import By, Row, Scope
from provenance.supervision.utilisation.facts import Amounts
from tests.supervision.utilisation.build import T, drawing, events, quota, registers, rolled

NEW_YEAR = date(2027, 1, 1)
NESTED = (By.NATION, By.PROVINCE, By.CITY, By.COUNTY, By.ENTERPRISE)
APART = [by for by in By if by is not By.MONTH]
many = settings(deadline=None, max_examples=150, derandomize=True)


def total(rows: Iterable[Row]) -> Amounts:
    return Amounts.sum(row.amounts for row in rows)


def assert_adds_up(row: Row, steps: Sequence[By]) -> None:
    """All the way down."""
    if steps:
        parts = row.rows(steps[:1])
        assert total(parts) == row.amounts
        for part in parts:
            assert_adds_up(part, steps[1:])


@many
@given(registers(), st.lists(st.sampled_from(APART), unique=True, max_size=3), events())
def test_whatever_rows_are_told_apart_by_they_add_up(
    register: Register, by: list[By], drawn: list[Event]
) -> None:
    rollup = rolled(register, *drawn, day=NEW_YEAR)
    rows = rollup.rows(by)
    assert total(rows) == total(rollup.rows())
    assert len({row.key for row in rows}) == len(rows)
    for whole in rollup.rows():
        assert_adds_up(whole, by)


@many
@given(registers(), events())
def test_places_nest_from_enterprise_to_nation(register: Register, drawn: list[Event]) -> None:
    rollup = rolled(register, *drawn, day=NEW_YEAR)
    for whole in rollup.rows():
        assert_adds_up(whole, NESTED)
    nation = [row.amounts for row in rollup.rows([By.NATION])]
    assert nation == [whole.amounts for whole in rollup.rows()]
    for high, low in pairwise(NESTED):
        # What is under one place below is under one place above.
        apart = [(row.of[low], row.of[By.ACTIVITY]) for row in rollup.rows([high, low])]
        assert len(set(apart)) == len(apart)


@many
@given(registers(), events())
def test_groups_add_up_down_to_each_member(register: Register, drawn: list[Event]) -> None:
    def go_down(row: Row, seen: frozenset[str]) -> None:
        parts = row.rows([By.GROUP])
        assert total(parts) == row.amounts
        here = seen | {row.of[By.GROUP]}
        for part in parts:
            if part.of[By.GROUP] not in here:
                go_down(part, here)

    rollup = rolled(register, *drawn, day=NEW_YEAR)
    tops = rollup.rows([By.GROUP])
    assert total(tops) == total(rollup.rows())
    for top in tops:
        go_down(top, frozenset())


@many
@given(registers(), events())
def test_a_tonne_is_counted_once(register: Register, drawn: list[Event]) -> None:
    rollup = rolled(register, *drawn, day=NEW_YEAR)
    sums, ids = total(rollup.rows()), {quota.id for quota in register.quotas}
    first_hand = [quota for quota in register.quotas if quota.within not in ids]
    assert sums.allocated_g == sum(quota.reo_g for quota in first_hand)
    as_adjusted = sum(register.amounts[quota.id] for quota in first_hand)
    assert sums.adjusted_g - sums.overallocated_g == as_adjusted
    assert sums.drawn_g == sum(event.grants[0].drawn_g for event in drawn)
    assert sums.used_g == sums.covered_g
    assert sums.used_by_affiliates_g == sums.covered_by_group_g
    for row in rollup.rows([By.ENTERPRISE]):
        own = row.amounts.covered_g - row.amounts.covered_by_group_g
        assert row.amounts.used_g == own + row.amounts.used_by_affiliates_g
        assert row.amounts.over_g >= 0
    for row in rollup.rows([By.ENTERPRISE, By.YEAR, By.ORE_CLASS]):
        assert row.amounts.remaining_g >= 0


@many
@given(registers(), events(), st.sampled_from(APART))
def test_months_go_through_a_year(register: Register, drawn: list[Event], by: By) -> None:
    rollup = rolled(register, *drawn, day=NEW_YEAR)
    months = rollup.rows([By.YEAR, by, By.MONTH])
    for whole in rollup.rows([By.YEAR, by]):
        amounts = whole.amounts
        those = [row for row in months if whole.of.items() <= row.of.items()]
        assert sum(row.amounts.drawn_g for row in those) == amounts.drawn_g
        assert sum(row.amounts.covered_g for row in those) == amounts.covered_g
        assert those[-1].amounts.remaining_g == amounts.remaining_g
        assert {row.amounts.adjusted_g for row in those if row.amounts.adjusted_g} <= {
            amounts.adjusted_g
        }


GROUP = Register(
    quotas=[
        quota("Q", "head", 100 * T),
        quota("Q1", "mine", 30 * T, within="Q", issued_on=date(2024, 3, 1)),
    ],
    parents={"mine": "head", "other": "head"},
    regions={"head": "150203", "mine": "150206", "other": "360727"},
)


def by_key(rows: Iterable[Row]) -> dict[str, Amounts]:
    return {row.key[0]: row.amounts for row in rows}


def test_what_is_handed_on_counts_at_the_affiliate() -> None:
    rollup = rolled(GROUP, day=date(2024, 12, 31))
    assert by_key(rollup.rows([By.ENTERPRISE])) == {
        "head": Amounts(allocated_g=70 * T, adjusted_g=70 * T),
        "mine": Amounts(allocated_g=30 * T, adjusted_g=30 * T),
    }
    assert by_key(rollup.rows([By.GROUP])) == {
        "head": Amounts(allocated_g=100 * T, adjusted_g=100 * T)
    }


def test_an_affiliate_without_quota_is_covered_by_its_group() -> None:
    drawn = drawing(1, "other", date(2024, 5, 1), 80 * T)
    rollup = rolled(GROUP, drawn, day=date(2024, 12, 31))
    other = by_key(rollup.rows([By.ENTERPRISE]))["other"]
    assert (other.covered_g, other.covered_by_group_g, other.over_g) == (70 * T, 70 * T, 10 * T)
    assert (other.adjusted_g, other.remaining_g) == (0, 0)
    head = by_key(rollup.rows([By.ENTERPRISE]))["head"]
    assert (head.used_g, head.used_by_affiliates_g, head.remaining_g) == (70 * T, 70 * T, 0)
    assert (head.drawn_g, head.covered_g) == (0, 0)
    # Filed under 360727, it is of the county that this has become.
    assert list(by_key(rollup.rows([By.COUNTY]))) == ["150203", "150206", "360783"]


def test_more_handed_on_than_there_was() -> None:
    register = Register(
        quotas=[*GROUP.quotas, quota("Q2", "other", 90 * T, within="Q")], parents=GROUP.parents
    )
    rollup = rolled(register, day=date(2024, 12, 31))
    head = by_key(rollup.rows([By.ENTERPRISE]))["head"]
    assert head == Amounts(allocated_g=-20 * T, adjusted_g=0, overallocated_g=20 * T)
    (whole,) = rollup.rows()
    assert (whole.amounts.allocated_g, whole.amounts.adjusted_g) == (100 * T, 120 * T)


def test_late_and_negative_adjustments_count_as_in_pools() -> None:
    register = Register(
        quotas=[
            quota("Q", "mine", 10 * T),
            quota("LATE", "mine", 5 * T, issued_on=date(2025, 1, 1)),
        ],
        adjustments=[
            Adjustment("Q", -30 * T, date(2024, 6, 1)),
            Adjustment("Q", 50 * T, date(2025, 1, 1)),
        ],
    )
    (whole,) = rolled(register, day=date(2024, 12, 31)).rows()
    assert whole.amounts == Amounts(allocated_g=15 * T, adjusted_g=0)


def test_drawn_by_class_and_remaining_of_the_quota() -> None:
    """A draw of ionic ore on a quota without class: drawn in one row, used in the other."""
    drawn = drawing(1, "head", date(2024, 5, 1), 20 * T, ore_class=OreClass.IONIC)
    rows = by_key(rolled(GROUP, drawn, day=date(2024, 12, 31)).rows([By.ORE_CLASS]))
    assert (rows["ionic"].covered_g, rows["ionic"].remaining_g) == (20 * T, 0)
    assert (rows[""].covered_g, rows[""].remaining_g) == (0, 80 * T)


def test_members_one_level_down() -> None:
    register = Register(
        quotas=[quota(f"Q{who}", who, T) for who in "abcd"],
        parents={"b": "a", "c": "b", "d": "a"},
    )
    rollup = rolled(register, day=NEW_YEAR, scope=Scope(group="a"))
    assert {row.of[By.GROUP]: row.amounts.adjusted_g for row in rollup.rows([By.GROUP])} == {
        "a": T,
        "b": 2 * T,
        "d": T,
    }
    only_b = rolled(register, day=NEW_YEAR, scope=Scope(group="b"))
    assert [row.key[0] for row in only_b.rows([By.ENTERPRISE])] == ["b", "c"]


@pytest.mark.parametrize(
    ("region", "firms"),
    [
        ("150206", ["mine"]),
        ("150200", ["head", "mine"]),
        ("360727", ["other"]),
        ("360783", ["other"]),
        ("360000", ["other"]),
        ("100000", ["head", "mine", "other"]),
        ("440000", []),
    ],
)
def test_a_place_holds_what_lies_in_it(region: str, firms: list[str]) -> None:
    register = Register(quotas=[*GROUP.quotas, quota("Q2", "other", T)], regions=GROUP.regions)
    rollup = rolled(register, day=NEW_YEAR, scope=Scope(region=region))
    assert [row.of[By.ENTERPRISE] for row in rollup.rows([By.ENTERPRISE])] == firms


def test_rows_of_a_month_as_it_stood_at_its_end() -> None:
    may = [drawing(n, "mine", date(2026, n, 28), 10 * T) for n in (3, 5)]
    register = Register(
        quotas=[quota("Q", "mine", 40 * T, year=2026, issued_on=date(2026, 1, 2))],
        designations=[Designation("mine", Activity.MINING, date(2025, 1, 1))],
    )
    rollup = rolled(register, *may, day=date(2026, 6, 15))
    rows = rollup.rows([By.MONTH])
    assert [row.of[By.MONTH] for row in rows] == [f"2026-0{n}" for n in range(1, 7)]
    assert [row.amounts.drawn_g // T for row in rows] == [0, 0, 10, 0, 10, 0]
    assert [row.amounts.remaining_g // T for row in rows] == [40, 40, 30, 30, 20, 20]
    assert [row.amounts.adjusted_g // T for row in rows] == [40] * 6
    assert rows[2].share_of_year_elapsed == 90 / 365
    assert rows[5].share_of_year_elapsed == 166 / 365
    assert [row.runs_out_in for row in rows] == [
        *(None, None, "2026-12", None, "2026-10", "2026-11")
    ]


def test_a_month_that_was_asked_for() -> None:
    drawn = [drawing(n, "mine", date(2024, n, 28), 10 * T) for n in (1, 2)]
    scope = Scope(month="2024-02")
    (row,) = rolled(GROUP, *drawn, scope=scope, day=NEW_YEAR).rows([By.ENTERPRISE, By.MONTH])[1:]
    assert row.key == ("mine", "2024-02", "mining")
    assert (row.amounts.drawn_g, row.amounts.used_g, row.year) == (10 * T, 20 * T, 2024)
    (whole,) = rolled(GROUP, *drawn, scope=scope, day=NEW_YEAR).rows()
    assert (whole.amounts.drawn_g, whole.amounts.remaining_g) == (10 * T, 80 * T)
