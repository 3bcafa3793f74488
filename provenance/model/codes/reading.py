"""How a text is read as a number or a code: to the one value it has, with doubts, or refused."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from provenance.model.codes.cleaning import cleaned
from provenance.model.codes.doubts import CodeRefusedError, Doubt, refused
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import shown

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

DIGITS_KEPT = 15
"""So many digits a spreadsheet, and JSON in most programs, keep of a number."""


class Read(NamedTuple, Generic[_T_co]):
    """The value of a text, and what is to be doubted about it."""

    value: _T_co
    doubts: tuple[Doubt, ...] = ()


class Given(Enum):
    """What may stand for a code besides text."""

    TEXT = "text alone"
    NUMBER = "a bare number, which says the same as its digits in quotes"


class Noted(threading.local):
    """How many values with doubts were filed by a thread: of most records it need not be asked."""

    doubts = 0


NOTED = Noted()


@dataclass(frozen=True, slots=True, eq=False)  # a kind is itself, and can be hashed
class Kind(Generic[_T]):
    """A kind of number or code, used as pydantic's annotation: `Annotated[str, COUNTRY]`.

    `reader` is given text without anything invisible or any space around it. A value that is
    canonical already reads as itself, with the same doubts. What has the form of `plain`, a regular
    expression, reads as itself without any.
    """

    name: Message
    reader: Callable[[str], Read[_T]]
    given: Given = Given.TEXT
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    as_text: Callable[[object], object] = field(default=lambda value: value)
    plain: str = ""

    def read(self, value: object) -> Read[_T]:
        """Return the value of what is given, and doubts; raise CodeRefusedError."""
        value = self.as_text(value)
        text = value if isinstance(value, str) else _digits(value, self.given)
        return self.reader(cleaned(text))

    def filed(self, value: object) -> _T:
        """Return the value as a record keeps it, whatever is doubted; raise CodeRefusedError."""
        found, doubts = self.read(value)
        if doubts:
            NOTED.doubts += 1
        return found

    def asked(self, value: object) -> _T:
        """Return the value as a question names it; raise MisuseError, too where there is none."""
        try:
            found, doubts = self.read(value)
        except CodeRefusedError as error:
            raise MisuseError(self._refusing(error.doubt)) from None
        for doubt in doubts:
            if doubt.impossible:
                raise MisuseError(self._refusing(doubt))
        return found

    def _refusing(self, doubt: Doubt) -> Message:
        return Message("{kind} {doubt}", kind=self.name, doubt=doubt.words)

    def known(self, value: object) -> _T | None:
        """Return the value; None where it is refused, or a code that nobody has."""
        try:
            found, doubts = self.read(value)
        except CodeRefusedError:
            return None
        return None if any(doubt.impossible for doubt in doubts) else found

    def same(self, one: object, other: object) -> bool | None:
        """Whether two texts have one value; None where either has none to compare."""
        first, second = self.known(one), self.known(other)
        return None if first is None or second is None else bool(first == second)

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.filed)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(self.schema)


def _digits(value: object, given: Given) -> str:
    """A number as its digits, where it may stand for them and has kept them all."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise refused(
            "TEXT_WANTED",
            Message("must be text in quotes, got {given}", given=shown(value)),
            Message("write it as text"),
        )
    # Compare first: int() of 1E400000000 would fill the memory. A signalling NaN does not compare.
    finite = not isinstance(value, Decimal) or value.is_finite()
    fits = finite and -(10**DIGITS_KEPT) < value < 10**DIGITS_KEPT
    if fits and given is Given.NUMBER and value >= 0 and value == (whole := int(value)):
        return str(whole)
    raise refused(
        "DIGITS_LOST" if not fits else "TEXT_WANTED",
        Message("must be text in quotes, got {given}", given=shown(value)),
        Message("take the number from the document and write it as text"),
    )
