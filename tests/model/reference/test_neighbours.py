"""Goods that rare earths have travelled as are known by name before code, the longest first."""

from datetime import date
from decimal import Decimal

import pytest

from provenance.model.reference import neighbour_goods, rare_earth_values
from provenance.model.reference.customs import listed
from provenance.model.reference.neighbours import fetched_by, neighbour
from provenance.records.kinds.enums import Role
from provenance.words.table import values_of

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("code", "goods", "like"),
    [
        ("2821100000", "氧化铁红", "iron_oxide"),
        ("2821.10", "pigment", "iron_oxide"),
        ("3824999999", "瓷砖胶", "tile_adhesive"),
        ("6907219000", "瓷砖", "ceramic_tiles"),
        ("2507001000", "瓷砖胶", "tile_adhesive"),  # what it is called counts first
        ("7205210000", "Alloy powder for welding", "iron_powder"),
        ("9804010000", "快件", "samples"),
        ("2846901999", "氧化镨钕", None),
        ("28", "颜料", None),
        ("", "", None),
    ],
)
def test_what_goods_are_like(code: str, goods: str, like: str | None) -> None:
    found = neighbour(code, goods)
    assert (found and found.goods) == like


def test_what_fetches_so_much() -> None:
    assert {row.goods for row in fetched_by(Decimal(5))} == {"light_oxide"}
    assert {row.goods for row in fetched_by(Decimal(5_000))} == {"terbium_oxide"}
    assert fetched_by(Decimal("0.5")) == ()


def test_rows_are_sound() -> None:
    for row in neighbour_goods():
        assert (row.low_cny or 0) <= (row.high_cny or 0)
        assert (row.package_low_kg or 0) <= (row.package_high_kg or 0)
        assert set(row.made_by) <= {role.value for role in Role}
        assert row.source or row.status == "general"
        assert all(name == name.casefold() for name in row.names)
    assert all(row.low_cny < row.high_cny for row in rare_earth_values())
    assert values_of("neighbour_goods").keys() == {row.goods for row in neighbour_goods()}
    assert values_of("rare_earth_goods").keys() == {row.goods for row in rare_earth_values()}


def test_no_code_is_one_of_rare_earths_but_that_of_alloys() -> None:
    codes = [code for row in neighbour_goods() for code in row.codes]
    assert [code for code in codes if listed(code, DAY)] == []
    assert listed("720299", DAY) is not None
