"""What goods travel under: customs codes, and the codes of the list of controlled items."""

import re
from functools import lru_cache
from typing import Annotated

from provenance.model.codes.cleaning import compact, ungrouped
from provenance.model.codes.doubts import malformed, nobody_has
from provenance.model.codes.ids import gentle
from provenance.model.codes.lost import refuse_lost
from provenance.model.codes.reading import Given, Kind, Read
from provenance.model.message import Message

_DOTTED = r"[0-9]{4}(?:\.[0-9]{2})(?:\.?[0-9]{2}){0,4}|[0-9]{4}(?:\.[0-9]{2,4}){1,3}"
_WITHIN = r"(?<=[0-9.])[-,'_]+(?=[0-9.])"
_CUSTOMS_CODE = r"[0-9]{4,13}"
_FORM = Message("a customs code has 4, 6, 8, 10 or 13 digits")
_CONTROL_CODE = r"([0-9][A-E][0-9]{3})((?:\.?[A-Z]|(?:\.|(?<=[A-Z]))[0-9]{1,2})*)"
_SUFFIX = r"[A-Z]|[0-9]{1,2}"
_CONTROL_FORM = Message("a control code is written such as 1C902 or 1C902.a")


@lru_cache(maxsize=4096)
def _customs_code(text: str) -> Read[str]:
    number = compact(text)
    refuse_lost(number)
    # 2846.90 is dotted, 28469099.0 a number: no code has one digit after a dot.
    joined = re.sub(_WITHIN, "", number)
    dotted = re.fullmatch(_DOTTED, joined)
    digits = joined.replace(".", "") if dotted else ungrouped(number)
    if not re.fullmatch(_CUSTOMS_CODE, digits):
        kept = gentle(text)
        return Read(kept, (malformed(kept, _FORM),))
    if digits[:2] in {"00", "77"}:  # 77 is kept for the future
        return Read(digits, (nobody_has(digits, Message("customs code")),))
    if len(digits) not in {4, 6, 8, 10, 13}:
        return Read(digits, (malformed(digits, _FORM),))
    return Read(digits)


@lru_cache(maxsize=1024)
def _control_code(text: str) -> Read[str]:
    code = compact(text).upper()
    found = re.fullmatch(_CONTROL_CODE, code.replace("-", "."))
    if not found:
        refuse_lost(code)
        kept = gentle(text)
        return Read(kept, (malformed(kept, _CONTROL_FORM),))
    return Read(".".join((found[1], *(part.lower() for part in re.findall(_SUFFIX, found[2])))))


def same_customs_code(one: str, other: str) -> bool | None:
    """Whether two customs codes agree, to the depth that both state; None if one is no code."""
    first, second = CUSTOMS_CODE.known(one) or "", CUSTOMS_CODE.known(other) or ""
    if not (re.fullmatch(_CUSTOMS_CODE, first) and re.fullmatch(_CUSTOMS_CODE, second)):
        return None
    return first.startswith(second) or second.startswith(first)


def same_control_code(one: str, other: str) -> bool | None:
    """Whether two control codes agree (1C905 with 1C905.a); None if one is no code."""
    first, second = CONTROL_CODE.known(one) or "", CONTROL_CODE.known(other) or ""
    if not (
        re.fullmatch(_CONTROL_CODE, first.upper()) and re.fullmatch(_CONTROL_CODE, second.upper())
    ):
        return None
    return f"{first}.".startswith(f"{second}.") or f"{second}.".startswith(f"{first}.")


CUSTOMS_CODE = Kind(
    Message("customs code"),
    _customs_code,
    Given.NUMBER,
    {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["28469099"]},
)
CONTROL_CODE = Kind(
    Message("control code"),
    _control_code,
    schema={"type": "string", "minLength": 1, "maxLength": 200, "examples": ["1C902.a"]},
)
CustomsCode = Annotated[str, CUSTOMS_CODE]
ControlCode = Annotated[str, CONTROL_CODE]
