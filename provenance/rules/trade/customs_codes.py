"""Customs codes of two papers, compared by digits as far as both go."""

from provenance.model.codes import CUSTOMS_CODE


def agree(one: object, other: object, digits: int) -> bool:
    """Whether two codes have the same first digits; what is no code is no other one either."""
    first, second = _digits(one)[:digits], _digits(other)[:digits]
    return not (first and second) or first.startswith(second) or second.startswith(first)


def _digits(code: object) -> str:
    known = CUSTOMS_CODE.known(code) or ""
    return known if known.isdecimal() else ""
