"""Which export goods hold a controlled element: by their customs code, or by their name.

Controls are data with dates (reference/controls.csv); the codes and names an element travels
under are compiled from reference/products.csv and the tariff's own wording (status: general).
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from provenance.model.reference import Control, controls, oxides

# Chinese, English, then the formulas of the oxide; the symbol alone is matched as a word.
NAMES: Mapping[str, tuple[str, ...]] = {
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
SINGLE: Mapping[str, str] = {
    "284610": "Ce",
    "28053011": "Nd",
    "28053012": "Dy",
    "28053013": "Tb",
    "28053014": "La",
    "28053015": "Ce",
    "28053016": "Pr",
    "28053017": "Y",
    "28053018": "Sc",
}
"""Customs codes of a single element, by their first digits: ten may be given."""

CODES: Mapping[str, str] = {code: element for code, element in SINGLE.items() if element in NAMES}
"""Those of elements that a control names."""

PARTNERS = frozenset(
    re.split(" ", "Fe Co Ni Cu Al Mg Zn Ga Zr Nb Mn Ti Si Ca Ba Mo B O F Cl N C H S P")
)
"""What rare earths stand beside in the formulas of alloys and compounds."""


def controls_on(declared: Mapping[str, Any]) -> tuple[Control, ...]:
    """The controls in force on the day of a declaration for what its goods say they are."""
    day = date.fromisoformat(declared["date"])
    named = [declared, *json.loads(declared.get("lines") or "[]")]
    elements = {
        element
        for line in named
        for element in elements_in(str(line["goods"]), str(line.get("hs_code") or ""))
    }
    return tuple(
        control for control in controls() if control.element in elements and control.in_force(day)
    )


@lru_cache(maxsize=4_096)
def elements_in(goods: str, hs_code: str) -> frozenset[str]:
    """The elements of a control list, past or future, that goods hold by their code or name.

    Declarations by the thousand name the same few goods.
    """
    return frozenset(_elements_in(goods, hs_code))


def _elements_in(goods: str, hs_code: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", goods)
    single = single_element(hs_code)
    if single is not None and single in NAMES:
        yield single
    folded = plain.casefold()
    in_formulas = set(_in_formulas(plain))
    for element, names in NAMES.items():
        if (
            element in in_formulas
            or any(_mentions(folded, name) for name in names)
            or _symbol(element).search(plain)
        ):
            yield element


def single_element(hs_code: str) -> str | None:
    """The one element a customs code is for, if it is for one alone."""
    digits = unicodedata.normalize("NFKC", hs_code).replace(".", "")
    return SINGLE.get(digits[:8]) or SINGLE.get(digits[:6])


def _in_formulas(goods: str) -> Iterator[str]:
    """The elements of formulas written in one: DyFe, Tb0.3Dy0.7Fe1.9, NdDyFeB, Sm2(CO3)3."""
    for word in re.findall(r"[A-Za-z0-9.()]+", goods):
        bare = re.sub(r"[0-9.()]", "", word)
        symbols = re.findall(r"[A-Z][a-z]?", bare)
        # BY and OF are words; a formula has small letters or numbers.
        written = "".join(symbols) == bare and word != bare.upper()
        if written and len(set(symbols)) > 1 and PARTNERS | _rare_earths() >= set(symbols):
            yield from symbols


@cache
def _rare_earths() -> frozenset[str]:
    return frozenset(oxide.element for oxide in oxides())


def _mentions(folded: str, name: str) -> bool:
    """Whether goods are called so; 'yttrium' is not in 'ytterbium', but 'y2o3' is in 'dy2o3'."""
    if not name.isascii():
        return name in folded
    return re.search(rf"(?<![a-z]){re.escape(name)}", folded) is not None


@cache
def _symbol(element: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){element}(?![A-Za-z0-9])")
