"""Imports on the lines of their declaration."""

from datetime import date

import pytest

from provenance.ledger.grants import Grant, Part
from provenance.ledger.papers import Declaration, Line, Papers
from provenance.model.status import Status
from provenance.model.terms import Label, Product, Ref
from tests.ledger.build import NO_REGISTER, TRADER, Step, imported, settled

DY, ND, KAOLIN, CARBONATE = "2846901500", "2846901300", "2507001000", "2846904890"


def under(*lines: Line) -> Papers:
    return Papers({"D": Declaration(True, TRADER, date(2026, 1, 10), lines)})


def granted(papers: Papers, *steps: Step) -> list[Grant]:
    events = settled(*steps, register=NO_REGISTER, papers=papers).events.values()
    return [event.grants[0] for event in events]


def oxide(lot: str, grams: int, net_g: int | None = None, **more: object) -> Step:
    return imported(lot, grams, declaration="D", net_g=net_g, **more)


def test_each_line_is_a_right_of_its_own_drawn_in_order() -> None:
    first, second = granted(
        under(Line(DY, 0, 30), Line(KAOLIN, 500), Line(ND, 0, 40)), oxide("A", 50), oxide("B", 50)
    )
    assert (first.covered_g, second.covered_g) == (50, 20)
    assert first.parts == (Part(Ref(Label.DECLARATION, "D"), 50, 50),)


def test_goods_that_no_line_lists_draw_on_none() -> None:
    (grant,) = granted(under(Line(KAOLIN, 500), Line("2601", 500)), oxide("A", 50, 60))
    assert (grant.drawn_g, grant.covered_g, grant.parts) == (50, 0, ())
    assert grant.rest is Status.UNDECLARED_IMPORT


def test_what_a_code_fixes_counts_only_where_none_lists() -> None:
    both = under(Line(DY, 0, 30), Line(CARBONATE, 0, 100))
    assert [grant.covered_g for grant in granted(both, oxide("A", 50))] == [30]
    fixed = under(Line("2530", 0, 30), Line(CARBONATE, 0, 10))
    assert [grant.covered_g for grant in granted(fixed, oxide("A", 50))] == [40]


@pytest.mark.parametrize(
    ("lines", "net_g", "drawn", "covered"),
    [
        # All in net mass: so is the draw.
        ((Line(DY, 30), Line(ND, 40)), 100, 100, 70),
        ((Line(DY, 30), Line(ND, 40)), None, 50, 0),  # a lot that states none
        # In both: in REO, a line in net mass by the lot's own content.
        ((Line(DY, 0, 20), Line(ND, 40)), 100, 50, 40),  # 20, and 40 of 100 net are 20 of 50
        ((Line(DY, 40), Line(ND, 0, 20)), 100, 50, 40),
        ((Line(DY, 0, 20), Line(ND, 40)), None, 50, 20),
        ((Line(DY, 1000), Line(ND, 0, 20)), 100, 50, 50),
        # Net mass is at least REO / 1.54.
        ((Line(DY, 30), Line(ND, 40)), 10, 32, 32),
    ],
)
def test_each_in_its_own_measure(
    lines: tuple[Line, ...], net_g: int | None, drawn: int, covered: int
) -> None:
    (grant,) = granted(under(*lines), oxide("A", 50, net_g))
    assert (grant.drawn_g, grant.covered_g) == (drawn, covered)


def test_lots_share_a_line_whatever_their_measure() -> None:
    first, second = granted(under(Line(DY, 150)), oxide("A", 50, 100), oxide("B", 50, 100))
    assert (first.covered_g, second.covered_g) == (100, 50)


@pytest.mark.parametrize(
    ("product", "code", "covered"),
    [
        (Product.OXIDE, KAOLIN, 0),
        (Product.MIXED_SALT, "2601112000", 0),
        (Product.METAL, "2805301200", 50),
        (Product.ALLOY, "7202999100", 50),
        (Product.METAL, "7202999100", 0),
        (Product.MAGNET, "8505111000", 50),
        (Product.SALT, CARBONATE, 50),
        (Product.METAL, CARBONATE, 50),  # fixed: whatever its record says
        (Product.OXIDE, "2530902000", 50),
    ],
)
def test_by_what_travels_under_its_code(product: Product, code: str, covered: int) -> None:
    (grant,) = granted(under(Line(code, 0, 50)), oxide("A", 50, product=product))
    assert grant.covered_g == covered
