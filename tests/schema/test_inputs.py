"""Inputs made of record models: each states the whole record, and in the record's own units."""

from decimal import Decimal
from typing import Any

import pytest

from provenance.records.kinds.registry import RECORD_KINDS, describe
from provenance.schema.mutations.inputs import input_name, input_of, record_fields

KINDS = (
    "indicator",
    "quota",
    "quota_adjustment",
    "designation",
    "permit",
    "inspection",
    "violation",
    "order",
    "penalty",
    "referral",
)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_with_is_the_record_it_states(kind: str) -> None:
    record = RECORD_KINDS[kind].model_validate(describe()[kind]["example"])
    made: Any = input_of(kind)
    asked = made(**{name: _sent(name, value) for name, value in _stated(record)})
    assert RECORD_KINDS[kind].model_validate(record_fields(asked)) == record


def _stated(record: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(record, name)) for name in record.model_fields_set - {"record"}]


def _sent(name: str, value: Any) -> Any:
    """A value as GraphQL hands it over: masses in grams, lists as lists."""
    if isinstance(value, Decimal) and not name.endswith("_cny"):
        return int(value * (1_000 if name.endswith("_kg") else 1_000_000))
    return list(value) if isinstance(value, tuple) else value


def test_masses_are_in_kilograms_whatever_a_record_has() -> None:
    names = ("reo_t", "verified_reo_kg", "next_year_reduction_t", "fine_cny", "valid_to")
    assert [input_name(name) for name in names] == [
        "reoKg",
        "verifiedReoKg",
        "nextYearReductionKg",
        "fineCny",
        "validTo",
    ]
