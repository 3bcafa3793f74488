"""Customs codes of two papers, compared by digits as far as both go."""

import json

from provenance.model.codes import CUSTOMS_CODE
from provenance.rules.slices.filings import Document

WHOLE = 13
"""No code has more digits."""


def agree(one: object, other: object, digits: int) -> bool:
    """Whether two codes have the same first digits; what is no code is no other one either."""
    first, second = _digits(one)[:digits], _digits(other)[:digits]
    return not (first and second) or first.startswith(second) or second.startswith(first)


def declared_codes(declared: Document) -> tuple[str, ...]:
    """The codes of a declaration: those of its lines, where it has any."""
    lines = json.loads(declared.get("lines") or "[]") or [declared]
    return tuple(dict.fromkeys(line.get("hs_code") or declared["hs_code"] for line in lines))


def _digits(code: object) -> str:
    known = CUSTOMS_CODE.known(code) or ""
    return known if known.isdecimal() else ""
