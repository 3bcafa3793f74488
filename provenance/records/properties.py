"""What of a record a node or an edge bears: its own fields, masses in grams."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Any, cast

from provenance.records.changes import Value
from provenance.records.kinds.amounts import grams, grams_of_tonnes
from provenance.records.kinds.base import Part


def properties_of(part: Part) -> dict[str, Value]:
    """Return a record's own fields as properties, and leave out what other nodes and edges bear.

    Kilograms and tonnes become grams, lists of objects one JSON text.
    """
    values = part.__dict__
    props: dict[str, Value] = {}
    for field, name, grams_of in borne(type(part)):
        value = values[field]
        kind = type(value)
        if value is None or value == ():
            continue
        if kind is str:
            props[name] = value
        elif grams_of is not None:
            props[name] = grams_of(value)
        else:
            props[name] = (_WRITERS.get(kind) or _learnt(kind))(value)
    return props


_ELSEWHERE = frozenset({"record", "output", "outputs", "inputs", "items", "sample_of"})
_UNITS: Mapping[str, Callable[[Decimal], int]] = {"_kg": grams, "_t": grams_of_tonnes}


@cache
def borne(model: type[Part]) -> list[tuple[str, str, Callable[[Decimal], int] | None]]:
    """The fields of a model that are its own, their names as properties, and what makes grams."""
    found: list[tuple[str, str, Callable[[Decimal], int] | None]] = []
    for field in model.model_fields:
        stem, _, unit = field.rpartition("_")
        grams_of = _UNITS.get(f"_{unit}")
        if field not in _ELSEWHERE:
            found.append((field, f"{stem}_g" if grams_of else field, grams_of))
    return found


def _learnt(kind: type) -> Callable[[Any], Value]:
    """Add how a type is borne: an enum or a model as what it derives from."""
    write = next(write for base, write in _BASES if issubclass(kind, base))
    return _WRITERS.setdefault(kind, write)


def _list(values: tuple[Any, ...]) -> Value:
    if type(values[0]) is str:
        return list(values)
    if isinstance(values[0], Part):
        return json_text([properties_of(part) for part in values])
    return [str(item) for item in values]


_BASES: tuple[tuple[type, Callable[[Any], Value]], ...] = (
    (StrEnum, str.__str__),
    (Enum, lambda value: str(value.value)),
    (date, lambda value: str(value.isoformat())),
    (tuple, _list),
    (Part, lambda value: json_text(properties_of(value))),
    (Mapping, lambda value: json_text({key: float(share) for key, share in value.items()})),
    (Decimal, float),
    (object, lambda value: cast("Value", value)),
)
_WRITERS: dict[type, Callable[[Any], Value]] = {}


def json_text(value: object) -> str:
    """What a property holds of a list of objects or a table: one JSON text."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
