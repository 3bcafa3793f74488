"""The paths that carry most mass: all of them in order, however many there are."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.composition.mixing import blend_lots
from provenance.ledger.exposure import Exposure
from provenance.ledger.lineage import Lineage
from provenance.ledger.paths import Path, Span, paths
from provenance.model.terms import Product
from tests.ledger.build import (
    NO_REGISTER,
    PLANT,
    Step,
    T,
    extraction,
    processing,
    settled,
    steady,
    tangles,
    transfer,
    with_facts,
    worked_example,
)

CONCENTRATE = Product.CONCENTRATE


def test_the_worked_example() -> None:
    lineage = worked_example()
    (found,) = paths(["C1"], ["F1"], lineage)
    assert found.lots == ("C1", "K1", "D1", "F1")
    assert found.events == ("transfer:T-K1/1", "processing:P1", "transfer:T-F1/1")
    assert found.grams == pytest.approx(40 * T)


def test_from_many_to_many_most_first() -> None:
    found = list(paths(["C1", "C2"], ["F1", "F2"], worked_example()))
    assert [(path.lots[0], path.lots[-1], round(path.grams)) for path in found] == [
        ("C1", "F1", 40 * T),
        ("C1", "F2", 36 * T),
        ("C2", "F1", 20 * T),
        ("C2", "F2", 18 * T),
    ]


def test_a_path_starts_late_and_ends_early() -> None:
    """Of the lots of one enterprise in a row, the last counts as where it left from."""
    (found,) = paths(["C1", "K1"], ["D1", "F1"], worked_example())
    assert found.lots == ("K1", "D1")


def test_a_window_of_time() -> None:
    lineage = worked_example()
    since = Span(since=date(2026, 3, 1))
    assert not list(paths(["C1"], ["F1"], lineage, since))
    assert len(list(paths(["K1"], ["F1"], lineage, since))) == 1
    assert len(list(paths(["K1"], ["D1"], lineage, Span(until=date(2026, 3, 1))))) == 1
    assert not list(paths(["K1"], ["F1"], lineage, Span(until=date(2026, 3, 1))))


def test_no_path() -> None:
    lineage = worked_example()
    assert not list(paths(["F1"], ["C1"], lineage))
    assert not list(paths(["C1"], ["C1"], lineage))
    assert not list(paths(["?"], ["F1"], lineage))
    assert not list(paths(["C1"], ["?"], lineage))


def test_unsupported_draws_carry_nothing() -> None:
    lineage = settled(extraction("A", 60), transfer("A", 50, "B", seller=PLANT))
    assert not list(paths(["A"], ["B"], lineage))


def test_diamonds_are_not_enumerated() -> None:
    """Forty layers of three lots, each of all three before: 3^38 paths, all but alike."""
    steps = [extraction(f"L0/{n}", 300, by=PLANT) for n in range(3)]
    for layer in range(1, 40):
        steps += [
            processing(
                f"P{layer}/{n}",
                {f"L{layer - 1}/{m}": 99 + (n + m) % 3 for m in range(3)},
                {f"L{layer}/{n}": (CONCENTRATE, 300)},
            )
            for n in range(3)
        ]
    lineage = with_facts(*steps)
    found = list(islice(paths(["L0/0"], ["L39/0"], lineage), 200))
    assert len({path.lots for path in found}) == 200
    grams = [path.grams for path in found]
    assert grams == pytest.approx(sorted(grams, reverse=True))
    assert grams[0] == pytest.approx(300 * (101 / 300) ** 39)


def test_what_goes_round_ends() -> None:
    lineage = with_facts(
        extraction("X", 100, by=PLANT),
        processing("P", {"X": 50, "B": 50}, {"A": (CONCENTRATE, 100)}),
        processing("Q", {"A": 100}, {"B": (CONCENTRATE, 100)}),
    )
    assert [path.lots for path in paths(["X"], ["B"], lineage)] == [("X", "A", "B")]


def by_hand(start: str, end: str, lineage: Lineage) -> Iterator[Path]:
    """Every path, by trying all."""
    blends = blend_lots(lineage, lineage.lots, gated=False)

    def back(lots: tuple[str, ...], grams: float) -> Iterator[Path]:
        if lots[0] == start:
            made_by = tuple(lineage.claims_on[lot][0].event for lot in lots[1:])
            yield Path(lots, made_by, grams)
            return
        for source, share in blends[lots[0]].lots.items():
            if share and source not in lots:
                yield from back((source, *lots), grams * share)

    if start != end:
        yield from back((end,), float(lineage.lots[end].reo_g))


@steady
@given(tangles(), st.data())
def test_they_are_all_paths_in_order(steps: tuple[Step, ...], data: st.DataObject) -> None:
    lineage = settled(*steps, register=NO_REGISTER)
    names = sorted(lineage.lots)
    start, end = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    found = list(paths([start], [end], lineage))
    expected = sorted(by_hand(start, end, lineage), key=lambda path: -path.grams)
    assert [path.grams for path in found] == pytest.approx([path.grams for path in expected])
    assert {path.lots: path.events for path in found} == {p.lots: p.events for p in expected}


@steady
@given(tangles(cycles=False), st.data())
def test_together_they_carry_what_reached_the_end(
    steps: tuple[Step, ...], data: st.DataObject
) -> None:
    lineage = settled(*steps, register=NO_REGISTER)
    start = data.draw(st.sampled_from(sorted(lineage.lots)))
    reached = Exposure([start], lineage).lots()
    for end in lineage.lots:
        carried = sum(path.grams for path in paths([start], [end], lineage))
        assert carried == pytest.approx(reached.get(end, 0.0), abs=1e-9)
