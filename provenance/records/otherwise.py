"""Whether a record's numbers and codes were written otherwise than they are kept."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from provenance.model.codes import kind_of
from provenance.records.kinds.base import Part
from provenance.records.kinds.shapes import part_of


def as_filed(record: Part, fields: Mapping[str, Any], given: Mapping[str, Any]) -> str | None:
    """Return what was given as JSON text where a number or code of it is kept otherwise.

    `fields` are what was given, with local ids made global.
    """
    if not _written_otherwise(record, fields):
        return None
    return json.dumps(given, ensure_ascii=False, default=str)


def _written_otherwise(part: Part, fields: Mapping[str, Any]) -> bool:
    values = part.__dict__
    for name, holds_parts in _coded(type(part)):
        kept, given = values[name], fields.get(name)
        if kept is None or given is None or kept == given:
            continue
        if holds_parts:
            if isinstance(kept, tuple):
                if any(map(_written_otherwise, kept, given or ())):
                    return True
            elif _written_otherwise(kept, given or {}):
                return True
        elif isinstance(kept, tuple):
            if not isinstance(given, Sequence) or list(kept) != list(given):
                return True
        elif not isinstance(kept, date) or kept.isoformat() != given:
            return True
    return False


@cache
def _coded(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The fields that are codes, or hold parts, by name; and which of the two."""
    found = []
    for name, field in model.model_fields.items():
        holds_parts = part_of(model, name) is not None
        if holds_parts or kind_of(field.annotation, *field.metadata) is not None:
            found.append((name, holds_parts))
    return tuple(found)
