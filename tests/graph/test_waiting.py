"""What waits to be settled, and what rests on it."""

import pytest

from provenance.graph.waiting import ANYWHERE, awaits
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Activity
from provenance.records.changes import Mark, Touch
from tests.ledger.build import (
    MINE,
    all_allowed,
    extraction,
    imported,
    on_record,
    quota,
    settled,
    stock,
)


class TestAwaits:
    def lineage(self, year: int = 2026) -> Lineage:
        return settled(
            extraction("C", 5, f"{year}-01-10"),
            imported("M", 5, declaration="D1"),
            stock("S", 5, inspection="I1"),
            register=on_record(
                *all_allowed(0, 0).designations,
                quota("Q", "GROUP", Activity.MINING, 5, 2024),
                parents={MINE: "GROUP"},
            ),
        )

    @pytest.mark.parametrize(
        ("touch", "key"),
        [
            (Touch.EVENT, "extraction:E-C"),
            (Touch.CLAIMED, "C"),
            (Touch.DRAWN, "C"),
            (Touch.ENTERPRISE, MINE),
            (Touch.ACTOR, MINE),
            (Touch.DECLARATION, "D1"),
            (Touch.INSPECTION, "I1"),
            (Touch.QUOTA, "ANY"),  # whose quota it is within is not looked up
            (Touch.DESIGNATION, "mining"),
            (Touch.TESTED, "what it was handed on as"),
            (Touch.HANDED, "what it was handed on as"),
        ],
    )
    def test_what_it_rests_on(self, touch: Touch, key: str) -> None:
        assert awaits(self.lineage(), [Mark(Touch.EVENT, "export:FAR"), Mark(touch, key)])

    @pytest.mark.parametrize("touch", sorted(set(Touch) - ANYWHERE))
    def test_what_it_does_not_rest_on(self, touch: Touch) -> None:
        assert not awaits(self.lineage(), [Mark(touch, "FAR")])

    def test_the_owner_of_a_pool_is_rested_on(self) -> None:
        assert awaits(self.lineage(2024), [Mark(Touch.ENTERPRISE, "GROUP")])
        assert not awaits(self.lineage(2026), [Mark(Touch.ENTERPRISE, "GROUP")])

    def test_until_2024_anybody_may_share_a_pool(self) -> None:
        assert awaits(self.lineage(2024), [Mark(Touch.ACTOR, "SISTER")])

    def test_nothing_waits(self) -> None:
        assert not awaits(self.lineage(), [])
