"""What of a record a node or an edge bears: its own fields, masses in grams."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from provenance.records.changes import Value
from provenance.records.kinds.amounts import grams, grams_of_tonnes
from provenance.records.kinds.base import Part


def properties_of(part: Part) -> dict[str, Value]:
    """Return a record's own fields as properties, and leave out what other nodes and edges bear.

    Kilograms and tonnes become grams, lists of objects one JSON text.
    """
    values = part.__dict__
    props: dict[str, Value] = {}
    for field, name, grams_of in _fields(type(part)):
        value = values[field]
        if value is None or value == ():
            continue
        if grams_of is not None:
            props[name] = grams_of(value)
        else:
            props[name] = value if type(value) is str else _value(value)
    return props


_ELSEWHERE = frozenset({"record", "output", "outputs", "inputs", "items", "sample_of"})
_UNITS: Mapping[str, Callable[[Decimal], int]] = {"_kg": grams, "_t": grams_of_tonnes}


@cache
def _fields(model: type[Part]) -> list[tuple[str, str, Callable[[Decimal], int] | None]]:
    """The fields of a model that are its own, their names as properties, and what makes grams."""
    found: list[tuple[str, str, Callable[[Decimal], int] | None]] = []
    for field in model.model_fields:
        stem, _, unit = field.rpartition("_")
        grams_of = _UNITS.get(f"_{unit}")
        if field not in _ELSEWHERE:
            found.append((field, f"{stem}_g" if grams_of else field, grams_of))
    return found


def _value(value: Any) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        nested = any(isinstance(item, Part) for item in value)
        return (
            json_text([properties_of(part) for part in value])
            if nested
            else [str(item) for item in value]
        )
    if isinstance(value, Part):
        return json_text(properties_of(value))
    if isinstance(value, Mapping):
        return json_text({key: float(share) for key, share in value.items()})
    return float(value) if isinstance(value, Decimal) else value


def json_text(value: object) -> str:
    """What a property holds of a list of objects or a table: one JSON text."""
    return json.dumps(value, ensure_ascii=False)
