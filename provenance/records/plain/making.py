"""Makes records of lines that are written as they are kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, NamedTuple, cast, get_origin

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import astuple
from pydantic import BaseModel

from provenance.records.kinds.base import Part
from provenance.records.kinds.documents import Invoice
from provenance.records.kinds.enums import InvoiceStatus
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord
from provenance.records.plain.values import (
    Convert,
    NotUnderstoodError,
    OtherwiseError,
    as_it_is,
    reading,
)


class Plain(NamedTuple):
    """A record, and its canonical text, which is its line with sorted keys."""

    record: AnyRecord
    body: str


def plain(line: bytes) -> Plain | None:
    """The record of a line that is written as it is kept; None where it has to be parsed."""
    decode, encode, makers = _tools()
    try:
        given = decode(line)
        maker = makers[type(given)]
        record = maker.make(given)
    except (msgspec.MsgspecError, OtherwiseError, ValueError, ArithmeticError, RecursionError):
        return None
    added = maker.complete(given)
    text: bytes = encode(given)
    # As many quotation marks on both sides: no field is there twice, no number stands in quotes.
    if b"\\" in text or line.count(b'"') + added != text.count(b'"'):
        return None
    return Plain(cast("AnyRecord", record), text.decode())


def understood() -> frozenset[str]:
    """The kinds of record that can be read at once."""
    return frozenset(make.kind for make in _tools()[2].values())


@cache
def _tools() -> tuple[Callable[[bytes], Any], Callable[[Any], bytes], Mapping[type, "_Maker"]]:
    makers = {}
    for kind, model in RECORD_KINDS.items():
        try:
            maker = _maker(model, kind)
        except NotUnderstoodError:
            continue
        makers[maker.struct] = maker
    decoder = msgspec.json.Decoder(reduce(or_, makers))
    encoder = msgspec.json.Encoder(order="sorted", decimal_format="number")
    return decoder.decode, encoder.encode, makers


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a model of what was decoded; `kind` is empty for what stands inside a record.

    `blank` is a model of which nothing is stated, `written` what the canonical text has all the
    same, with its quotation marks.
    """

    kind: str
    struct: type[msgspec.Struct]
    model: type[Part]
    fields: tuple[tuple[str, Convert | None], ...]
    blank: Mapping[str, Any]
    written: tuple[tuple[str, Any, int], ...]
    rules: tuple[Callable[[Any], object], ...]

    def make(self, given: Any, _: object = None) -> Part:
        """The model, as pydantic makes it; raises what its rules raise, or OtherwiseError."""
        values = {**self.blank}
        stated = {"record"} if self.kind else set()
        for (name, convert), value in zip(self.fields, astuple(given), strict=True):
            if value is not UNSET:
                values[name] = value if convert is None else convert(value, values)
                stated.add(name)
        made = _put_together(self.model, values, stated)
        for rule in self.rules:
            rule(made)
        return made

    def complete(self, given: Any) -> int:
        """Add what the canonical text has and the line leaves out; so many quotation marks."""
        added = 0
        for name, default, quotes in self.written:
            if getattr(given, name) is UNSET:
                setattr(given, name, default)
                added += quotes
        return added


_set_values = BaseModel.__dict__["__dict__"].__set__
_set_stated = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


def _put_together(model: type[Part], values: dict[str, Any], stated: set[str]) -> Part:
    """A model of values that need no looking at: pydantic's own way takes as long as reading."""
    made = model.__new__(model)
    _set_values(made, values)
    _set_stated(made, stated)
    _set_extra(made, None)
    _set_private(made, None)
    return made


@cache
def _maker(model: type[Part], kind: str = "") -> _Maker:
    fields: list[tuple[str, Convert | None]] = []
    blank: dict[str, Any] = {"record": kind} if kind else {}
    left_out: list[tuple[str, Any, int]] = []
    columns: list[tuple[Any, ...]] = []
    for name, field in model.model_fields.items():
        if name == "record" and kind:
            continue
        what, convert = reading(field.annotation, field.metadata, _inside)
        default = None if field.is_required() else field.default
        written = default is not None and default != ()
        if written and not kind:
            raise NotUnderstoodError(model)  # what is added is counted in records alone
        if not field.is_required():
            if what is not str and get_origin(what) in (tuple, dict):
                what = Annotated[what, Meta(min_length=1)]  # one that is empty is not written
            columns.append((name, what | UnsetType, UNSET))
        else:
            columns.append((name, what))
        fields.append((name, None if convert is as_it_is else convert))
        blank[name] = default
        if written:
            left_out.append((name, default, 4 if isinstance(default, str) else 2))
    struct = msgspec.defstruct(
        model.__name__,
        columns,
        kw_only=True,
        forbid_unknown_fields=True,
        tag_field="record" if kind else None,
        tag=kind or None,
        gc=False,
    )
    rules = tuple(_rules(model))
    return _Maker(kind, struct, model, tuple(fields), blank, tuple(left_out), rules)


def _inside(model: type[Part]) -> tuple[Any, Convert]:
    maker = _maker(model)
    return maker.struct, maker.make


def _rules(model: type[Part]) -> Iterator[Callable[[Any], object]]:
    """What a model asks of its fields together."""
    decorators = model.__pydantic_decorators__
    if decorators.field_validators or decorators.root_validators or decorators.validators:
        raise NotUnderstoodError(model)
    for validator in decorators.model_validators.values():
        if validator.info.mode == "after":
            yield validator.func
        elif model is Invoice:  # whose masses lose their signs where they are corrected
            yield _not_red
        else:
            raise NotUnderstoodError(model)


def _not_red(invoice: Invoice) -> None:
    if invoice.status is InvoiceStatus.RED_LETTER:
        raise OtherwiseError
