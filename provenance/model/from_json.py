"""Dataclasses again, from the JSON that `to_json` makes of them and GraphQL answers with."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from provenance.model.message import Message
from provenance.model.terms import Label, Ref
from provenance.model.to_json import is_mass, json_name

Made = TypeVar("Made")


def of_json(kind: type[Made], said: Mapping[str, Any], **given: Any) -> Made:
    """A dataclass of its JSON, kilograms again as grams; `given` is what that does not have.

    A sentence says what was said, in the one language that was asked for.
    """
    told = {
        name: read(said[key])
        for name, key, read in _plan(cast("Hashable", kind))
        if name not in given and key in said
    }
    return kind(**told, **given)


def grams(kg: float) -> int:
    """Whole grams of kilograms as they were told."""
    return round(kg * 1000)


def sentence(text: str) -> Message:
    """A sentence that is in its language already."""
    return Message("{text}", text=text)


@cache
def _plan(kind: Hashable) -> Sequence[tuple[str, str, Callable[[Any], Any]]]:
    """Of each field: its name, its name in JSON, and how it is read."""
    return [
        (name, json_name(name), partial(_known, grams if is_mass(name) else _reader(hint)))
        for name, hint in get_type_hints(cast("type", kind)).items()
        if not name.startswith("_")
    ]


def _known(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _reader(hint: Any) -> Callable[[Any], Any]:
    """How a value of a type is read."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [one for one in get_args(hint) if one is not NoneType] or [hint]
    if get_origin(hint) in (list, tuple, Sequence):
        read = _reader(get_args(hint)[0])
        return lambda values: tuple(map(read, values))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda name: hint[name]
    if hint not in _READERS and (is_dataclass(hint) or hasattr(hint, "_fields")):
        return partial(of_json, cast("type[Any]", hint))
    return _READERS.get(hint, lambda value: value)


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    Ref: lambda ref: Ref(Label[ref["label"]], ref["key"]),
    Message: sentence,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}
"""How what is no dataclass is read, where JSON has it otherwise."""
