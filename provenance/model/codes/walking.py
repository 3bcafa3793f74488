"""Which fields of a model are codes, and what is to be doubted of a record that is made."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from provenance.model.codes.doubts import Doubt
from provenance.model.codes.enterprises import Identifier
from provenance.model.codes.reading import Kind


def doubts_in(part: BaseModel, path: str = "") -> Iterator[tuple[str, Doubt]]:
    """Yield the dotted path of each field whose code is to be doubted, and why."""
    if isinstance(part, Identifier):
        yield from ((f"{path}number", doubt) for doubt in part.doubts)
        return
    for name, kind in _fields(type(part)).items():
        value = getattr(part, name)
        several = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for n, one in several:
            where = f"{path}{name}" if n is None else f"{path}{name}.{n}"
            if isinstance(one, BaseModel):
                yield from doubts_in(one, f"{where}.")
            elif kind is not None and one is not None:
                yield from ((where, doubt) for doubt in kind.read(one).doubts)


@cache
def _fields(model: type[BaseModel]) -> dict[str, Kind[Any] | None]:
    """The fields that are codes, by their kinds, and those that hold parts."""
    found: dict[str, Kind[Any] | None] = {}
    for name, field in model.model_fields.items():
        kind = kind_of(field.annotation, *field.metadata)
        if kind is not None or _holds_parts(field.annotation):
            found[name] = kind
    return found


def kind_of(annotation: Any, *metadata: object) -> Kind[Any] | None:
    """Return the kind of code that an annotation names, itself or as what it holds."""
    for one in (*metadata, annotation):
        if isinstance(one, Kind):
            return one
    return next(filter(None, map(kind_of, get_args(annotation))), None)


def _holds_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_parts(one) for one in get_args(annotation))
