"""One text per record: two spellings of the same facts give the same text, and back again."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from json.encoder import encode_basestring as quoted
from typing import Any, NoReturn, cast

from provenance.model.text import digits, printable, shown
from provenance.records.kinds.base import Part
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord, known_kind


def canonical(record: AnyRecord) -> str:
    """Return compact JSON with sorted keys, plain numbers, and nothing for what is absent."""
    return _object(record)


def revive(text: str) -> AnyRecord:
    """Return the record that a canonical text, or any other line of JSON, states.

    Raises ValueError in plain words, or pydantic's ValidationError, which is one.
    """
    return record_of(parse(text))


def record_of(data: object) -> AnyRecord:
    """Return the record that an object of fields states; a null is a field left out.

    Raises ValueError in plain words, or pydantic's ValidationError, which is one.
    """
    if not isinstance(data, dict):
        raise ValueError(f"a record must be a JSON object, got {shown(data)}")
    model = RECORD_KINDS[known_kind(data.get("record"))]
    given = {name: value for name, value in data.items() if value is not None}
    return cast("AnyRecord", model.model_validate(given))


def parse(text: str) -> object:
    """Return what a JSON text states, with exact numbers; raise ValueError in plain words."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        what = f"{error.msg} at character {error.pos + 1}"
        raise ValueError(f"must be JSON: {printable(what, 200)}") from None
    except RecursionError:
        raise ValueError("must not be nested so deeply") from None
    except ArithmeticError:
        raise ValueError("must not hold a number beyond any range") from None
    except _TwiceError:
        raise
    except ValueError:  # Python refuses to read integers of thousands of digits
        raise ValueError("must not hold a number of thousands of digits") from None


class _TwiceError(ValueError):
    """A field is given twice: which of two masses counts is not for a parser to say."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = sorted(name for name, _ in pairs)
        twice = next(one for one, next_one in pairwise(names) if one == next_one)
        refuse_twice(twice)
    return fields


def refuse_twice(name: str) -> NoReturn:
    """Raise ValueError in plain words: a field of an object is given twice."""
    raise _TwiceError(f"must give a field once: {shown(name)} is there twice")


_DECODER = json.JSONDecoder(parse_float=Decimal, object_pairs_hook=_once)


def _object(part: Part) -> str:
    values = part.__dict__
    written = []
    for name, may_be_empty in _fields(type(part)):
        value = values[name]
        if value is None:
            continue
        text = _written(value)
        if may_be_empty or text != "[]":
            written.append(f'"{name}":{text}')
    return "{" + ",".join(written) + "}"


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model in order, and whether an empty list says more than none at all."""
    fields = model.model_fields.items()
    return tuple(sorted((name, field.default != ()) for name, field in fields))


def _written(value: Any) -> str:
    write = _WRITERS.get(type(value))
    return write(value) if write else _learnt(type(value))(value)


def _learnt(kind: type) -> Callable[[Any], str]:
    """Add how a type is written: a model or an enum is written as what it derives from."""
    for base, write in _BASES:
        if issubclass(kind, base):
            return _WRITERS.setdefault(kind, write)
    raise TypeError(f"a {kind.__name__} has no canonical text")


def _list(values: tuple[Any, ...]) -> str:
    return "[" + ",".join([_written(value) for value in values]) + "]"


def _mapping(values: Mapping[str, Any]) -> str:
    items = sorted(values.items())
    return "{" + ",".join([f"{quoted(k)}:{_written(v)}" for k, v in items]) + "}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _iso(value: date) -> str:
    return f'"{value.isoformat()}"'


_BASES: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Part, _object),
    (str, quoted),
    (date, _iso),
    (Mapping, _mapping),
)
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: quoted,
    Decimal: digits,
    bool: _flag,
    int: str,
    tuple: _list,
}
