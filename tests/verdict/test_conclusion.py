"""What is said of a subject in the end: a conclusion, advice, and numbers that fit together."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.composition.holding import divide
from provenance.ledger.quota.register import Register
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL, UNVERIFIED, Status
from provenance.model.terms import (
    Clearance,
    Conclusion,
    FindingStatus,
    Label,
    Product,
    Ref,
    Relation,
    Severity,
)
from provenance.verdict.conclusion import advise, conclude, headline, reconcile, total
from tests.ledger.build import (
    MINE,
    Step,
    all_allowed,
    extraction,
    lot_as_made,
    processing,
    registers,
    settled,
    steady,
    tangles,
)

TOLERANCE = 0.005
SHIPMENT = Ref(Label.DECLARATION, "530120260000000042")
KG = 1_000

OVER, NO_RECORD, QUOTA = Status.OVER_QUOTA_MINING, Status.NO_RECORD, Status.QUOTA


def concluded(lawful: int, unlawful: int, unverified: int) -> Conclusion:
    statuses = {QUOTA: lawful, OVER: unlawful, NO_RECORD: unverified}
    return conclude(statuses, lawful, lawful + unlawful + unverified, TOLERANCE)


class TestConclude:
    @pytest.mark.parametrize(
        ("lawful", "unlawful", "unverified", "expected"),
        [
            (0, 0, 0, Conclusion.UNVERIFIED),
            (1, 0, 0, Conclusion.LAWFUL),
            # From 1 − τ it is lawful, if less than a kilogram is unlawful.
            (995 * KG, 0, 5 * KG, Conclusion.LAWFUL),
            (995 * KG - 1, 0, 5 * KG + 1, Conclusion.MIXED),
            (999 * KG + 1, KG - 1, 0, Conclusion.LAWFUL),
            (999 * KG, KG, 0, Conclusion.MIXED),
            (10**9 * KG, KG, 0, Conclusion.MIXED),
            # Down to τ it is mixed; at τ it no longer is.
            (5 * KG + 1, 995 * KG - 1, 0, Conclusion.MIXED),
            (5 * KG, 995 * KG, 0, Conclusion.UNLAWFUL),
            (5 * KG, 0, 995 * KG, Conclusion.UNVERIFIED),
            # Then what there is more of; where they are equal it is unlawful.
            (0, 500, 500, Conclusion.UNLAWFUL),
            (0, 499, 501, Conclusion.UNVERIFIED),
            (0, 1, 0, Conclusion.UNLAWFUL),
        ],
    )
    def test_thresholds(
        self, lawful: int, unlawful: int, unverified: int, expected: Conclusion
    ) -> None:
        assert concluded(lawful, unlawful, unverified) is expected

    @pytest.mark.parametrize(
        ("least", "expected"),
        [
            (995, Conclusion.LAWFUL),
            (994, Conclusion.MIXED),
            (6, Conclusion.MIXED),
            (5, Conclusion.UNVERIFIED),
        ],
    )
    def test_segregated_goes_by_the_least_that_is_lawful(
        self, least: int, expected: Conclusion
    ) -> None:
        statuses = {QUOTA: 996, NO_RECORD: 4}
        assert conclude(statuses, least, 1000, TOLERANCE) is expected

    @steady
    @given(*[st.integers(0, 10**6)] * 3)
    def test_more_unlawful_mass_never_makes_it_better(
        self, lawful: int, unlawful: int, unverified: int
    ) -> None:
        assume(lawful)
        better = concluded(lawful, unlawful, unverified)
        worse = concluded(lawful - 1, unlawful + 1, unverified)
        order = [Conclusion.LAWFUL, Conclusion.MIXED, Conclusion.UNVERIFIED, Conclusion.UNLAWFUL]
        assert order.index(better) <= order.index(worse)


def test_every_status_is_of_one_kind() -> None:
    assert frozenset(Status) == LAWFUL | UNLAWFUL | UNVERIFIED
    assert len(LAWFUL) + len(UNLAWFUL) + len(UNVERIFIED) == len(Status)
    assert total({QUOTA: 5, Status.IMPORT: 7, OVER: 9}, LAWFUL) == 12


def finding(
    severity: Severity = Severity.CRITICAL,
    relation: Relation = Relation.DIRECT,
    mass_g: int | None = None,
) -> Finding:
    words, basis = Message("In words."), Message("-")
    return Finding("CODE", severity, SHIPMENT, words, basis, mass_g=mass_g, relation=relation)


class TestAdvise:
    def advised(self, *findings: Finding) -> tuple[Clearance | None, list[str]]:
        advice, reasons = advise(SHIPMENT, (), findings, 1000 * KG, TOLERANCE)
        return advice, [str(reason) for reason in reasons]

    def test_nothing_speaks_against_release(self) -> None:
        assert self.advised() == (Clearance.RELEASE, [])

    def test_what_someone_dismissed_is_no_reason(self) -> None:
        dismissed = replace(finding(), status=FindingStatus.DISMISSED)
        assert self.advised(dismissed) == (Clearance.RELEASE, [])
        confirmed = replace(finding(), status=FindingStatus.CONFIRMED)
        assert self.advised(confirmed, dismissed) == (Clearance.HOLD, ["CODE (CODE): In words."])

    def test_what_speaks_against_it_before_does(self) -> None:
        against = headline(Conclusion.UNLAWFUL, 0)
        found = advise(SHIPMENT, [against], (), 1000 * KG, TOLERANCE)
        assert found == (Clearance.HOLD, [against])

    @pytest.mark.parametrize("severity", [Severity.CRITICAL, Severity.MAJOR])
    def test_a_grave_finding_on_the_shipment_does(self, severity: Severity) -> None:
        assert self.advised(finding(severity)) == (Clearance.HOLD, ["CODE (CODE): In words."])

    @pytest.mark.parametrize("severity", [Severity.MINOR, Severity.INFO])
    @pytest.mark.parametrize("relation", Relation)
    def test_a_slight_one_does_not(self, severity: Severity, relation: Relation) -> None:
        assert self.advised(finding(severity, relation, 900 * KG)) == (Clearance.RELEASE, [])

    def test_one_that_reached_it_does_by_more_than_the_tolerance(self) -> None:
        some = finding(relation=Relation.DERIVED, mass_g=5 * KG)
        assert self.advised(some) == (Clearance.RELEASE, [])
        more = finding(relation=Relation.DERIVED, mass_g=5 * KG + 1)
        assert self.advised(more) == (Clearance.HOLD, ["CODE (CODE, 5.001 kg): In words."])
        unknown = finding(relation=Relation.DERIVED)
        assert self.advised(unknown) == (Clearance.RELEASE, [])

    def test_one_that_is_merely_near_is_never_counted(self) -> None:
        near = finding(relation=Relation.ADJACENT, mass_g=900 * KG)
        assert self.advised(near) == (Clearance.RELEASE, [])

    @pytest.mark.parametrize("label", sorted(set(Label) - {Label.DECLARATION}))
    def test_nothing_is_advised_on_other_subjects(self, label: Label) -> None:
        against = [headline(Conclusion.UNLAWFUL, 0)]
        found = advise(Ref(label, "X"), against, [finding()], 5, TOLERANCE)
        assert found == (None, [])

    def test_all_reasons_are_told(self) -> None:
        against = [headline(Conclusion.MIXED, 1_000)]
        found = advise(SHIPMENT, against, [finding(), finding()], 5, TOLERANCE)
        assert len(found[1]) == 3


class TestReconcile:
    def test_what_fits_stays(self) -> None:
        statuses = {QUOTA: 60, OVER: 40}
        found = reconcile(statuses, Bounds(20, 80, 100), 100)
        assert found == (statuses, 20, 80)

    def test_bounds_give_way_to_a_gram_of_rounding(self) -> None:
        statuses = {QUOTA: 60, OVER: 40}
        assert reconcile(statuses, Bounds(61, 80, 100), 100) == (statuses, 60, 80)
        assert reconcile(statuses, Bounds(20, 59, 100), 100) == (statuses, 20, 60)

    def test_the_estimate_gives_way_where_a_cycle_feeds_itself(self) -> None:
        """100 g, of which but 10 g ever came in: shares say that all of it is lawful."""
        statuses = {QUOTA: 75, Status.IMPORT: 25}
        found, least, most = reconcile(statuses, Bounds(10, 10, 10), 100)
        assert found == {QUOTA: 8, Status.IMPORT: 2, Status.UNEXPLAINED: 90}
        assert (least, most) == (10, 10)

    def test_also_where_mass_from_nowhere_fills_the_rest(self) -> None:
        statuses = {QUOTA: 20, Status.UNEXPLAINED: 80}
        found, least, most = reconcile(statuses, Bounds(0, 12, 100), 100)
        assert found == {QUOTA: 12, Status.UNEXPLAINED: 88}
        assert (least, most) == (0, 12)

    def test_and_not_what_is_not_lawful(self) -> None:
        statuses = {QUOTA: 50, OVER: 20, Status.UNEXPLAINED: 30}
        found, _, _ = reconcile(statuses, Bounds(0, 0, 10), 100)
        assert found == {OVER: 20, Status.UNEXPLAINED: 80}

    def test_a_lot_on_a_cycle(self) -> None:
        lineage = settled(
            extraction("X", 10, by=MINE),
            processing("P", {"X": 10, "B": 90}, {"A": (Product.CONCENTRATE, 100)}, by=MINE),
            processing("Q", {"A": 90}, {"B": (Product.CONCENTRATE, 90)}, by=MINE),
            register=all_allowed(90, 0),
        )
        holding = lot_as_made(lineage, "A")
        statuses = divide(holding, lineage)
        assert statuses == {QUOTA: 100}
        found = reconcile(statuses, bound(holding, lineage), 100)
        assert found == ({QUOTA: 10, Status.UNEXPLAINED: 90}, 10, 10)

    @steady
    @given(
        st.dictionaries(st.sampled_from(Status), st.integers(1, 10**9)),
        st.lists(st.floats(0, 1), min_size=3, max_size=3),
    )
    def test_the_estimate_lies_between_the_bounds_and_all_adds_up(
        self, statuses: dict[Status, int], shares: list[float]
    ) -> None:
        mass = sum(statuses.values())
        low, high, filled = sorted(int(mass * share) for share in shares)
        found, least, most = reconcile(statuses, Bounds(low, high, filled), mass)
        assert sum(found.values()) == mass
        assert all(grams >= 0 for grams in found.values())
        assert 0 <= least <= total(found, LAWFUL) <= most <= mass
        for status in UNLAWFUL:
            assert found.get(status, 0) == statuses.get(status, 0)

    @steady
    @given(tangles(), registers())
    def test_of_any_lot(self, steps: tuple[Step, ...], register: Register) -> None:
        lineage = settled(*steps, register=register)
        for lot in lineage.lots:
            holding = lot_as_made(lineage, lot)
            found, least, most = reconcile(
                divide(holding, lineage), bound(holding, lineage), holding.reo_g
            )
            assert sum(found.values()) == holding.reo_g
            assert 0 <= least <= total(found, LAWFUL) <= most <= holding.reo_g
