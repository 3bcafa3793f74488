"""How the fields of a model are read that are written as they are kept, by its annotations."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from inspect import signature
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from annotated_types import MaxLen, MinLen
from msgspec import Meta
from pydantic import AfterValidator, BaseModel, PlainValidator, Strict, StringConstraints
from pydantic.fields import FieldInfo
from pydantic.json_schema import WithJsonSchema

from provenance.model.codes import Kind
from provenance.records.kinds.amounts import Amount, Whole
from provenance.records.kinds.base import Part

_MOST_REMEMBERED = 100_000

Convert = Callable[[Any, dict[str, Any]], Any]
"""What a field of a record is, from what a line has for it and the fields before it."""

Parts = Callable[[type[Part]], tuple[Any, Convert]]
"""How a model that stands inside another is decoded, and made of that."""


class OtherwiseError(Exception):
    """Something is not plainly as it is kept."""


class NotUnderstoodError(Exception):
    """A model has a rule that is not known here."""


def reading(annotation: Any, metadata: Any, parts: Parts) -> tuple[Any, Convert]:
    """What a field is decoded as, and how that becomes what the model holds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return reading(inner, [*more, *metadata], parts)
    if origin in (Union, UnionType):
        (one,) = (arg for arg in get_args(annotation) if arg is not type(None))
        return reading(one, metadata, parts)
    what, convert, left = _by_metadata(annotation, metadata, parts)
    for rule in left:
        if isinstance(rule, AfterValidator):
            convert = _then(convert, rule.func)
        elif isinstance(rule, MinLen):
            what = Annotated[what, Meta(min_length=rule.min_length)]
        elif isinstance(rule, MaxLen):
            what = Annotated[what, Meta(max_length=rule.max_length)]
        elif not isinstance(rule, (Strict, WithJsonSchema)):
            raise NotUnderstoodError(rule)
    return what, convert


def _by_metadata(annotation: Any, metadata: Any, parts: Parts) -> tuple[Any, Convert, list[Any]]:
    rules: list[Any] = []
    for one in metadata:
        rules += one.metadata if isinstance(one, FieldInfo) else [one]
    for rule in rules:
        others = [other for other in rules if other is not rule]
        if isinstance(rule, Kind):
            return str, _code(rule), others
        if isinstance(rule, Amount):
            return Decimal, _amount(rule), others
        if isinstance(rule, Whole):
            return int, _unlooked(rule), others
        if isinstance(rule, PlainValidator):
            return str, _as_itself(cast("Callable[[Any], Any]", rule.func)), others
        if isinstance(rule, StringConstraints):
            return str, _text(rule), others
    return *_by_type(annotation, parts), rules


def _by_type(annotation: Any, parts: Parts) -> tuple[Any, Convert]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        what, convert = reading(args[0], (), parts)
        return tuple[what, ...], _each(convert)  # type: ignore[valid-type]
    if origin is Mapping:
        (key, read_key), (value, read_value) = (reading(arg, (), parts) for arg in args)
        return dict[key, value], _table(read_key, read_value)  # type: ignore[valid-type]
    if origin is Literal:
        return _by_words(args)
    if annotation is bool or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return annotation, as_it_is
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return parts(cast("type[Part]", annotation))
    raise NotUnderstoodError(annotation)


def _by_words(words: tuple[Any, ...]) -> tuple[Any, Convert]:
    """One of a few words, or of a few members of an enum."""
    if all(type(word) is str for word in words):
        return Literal[words], as_it_is
    (kind,) = {type(word) for word in words}
    allowed = frozenset(words)

    def convert(value: Any, _: dict[str, Any]) -> Any:
        if value not in allowed:
            raise OtherwiseError
        return value

    return kind, convert


def as_it_is(value: Any, _: dict[str, Any]) -> Any:
    """What is decoded as what the model holds."""
    return value


def _unlooked(read: Callable[[Any], Any]) -> Convert:
    return lambda value, _: read(value)


def _then(convert: Convert, check: Callable[..., Any]) -> Convert:
    """Converted and then checked; some checks look at the fields before it."""
    if len(signature(check).parameters) == 1:
        return lambda value, values: check(convert(value, values))
    return lambda value, values: check(convert(value, values), SimpleNamespace(data=values))


def _each(convert: Convert) -> Convert:
    return lambda given, values: tuple([convert(value, values) for value in given])


def _table(read_key: Convert, read_value: Convert) -> Convert:
    return lambda given, values: {
        read_key(key, values): read_value(value, values) for key, value in given.items()
    }


def _text(rule: StringConstraints) -> Convert:
    """Text without space around it, and with nothing in it that does not print."""
    longest = cast("int", rule.max_length)
    if not rule.strip_whitespace or rule.min_length != 1:
        raise NotUnderstoodError(rule)

    def convert(text: str, _: dict[str, Any]) -> str:
        if not 0 < len(text) <= longest or not text.isprintable() or text.strip() != text:
            raise OtherwiseError
        return text

    return convert


def _amount(rule: Amount) -> Convert:
    """A number in range that is written with no digit more than it needs."""
    least, most, above, quantum = rule.least, rule.most, rule.above, rule.quantum
    # Below a millionth one writer writes an exponent and another does not.
    decimals = rf"(?!0\.00000)[0-9]+\.[0-9]{{0,{rule.decimals - 1}}}[1-9]"
    shortest = re.compile(rf"-?(?:[1-9][0-9]*|{decimals})|0").fullmatch

    def convert(number: Decimal, _: dict[str, Any]) -> Decimal:
        if not least <= number <= most or (above and number == least):
            raise OtherwiseError
        if not shortest(str(number)):
            raise OtherwiseError
        return number.quantize(quantum)

    return convert


def _code(kind: Kind[Any]) -> Convert:
    """A number or code that reads as itself, with nothing to be doubted."""

    def read(text: str) -> Any:
        value, doubts = kind.read(text)
        if doubts:
            raise OtherwiseError
        return value

    by_form = kind.plain and re.compile(kind.plain).fullmatch
    remembered = _as_itself(read)
    if not by_form:
        return remembered
    return lambda text, values: text if by_form(text) else remembered(text, values)


def _as_itself(read: Callable[[Any], Any]) -> Convert:
    """A text that is kept as it is written; the same ones come again and again."""
    known: dict[str, Any] = {}

    def convert(text: str, _: dict[str, Any]) -> Any:
        found = known.get(text)
        if found is None:
            found = read(text)
            if (found.isoformat() if isinstance(found, date) else found) != text:
                raise OtherwiseError
            if len(known) < _MOST_REMEMBERED:
                known[text] = found
        return found

    return convert
