"""From where on something counts as wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.reference import oxides
from provenance.model.terms import Product, Waste
from provenance.model.thresholds import DEFAULTS, Thresholds, apart, beyond
from provenance.settings.sources import read
from tests.ledger.build import steady

MASS = st.integers(0, 10**13)


@steady
@given(MASS, MASS)
def test_apart_is_beyond_from_either_side(one: int, other: int) -> None:
    assert beyond(one, other, 0.01, 1_000) == (one - other > 1_000 and (one - other) * 100 > other)
    assert apart(one, other, 0.01, 1_000) == (
        abs(one - other) > 1_000 and abs(one - other) * 100 > other
    )


def test_ranges_are_ranges_of_known_products() -> None:
    told = {f"scrap of {kind}" for kind in Waste if kind is not Waste.OTHER}
    assert set(DEFAULTS.content) == {*Product, *told}
    for least, most in (*DEFAULTS.content.values(), *DEFAULTS.recovery.values()):
        assert 0 < least < most <= DEFAULTS.content_cap
    assert DEFAULTS.content_cap > max(float(oxide.oxide_per_metal) for oxide in oxides())


def test_they_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read().settings().thresholds == Thresholds()
    monkeypatch.setenv("PROVENANCE_THRESHOLDS__SPLIT_DAYS", "7")
    assert read().settings().thresholds == Thresholds(split_days=7)
    monkeypatch.setenv("PROVENANCE_THRESHOLDS", '{"content": {"ore": [0.001, 0.3]}}')
    found = read().settings().thresholds
    assert (found.split_days, found.content) == (7, {"ore": (0.001, 0.3)})
