"""Inputs made of the records they state, so that what a field means is said in one place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from types import GenericAlias
from typing import Any, get_args, get_origin

import strawberry
from pydantic.fields import FieldInfo
from strawberry.utils.str_converters import to_camel_case

from provenance.records.kinds.registry import RECORD_KINDS
from provenance.records.kinds.shapes import bare
from provenance.schema.base.scalars import Kilograms, Yuan

_DECIMALS: Mapping[str, int] = {"kg": 3, "t": 6}
"""Decimals of a mass that is whole grams, by the suffix of its name in a record."""

_SAID_ALIKE: Mapping[str, str] = {
    "id": "Its number, unique among things of its kind.",
    "region": "The place of that authority, a GB/T 2260 code: says whom it is passed up to.",
    "revision": "Which version it is: the highest counts. Without it a change of what is on record"
    " is its next version, and the very same changes nothing.",
}


def input_of(
    kind: str,
    description: str | None = None,
    *,
    last: Sequence[str] = (),
    reworded: Mapping[str, str] | None = None,
) -> type:
    """Return the GraphQL input that states a record of a kind.

    It has the fields of the record's model with the model's descriptions. `description` and
    `reworded` are what GraphQL says otherwise, such as of masses, which it has in kilograms
    throughout; `last` are the fields that come after the others here.
    """
    model = RECORD_KINDS[kind]
    last = (*last, "revision")
    first = (name for name in model.model_fields if name not in {"record", *last})
    stated = {name: model.model_fields[name] for name in (*first, *last)}
    said = {**_SAID_ALIKE, **(reworded or {})}
    members = {
        "record": kind,
        "__annotations__": {name: _type(name, field) for name, field in stated.items()},
        **{name: _field(name, field, said) for name, field in stated.items()},
    }
    made = type(f"{model.__name__}Input", (), members)
    return strawberry.input(made, description=description or model.__doc__)


def input_name(field: str) -> str:
    """Return what an input calls a field of a record: `reo_t` is reoKg."""
    return to_camel_case(f"{field[:-2]}_kg" if field.endswith("_t") else field)


def record_fields(asked: Any) -> dict[str, object]:
    """Return the fields of the record that an input states, as a file would have them."""
    stated = {name: value for name, value in vars(asked).items() if value is not None}
    return {"record": asked.record} | {name: _filed(name, v) for name, v in stated.items()}


def _field(name: str, stated: FieldInfo, said: Mapping[str, str]) -> Any:
    description = said.get(name) or stated.description or ""
    if name == "enterprise":
        description = description.removesuffix(".") + ", by credit code."
    default: dict[str, Any] = {} if stated.is_required() else {"default": None}
    return strawberry.field(name=input_name(name), description=description, **default)


def _type(name: str, stated: FieldInfo) -> Any:
    """The type of an input's field; what a record may leave out may be left out, or null."""
    held = bare(stated.annotation)
    if held is Decimal:
        held = Yuan if name.endswith("_cny") else Kilograms
    elif get_origin(held) is tuple:
        held = GenericAlias(list, (bare(get_args(held)[0]),))
    return held if stated.is_required() else held | None


def _filed(name: str, value: Any) -> object:
    if decimals := _DECIMALS.get(name.rpartition("_")[2]):
        return Decimal(value).scaleb(-decimals)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
