"""A verdict in plain JSON, and kilograms exact to the gram."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.mass import kilograms


@pytest.mark.parametrize(
    ("grams", "written"),
    [
        (0, "0"),
        (1, "0.001"),
        (-500, "-0.5"),
        (39_473_684, "39473.684"),
        (60_000_000, "60000"),
        (10**15 - 1, "999999999999.999"),
    ],
)
def test_kilograms_are_written_as_people_write_them(grams: int, written: str) -> None:
    assert json.dumps(kilograms(grams)) == written


@given(st.integers(-(10**15), 10**15))
def test_kilograms_have_three_decimals_at_most_and_lose_nothing(grams: int) -> None:
    whole, _, decimals = json.dumps(kilograms(grams)).lstrip("-").partition(".")
    assert len(decimals) <= 3
    assert int(whole + decimals.ljust(3, "0")) == abs(grams)
