"""Texts of two records compared as what they mean."""

import pytest

from provenance.model.codes import (
    CREDIT_CODE,
    country_name,
    same_control_code,
    same_country,
    same_customs_code,
    same_region,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("德国", "DEU", True),
        ("Germany", "DE", True),
        ("276", "联邦德国", True),
        ("FRA", "德国", False),
        ("US", "美国（USA）", True),
        ("德国", "Wonderland", None),
        ("Wonderland", "Wonderland", None),
        ("", "德国", None),
        ("\x00", "德国", None),
    ],
)
def test_countries(one: str, other: str, same: bool | None) -> None:
    assert same_country(one, other) is same
    assert same_country(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2846.90", "28469099", True),
        ("2846909990", "2846.90.99", True),
        ("2846909990", "2846909910", False),
        ("2846", "2805", False),
        ("28469099", "28469099.0", True),
        ("other", "2846", None),
        ("28", "2846", None),
        ("77000000", "77000000", None),
    ],
)
def test_customs_codes_to_the_depth_that_both_state(
    one: str, other: str, same: bool | None
) -> None:
    assert same_customs_code(one, other) is same
    assert same_customs_code(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1C905", "1c905.A", True),
        ("1C905.a", "1C905.b", False),
        ("1C905", "1C906", False),
        ("1C905.a.1", "1C905a", True),
        ("1C905.a.1", "1C905.a.12", False),
        ("Dy", "1C905", None),
    ],
)
def test_control_codes_to_the_depth_that_both_state(
    one: str, other: str, same: bool | None
) -> None:
    assert same_control_code(one, other) is same
    assert same_control_code(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("360727", "360783", True),
        ("360727", "１５０２０３", False),
        ("150203", "150203.0", True),
        ("15", "150000", None),
    ],
)
def test_regions_by_what_they_became(one: str, other: str, same: bool | None) -> None:
    assert same_region(one, other) is same


def test_numbers() -> None:
    assert CREDIT_CODE.same("91510000ma62te5t1f", "9151 0000 MA62 TE5T 1F") is True
    assert CREDIT_CODE.same("91510000MA62TE5T1F", "91150200MA00TE5T15") is False
    assert CREDIT_CODE.same("91510000MA62TE5T1F", "9.151E+17") is None


def test_countries_have_names() -> None:
    assert country_name("DEU") == "德国, Germany"
    assert country_name("KOR") == "韩国, South Korea"
    assert country_name("XKX")
    assert country_name("QQQ") == ""
