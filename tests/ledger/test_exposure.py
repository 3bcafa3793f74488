"""Where a lot's mass went: the mirror of origins, with bounds."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.ledger.composition.mixing import blend_lots
from provenance.ledger.composition.origins import passed, trace
from provenance.ledger.exposure import Bound, Exposure
from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import Product
from tests.ledger.build import (
    MINE,
    NO_REGISTER,
    PLANT,
    TRADER,
    Step,
    T,
    all_allowed,
    export,
    extraction,
    last_lots,
    lot_as_made,
    processing,
    registers,
    settled,
    steady,
    tangles,
    transfer,
    worked_example,
)

CONCENTRATE = Product.CONCENTRATE


def drawn(found: Exposure, key: str) -> float:
    return found.drawn(found.exports()[key], found.portion)


class TestWorkedExample:
    """80 t of 120 t mined become 114 t of oxide."""

    def found(self, lot: str = "C1") -> Exposure:
        return Exposure([lot], worked_example())

    def test_pro_rata(self) -> None:
        assert self.found().mass_g == 80 * T
        assert self.found().lots() == pytest.approx(
            {"K1": 80 * T, "D1": 40 * T, "D2": 36 * T, "F1": 40 * T, "F2": 36 * T}
        )
        assert drawn(self.found(), "export:X-F1/1") == pytest.approx(40 * T)

    def test_enterprises_by_what_was_handed_to_them(self) -> None:
        found = self.found()
        assert {key: found.came_to(lots) for key, lots in found.handed_to.items()} == {
            PLANT: pytest.approx(80 * T),
            TRADER: pytest.approx(76 * T),
        }

    def test_the_unlawful_part(self) -> None:
        found = self.found("C2")
        assert found.unlawful["C2"] == pytest.approx(0.5)
        assert found.unlawful["D1"] * 60 * T == pytest.approx(10 * T)
        assert found.came_to(found.handed_to[TRADER], unlawful=True) == pytest.approx(19 * T)

    def test_bounds(self) -> None:
        found = self.found()
        assert found.bound_lot("K1") == Bound(80 * T, 80 * T)
        assert found.bound_lot("D1") == Bound(20 * T, 60 * T)
        assert found.bound_draw(found.exports()["export:X-F2/1"]) == Bound(14 * T, 54 * T)
        assert found.bound_enterprise(TRADER) == Bound(74 * T, 80 * T)
        assert self.found("C2").bound_enterprise(TRADER) == Bound(34 * T, 40 * T)

    def test_it_needs_nothing_above_what_else_went_in(self) -> None:
        """Lots that came from elsewhere may be bare, and all behind them missing."""
        whole = worked_example()
        short = Lineage(
            lots=whole.lots,
            events=whole.events,
            inputs=whole.inputs,
            outputs=[out for out in whole.outputs if out.lot not in {"K2", "C2", "C1"}],
        )
        found, expected = Exposure(["C1"], short), self.found()
        assert found.lots() == expected.lots()
        assert found.bound_lot("D1") == expected.bound_lot("D1")


class TestIrregular:
    def test_what_comes_back_is_counted_once(self) -> None:
        lineage = settled(
            extraction("A", 100),
            transfer("A", 100, "B", "2026-02-01", MINE, PLANT),
            transfer("B", 100, "C", "2026-02-02", PLANT, TRADER),
            transfer("C", 100, "D", "2026-02-03", TRADER, PLANT),
        )
        found = Exposure(["A"], lineage)
        assert found.came_to(found.handed_to[PLANT]) == 100
        assert found.bound_enterprise(PLANT) == Bound(100, 100)

    def test_an_overdrawn_lot_reaches_nobody_with_more_than_it_has(self) -> None:
        lineage = settled(
            extraction("A", 60), transfer("A", 50, "B"), transfer("A", 40, "C", buyer=TRADER)
        )
        found = Exposure(["A"], lineage)
        assert sum(found.lots().values()) == pytest.approx(60)
        assert found.bound_lot("B") == Bound(20, 50)
        assert found.bound_lot("C") == Bound(10, 40)

    def test_an_unsupported_draw_takes_nothing(self) -> None:
        lineage = settled(extraction("A", 60), transfer("A", 50, "B", seller=TRADER))
        found = Exposure(["A"], lineage)
        assert found.lots() == {}
        assert found.bound_lot("B") == Bound(0, 0)

    def test_more_out_than_in(self) -> None:
        lineage = settled(
            extraction("A", 60, by=PLANT), processing("P", {"A": 60}, {"B": (CONCENTRATE, 80)})
        )
        found = Exposure(["A"], lineage)
        assert found.lots() == {"B": pytest.approx(60)}
        assert found.bound_lot("B") == Bound(60, 60)

    def test_a_lot_that_two_claim_is_of_unknown_origin(self) -> None:
        lineage = settled(
            extraction("A", 60), transfer("A", 60, "B"), extraction("B", 50, by=TRADER, id_="TWO")
        )
        assert Exposure(["A"], lineage).lots() == {}

    def test_several_lots_of_one_event(self) -> None:
        lineage = settled(
            extraction("A", 60, by=PLANT),
            processing("P", {"A": 60}, {"B": (CONCENTRATE, 20), "C": (CONCENTRATE, 40)}),
            processing("Q", {"B": 20, "C": 40}, {"D": (CONCENTRATE, 60)}, "2026-03-02"),
        )
        found = Exposure(["B", "C"], lineage)
        assert found.mass_g == 60
        assert found.lots() == {"D": pytest.approx(60)}
        assert found.bound_lot("D") == Bound(60, 60)

    def test_of_nothing(self) -> None:
        found = Exposure([], settled(extraction("A", 60)))
        assert (found.mass_g, found.lots(), found.exports()) == (0, {}, {})


@steady
@given(tangles(cycles=False), registers())
def test_exposures_of_all_origins_add_up_to_each_lot(
    steps: tuple[Step, ...], register: Register
) -> None:
    """What no origin brought into a lot is its own: out of nowhere, or of unknown origin."""
    lineage = settled(*steps, register=register)
    reached: defaultdict[str, float] = defaultdict(float)
    nowhere = blend_lots(lineage, lineage.lots, gated=False)
    for lot in lineage.lots:
        event = lineage.producer(lot)
        found = Exposure([lot], lineage)
        # Each lot is the source of what it did not get from others; an origin, of all it is.
        own = 1.0 if event and event.origin else sum(nowhere[lot].known.values())
        reached[lot] += own * lineage.lots[lot].reo_g
        for later, grams in found.lots().items():
            reached[later] += own * grams
    for key, lot in lineage.lots.items():
        assert reached[key] == pytest.approx(lot.reo_g, abs=1e-6)


@steady
@given(tangles(cycles=False))
def test_exposure_to_a_lot_is_the_lots_origin(steps: tuple[Step, ...]) -> None:
    lineage = settled(*steps, register=NO_REGISTER)
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        for event, grams in trace(passed(holding, lineage), lineage).events.items():
            (made,) = lineage.outputs_of[event]
            if made.lot != lot:
                assert Exposure([made.lot], lineage).lots()[lot] == pytest.approx(grams)


@steady
@given(tangles(), registers())
def test_the_estimate_lies_between_the_bounds(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    lot = min(lineage.lots)
    found = Exposure([lot], lineage)
    assume(found.lots())
    for later, grams in found.lots().items():
        bound = found.bound_lot(later)
        assert 0 <= bound.least_g <= bound.most_g <= lineage.lots[later].reo_g
        # Rounding of draws may put it a gram outside; on a cycle shares may overstate.
        if lot not in _on_cycles(lineage) and later not in _on_cycles(lineage):
            assert bound.least_g - 1 <= grams <= bound.most_g + 1
    for draw in found.exports().values():
        assert found.bound_draw(draw).most_g <= draw.reo_g


@steady
@given(tangles(), registers())
def test_what_comes_to_an_enterprise_comes_for_the_first_time(
    steps: tuple[Step, ...], register: Register
) -> None:
    lineage = settled(*steps, register=register)
    found = Exposure([min(lineage.lots)], lineage)
    for lots in found.handed_to.values():
        kept = _without_draws_on(lots, lineage)
        expected = sum(Exposure([min(lineage.lots)], kept).lots().get(lot, 0) for lot in lots)
        assert found.came_to(lots) == pytest.approx(expected)


@steady
@given(tangles(), st.integers(1, 4))
def test_the_first_enterprises_are_the_first_of_all(steps: tuple[Step, ...], first: int) -> None:
    lineage = settled(*steps, register=NO_REGISTER)
    found = Exposure([min(lineage.lots)], lineage)
    whole = {key: found.came_to(lots) for key, lots in found.handed_to.items()}
    ranked = sorted(
        ((key, grams) for key, grams in whole.items() if round(grams)),
        key=lambda row: (-row[1], row[0]),
    )
    assert list(found.enterprises(first).items()) == ranked[:first]
    assert found.enterprises_reached() == len(ranked)


def _without_draws_on(lots: Collection[str], lineage: Lineage) -> Lineage:
    inputs = [
        draw._replace(supported=draw.supported and draw.lot not in lots) for draw in lineage.inputs
    ]
    return replace(lineage, inputs=inputs)


def _on_cycles(lineage: Lineage) -> set[str]:
    """The lots that descend from themselves or from such lots."""
    on = {lot for lot in lineage.lots if lot in _after(lot, lineage)}
    return on | {after for lot in on for after in _after(lot, lineage)}


def _after(lot: str, lineage: Lineage) -> set[str]:
    found: set[str] = set()
    stack = [lot]
    while stack:
        for draw in lineage.draws_on.get(stack.pop(), ()):
            new = {out.lot for out in lineage.outputs_of.get(draw.event, ())} - found
            found |= new
            stack += new
    return found


def test_a_long_chain_keeps_its_bounds() -> None:
    steps = [extraction("L0", 5_000 * T, by=PLANT)]
    steps += [
        processing(f"P{n}", {f"L{n}": 5_000 * T - n}, {f"L{n + 1}": (CONCENTRATE, 5_000 * T - n)})
        for n in range(40)
    ]
    lineage = settled(*steps, export("L40", 5_000 * T - 39, by=PLANT), register=all_allowed(1, 1))
    found = Exposure(["L0"], lineage)
    assert last_lots(lineage) == []
    assert found.bound_lot("L40") == Bound(5_000 * T - 39, 5_000 * T - 39)
