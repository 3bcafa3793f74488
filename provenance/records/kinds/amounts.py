"""Numbers as people file them: exact, bounded, and refused in words they understand.

Kilograms and tonnes are `Decimal` and hold whole grams; a binary float is read by its shortest
spelling, which is the one it was written with as long as the mass is in range.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from provenance.model.text import shown

MAX_KG: Final = Decimal(10) ** 9
MAX_T: Final = Decimal(10) ** 6
MAX_CNY: Final = Decimal(10) ** 13

_PLAIN = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of some unit: from `least` (itself included unless `above`) to `most`.

    `remedy` is what to do about one that is less.
    """

    unit: str
    decimals: int
    most: Decimal
    least: Decimal = Decimal(0)
    above: bool = False
    remedy: str = ""
    quantum: Decimal = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quantum", Decimal(1).scaleb(-self.decimals))

    def __call__(self, value: object) -> Decimal:
        number = _decimal(value, self.unit)
        # Order matters: once in range, quantize cannot overflow and is cheap for any exponent.
        if number > self.most:
            raise ValueError(f"must be at most {self.most:f}{self.unit}, got {shown(value)}")
        if number < self.least or (self.above and number == self.least):
            bound = "greater than" if self.above else "at least"
            least = f"{self.least:f}{self.unit}"
            raise ValueError(f"must be {bound} {least}, got {shown(value)}{self.remedy}")
        exact = number.quantize(self.quantum)
        if exact != number:
            raise ValueError(f"may have at most {self.decimals} decimals, got {shown(value)}")
        return exact or abs(exact)  # -0 is 0

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.__call__)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        floor = "exclusiveMinimum" if self.above else "minimum"
        return {"type": "number", floor: int(self.least), "maximum": int(self.most)}


def _decimal(value: object, unit: str) -> Decimal:
    """The number itself; text must be plain digits, as a CSV cell has them."""
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, str) and _PLAIN.fullmatch(value.strip()):
        number = Decimal(value.strip())
    elif isinstance(value, float):
        number = Decimal(repr(value))
    else:
        raise ValueError(f"must be a plain number{_of(unit)} such as 12.5, got {shown(value)}")
    if not number.is_finite():
        raise ValueError(f"must be a number{_of(unit)}, got {shown(value)}")
    return number


def unsigned(value: object) -> object:
    """Return a number, or the text of one, without a minus sign; anything else as it is."""
    if isinstance(value, str):
        bare = value.strip()
        return bare[1:] if bare.startswith("-") else value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value.copy_abs() if isinstance(value, Decimal) else abs(value)
    return value


def _of(unit: str) -> str:
    return f" of{unit}" if unit else ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`; a text of digits is read as one."""

    least: int
    most: int

    def __call__(self, value: object) -> int:
        if type(value) is not int:
            value = whole(value)
        if not self.least <= value <= self.most:
            raise ValueError(f"must be from {self.least} to {self.most}, got {shown(value)}")
        return value

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.__call__)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def whole(value: object) -> int:
    """Return the value as a whole number; spreadsheets write 2026 as 2026.0, which is the same."""
    try:
        number = _decimal(value, "")
    except ValueError:
        number = Decimal("0.5")
    # Compare first: int() of 1e400000000 would fill the memory, and abs() of it overflows.
    if -MAX_CNY < number < MAX_CNY and number == (exact := int(number)):
        return exact
    raise ValueError(f"must be a whole number, got {shown(value)}")


# What a lot, an item, a document weighs.
Kilograms = Annotated[Decimal, Amount(" kg", 3, MAX_KG, above=True)]
# What an inspection or a document states, where nothing at all is a statement too.
KilogramsOrNone = Annotated[Decimal, Amount(" kg", 3, MAX_KG)]
InvoicedKilograms = Annotated[
    Decimal,
    Amount(
        " kg", 3, MAX_KG, remedy="; goods that go back stand on an invoice of status red_letter"
    ),
]
_SIGNED_KG = Amount(" kg", 3, MAX_KG, least=-MAX_KG)
Tonnes = Annotated[Decimal, Amount(" t", 6, MAX_T)]
SignedTonnes = Annotated[Decimal, Amount(" t", 6, MAX_T, least=-MAX_T)]
yuan = Amount(" CNY", 2, MAX_CNY)
Yuan = Annotated[Decimal, yuan]
SignedYuan = Annotated[Decimal, Amount(" CNY", 2, MAX_CNY, least=-MAX_CNY)]
Share = Annotated[Decimal, Amount("", 12, Decimal(1))]
Year = Annotated[int, Whole(1990, 2100)]
Revision = Annotated[int, Whole(0, 10**9)]
Packages = Annotated[int, Whole(1, 10**9)]


def grams(kg: Decimal) -> int:
    """Return kilograms as whole grams; raise ValueError where a fraction of a gram is left."""
    return _exactly(kg.scaleb(3), kg)


def grams_of_tonnes(t: Decimal) -> int:
    """Return tonnes as whole grams; raise ValueError where a fraction of a gram is left."""
    return _exactly(t.scaleb(6), t)


def _exactly(scaled: Decimal, mass: Decimal) -> int:
    exact = int(scaled)
    if exact != scaled:
        raise ValueError(f"{mass} is not a whole number of grams")
    return exact


def signed_grams(kg: object) -> int:
    """Return kilograms, less than none too, as whole grams; raise ValueError in plain words."""
    return grams(_SIGNED_KG(kg))
