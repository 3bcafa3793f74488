"""What a customs code says of goods: which products travel under it, and whether of mixtures.

A code is taken by its digits alone; of the rows it begins with, the longest counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from provenance.model.reference import customs_codes
from provenance.model.reference.rows import CustomsCode

CARBONATE = "carbonate"
"""The mixture that what leaves a leach site is called at the border."""

ORES = ("2530", "261220")
"""Codes of rare-earth ore and concentrate: 2612 20 is thorium's (monazite), 2612 10 uranium's."""

HEADING = 4
"""So many digits of a code say what kind of goods it is for."""

CHAPTER = 2


Codes = Mapping[str, Sequence[CustomsCode]]
"""What rare earths travel under, by the digits of a code; of rows of one day the first counts."""


@cache
def built_in_codes() -> Codes:
    found: dict[str, list[CustomsCode]] = {}
    for row in customs_codes():
        found.setdefault(row.code, []).append(row)
    return found


def with_codes(on_record: Iterable[CustomsCode]) -> Codes:
    """The codes with those on record, which stand in place of what is built in of the same."""
    stated: dict[str, list[CustomsCode]] = {}
    for row in on_record:
        stated.setdefault(row.code, []).append(row)
    return {**built_in_codes(), **stated}


def listed(hs_code: str, on: date, codes: Codes | None = None) -> CustomsCode | None:
    """The row that counts for a code on a day; None where no rare earth travels under it."""
    digits, rows = code_digits(hs_code), built_in_codes() if codes is None else codes
    found = (row for end in range(len(digits), 0, -1) for row in rows.get(digits[:end], ()))
    return next((row for row in found if row.valid(on)), None)


def known(hs_code: str, on: date, codes: Codes | None = None) -> bool:
    """Whether a rare earth may travel under a code, or under one that it is the beginning of.

    What has no digits is no code, and may be any.
    """
    digits = code_digits(hs_code)
    return listed(hs_code, on, codes) is not None or any(
        row.valid(on) for row in _begun(digits, codes)
    )


def lists(hs_code: str, product: str | None, on: date, codes: Codes | None = None) -> bool:
    """Whether a product may travel under a code on a day."""
    row = listed(hs_code, on, codes)
    return row is not None and product in row.product


def may_be(hs_code: str, product: str, on: date, codes: Codes | None = None) -> bool:
    """Whether a product travels under a code on a day, or under one that the code begins."""
    digits = code_digits(hs_code)
    if lists(hs_code, product, on, codes):
        return True
    begun = _begun(digits, codes) if digits else ()
    return any(product in row.product and row.valid(on) for row in begun)


def mixture(hs_code: str, on: date, codes: Codes | None = None) -> str | None:
    """The mixture of rare earths a code is for on a day, None where it is for none.

    A code that is the beginning of a mixture's may be of it and of others: it is of `other` ones.
    So is a line that no row lists below such a code: it is what that code is.
    """
    digits, row = code_digits(hs_code), listed(hs_code, on, codes)
    if row is not None and row.mixed:
        return row.mixed
    heading = row.code if row is not None else digits
    begins = any(row.mixed and row.valid(on) for row in _begun(heading, codes))
    return "other" if digits and begins else None


def _begun(digits: str, codes: Codes | None) -> Iterator[CustomsCode]:
    """The rows whose code begins with some digits; all of them without any."""
    all_ = (built_in_codes() if codes is None else codes).items()
    return (row for code, rows in all_ if code.startswith(digits) for row in rows)


def mineral(hs_code: str) -> bool:
    """Whether a code is one of ores, or too short to tell thorium's from uranium's."""
    digits = code_digits(hs_code)
    begins = len(digits) >= HEADING and any(code.startswith(digits) for code in ORES)
    return begins or digits.startswith(ORES)


def chapter(hs_code: str) -> str:
    """The chapter of the tariff that a code is of; nothing of what is no code, or too short."""
    return code_digits(hs_code)[:CHAPTER] if len(code_digits(hs_code)) >= CHAPTER else ""


def chapters(product: str, on: date, codes: Codes | None = None) -> frozenset[str]:
    """The chapters of the tariff that a product may go under on a day; none where none is known."""
    rows = (built_in_codes() if codes is None else codes).values()
    return frozenset(
        chapter(row.code)
        for same in rows
        for row in same
        if product in row.product and row.valid(on) and chapter(row.code)
    )


def code_digits(hs_code: str) -> str:
    """A code as it is compared: its digits alone."""
    return "".join(filter(str.isdecimal, hs_code))
