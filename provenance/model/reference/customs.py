"""What a customs code says of goods: which products travel under it, and whether of mixtures.

A code is taken by its digits alone; of the rows it begins with, the longest counts.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from provenance.model.reference import customs_codes
from provenance.model.reference.rows import CustomsCode

CARBONATE = "carbonate"
"""The mixture that what leaves a leach site is called at the border."""


def listed(hs_code: str, on: date) -> CustomsCode | None:
    """The row that counts for a code on a day; None where no rare earth travels under it."""
    digits = _digits(hs_code)
    found = (row for end in range(len(digits), 0, -1) for row in _rows().get(digits[:end], ()))
    return next((row for row in found if row.valid(on)), None)


def lists(hs_code: str, product: str | None, on: date) -> bool:
    """Whether a product may travel under a code on a day."""
    row = listed(hs_code, on)
    return row is not None and product in row.product


def mixture(hs_code: str, on: date) -> str | None:
    """The mixture of rare earths a code is for on a day, None where it is for none.

    A code that is the beginning of a mixture's may be of it and of others: it is of `other` ones.
    """
    digits, row = _digits(hs_code), listed(hs_code, on)
    if row is not None and row.mixed:
        return row.mixed
    begins = any(
        row.mixed and row.code.startswith(digits) and row.valid(on) for row in customs_codes()
    )
    return "other" if digits and begins else None


@cache
def _rows() -> Mapping[str, list[CustomsCode]]:
    found: dict[str, list[CustomsCode]] = {}
    for row in customs_codes():
        found.setdefault(row.code, []).append(row)
    return found


def _digits(hs_code: str) -> str:
    return "".join(filter(str.isdecimal, hs_code))
