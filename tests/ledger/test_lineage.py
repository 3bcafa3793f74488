"""The immutable piece of graph that everything is computed on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event, Lot
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Product, Ref
from tests.ledger.build import (
    MINE,
    PLANT,
    Step,
    day,
    extraction,
    filed,
    processing,
    steady,
    tangles,
    transfer,
    worked_example,
)


def lot(key: str) -> Ref:
    return Ref(Label.LOT, key)


class TestEvent:
    def test_its_key_is_its_kind_and_id_together(self) -> None:
        event = Event(EventKind.SCRAP_INTAKE, "X/1", day("2026-01-01"), MINE)
        assert event.key == "scrap_intake:X/1"
        assert event.order == (day("2026-01-01"), "scrap_intake", "X/1")

    def test_who_holds_what_came_out_of_it(self) -> None:
        (moved,) = filed(transfer("C", 5, "K")).events.values()
        (mined,) = filed(extraction("C", 5)).events.values()
        assert (moved.holder, mined.holder) == (PLANT, MINE)

    def test_its_draws(self) -> None:
        mining = Grant(Gate.MINING, 10, 5, Status.OVER_QUOTA_MINING)
        separation = Grant(Gate.SEPARATION, 10, 5, Status.OVER_QUOTA_SEPARATION)
        event = Event(EventKind.PROCESSING, "P", day("2026-01-01"), MINE)
        event = replace(event, grants=(mining, separation))
        assert event.grant(Gate.SEPARATION) is separation
        assert event.grant(Gate.IMPORT) is None
        assert event.origin is None  # what is processed came in elsewhere
        assert replace(event, kind=EventKind.EXTRACTION).origin is mining


@pytest.mark.parametrize(
    ("drawn", "covered", "passed", "full"),
    [(10, 10, 1.0, True), (10, 4, 0.4, False), (10, 0, 0.0, False), (0, 0, 1.0, True)],
)
def test_how_much_of_a_draw_passes(drawn: int, covered: int, passed: float, full: bool) -> None:
    grant = Grant(Gate.MINING, drawn, covered, Status.OVER_QUOTA_MINING)
    assert (grant.passed, grant.full) == (passed, full)


@pytest.mark.parametrize(
    ("mass", "drawn", "kept", "over"),
    [
        (60, 0, 1.0, 0),
        (60, 45, 1.0, 0),
        (60, 60, 1.0, 0),
        (60, 80, 0.75, 20),
        (0, 5, 0.0, 5),
        (0, 0, 1.0, 0),
    ],
)
def test_what_a_lot_can_stand_for(mass: int, drawn: int, kept: float, over: int) -> None:
    held = Lot("L", reo_g=mass, drawn_g=drawn)
    assert (held.kept, held.overdrawn_g) == (kept, over)


class TestUpstream:
    def test_all_that_a_lot_descends_from(self) -> None:
        found = worked_example().upstream([lot("K1")])
        assert set(found.lots) == {"K1", "C1"}
        assert set(found.events) == {"transfer:T-K1/1", "extraction:E-C1"}
        assert [draw.lot for draw in found.inputs] == ["C1"]
        assert {out.lot for out in found.outputs} == {"K1", "C1"}

    def test_an_event_as_seed_brings_its_inputs(self) -> None:
        found = worked_example().upstream([Ref(Label.EVENT, "export:X-F1/1")])
        # One of two outputs of the processing is not upstream; what it was made of is.
        assert set(found.lots) == {"F1", "D1", "K1", "K2", "C1", "C2"}

    def test_what_is_not_there_has_nothing_upstream(self) -> None:
        found = worked_example().upstream([lot("NONE"), Ref(Label.EVENT, "export:NONE")])
        assert (found.lots, found.events, found.inputs, found.outputs) == ({}, {}, [], [])

    def test_what_is_said_of_it_as_a_whole_stays(self) -> None:
        whole = replace(worked_example(), waiting=True, cut=frozenset({lot("C1"), lot("F2")}))
        found = whole.upstream([lot("K1")])
        assert found.waiting
        assert found.cut == {lot("C1")}

    @steady
    @given(tangles(), st.integers(0, 6))
    def test_it_is_closed_and_nothing_is_added_by_asking_again(
        self, steps: tuple[Step, ...], at: int
    ) -> None:
        whole = filed(*steps)
        lots = sorted(whole.lots)
        seeds = [lot(lots[at % len(lots)])]
        found = whole.upstream(seeds)
        assert found.upstream(seeds) == found
        assert all(draw.lot in found.lots and draw.event in found.events for draw in found.inputs)
        assert all(out.lot in found.lots and out.event in found.events for out in found.outputs)
        for key in found.events:
            assert found.inputs_of.get(key, []) == whole.inputs_of.get(key, [])
        for key in found.lots:
            assert found.claims_on.get(key, []) == whole.claims_on.get(key, [])


def test_the_producer_of_a_lot_where_exactly_one_says_so() -> None:
    lineage = filed(
        extraction("A", 5),
        extraction("B", 5, id_="ONE"),
        extraction("B", 5, id_="TWO"),
        processing("P", {"U": 5}, {"X": (Product.OXIDE, 5)}),
    )
    found = {key: event and event.id for key in lineage.lots for event in [lineage.producer(key)]}
    assert found == {"A": "E-A", "B": None, "U": None, "X": "P"}
