"""Entitlements and draws: who asks for how much, and how far it is covered."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.gates import lawful_part, lawful_status
from provenance.ledger.grants import Gate, Grant, Part, Pool
from provenance.ledger.lineage import Output
from provenance.ledger.papers import Inspection, Invoice, Papers
from provenance.ledger.quota.demands import Demand
from provenance.ledger.quota.drawdown import drawers, pool_of
from provenance.ledger.quota.register import Permit, Register
from provenance.model.status import Status
from provenance.model.terms import MINERAL_PRODUCTS, Feed, Label, OreClass, Product, Ref
from tests.ledger.build import (
    IONIC,
    MINE,
    MINING,
    NO_PAPERS,
    NO_REGISTER,
    PLANT,
    ROCK,
    SEPARATION,
    TRADER,
    Step,
    all_allowed,
    cover,
    day,
    demands_in,
    designated,
    export,
    extraction,
    imported,
    on_record,
    paper,
    processing,
    quota,
    registers,
    scrap,
    settled,
    steady,
    stock,
    tangles,
    transfer,
    with_facts,
)

ORE, CONCENTRATE, OXIDE = Product.ORE, Product.CONCENTRATE, Product.OXIDE
LISTED = designated("SOMEBODY ELSE", MINING)


def granted(
    *steps: Step, register: Register = NO_REGISTER, papers: Papers = NO_PAPERS
) -> dict[str, Grant]:
    """The first draw of every event that has one, by event id."""
    events = settled(*steps, register=register, papers=papers).events.values()
    return {event.id: event.grants[0] for event in events if event.grants}


def covered(found: Mapping[str, Grant]) -> dict[str, int]:
    return {id_: grant.covered_g for id_, grant in found.items()}


def used(grant: Grant) -> dict[str, int]:
    return {part.entitlement.key: part.covered_g for part in grant.parts if part.covered_g}


class TestOrder:
    def test_the_first_grams_are_covered_and_the_last_are_over(self) -> None:
        found = granted(
            extraction("LATE", 40, "2026-02-10"),
            extraction("EARLY", 80, "2026-01-10"),
            extraction("LAST", 5, "2026-03-10"),
            register=all_allowed(100, 0),
        )
        assert covered(found) == {"E-EARLY": 80, "E-LATE": 20, "E-LAST": 0}
        assert {grant.rest for grant in found.values()} == {Status.OVER_QUOTA_MINING}
        assert found["E-EARLY"].full
        assert found["E-LATE"].passed == 0.5

    def test_on_one_day_the_kind_and_then_the_id_decide(self) -> None:
        on = "2026-03-01"
        ore = extraction("ORE", 50, "2026-02-01", product=ORE)
        dressing = processing("A", {"ORE": 50}, {"K": (CONCENTRATE, 50)}, on, MINE)
        found = granted(
            ore,
            dressing,
            extraction("Y", 50, on, id_="Y"),
            extraction("X", 50, on, id_="X"),
            register=all_allowed(120, 0),
        )
        assert covered(found) == {"E-ORE": 50, "X": 50, "Y": 50, "A": 20}

    def test_each_year_has_its_own_balance(self) -> None:
        found = granted(
            extraction("X", 20, "2025-12-31"),
            extraction("Y", 20, "2026-01-01"),
            register=on_record(
                designated(MINE, MINING),
                quota("A", MINE, MINING, 10, 2025),
                quota("B", MINE, MINING, 30, 2026),
            ),
        )
        assert covered(found) == {"E-X": 10, "E-Y": 20}

    def test_the_day_of_issue_within_the_year_does_not_matter(self) -> None:
        late = quota("A", MINE, MINING, 10, issued_on="2026-12-31")
        found = granted(
            extraction("X", 20, "2026-01-01"), register=on_record(designated(MINE, MINING), late)
        )
        assert covered(found) == {"E-X": 10}


class TestClasses:
    BOOK = on_record(
        designated(MINE, MINING),
        quota("ANY", MINE, MINING, 10),
        quota("ROCK", MINE, MINING, 20, ore_class=ROCK),
        quota("IONIC", MINE, MINING, 40, ore_class=IONIC),
    )

    def drawn(self, *steps: Step) -> dict[str, dict[str, int]]:
        return {id_: used(grant) for id_, grant in granted(*steps, register=self.BOOK).items()}

    def test_own_class_first_then_quota_without_class(self) -> None:
        rock, ionic = extraction("R", 25), extraction("I", 60, ore_class=IONIC)
        assert self.drawn(rock) == {"E-R": {"ROCK": 20, "ANY": 5}}
        # In order of id the ionic draw comes first, and leaves nothing without class.
        assert self.drawn(rock, ionic) == {
            "E-I": {"IONIC": 40, "ANY": 10},
            "E-R": {"ROCK": 20},
        }

    def test_quota_of_another_class_is_not_drawn(self) -> None:
        found = granted(extraction("R", 100), register=self.BOOK)
        assert used(found["E-R"]) == {"ROCK": 20, "ANY": 10}
        assert found["E-R"].rest is Status.OVER_QUOTA_MINING

    @pytest.mark.parametrize(
        ("grams", "expected"),
        [
            (5, {"ANY": 5}),
            (45, {"ANY": 10, "IONIC": 35}),
            (65, {"ANY": 10, "IONIC": 40, "ROCK": 15}),
        ],
    )
    def test_unknown_class_draws_none_then_ionic_then_rock(
        self, grams: int, expected: dict[str, int]
    ) -> None:
        half = grams - grams // 2
        found = granted(
            extraction("A", half, product=ORE, ore_class=ROCK),
            extraction("B", grams // 2, product=ORE, ore_class=IONIC),
            processing("P", {"A": half, "B": grams // 2}, {"K": (CONCENTRATE, grams)}, by=MINE),
            register=self.BOOK,
        )
        assert found["P"].ore_class is None
        assert used(found["P"]) == expected

    def test_separation_draws_have_no_class_and_do_the_same(self) -> None:
        found = granted(
            extraction("C", 30, by=PLANT),
            processing("P", {"C": 30}, {"X": (OXIDE, 30)}),
            register=on_record(
                designated(PLANT, SEPARATION),
                quota("ROCK", PLANT, SEPARATION, 20, ore_class=ROCK),
                quota("IONIC", PLANT, SEPARATION, 5, ore_class=IONIC),
                quota("ANY", PLANT, SEPARATION, 4),
            ),
        )
        assert used(found["P"]) == {"ANY": 4, "IONIC": 5, "ROCK": 20}
        assert found["P"].rest is Status.OVER_QUOTA_SEPARATION

    def test_what_is_over_shows_against_the_last_quota_drawn_on(self) -> None:
        (grant,) = granted(extraction("R", 50), register=self.BOOK).values()
        assert grant.parts == (
            Part(Ref(Label.QUOTA, "ROCK"), 20, 20),
            Part(Ref(Label.QUOTA, "ANY"), 30, 10),
        )

    def test_quotas_of_a_class_are_spent_in_order_of_issue(self) -> None:
        book = on_record(
            designated(MINE, MINING),
            quota("B", MINE, MINING, 10, issued_on="2026-02-01"),
            quota("A", MINE, MINING, 10, issued_on="2026-03-01"),
        )
        found = granted(extraction("X", 8), extraction("Y", 8), register=book)
        assert used(found["E-X"]) == {"B": 8}
        assert used(found["E-Y"]) == {"B": 2, "A": 6}


class TestDesignation:
    """What is not covered for want of designation, or of records."""

    @pytest.mark.parametrize(
        ("register", "status"),
        [
            # No list is on record at all: nothing is known.
            (NO_REGISTER, Status.NO_QUOTA_RECORD),
            # Designated once, and not that day.
            (
                on_record(designated(MINE, MINING, until="2025-12-31")),
                Status.UNDESIGNATED_MINING,
            ),
            # Designated for something else only: the list for mining is missing.
            (on_record(designated(MINE, SEPARATION)), Status.NO_QUOTA_RECORD),
            # The list is on record, and it is not on it.
            (on_record(LISTED), Status.UNDESIGNATED_MINING),
            # The list of another day is no list.
            (
                on_record(designated("SOMEBODY ELSE", MINING, until="2025-12-31")),
                Status.NO_QUOTA_RECORD,
            ),
            # Whoever holds quota should be on the list: the list is incomplete.
            (on_record(LISTED, quota("Q", MINE, MINING, 90)), Status.NO_QUOTA_RECORD),
            # Late quota is quota on record all the same.
            (
                on_record(LISTED, quota("Q", MINE, MINING, 90, issued_on="2027-01-01")),
                Status.NO_QUOTA_RECORD,
            ),
            # Quota of another year, or for another activity, is not.
            (on_record(LISTED, quota("Q", MINE, MINING, 90, 2025)), Status.UNDESIGNATED_MINING),
            (
                on_record(LISTED, quota("Q", MINE, SEPARATION, 90)),
                Status.UNDESIGNATED_MINING,
            ),
            # Designated, without quota on record: the volumes were never published.
            (on_record(designated(MINE, MINING)), Status.NO_QUOTA_RECORD),
            # From 2025 the group's quota is not its members'.
            (
                on_record(LISTED, quota("Q", "GROUP", MINING, 90), parents={MINE: "GROUP"}),
                Status.UNDESIGNATED_MINING,
            ),
        ],
    )
    def test_status_of_what_is_not_covered(self, register: Register, status: Status) -> None:
        (grant,) = granted(extraction("C", 50), register=register).values()
        assert (grant.drawn_g, grant.covered_g, grant.rest) == (50, 0, status)
        assert grant.pool is None

    def test_separation_without_designation(self) -> None:
        book = on_record(
            designated(MINE, MINING),
            quota("Q", MINE, MINING, 90),
            designated("SOMEBODY ELSE", SEPARATION),
        )
        found = granted(
            extraction("C", 50, by=MINE),
            processing("P", {"C": 50}, {"X": (OXIDE, 50)}, by=MINE),
            register=book,
        )
        assert found["E-C"].full
        assert found["P"].rest is Status.UNDESIGNATED_SEPARATION

    def test_designated_with_quota_that_covers_nothing_is_over(self) -> None:
        late = quota("Q", MINE, MINING, 90, issued_on="2027-01-01")
        (grant,) = granted(
            extraction("C", 50), register=on_record(designated(MINE, MINING), late)
        ).values()
        assert (grant.covered_g, grant.rest) == (0, Status.OVER_QUOTA_MINING)

    def test_ore_draws_no_quota_and_is_lawful_where_its_miner_is_designated(self) -> None:
        ore = extraction("O", 50, product=ORE)
        (grant,) = granted(ore, register=on_record(designated(MINE, MINING))).values()
        assert (grant.gate, grant.covered_g, grant.pool) == (Gate.DESIGNATION, 50, None)
        assert lawful_status(grant) is Status.QUOTA
        (grant,) = granted(ore, register=on_record(LISTED)).values()
        assert (grant.covered_g, grant.rest) == (0, Status.UNDESIGNATED_MINING)
        (grant,) = granted(ore).values()
        assert (grant.covered_g, grant.rest) == (0, Status.NO_QUOTA_RECORD)


class TestGroups:
    PARENTS = {"A": "GROUP", "B": "GROUP"}  # noqa: RUF012

    def book(self, year: int) -> Register:
        leave = [designated(who, MINING) for who in ("A", "B")]
        return on_record(*leave, quota("Q", "GROUP", MINING, 100, year), parents=self.PARENTS)

    def test_members_share_the_groups_balance_until_2024(self) -> None:
        found = granted(
            extraction("X", 80, "2024-11-01", "A"),
            extraction("Y", 80, "2024-11-02", "B"),
            register=self.book(2024),
        )
        assert covered(found) == {"E-X": 80, "E-Y": 20}
        assert found["E-X"].pool == found["E-Y"].pool == Pool(Gate.MINING, "GROUP", "2024")

    def test_and_no_longer_from_2025(self) -> None:
        found = granted(extraction("X", 80, "2025-11-01", "A"), register=self.book(2025))
        assert covered(found) == {"E-X": 0}
        assert found["E-X"].rest is Status.NO_QUOTA_RECORD

    def test_before_the_regulations_the_groups_quota_is_leave_enough(self) -> None:
        book = on_record(quota("Q", "GROUP", MINING, 100, 2024), parents=self.PARENTS)
        before, after = extraction("X", 8, "2024-09-30", "A"), extraction("Y", 8, "2024-10-01", "A")
        found = granted(before, after, register=book)
        assert covered(found) == {"E-X": 8, "E-Y": 0}
        assert found["E-Y"].rest is Status.NO_QUOTA_RECORD

    @pytest.mark.parametrize(("year", "who"), [(2024, {"GROUP", "A", "B"}), (2025, {"GROUP"})])
    def test_who_draws_on_a_pool(self, year: int, who: set[str]) -> None:
        assert drawers(Pool(Gate.MINING, "GROUP", str(year)), self.book(year)) == who
        # Documents are their owner's, whatever their number looks like.
        assert drawers(Pool(Gate.IMPORT, "GROUP", "2024"), self.book(2024)) == {"GROUP"}


class TestByproducts:
    PERMIT = Permit(MINE, "byproduct", "A", day("2026-01-01"))

    @pytest.mark.parametrize(
        ("more", "grams"),
        [
            ({"site": "A"}, 50),
            ({"site": "B"}, 0),
            ({}, 0),
            ({"site": "A", "on": "2025-12-31"}, 0),
            ({"site": "A", "by": PLANT}, 0),
            ({"site": "A", "product": ORE}, 50),
        ],
    )
    def test_a_permit_covers_them(self, more: dict[str, Any], grams: int) -> None:
        step = extraction("C", 50, byproduct_of="iron", **more)
        (grant,) = granted(step, register=on_record(self.PERMIT)).values()
        assert (grant.gate, grant.covered_g) == (Gate.BYPRODUCT, grams)
        assert grant.rest is Status.UNSUPPORTED_ORIGIN
        assert lawful_status(grant) is Status.BYPRODUCT

    def test_ionic_ore_is_mined_whatever_it_is_said_to_come_with(self) -> None:
        step = extraction("C", 50, byproduct_of="iron", site="A", ore_class=IONIC)
        allowed = on_record(self.PERMIT, designated(MINE, MINING), quota("Q", MINE, MINING, 20))
        (grant,) = granted(step, register=allowed).values()
        assert (grant.gate, grant.covered_g) == (Gate.MINING, 20)
        assert with_facts(step).lots["C"].feed is Feed.DOMESTIC

    def test_they_draw_no_mining_quota(self) -> None:
        found = granted(
            extraction("A", 50, byproduct_of="iron"),
            extraction("B", 50),
            register=all_allowed(60, 0),
        )
        assert covered(found) == {"E-A": 0, "E-B": 50}


def declaration(
    net_g: int = 100,
    reo_g: int | None = None,
    *,
    imports: bool = True,
    party: str = TRADER,
    hs_code: str = "2846901500",
) -> Papers:
    return Papers(declarations={"D": paper(imports, party, hs_code, net_g, reo_g)})


class TestImports:
    @pytest.mark.parametrize(
        ("papers", "net_g", "drawn", "grams"),
        [
            # REO where the declaration states it.
            (declaration(100, 30), None, 50, 30),
            (declaration(100, 30), 80, 50, 30),
            (declaration(100, 0), 80, 50, 0),
            # Else net mass; a lot without it is not covered.
            (declaration(70), 80, 80, 70),
            (declaration(70), None, 50, 0),
            # Net mass cannot be less than REO / 1.54 (half to even: 32.467… is 32).
            (declaration(70), 10, 32, 32),
            (declaration(20), 10, 32, 20),
            # Another's, an export's, or none that is on record.
            (declaration(100, party=PLANT), 80, 50, 0),
            (declaration(100, imports=False), 80, 50, 0),
            (NO_PAPERS, 80, 50, 0),
        ],
    )
    def test_what_is_drawn_and_covered(
        self, papers: Papers, net_g: int | None, drawn: int, grams: int
    ) -> None:
        step = imported("M", 50, declaration="D", net_g=net_g)
        (grant,) = granted(step, papers=papers).values()
        assert (grant.drawn_g, grant.covered_g) == (drawn, grams)
        assert grant.rest is Status.UNDECLARED_IMPORT

    def test_without_a_declaration_nothing_is_covered(self) -> None:
        (grant,) = granted(imported("M", 50), papers=declaration()).values()
        assert (grant.covered_g, grant.pool, grant.parts) == (0, None, ())

    def test_a_declaration_backs_no_more_than_it_states(self) -> None:
        found = granted(
            imported("M", 50, "2026-01-11", declaration="D"),
            imported("N", 50, "2026-01-10", declaration="D"),
            papers=declaration(100, 70),
        )
        assert covered(found) == {"E-N": 50, "E-M": 20}
        assert found["E-M"].parts == (Part(Ref(Label.DECLARATION, "D"), 50, 20),)

    def test_others_do_not_draw_on_it(self) -> None:
        found = granted(
            imported("M", 50, "2026-01-10", PLANT, declaration="D"),
            imported("N", 50, "2026-01-11", declaration="D"),
            papers=declaration(100, 70),
        )
        assert covered(found) == {"E-M": 0, "E-N": 50}


class TestOpeningStock:
    def papers(self, on: str = "2026-01-20", who: str = PLANT, grams: int = 70) -> Papers:
        return Papers(inspections={"I": Inspection(who, day(on), grams)})

    @pytest.mark.parametrize(
        ("on", "grams"),
        [("2026-02-10", 50), ("2026-02-11", 0), ("2025-12-10", 50), ("2025-12-09", 0)],
    )
    def test_the_inspection_lies_within_31_days(self, on: str, grams: int) -> None:
        step = stock("S", 50, "2026-01-10", inspection="I")
        (grant,) = granted(step, papers=self.papers(on)).values()
        assert (grant.drawn_g, grant.covered_g, grant.rest) == (
            50,
            grams,
            Status.UNSUPPORTED_STOCK,
        )

    def test_only_the_earliest_opening_date_counts(self) -> None:
        found = granted(
            stock("S", 50, "2026-01-11", inspection="I"),
            stock("R", 10, "2026-01-10"),
            stock("Q", 10, "2026-01-09", by=TRADER),
            papers=self.papers(),
        )
        assert covered(found) == {"E-S": 0, "E-R": 0, "E-Q": 0}

    def test_lots_of_that_date_share_what_was_verified(self) -> None:
        found = granted(
            stock("S", 50, inspection="I"), stock("R", 50, inspection="I"), papers=self.papers()
        )
        assert covered(found) == {"E-R": 50, "E-S": 20}

    def test_an_inspection_of_another_enterprise_counts_for_nothing(self) -> None:
        found = granted(stock("S", 50, inspection="I"), papers=self.papers(who=TRADER))
        assert covered(found) == {"E-S": 0}

    def test_nor_does_none(self) -> None:
        assert covered(granted(stock("S", 50), papers=self.papers())) == {"E-S": 0}
        assert covered(granted(stock("S", 50, inspection="J"), papers=self.papers())) == {"E-S": 0}


class TestScrap:
    PAPERS = Papers(
        invoices={
            "A": Invoice(valid=True, buyer=PLANT, net_g=30),
            "B": Invoice(valid=True, buyer=PLANT, net_g=30),
            "VOID": Invoice(valid=False, buyer=PLANT, net_g=30),
            "OTHERS": Invoice(valid=True, buyer=TRADER, net_g=30),
        }
    )

    @pytest.mark.parametrize(
        ("invoices", "expected"),
        [
            (("A",), {"A": 30}),
            (("B", "A"), {"B": 30, "A": 10}),  # in the order named
            (("A", "B"), {"A": 30, "B": 10}),
            (("A", "A"), {"A": 30}),
            (("VOID", "OTHERS", "UNKNOWN"), {}),
            ((), {}),
        ],
    )
    def test_invoices_cover_net_mass(
        self, invoices: tuple[str, ...], expected: dict[str, int]
    ) -> None:
        step = scrap("R", 12, net_g=40, invoices=invoices)
        (grant,) = granted(step, papers=self.PAPERS).values()
        assert grant.drawn_g == 40
        assert used(grant) == expected
        assert grant.covered_g == sum(expected.values())
        assert grant.rest is Status.UNSUPPORTED_ORIGIN

    def test_without_net_mass_they_cover_reo(self) -> None:
        (grant,) = granted(scrap("R", 12, invoices=("A",)), papers=self.PAPERS).values()
        assert (grant.drawn_g, grant.covered_g) == (12, 12)
        assert lawful_status(grant) is Status.SECONDARY

    def test_an_invoice_backs_no_more_than_its_mass(self) -> None:
        found = granted(
            scrap("R", 12, "2026-01-11", net_g=20, invoices=("A", "B")),
            scrap("Q", 12, "2026-01-10", net_g=25, invoices=("A",)),
            papers=self.PAPERS,
        )
        assert used(found["E-Q"]) == {"A": 25}
        assert used(found["E-R"]) == {"A": 5, "B": 15}


class TestProcessings:
    def test_they_draw_by_what_was_made_of_what(self) -> None:
        """60 of 100 g are needing ore; all of it needs separation quota from 2025-07-28."""
        steps = (
            extraction("O", 60, by=PLANT, product=ORE),
            extraction("B", 40, by=PLANT, byproduct_of="iron"),
        )
        late = processing("P", {"O": 60, "B": 40}, {"X": (OXIDE, 80)})
        early = processing("P", {"O": 60, "B": 40}, {"X": (OXIDE, 80)}, "2025-07-27")
        found = {grant.gate: grant for grant in settled(*steps, late).events["processing:P"].grants}
        assert found[Gate.MINING].drawn_g == 48
        assert found[Gate.MINING].ore_class is ROCK
        assert found[Gate.SEPARATION].drawn_g == 80
        assert found[Gate.SEPARATION].ore_class is None

        steps = (
            extraction("O", 60, "2025-07-01", PLANT, product=ORE),
            extraction("B", 40, "2025-07-01", PLANT, byproduct_of="iron"),
        )
        found = {
            grant.gate: grant for grant in settled(*steps, early).events["processing:P"].grants
        }
        assert found[Gate.MINING].drawn_g == 48
        assert found[Gate.SEPARATION].drawn_g == 48

    @pytest.mark.parametrize(
        ("raw", "made", "expected"),
        [
            (ORE, ORE, []),
            (ORE, CONCENTRATE, [Gate.MINING]),
            (ORE, OXIDE, [Gate.MINING, Gate.SEPARATION]),
            (CONCENTRATE, CONCENTRATE, []),
            (CONCENTRATE, ORE, []),
            (CONCENTRATE, OXIDE, [Gate.SEPARATION]),
            (CONCENTRATE, Product.SCRAP, [Gate.SEPARATION]),
        ],
    )
    def test_which_quota(self, raw: Product, made: Product, expected: list[Gate]) -> None:
        lineage = settled(
            extraction("C", 5, by=PLANT, product=raw), processing("P", {"C": 5}, {"X": (made, 5)})
        )
        assert [grant.gate for grant in lineage.events["processing:P"].grants] == expected

    @pytest.mark.parametrize("product", sorted(set(Product) - MINERAL_PRODUCTS))
    def test_compounds_never_draw_again(self, product: Product) -> None:
        lineage = settled(
            imported("M", 5, by=PLANT, product=product),
            processing("P", {"M": 5}, {"X": (Product.METAL, 5)}),
        )
        assert lineage.events["processing:P"].grants == ()

    def test_the_processors_quota_is_drawn(self) -> None:
        lineage = settled(
            extraction("C", 50),
            transfer("C", 50, "K"),
            processing("P", {"K": 50}, {"X": (OXIDE, 50)}),
            register=all_allowed(50, 30),
        )
        (grant,) = lineage.events["processing:P"].grants
        assert grant.pool == Pool(Gate.SEPARATION, PLANT, "2026")
        assert grant.covered_g == 30

    def test_moving_and_exporting_draw_on_nothing(self) -> None:
        lineage = settled(extraction("C", 5), transfer("C", 5, "K", buyer=TRADER), export("K", 5))
        draws = {event.kind: len(event.grants) for event in lineage.events.values()}
        assert draws == {"extraction": 1, "transfer": 0, "export": 0}

    def test_a_lot_claimed_twice_draws_for_each_claim(self) -> None:
        found = granted(
            extraction("C", 50, id_="ONE"),
            extraction("C", 30, id_="TWO"),
            register=all_allowed(60, 0),
        )
        assert covered(found) == {"ONE": 50, "TWO": 10}


class TestLawfulPart:
    def grant(self, drawn: int, covered_g: int) -> Grant:
        return Grant(Gate.IMPORT, drawn, covered_g, Status.UNDECLARED_IMPORT)

    def output(self, reo_g: int) -> Output:
        return Output("E", "L", 0, reo_g, OXIDE, None)

    @pytest.mark.parametrize(
        ("reo_g", "drawn", "covered_g", "part"),
        [
            (50, 80, 80, 50),
            (50, 80, 40, 25),
            (5, 2, 1, 2),  # 2.5 and 3.5: halves to the even
            (7, 2, 1, 4),
            (50, 80, 0, 0),
            (50, 0, 0, 50),  # nothing asked for is covered
        ],
    )
    def test_net_mass_covers_reo_pro_rata(
        self, reo_g: int, drawn: int, covered_g: int, part: int
    ) -> None:
        assert lawful_part(self.output(reo_g), self.grant(drawn, covered_g)) == part

    @steady
    @given(st.data(), st.integers(1, 10**12), st.integers(1, 10**12))
    def test_it_lies_between_nothing_and_all(
        self, data: st.DataObject, reo_g: int, drawn: int
    ) -> None:
        part = data.draw(st.integers(0, drawn))
        found = lawful_part(self.output(reo_g), self.grant(drawn, part))
        assert 0 <= found <= reo_g
        assert (part < drawn) or found == reo_g


# All demands together.

MASS = st.integers(1, 60)
DAY = st.sampled_from(("2026-01-10", "2026-01-11", "2026-02-10"))
NAME = st.sampled_from(("D", "A", "B", "I"))
WHO = st.sampled_from((MINE, PLANT))


@st.composite
def intakes(draw: st.DrawFn) -> tuple[Step, ...]:
    """Mining, imports, scrap and stock, that share what they draw on."""
    steps: list[Step] = []
    for n in range(draw(st.integers(1, 10))):
        lot, on, by, grams = f"L{n}", draw(DAY), draw(WHO), draw(MASS)
        match draw(st.sampled_from(("mined", "imported", "scrap", "stock"))):
            case "mined":
                ore_class = draw(st.sampled_from((ROCK, IONIC)))
                steps.append(extraction(lot, grams, on, by, ore_class=ore_class))
            case "imported":
                net = draw(st.none() | MASS)
                steps.append(imported(lot, grams, on, by, declaration=draw(NAME), net_g=net))
            case "scrap":
                named = tuple(draw(st.lists(NAME, max_size=3)))
                steps.append(scrap(lot, grams, on, by, invoices=named))
            case "stock":
                steps.append(stock(lot, grams, on, by, inspection=draw(NAME)))
    return tuple(steps)


PAPERS = Papers(
    declarations={
        "D": paper(True, MINE, "2846901500", 70, None),
        "A": paper(True, PLANT, "2846901500", 70, 50),
    },
    inspections={"I": Inspection(PLANT, day("2026-01-20"), 60)},
    invoices={"A": Invoice(True, PLANT, 40), "B": Invoice(True, PLANT, 30)},
)


def stated(right: Ref, register: Register) -> int:
    """What an entitlement is a right to in all."""
    match right.label:
        case Label.QUOTA:
            (one,) = (q for q in register.quotas if q.id == right.key)
            return one.reo_g
        case Label.DECLARATION:
            (line,) = PAPERS.declarations[right.key].lines
            return line.net_g if line.reo_g is None else line.reo_g
        case Label.INSPECTION:
            return PAPERS.inspections[right.key].verified_g
        case _:
            return PAPERS.invoices[right.key].net_g


def assert_conserved(found: Mapping[str, tuple[Grant, ...]], register: Register) -> None:
    spent: defaultdict[Ref, int] = defaultdict(int)
    for grant in (grant for granted in found.values() for grant in granted):
        assert 0 <= grant.covered_g <= grant.drawn_g
        if grant.gate not in (Gate.DESIGNATION, Gate.BYPRODUCT):  # a leave has no parts
            assert sum(part.covered_g for part in grant.parts) == grant.covered_g
        assert not grant.parts or sum(part.drawn_g for part in grant.parts) == grant.drawn_g
        for part in grant.parts:
            assert 0 <= part.covered_g <= part.drawn_g
            spent[part.entitlement] += part.covered_g
    for right, grams in spent.items():
        assert grams <= stated(right, register)


@steady
@given(intakes(), registers(), st.data())
def test_what_is_granted_is_conserved_in_any_order_of_arrival(
    steps: tuple[Step, ...], register: Register, data: st.DataObject
) -> None:
    asked = demands_in(with_facts(*steps, papers=PAPERS), PAPERS)
    found = cover(asked, register, PAPERS)
    assert_conserved(found, register)
    assert cover(data.draw(st.permutations(asked)), register, PAPERS) == found


@steady
@given(tangles(), registers())
def test_processings_draw_no_more_than_there_is(
    steps: tuple[Step, ...], register: Register
) -> None:
    found = cover(demands_in(with_facts(*steps), NO_PAPERS), register)
    assert_conserved(found, register)


@steady
@given(st.lists(st.tuples(MASS, DAY), min_size=1, max_size=8), st.integers(0, 300))
def test_a_pool_covers_all_it_can_and_the_earliest_first(
    masses: list[tuple[int, str]], capacity: int
) -> None:
    steps = [extraction(f"L{n}", grams, on) for n, (grams, on) in enumerate(masses)]
    asked = demands_in(with_facts(*steps), NO_PAPERS)
    found = cover(asked, all_allowed(capacity, 0))
    ordered = sorted(asked, key=lambda demand: demand.event.order)
    left = capacity
    for demand in ordered:
        (grant,) = found[demand.event.key]
        assert grant.covered_g == min(left, demand.amount_g)
        left -= grant.covered_g


def test_demands_of_one_pool_meet_in_it() -> None:
    register = all_allowed(100, 100)
    lineage = with_facts(
        extraction("O", 50, by=MINE, product=ORE),
        extraction("C", 50, by=MINE),
        processing("P", {"O": 50}, {"K": (CONCENTRATE, 50)}, by=MINE),
    )
    pools: defaultdict[Pool | None, list[Demand]] = defaultdict(list)
    for demand in demands_in(lineage, NO_PAPERS):
        pools[pool_of(demand, register)].append(demand)
    drawn = {pool: {demand.event.id for demand in asked} for pool, asked in pools.items()}
    assert drawn == {None: {"E-O"}, Pool(Gate.MINING, MINE, "2026"): {"E-C", "P"}}


def test_ore_of_a_class_draws_its_quota() -> None:
    lineage = settled(
        extraction("O", 50, product=ORE, ore_class=IONIC),
        processing("P", {"O": 50}, {"K": (CONCENTRATE, 40)}, by=MINE),
        register=on_record(
            designated(MINE, MINING),
            quota("R", MINE, MINING, 90, ore_class=ROCK),
            quota("I", MINE, MINING, 30, ore_class=OreClass.IONIC),
        ),
    )
    (grant,) = lineage.events["processing:P"].grants
    assert (grant.ore_class, grant.drawn_g) == (IONIC, 40)
    assert used(grant) == {"I": 30}
