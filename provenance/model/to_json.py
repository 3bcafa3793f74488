"""What programs read: dataclasses as JSON, by one rule, in the names that GraphQL has."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, singledispatch
from operator import attrgetter
from typing import Any, Final

from provenance.model.dates import shanghai
from provenance.model.mass import kilograms, yuan
from provenance.model.message import Message
from provenance.model.terms import Ref

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

_OTHERWISE: Final = {"grams": "kg", "mass_g": "kg", "gain_g": "kg", "cut": "truncated"}
"""What the rule would name otherwise than programs know it."""


def to_json(thing: Any, names: str = "") -> dict[str, Any]:
    """A dataclass, or the properties of a thing, as a JSON object, masses in kilograms.

    It has the attributes in `names`, in that order, or all fields of a dataclass: `lawful_min_g` as
    `lawfulMinKg`, and `failed=delivery.failures` under another name, from further down. Enums are
    said by name, times in Asia/Shanghai.
    """
    plan = _plan(names or " ".join(field.name for field in fields(thing)))
    if isinstance(thing, Mapping):
        return {said: write(thing.get(path)) for said, path, _, write in plan}
    return {said: write(read(thing)) for said, _, read, write in plan}


def json_name(name: str) -> str:
    """What a field is called in JSON."""
    return _OTHERWISE.get(name) or camel_case(name)


def is_mass(name: str) -> bool:
    """Whether a field has grams, which JSON has as kilograms."""
    return name.endswith(("_g", "grams"))


def camel_case(name: str) -> str:
    """The name of an attribute in JSON, where grams are kilograms."""
    first, *rest = (f"{name[:-2]}_kg" if name.endswith("_g") else name).split("_")
    return first + "".join(word.title() for word in rest)


@cache
def _plan(names: str) -> list[tuple[str, str, Reader, Writer]]:
    """Of each name: as JSON has it, as the thing has it, and how it is read there and written."""
    return [_planned(*name.rpartition("=")) for name in names.split()]


def _planned(said: str, _: str, path: str) -> tuple[str, str, Reader, Writer]:
    name = said or json_name(path)
    write = _mass if is_mass(path) else _sum if path.endswith("_cny") else _value
    return name, path, attrgetter(path), write


def _mass(grams: int | None) -> int | float | None:
    return None if grams is None else kilograms(grams)


def _sum(amount: float | None) -> int | float | None:
    return None if amount is None else yuan(amount)


@singledispatch
def _value(value: Any) -> Any:
    return to_json(value) if is_dataclass(value) else value


_value.register(Enum, lambda value: value.name)
_value.register(datetime, shanghai)
_value.register(date, date.isoformat)
_value.register(Message, str)
_value.register(Ref, lambda ref: {"label": ref.label.name, "key": ref.key})
_value.register(tuple, lambda values: list(map(_value, values)))
_value.register(list, lambda values: list(map(_value, values)))
