"""What rare earths travel under, and what their waste can hold."""

from datetime import date
from decimal import Decimal

import pytest

from provenance.model.reference.customs import chapters, listed, lists, mineral, mixture
from provenance.model.reference.waste import highest_shares

DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("hs_code", "row"),
    [
        ("2846904890", "28469048"),
        ("2846.90.48", "28469048"),
        ("2846904100", "28469041"),  # lanthanum's
        ("2846904900", "28469049"),
        ("2846904700", "2846904"),
        ("2846901993", "2846901993"),
        ("2846901991", "28469019"),
        ("2846909100", "28469091"),
        ("2846909800", "284690"),
        ("2846901500", "28469015"),
        ("2530902010", "2530902"),
        ("2612200000", "261220"),
        ("7202999100", "720299"),
        ("2507001000", None),  # kaolin
        ("2601112000", None),  # iron ore
        ("2612100000", None),  # uranium
        ("2846", None),  # shorter than any row
        ("", None),
    ],
)
def test_the_longest_beginning_counts(hs_code: str, row: str | None) -> None:
    found = listed(hs_code, DAY)
    assert (found and found.code) == row


@pytest.mark.parametrize(
    ("hs_code", "product", "may"),
    [
        ("28469048", "mixed_salt", True),
        ("28469048", "metal", False),
        ("28469015", "oxide", True),
        ("28469015", "ionic_concentrate", False),
        ("720299", "alloy", True),
        ("720299", "scrap", False),
        ("2507", "oxide", False),
        ("28469048", None, False),
    ],
)
def test_a_code_lists_products(hs_code: str, product: str | None, may: bool) -> None:
    assert lists(hs_code, product, DAY) is may


@pytest.mark.parametrize(
    ("hs_code", "mixed"),
    [
        ("2846904890", "carbonate"),
        ("2846901992", "oxide"),
        ("28469028", "chloride"),
        ("28469099", "other"),
        ("2846904", "other"),  # begins that of mixed carbonates, and those of single ones
        ("284690", "other"),
        ("2846", "other"),
        ("2846901993", "oxide"),
        ("28469019", "oxide"),
        ("2846901991", "oxide"),  # a line that no row lists is as what it is below
        ("2846909700", "other"),
        ("2846904700", "other"),
        ("2846902910", None),  # other chlorides, of single elements
        ("2846904900", None),
        ("2846903900", None),
        ("2846901920", None),
        ("2846101000", None),
        ("2805302100", None),
        ("28469041", None),
        ("2846901500", None),
        ("2530902000", None),
        ("2507001000", None),
        ("", None),
    ],
)
def test_mixtures_and_what_their_codes_begin_with(hs_code: str, mixed: str | None) -> None:
    assert mixture(hs_code, DAY) == mixed


@pytest.mark.parametrize(
    ("hs_code", "ores"),
    [
        ("2530902010", True),
        ("2530", True),
        ("2612200000", True),  # thorium, and monazite
        ("2612.20", True),
        ("2612", True),  # too short to tell
        ("2612100000", False),  # uranium
        ("2601112000", False),
        ("26", False),
        ("", False),
    ],
)
def test_ores_by_their_codes(hs_code: str, ores: bool) -> None:
    assert mineral(hs_code) is ores


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("ore", {"25", "26"}),
        ("ionic_concentrate", {"25", "28"}),
        ("mixed_salt", {"28"}),
        ("metal", {"28", "84"}),
        ("alloy", {"28", "72", "84"}),
        ("magnet", {"85"}),
        ("scrap", set()),
    ],
)
def test_chapters_of_a_product(product: str, expected: set[str]) -> None:
    assert chapters(product, DAY) == expected


@pytest.mark.parametrize(
    ("product", "code"),
    [("oxide", f"2846901{n}") for n in range(1, 8)]
    + [("salt", f"2846904{n}") for n in range(1, 10)]
    + [("alloy", "720299"), ("ore", "2530902010"), ("ore", "2530902090")],
)
def test_codes_of_their_own(product: str, code: str) -> None:
    assert lists(code, product, DAY)


@pytest.mark.parametrize(
    "code", ["7204490090", "2620999090", "38259000", "8548100000", "8505111000", "2805302900"]
)
def test_scrap_travelled_until_it_was_barred(code: str) -> None:
    assert lists(code, "scrap", date(2020, 12, 31))
    assert not lists(code, "scrap", date(2021, 1, 1))


def test_not_under_the_codes_of_other_goods() -> None:
    assert not lists("7202991100", "scrap", date(2020, 12, 31))
    assert lists("8505111000", "magnet", date(2020, 12, 31))
    assert lists("2805302900", "alloy", date(2020, 12, 31))


def test_what_waste_can_hold() -> None:
    shares = highest_shares()
    assert set(shares) == {"magnet", "phosphor", "polishing_powder", "catalyst", "battery"}
    assert shares["magnet"]["Dy2O3"] == Decimal("0.20")
    assert shares["magnet"]["Lu2O3"] == Decimal("0.01")  # any other oxide
    assert shares["phosphor"]["Y2O3"] == 1
    assert {len(by_oxide) for by_oxide in shares.values()} == {16}
