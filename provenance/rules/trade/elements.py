"""Which rare earths goods are said to be: by their name, or by a customs code of one element.

The names and formulas an element travels under are general knowledge; the codes are a table.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from provenance.model.reference import oxides
from provenance.model.reference.customs import Codes, listed

# Chinese, English, then the formulas of the oxide; the symbol alone is matched as a word.
NAMES: Mapping[str, tuple[str, ...]] = {
    "La": ("镧", "lanthanum", "la2o3"),
    "Ce": ("铈", "cerium", "ceo2"),
    "Pr": ("镨", "praseodymium", "pr6o11"),
    "Nd": ("钕", "neodymium", "nd2o3"),
    "Sm": ("钐", "samarium", "sm2o3", "smco"),
    "Gd": ("钆", "gadolinium", "gd2o3"),
    "Tb": ("铽", "terbium", "tb4o7"),
    "Dy": ("镝", "dysprosium", "dy2o3"),
    "Lu": ("镥", "lutetium", "lu2o3"),
    "Sc": ("钪", "scandium", "sc2o3"),
    "Y": ("钇", "yttrium", "y2o3"),
    "Ho": ("钬", "holmium", "ho2o3"),
    "Er": ("铒", "erbium", "er2o3"),
    "Tm": ("铥", "thulium", "tm2o3"),
    "Eu": ("铕", "europium", "eu2o3"),
    "Yb": ("镱", "ytterbium", "yb2o3"),
}

PARTNERS = frozenset(
    re.split(" ", "Fe Co Ni Cu Al Mg Zn Ga Zr Nb Mn Ti Si Ca Ba Mo B O F Cl N C H S P")
)
"""What rare earths stand beside in the formulas of alloys and compounds."""


class Line(NamedTuple):
    """One kind of goods in a declaration: its name and its customs code."""

    goods: str
    hs_code: str


def lines_of(declared: Mapping[str, Any]) -> list[Line]:
    """The goods of a declaration as a whole, and one by one where they differ."""
    lines = json.loads(declared.get("lines") or "[]")
    return [Line(str(one["goods"]), str(one.get("hs_code") or "")) for one in (declared, *lines)]


def single_element(hs_code: object, day: date, codes: Codes | None = None) -> str | None:
    """The one element a customs code is for on a day, if it is for one alone."""
    row = listed(unicodedata.normalize("NFKC", str(hs_code or "")), day, codes)
    return row.elements[0] if row is not None and len(row.elements) == 1 else None


def element_of(oxide: str) -> str | None:
    """The element of an oxide as assays name it."""
    return _elements().get(oxide)


@lru_cache(maxsize=4_096)
def named(goods: str) -> frozenset[str]:
    """The rare earths that goods name. Declarations by the thousand name the same few goods."""
    return frozenset(_named(goods))


def _named(goods: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", goods)
    folded = plain.casefold()
    in_formulas = set(_in_formulas(plain))
    for element, names in NAMES.items():
        if (
            element in in_formulas
            or any(_mentions(folded, name) for name in names)
            or _symbol(element).search(plain)
        ):
            yield element


def _in_formulas(goods: str) -> Iterator[str]:
    """The elements of formulas written in one: DyFe, Tb0.3Dy0.7Fe1.9, NdDyFeB, Sm2(CO3)3."""
    for word in re.findall(r"[A-Za-z0-9.()]+", goods):
        bare = re.sub(r"[0-9.()]", "", word)
        symbols = re.findall(r"[A-Z][a-z]?", bare)
        # BY and OF are words; a formula has small letters or numbers.
        written = "".join(symbols) == bare and word != bare.upper()
        if written and len(set(symbols)) > 1 and PARTNERS | NAMES.keys() >= set(symbols):
            yield from symbols


@cache
def _elements() -> Mapping[str, str]:
    return {row.oxide: row.element for row in oxides()}


def _mentions(folded: str, name: str) -> bool:
    """Whether goods are called so; 'yttrium' is not in 'ytterbium', but 'y2o3' is in 'dy2o3'."""
    if not name.isascii():
        return name in folded
    return re.search(rf"(?<![a-z]){re.escape(name)}", folded) is not None


@cache
def _symbol(element: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){element}(?![A-Za-z0-9])")
