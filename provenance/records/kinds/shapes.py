"""What kind of value a field holds: what readers and messages need to know of an annotation."""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


class Shape(Enum):
    """How a field is written in a cell of a table."""

    TEXT = "text"
    FLAG = "true or false"
    LIST = "a JSON list"
    OBJECT = "a JSON object"


@cache
def shapes(model: type[BaseModel]) -> Mapping[str, Shape]:
    """Return the shape of each field of a model."""
    return {name: _shape(field.annotation) for name, field in model.model_fields.items()}


def part_of(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    """Return the model of what a field holds, or holds a list of; None for plain values."""
    known = model.model_fields.get(field)
    if known is None:
        return None
    held = bare(known.annotation)
    if get_origin(held) is tuple:
        held = bare(get_args(held)[0])
    return held if isinstance(held, type) and issubclass(held, BaseModel) else None


def bare(annotation: Any) -> Any:
    """Return an annotation without what may be absent and without what pydantic checks."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in {Union, UnionType}:
            (annotation,) = (one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation


def _shape(annotation: Any) -> Shape:
    held = bare(annotation)
    origin = get_origin(held)
    if origin is tuple:
        return Shape.LIST
    if held is bool:
        return Shape.FLAG
    if origin is Mapping or (isinstance(held, type) and issubclass(held, BaseModel)):
        return Shape.OBJECT
    return Shape.TEXT
