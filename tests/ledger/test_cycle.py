"""Material that goes round, against a general solver and where general solvers lose precision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.cycle import Cycle
from tests.ledger.build import steady

Rows = dict[str, dict[str, float]]


@st.composite
def rings(draw: st.DrawFn) -> tuple[Rows, dict[str, float]]:
    """Shares between a few lots, of whose every round at least a hundredth comes from outside."""
    names = [f"L{n}" for n in range(draw(st.integers(1, 6)))]
    inside: Rows = {}
    outside: dict[str, float] = {}
    for name in names:
        parts = draw(st.dictionaries(st.sampled_from(names), st.integers(1, 20)))
        fresh = draw(st.integers(1, 20))
        total = fresh + sum(parts.values())
        inside[name] = {source: part / total for source, part in parts.items()}
        outside[name] = fresh / total
    return inside, outside


def matrix(inside: Rows) -> np.ndarray:
    names = sorted(inside)
    return np.array([[inside[row].get(column, 0.0) for column in names] for row in names])


@steady
@given(rings(), st.data())
def test_it_solves_the_equations(ring: tuple[Rows, dict[str, float]], data: st.DataObject) -> None:
    inside, outside = ring
    split = {name: data.draw(st.sampled_from((0.0, 0.25, 1.0))) for name in outside}
    known = {
        name: {"a": share * split[name], "b": share * (1 - split[name])}
        for name, share in outside.items()
    }
    found = Cycle(inside, outside).solve(known)
    names = sorted(inside)
    expected = np.linalg.solve(
        np.eye(len(names)) - matrix(inside),
        np.array([[known[name]["a"], known[name]["b"]] for name in names]),
    )
    solved = np.array([[found[name]["a"], found[name]["b"]] for name in names])
    assert np.allclose(solved, expected, rtol=1e-12, atol=1e-12)
    assert np.allclose(solved.sum(axis=1), 1.0, rtol=1e-14)


@steady
@given(rings(), st.lists(st.integers(0, 10**6), min_size=6, max_size=6))
def test_it_follows_grams_back(ring: tuple[Rows, dict[str, float]], masses: list[int]) -> None:
    inside, outside = ring
    names = sorted(inside)
    start = dict(zip(names, map(float, masses), strict=False))
    found = Cycle(inside, outside).visits(start)
    expected = np.linalg.solve(
        (np.eye(len(names)) - matrix(inside)).T, np.array([start[name] for name in names])
    )
    assert np.allclose([found[name] for name in names], expected, rtol=1e-12, atol=1e-9)
    # What goes back comes to what came in from outside.
    back = sum(found[name] * outside[name] for name in names)
    assert back == pytest.approx(sum(start.values()), rel=1e-12)


@pytest.mark.parametrize("inflow", [1e-3, 1e-9, 1e-15, 1e-100, 1e-300])
def test_however_little_comes_in_is_all_there_is(inflow: float) -> None:
    """The inflow is lost in the shares between the lots, which round to 1, and still counts."""
    inside = {"A": {"B": 1.0 - inflow}, "B": {"C": 1.0}, "C": {"A": 1.0}}
    cycle = Cycle(inside, {"A": inflow, "B": 0.0, "C": 0.0})
    found = cycle.solve({"A": {"x": inflow * 0.25, "y": inflow * 0.75}, "B": {}, "C": {}})
    for name in inside:
        assert found[name]["x"] == pytest.approx(0.25, rel=1e-14)
        assert found[name]["y"] == pytest.approx(0.75, rel=1e-14)


def test_little_that_comes_in_at_two_places_is_shared() -> None:
    inside = {"A": {"B": 1.0}, "B": {"A": 1.0}}
    cycle = Cycle(inside, {"A": 3e-20, "B": 1e-20})
    found = cycle.solve({"A": {"x": 3e-20}, "B": {"y": 1e-20}})
    assert found["A"] == pytest.approx({"x": 0.75, "y": 0.25})
    assert found["B"] == pytest.approx({"x": 0.75, "y": 0.25})


def test_a_closed_cycle_is_nothing() -> None:
    cycle = Cycle({"A": {"B": 1.0}, "B": {"A": 1.0}}, {"A": 0.0, "B": 0.0})
    assert cycle.solve({"A": {}, "B": {}}) == {"A": {}, "B": {}}


def test_a_lot_that_feeds_itself_is_what_else_it_is_made_of() -> None:
    cycle = Cycle({"A": {"A": 0.9}}, {"A": 0.1})
    assert cycle.solve({"A": {"x": 0.1}})["A"] == pytest.approx({"x": 1.0})
    assert cycle.visits({"A": 5.0})["A"] == pytest.approx(50.0)


def test_what_is_let_out_on_the_way_is_missing_from_one() -> None:
    """Half of what A asks of B is answered nowhere: the least solution leaves it out."""
    cycle = Cycle({"A": {"B": 1.0}, "B": {"A": 0.5}}, {"A": 0.0, "B": 0.5})
    found = cycle.solve({"A": {}, "B": {"x": 0.25}})
    assert found == {"A": pytest.approx({"x": 0.5}), "B": pytest.approx({"x": 0.5})}
