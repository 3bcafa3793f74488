"""What rare earths travel under, and what their waste can hold."""

from datetime import date
from decimal import Decimal

import pytest

from provenance.model.reference.customs import listed, lists, mixture
from provenance.model.reference.waste import highest_shares

DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("hs_code", "row"),
    [
        ("2846904890", "28469048"),
        ("2846.90.48", "28469048"),
        ("2846904100", "2846904"),
        ("2846909100", "284690"),
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
        ("28469041", None),
        ("2846901500", None),
        ("2530902000", None),
        ("2507001000", None),
        ("", None),
    ],
)
def test_mixtures_and_what_their_codes_begin_with(hs_code: str, mixed: str | None) -> None:
    assert mixture(hs_code, DAY) == mixed


def test_what_waste_can_hold() -> None:
    shares = highest_shares()
    assert set(shares) == {"magnet", "phosphor", "polishing_powder", "catalyst", "battery"}
    assert shares["magnet"]["Dy2O3"] == Decimal("0.20")
    assert shares["magnet"]["Lu2O3"] == Decimal("0.01")  # any other oxide
    assert shares["phosphor"]["Y2O3"] == 1
    assert {len(by_oxide) for by_oxide in shares.values()} == {16}
