"""What a processing needs quota for, and how much of it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ledger.gates import Need, Recipe, gates, half_even, need, needing_ore_class, recipe
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Input, Lot, Output
from provenance.model.terms import (
    MINERAL_PRODUCTS,
    EventKind,
    Feed,
    OreClass,
    Product,
    Stage,
)
from tests.ledger.build import IONIC, ROCK, day, filed, processing, steady, transfer, with_facts
from tests.ledger.build import extraction as mined

BEFORE, FROM = day("2025-07-27"), day("2025-07-28")

NOTHING, SEPARATION, BOTH = Need.NOTHING, Need.SEPARATION, Need.BOTH

# Before 2025-07-28, and from then on.
ORE = {
    Feed.DOMESTIC: (BOTH, BOTH),
    Feed.UNKNOWN: (BOTH, BOTH),
    Feed.BYPRODUCT: (NOTHING, SEPARATION),
    Feed.IMPORTED: (NOTHING, SEPARATION),
    Feed.SECONDARY: (SEPARATION, SEPARATION),
    Feed.RELEASED: (SEPARATION, SEPARATION),
}
CONCENTRATE = {
    Feed.DOMESTIC: (SEPARATION, SEPARATION),
    Feed.UNKNOWN: (SEPARATION, SEPARATION),
    Feed.BYPRODUCT: (NOTHING, SEPARATION),
    Feed.IMPORTED: (NOTHING, SEPARATION),
    Feed.SECONDARY: (SEPARATION, SEPARATION),
    Feed.RELEASED: (SEPARATION, SEPARATION),
}
COMPOUND = dict.fromkeys(Feed, (NOTHING, NOTHING))


def table(product: Product | None) -> dict[Feed, tuple[Need, Need]]:
    if product is Product.ORE:
        return ORE
    return CONCENTRATE if product in MINERAL_PRODUCTS else COMPOUND


@pytest.mark.parametrize("product", [*Product, None])
@pytest.mark.parametrize("feed", Feed)
def test_what_an_input_needs(product: Product | None, feed: Feed) -> None:
    lot = Lot("L", product=product, feed=feed)
    before, after = table(product)[feed]
    for on in (date(2024, 1, 1), BEFORE):
        assert need(lot, supported=True, day=on) is before
    for on in (FROM, date(2026, 3, 1)):
        assert need(lot, supported=True, day=on) is after


@pytest.mark.parametrize("product", [*Product, None])
@pytest.mark.parametrize("on", [BEFORE, FROM])
def test_an_unsupported_input_is_of_unknown_feed(product: Product | None, on: date) -> None:
    unknown = need(Lot("L", product=product), supported=True, day=on)
    for feed in Feed:
        lot = Lot("L", product=product, feed=feed)
        assert need(lot, supported=False, day=on) is unknown


@pytest.mark.parametrize(
    ("needed", "made", "expected"),
    [
        (NOTHING, Stage.ORE, ()),
        (NOTHING, Stage.MINERAL, ()),
        (NOTHING, Stage.COMPOUND, ()),
        (SEPARATION, Stage.ORE, ()),
        (SEPARATION, Stage.MINERAL, ()),
        (SEPARATION, Stage.COMPOUND, (Gate.SEPARATION,)),
        (BOTH, Stage.ORE, ()),
        (BOTH, Stage.MINERAL, (Gate.MINING,)),
        (BOTH, Stage.COMPOUND, (Gate.MINING, Gate.SEPARATION)),
    ],
)
def test_gates_on_the_way(needed: Need, made: Stage, expected: tuple[Gate, ...]) -> None:
    assert gates(needed, made) == expected


@pytest.mark.parametrize("product", [*Product, None])
def test_stages(product: Product | None) -> None:
    expected = {
        Product.ORE: Stage.ORE,
        Product.CONCENTRATE: Stage.MINERAL,
        Product.IONIC_CONCENTRATE: Stage.MINERAL,
    }
    assert Stage.of(product) is (
        expected.get(product, Stage.COMPOUND) if product else Stage.COMPOUND
    )


# Quantities: I all inputs, A needing ore, N needing; S all outputs, So not ore, Sc compounds.


def taken(*inputs: tuple[int, Need], made: tuple[int, int, int]) -> Recipe:
    draws = tuple((Input(f"L{n}", "P", g, True), what) for n, (g, what) in enumerate(inputs))
    return Recipe(draws, (), made)


def test_quantities_of_a_mixed_feed() -> None:
    mixed = taken((50, BOTH), (30, SEPARATION), (20, NOTHING), made=(10, 20, 60))
    entering = [mixed.entering(gate) for gate in (Gate.SEPARATION, Gate.MINING)]
    assert [sum(draw.reo_g for draw in draws) for draws in entering] == [80, 50]
    assert mixed.put_in() == 100
    assert [mixed.made(least) for least in Stage] == [90, 80, 60]
    assert mixed.needed(Gate.MINING) == 40  # So × A / I = 80 × 50 / 100
    assert mixed.needed(Gate.SEPARATION) == 48  # Sc × N / I = 60 × 80 / 100
    assert mixed.passage(Gate.MINING) == 50  # min(A, So)
    assert mixed.passage(Gate.SEPARATION) == 60  # min(N, Sc)


def test_half_a_gram_of_quota_goes_to_the_even() -> None:
    assert taken((1, BOTH), (1, NOTHING), made=(0, 0, 1)).needed(Gate.MINING) == 0
    assert taken((1, BOTH), (1, NOTHING), made=(0, 0, 3)).needed(Gate.MINING) == 2


def test_mass_from_nowhere_needs_quota_as_what_it_is_mixed_with() -> None:
    doubled = taken((10, BOTH), made=(0, 0, 20))
    assert doubled.needed(Gate.SEPARATION) == 20
    assert doubled.passage(Gate.SEPARATION) == 10


def test_nothing_put_in_needs_nothing() -> None:
    assert taken(made=(0, 0, 5)).needed(Gate.SEPARATION) == 0


@steady
@given(
    st.lists(st.tuples(st.integers(1, 10**15), st.sampled_from(Need)), min_size=1, max_size=5),
    st.tuples(*[st.integers(0, 10**15)] * 3),
    st.sampled_from((Gate.MINING, Gate.SEPARATION)),
)
def test_quota_needed_is_the_nearest_gram(
    inputs: list[tuple[int, Need]], made: tuple[int, int, int], gate: Gate
) -> None:
    mixed = taken(*inputs, made=made)
    from_stage = Stage.MINERAL if gate is Gate.MINING else Stage.COMPOUND
    entering, leaving = sum(draw.reo_g for draw in mixed.entering(gate)), mixed.made(from_stage)
    exact = Fraction(leaving * entering, mixed.put_in())
    assert abs(mixed.needed(gate) - exact) <= Fraction(1, 2)
    assert mixed.needed(gate) <= leaving
    assert mixed.passage(gate) <= min(entering, leaving)
    if not mixed.passage(gate):
        assert mixed.needed(gate) == 0
    if mixed.made() <= mixed.put_in():
        assert mixed.needed(gate) <= mixed.passage(gate)


@steady
@given(st.integers(0, 10**40), st.integers(1, 10**20))
def test_half_even_is_exact(numerator: int, denominator: int) -> None:
    assert half_even(numerator, denominator) == round(Fraction(numerator, denominator))


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 0), (3, 2, 2), (5, 2, 2), (7, 2, 4), (2, 4, 0), (6, 4, 2), (10**30 + 1, 2, 5 * 10**29)],
)
def test_halves_go_to_the_even(numerator: int, denominator: int, rounded: int) -> None:
    assert half_even(numerator, denominator) == rounded


def test_a_recipe_sorts_what_went_in_and_came_out() -> None:
    made = {"O": (Product.ORE, 5), "K": (Product.CONCENTRATE, 20), "X": (Product.OXIDE, 50)}
    lineage = with_facts(
        mined("A", 60, by="P", product=Product.ORE),
        mined("B", 40, by="P"),
        processing("P", {"B": 40, "A": 60}, made, by="P"),
    )
    event = lineage.events["processing:P"]
    found = recipe(event, lineage.inputs, lineage.outputs_of[event.key], lineage.lots)
    assert [(draw.lot, what) for draw, what in found.inputs] == [("A", BOTH), ("B", SEPARATION)]
    assert [(out.lot, out.stage) for out in found.outputs] == [
        ("O", Stage.ORE),
        ("K", Stage.MINERAL),
        ("X", Stage.COMPOUND),
    ]
    assert found.by_stage == (5, 20, 50)


def test_quota_is_drawn_by_all_outputs_even_those_a_lineage_does_not_hold() -> None:
    event = Event(EventKind.PROCESSING, "P", day("2026-03-01"), "P", made=(0, 0, 90))
    one = Output(event.key, "X", 0, 30, Product.OXIDE, None)
    lots = {"C": Lot("C", product=Product.CONCENTRATE, feed=Feed.DOMESTIC)}
    found = recipe(event, [Input("C", event.key, 100, True)], [one], lots)
    assert found.needed(Gate.SEPARATION) == 90


def test_only_a_processing_needs_anything() -> None:
    lineage = filed(transfer("C", 5, "K"))
    (event,) = lineage.events.values()
    found = recipe(event, lineage.inputs, lineage.outputs, lineage.lots)
    assert [what for _, what in found.inputs] == [NOTHING]
    assert found.passage(Gate.MINING) == found.passage(Gate.SEPARATION) == 0


@pytest.mark.parametrize(
    ("classes", "supported", "expected"),
    [
        ((ROCK, ROCK), (True, True), ROCK),
        ((IONIC,), (True,), IONIC),
        ((ROCK, IONIC), (True, True), None),
        ((ROCK, None), (True, True), None),
        ((ROCK, ROCK), (True, False), None),  # an unsupported input is of unknown class
    ],
)
def test_the_class_of_needing_ore_is_what_all_of_it_agrees_on(
    classes: tuple[OreClass | None, ...], supported: tuple[bool, ...], expected: OreClass | None
) -> None:
    lots = {
        f"L{n}": Lot(f"L{n}", product=Product.ORE, feed=Feed.DOMESTIC, ore_class=ore_class)
        for n, ore_class in enumerate(classes)
    }
    draws = [Input(lot, "P", 5, held) for lot, held in zip(lots, supported, strict=True)]
    # What needs no mining quota has no say, whatever its class.
    lots["C"] = Lot("C", product=Product.CONCENTRATE, feed=Feed.DOMESTIC, ore_class=IONIC)
    event = Event(EventKind.PROCESSING, "P", day("2026-03-01"), "P", made=(0, 0, 5))
    found = recipe(event, [*draws, Input("C", "P", 5, True)], (), lots)
    assert needing_ore_class(found, lots) is expected
