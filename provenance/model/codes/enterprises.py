"""What an enterprise is known by: its unified social credit code, and other numbers.

A number reads the same wherever it stands, as an enterprise's own, among its further identifiers
or in a record that names it, so that texts can be compared as they are kept.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from provenance.model.codes.cleaning import compact, ungrouped
from provenance.model.codes.doubts import Doubt, malformed, refused, wrong_check
from provenance.model.codes.ids import LONGEST, short
from provenance.model.codes.lost import refuse_lost, zeros_at_the_end
from provenance.model.codes.reading import Given, Kind, Read
from provenance.model.message import Message
from provenance.model.text import did_you_mean

_CREDIT_CODE = r"[0-9A-Z]{18}"
_LIKE_A_CREDIT_CODE = r"[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}"
_ORGANISATION = r"[0-9A-Z]{8}[0-9X]"
_CUSTOMS = r"[1-9][0-9]{3}[0-9A-Z]{6}"
_LEI = r"[0-9A-Z]{18}[0-9]{2}"
_DIGITS = r"[0-9]{9,20}"
_SEPARATORS = r"[-_]"
LONGEST_NAME = 300
_MISTAKEN = str.maketrans("IOZSV", "1025U")
"""Letters that no credit code has, and what is most like them."""

_FORM = Message("a unified social credit code has 18 digits or capital letters")


def known_as(text: str) -> str:
    """Return an enterprise's number as it is kept, whichever it is; raise CodeRefusedError.

    What has the form of no number (a name, a made-up key) stays as it is.
    """
    number = re.sub(_SEPARATORS, "", compact(text).upper())
    digits = ungrouped(compact(text))
    if re.fullmatch(_LIKE_A_CREDIT_CODE, number):  # E may stand among its digits
        return number
    refuse_lost(compact(text))
    if re.fullmatch(_DIGITS, digits):
        return digits
    if (
        (re.fullmatch(_CUSTOMS, number) and sum(map(str.isdigit, number)) >= 6)
        or (re.fullmatch(_ORGANISATION, number) and _is_organisation(number))
        or (re.fullmatch(_LEI, number) and _is_lei(number))
    ):
        return number
    return short(text)


@lru_cache(maxsize=8192)  # the same few firms are named again and again
def _credit_code(text: str) -> Read[str]:
    code = known_as(text)
    return Read(code, _doubts_of_credit_code(code))


def _doubts_of_credit_code(code: str) -> tuple[Doubt, ...]:
    from stdnum.cn import uscc

    if not re.fullmatch(_CREDIT_CODE, code):
        return (malformed(code, _FORM),)
    if uscc.is_valid(code):
        return ()
    if zeros := zeros_at_the_end(code):
        return zeros
    likely = code.translate(_MISTAKEN)
    return (wrong_check(code, likely if likely != code and uscc.is_valid(likely) else ""),)


@lru_cache(maxsize=8192)
def _enterprise(text: str) -> Read[str]:
    """A credit code, or any other number or name that an enterprise may be known by."""
    code = known_as(text)
    fits = any(scheme.fits(code) for scheme in SCHEMES.values())  # long ones by check digits
    return Read(code, () if fits else _doubts_of_credit_code(code))


def _supplier(text: str) -> Read[str]:
    """The number of an enterprise as it is kept, or the name of one as it is written."""
    if len(text) > LONGEST_NAME:
        raise refused(
            "TOO_LONG",
            Message("may have at most {most} characters", most=LONGEST_NAME),
            Message("write a credit code or a name"),
        )
    return Read(known_as(text) if len(text) <= LONGEST else text)


def _is_organisation(number: str) -> bool:
    """Whether the check character of an organisation code (GB 11714) fits."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c, 36) * weight for c, weight in zip(number, weights, strict=False))
    return number[-1] == "0123456789X"[-total % 11]


def _is_lei(number: str) -> bool:
    from stdnum import lei

    return bool(lei.is_valid(number))


class Scheme(NamedTuple):
    """A register that gives enterprises numbers, and whether a number has its form."""

    words: Message
    fits: Callable[[str], bool]


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "customs": Scheme(
            Message("a customs registration code has 10 characters"),
            lambda n: bool(re.fullmatch(_CUSTOMS, n)),
        ),
        "former_uscc": Scheme(
            _FORM,
            lambda n: bool(re.fullmatch(_CREDIT_CODE, n)) and not _doubts_of_credit_code(n),
        ),
        "organisation": Scheme(
            Message("an organisation code (GB 11714) has 9 characters"),
            lambda n: bool(re.fullmatch(_ORGANISATION, n)) and _is_organisation(n),
        ),
        "registration": Scheme(
            Message("a business registration has 15 digits or 13"),
            lambda n: bool(re.fullmatch(r"[0-9]{15}|[0-9]{13}", n)),
        ),
        "lei": Scheme(
            Message("an LEI has 20 characters, two to check"),
            lambda n: bool(re.fullmatch(_LEI, n)) and _is_lei(n),
        ),
        "duns": Scheme(
            Message("a D-U-N-S number has 9 digits"),
            lambda n: bool(re.fullmatch(r"[0-9]{9}", n)),
        ),
    }
)
"""Registers by the names that `scheme` has in records; others are taken as they are."""

_NAME = r"[a-z][a-z0-9_]{0,39}"


def _scheme(text: str) -> Read[str]:
    name = re.sub(r"[\s-]+", "_", text.casefold())
    if not re.fullmatch(_NAME, name):
        raise refused(
            "MALFORMED",
            Message("must be a word such as customs"),
            Message("one of: {known}", known=tuple(SCHEMES)),
        )
    return Read(name)


_SCHEMA = {"type": "string", "minLength": 1, "maxLength": 200}
CREDIT_CODE = Kind(Message("credit code"), _credit_code, Given.NUMBER, _SCHEMA)
ENTERPRISE = Kind(Message("enterprise"), _enterprise, Given.NUMBER, _SCHEMA)
SUPPLIER = Kind(
    Message("supplier"),
    _supplier,
    schema={"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
)
SCHEME = Kind(Message("scheme"), _scheme, schema={"type": "string"})

CreditCode = Annotated[str, CREDIT_CODE]
EnterpriseNumber = Annotated[str, ENTERPRISE]
Supplier = Annotated[str, SUPPLIER]


class Identifier(BaseModel):
    """Another number that an enterprise is known by, and the register that gave it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    scheme: Annotated[str, SCHEME] = Field(description="customs, former_uscc, lei, duns, …")
    number: EnterpriseNumber = Field(description="The number, as that register writes it.")

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is to be doubted: a number without the form of its register, a register unknown."""
        scheme = SCHEMES.get(self.scheme)
        if scheme is None:
            meant = str(did_you_mean(self.scheme, SCHEMES).facts.get("near", ""))
            known = Message("known are {known}", known=tuple(SCHEMES))
            return (malformed(self.scheme, known, meant),) if meant else ()
        return () if scheme.fits(self.number) else (malformed(self.number, scheme.words),)
