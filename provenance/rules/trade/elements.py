"""The goods of a declaration one by one; which element a customs code, or an oxide, is of."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from provenance.model.reference import oxides
from provenance.model.reference.customs import Codes, listed


class Line(NamedTuple):
    """One kind of goods in a declaration: its name and its customs code."""

    goods: str
    hs_code: str


def lines_of(declared: Mapping[str, Any]) -> list[Line]:
    """The goods of a declaration as a whole, and one by one where they differ.

    A code that a line does not say is the whole's.
    """
    lines, code = json.loads(declared.get("lines") or "[]"), declared.get("hs_code") or ""
    return [Line(str(one["goods"]), one.get("hs_code") or code) for one in (declared, *lines)]


def single_element(hs_code: object, day: date, codes: Codes | None = None) -> str | None:
    """The one element a customs code is for on a day, if it is for one alone."""
    row = listed(unicodedata.normalize("NFKC", str(hs_code or "")), day, codes)
    return row.elements[0] if row is not None and len(row.elements) == 1 else None


def element_of(oxide: str) -> str | None:
    """The element of an oxide as assays name it."""
    return _elements().get(oxide)


@cache
def _elements() -> Mapping[str, str]:
    return {row.oxide: row.element for row in oxides()}
