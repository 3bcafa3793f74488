"""Who may mine and separate, how much, and whose quota it is."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.quota.register import Adjustment, Permit, Quota, Register
from tests.ledger.build import (
    IONIC,
    MINING,
    ROCK,
    SEPARATION,
    day,
    designated,
    on_record,
    quota,
    steady,
)

FIRM, GROUP, TOP, OTHER = "FIRM", "GROUP", "TOP", "OTHER"


def adjusted(id_: str, reo_g: int, on: str) -> Adjustment:
    return Adjustment(id_, reo_g, day(on))


def capacity(register: Register, who: str = FIRM, year: int = 2026) -> dict[str, int]:
    """What each quota of a pool covers."""
    found = register.capacities(who, year, MINING)
    return {id_: grams for quotas in found.values() for id_, grams in quotas}


class TestDesignation:
    def test_what_for_in_a_span(self) -> None:
        register = on_record(
            designated(FIRM, MINING, "2025-02-10", "2025-03-31"),
            designated(FIRM, SEPARATION, "2025-03-31"),
        )
        spans = {
            ("2025-01-01", "2025-02-09"): set(),
            ("2025-01-01", "2025-02-10"): {MINING},
            ("2025-03-31", "2025-04-30"): {MINING, SEPARATION},
            ("2025-04-01", "2025-04-30"): {SEPARATION},
        }
        for (first, last), expected in spans.items():
            assert register.activities(FIRM, day(first), day(last)) == expected
        assert register.activities(OTHER, day("2025-03-01"), day("2025-03-31")) == set()

    def test_it_holds_from_its_first_day_to_its_last(self) -> None:
        register = on_record(designated(FIRM, MINING, "2025-02-01", "2025-03-31"))
        days = ("2025-01-31", "2025-02-01", "2025-03-31", "2025-04-01")
        found = [register.designated(FIRM, MINING, day(on)) for on in days]
        assert found == [False, True, True, False]

    def test_it_is_for_one_activity_of_one_enterprise(self) -> None:
        register = on_record(designated(FIRM, MINING))
        assert not register.designated(FIRM, SEPARATION, day("2026-01-01"))
        assert not register.designated(OTHER, MINING, day("2026-01-01"))

    def test_until_the_regulations_holding_quota_is_enough(self) -> None:
        register = on_record(quota("Q", FIRM, MINING, 5, 2024))
        assert register.designated(FIRM, MINING, day("2024-09-30"))
        assert not register.designated(FIRM, MINING, day("2024-10-01"))
        assert not register.designated(FIRM, SEPARATION, day("2024-09-30"))
        assert not register.designated(FIRM, MINING, day("2023-09-30"))  # quota of another year

    def test_until_the_regulations_the_groups_quota_is_enough(self) -> None:
        register = on_record(quota("Q", GROUP, MINING, 5, 2024), parents={FIRM: GROUP})
        assert register.designated(FIRM, MINING, day("2024-09-30"))
        assert not register.designated(FIRM, MINING, day("2024-10-01"))

    def test_the_list_is_on_record_where_anybody_is_on_it_that_day(self) -> None:
        register = on_record(designated(OTHER, MINING, "2025-02-01", "2025-03-31"))
        assert register.listed(MINING, day("2025-03-31"))
        assert not register.listed(MINING, day("2025-04-01"))
        assert not register.listed(SEPARATION, day("2025-03-31"))
        assert register.ever_designated(OTHER, MINING)
        assert not register.ever_designated(FIRM, MINING)


class TestGroups:
    def test_the_nearest_group_with_quota_is_drawn_until_2024(self) -> None:
        parents = {FIRM: GROUP, GROUP: TOP}
        high = on_record(quota("Q", TOP, MINING, 5, 2024), parents=parents)
        both = on_record(
            quota("Q", TOP, MINING, 5, 2024), quota("R", GROUP, MINING, 5, 2024), parents=parents
        )
        assert high.quota_holder(FIRM, 2024, MINING) == TOP
        assert both.quota_holder(FIRM, 2024, MINING) == GROUP
        assert both.quota_holder(FIRM, 2024, SEPARATION) is None

    def test_own_quota_comes_before_the_groups(self) -> None:
        things = [quota("Q", GROUP, MINING, 5, 2024), quota("R", FIRM, MINING, 0, 2024)]
        register = on_record(*things, parents={FIRM: GROUP})
        assert register.quota_holder(FIRM, 2024, MINING) == FIRM

    def test_from_2025_quotas_go_to_enterprises_directly(self) -> None:
        register = on_record(quota("Q", GROUP, MINING, 5, 2025), parents={FIRM: GROUP})
        assert register.quota_holder(FIRM, 2025, MINING) is None
        assert not register.holds_quota(FIRM, MINING, day("2025-01-01"))

    def test_quota_issued_late_is_held_all_the_same(self) -> None:
        late = quota("Q", GROUP, MINING, 5, 2024, issued_on="2025-01-01")
        register = on_record(late, parents={FIRM: GROUP})
        assert register.holds_quota(FIRM, MINING, day("2024-12-31"))

    def test_groups_that_own_each_other_end(self) -> None:
        register = on_record(parents={FIRM: GROUP, GROUP: TOP, TOP: GROUP, OTHER: OTHER})
        assert list(register.groups(FIRM)) == [FIRM, GROUP, TOP]
        assert list(register.groups(OTHER)) == [OTHER]
        assert register.quota_holder(FIRM, 2024, MINING) is None
        assert register.affiliates([GROUP]) == {GROUP, TOP, FIRM}

    def test_affiliates_are_all_below(self) -> None:
        register = on_record(parents={FIRM: GROUP, OTHER: GROUP, GROUP: TOP})
        assert register.affiliates([GROUP]) == {GROUP, FIRM, OTHER}
        assert register.affiliates([FIRM, TOP]) == {TOP, GROUP, FIRM, OTHER}
        assert register.affiliates([]) == set()


class TestCapacity:
    def test_quotas_are_spent_in_the_order_they_were_issued(self) -> None:
        register = on_record(
            quota("B", FIRM, MINING, 1, issued_on="2026-03-01"),
            quota("C", FIRM, MINING, 2, issued_on="2026-01-05"),
            quota("A", FIRM, MINING, 3, issued_on="2026-03-01"),
            quota("R", FIRM, MINING, 4, ore_class=ROCK),
            quota("N", FIRM, MINING, 5, 2025),
            quota("S", FIRM, SEPARATION, 6),
        )
        assert register.capacities(FIRM, 2026, MINING) == {
            None: [("C", 2), ("A", 3), ("B", 1)],
            ROCK: [("R", 4)],
        }
        assert register.capacities(OTHER, 2026, MINING) == {}

    @pytest.mark.parametrize(("on", "grams"), [("2026-12-31", 100), ("2027-01-01", 0)])
    def test_quota_issued_after_its_year_covers_nothing(self, on: str, grams: int) -> None:
        register = on_record(
            quota("Q", FIRM, MINING, 100, issued_on=on), adjusted("Q", 50, "2027-02-01")
        )
        assert capacity(register) == {"Q": grams}

    @pytest.mark.parametrize(
        ("change", "on", "grams"),
        [
            (50, "2026-12-31", 150),
            (50, "2027-01-01", 100),  # an increase after the year does not cover it
            (-30, "2026-06-01", 70),
            (-30, "2027-06-01", 70),  # a decrease counts whenever it is decided
            (-130, "2026-06-01", 0),
        ],
    )
    def test_adjustments(self, change: int, on: str, grams: int) -> None:
        register = on_record(quota("Q", FIRM, MINING, 100), adjusted("Q", change, on))
        assert capacity(register) == {"Q": grams}

    def test_adjustments_add_up_before_zero_is_the_least(self) -> None:
        register = on_record(
            quota("Q", FIRM, MINING, 100),
            adjusted("Q", -130, "2026-06-01"),
            adjusted("Q", 50, "2026-07-01"),
            adjusted("UNKNOWN", 50, "2026-07-01"),
        )
        assert capacity(register) == {"Q": 20}

    def test_one_quota_below_zero_takes_nothing_from_another(self) -> None:
        register = on_record(
            quota("Q", FIRM, MINING, 100),
            quota("R", FIRM, MINING, 40),
            adjusted("Q", -130, "2026-06-01"),
        )
        assert capacity(register) == {"Q": 0, "R": 40}


class TestSubAllocation:
    def test_it_moves_its_amount_as_adjusted(self) -> None:
        register = on_record(
            quota("Q", GROUP, MINING, 100),
            quota("W", FIRM, MINING, 30, within="Q"),
            adjusted("W", 5, "2026-06-01"),
        )
        assert capacity(register, GROUP) == {"Q": 65}
        assert capacity(register, FIRM) == {"W": 35}

    def test_issued_late_it_moves_nothing(self) -> None:
        register = on_record(
            quota("Q", GROUP, MINING, 100),
            quota("W", FIRM, MINING, 30, within="Q", issued_on="2027-01-01"),
        )
        assert capacity(register, GROUP) == {"Q": 100}
        assert capacity(register, FIRM) == {"W": 0}

    def test_within_what_is_not_on_record_it_moves_nothing(self) -> None:
        register = on_record(quota("W", FIRM, MINING, 30, within="Q"))
        assert capacity(register) == {"W": 30}

    def test_beyond_the_quota_it_takes_from_the_rest_of_the_class(self) -> None:
        register = on_record(
            quota("A", GROUP, MINING, 10),
            quota("B", GROUP, MINING, 50),
            quota("C", GROUP, MINING, 40),
            quota("R", GROUP, MINING, 70, ore_class=ROCK),
            quota("W", FIRM, MINING, 35, within="A"),
        )
        # 25 g more than A has: they come from B, of no class as A is; rock keeps its own.
        assert capacity(register, GROUP) == {"A": 0, "B": 25, "C": 40, "R": 70}

    def test_a_class_does_not_fall_below_zero(self) -> None:
        register = on_record(
            quota("A", GROUP, MINING, 10),
            quota("R", GROUP, MINING, 70, ore_class=ROCK),
            quota("W", FIRM, MINING, 35, within="A"),
        )
        assert capacity(register, GROUP) == {"A": 0, "R": 70}

    def test_the_class_is_that_of_the_quota_it_came_from(self) -> None:
        register = on_record(
            quota("R", GROUP, MINING, 70, ore_class=ROCK),
            quota("I", GROUP, MINING, 70, ore_class=IONIC),
            quota("W", FIRM, MINING, 35, ore_class=IONIC, within="R"),
        )
        assert capacity(register, GROUP) == {"R": 35, "I": 70}


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Quota], list[Adjustment]]:
    grams = st.integers(0, 100)
    on = st.sampled_from(("2026-01-05", "2026-12-31", "2027-01-01"))
    quotas: list[Quota] = []
    for n in range(draw(st.integers(1, 8))):
        earlier = st.sampled_from([None, None, *(q.id for q in quotas)])
        quotas.append(
            quota(
                f"Q{n}",
                draw(st.sampled_from((FIRM, GROUP))),
                MINING,
                draw(grams),
                ore_class=draw(st.sampled_from((None, ROCK, IONIC))),
                issued_on=draw(on),
                within=draw(earlier),
            )
        )
    changes = [
        adjusted(draw(st.sampled_from(quotas)).id, draw(st.integers(-150, 150)), draw(on))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return quotas, changes


@steady
@given(books(), st.randoms(use_true_random=False))
def test_capacities_are_never_negative_and_add_up_by_class(
    book: tuple[list[Quota], list[Adjustment]], random: Random
) -> None:
    quotas, changes = book
    amount: dict[str, int] = {}
    for one in quotas:
        total = one.reo_g + sum(
            change.reo_g
            for change in changes
            if change.quota == one.id
            and (change.reo_g < 0 or change.decided_on <= day("2026-12-31"))
        )
        amount[one.id] = max(0, total) if one.issued_on <= day("2026-12-31") else 0
    sums: Counter[tuple[str, str | None]] = Counter()
    by_id = {one.id: one for one in quotas}
    for one in quotas:
        sums[one.enterprise, one.ore_class] += amount[one.id]
        if one.within is not None:
            whole = by_id[one.within]
            sums[whole.enterprise, whole.ore_class] -= amount[one.id]

    register = on_record(*quotas, *changes)
    random.shuffle(quotas)
    again = on_record(*quotas, *reversed(changes))
    for who in (FIRM, GROUP):
        found = register.capacities(who, 2026, MINING)
        assert found == again.capacities(who, 2026, MINING)
        for ore_class, parts in found.items():
            assert all(grams >= 0 for _, grams in parts)
            assert sum(grams for _, grams in parts) == max(0, sums[who, ore_class])


class TestPermits:
    def permitted(self, permit: Permit, site: str | None, on: str = "2026-01-01") -> bool:
        return on_record(permit).byproduct_permitted(FIRM, site, day(on))

    def permit(self, kind: str = "byproduct", site: str | None = None) -> Permit:
        return Permit(FIRM, kind, site, day("2025-01-01"), day("2026-12-31"))

    def test_a_permit_that_names_no_site_is_for_all(self) -> None:
        assert self.permitted(self.permit(), "A")
        assert self.permitted(self.permit(), None)

    def test_a_permit_that_names_a_site_is_for_that_one(self) -> None:
        assert self.permitted(self.permit(site="A"), "A")
        assert not self.permitted(self.permit(site="A"), "B")
        assert not self.permitted(self.permit(site="A"), None)

    def test_a_permit_for_mining_is_none_for_byproducts(self) -> None:
        assert not self.permitted(self.permit("mining"), None)

    @pytest.mark.parametrize(
        ("on", "valid"),
        [
            ("2024-12-31", False),
            ("2025-01-01", True),
            ("2026-12-31", True),
            ("2027-01-01", False),
        ],
    )
    def test_a_permit_holds_from_its_first_day_to_its_last(self, on: str, valid: bool) -> None:
        assert self.permitted(self.permit(), None, on) is valid

    def test_a_permit_is_its_holders(self) -> None:
        assert not on_record(self.permit()).byproduct_permitted(OTHER, None, day("2026-01-01"))
