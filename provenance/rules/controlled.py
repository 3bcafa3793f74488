"""Which export goods hold a controlled element: by their customs code, or by their name.

Controls are data with dates (reference/controls.csv); the codes and names an element travels
under are compiled from reference/products.csv and the tariff's own wording (status: general).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from provenance.reference import Control, controls

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
CODES: Mapping[str, str] = {
    "2805301200": "Dy",
    "2805301300": "Tb",
    "2805301700": "Y",
    "2805301800": "Sc",
}


def controls_on(declared: Mapping[str, Any]) -> tuple[Control, ...]:
    """The controls in force on the day of a declaration for what its goods say they are."""
    day = date.fromisoformat(declared["date"])
    elements = set(_elements(str(declared["goods"]), str(declared["hs_code"])))
    return tuple(
        control for control in controls() if control.element in elements and control.in_force(day)
    )


def _elements(goods: str, hs_code: str) -> Iterator[str]:
    if hs_code in CODES:
        yield CODES[hs_code]
    folded = goods.casefold()
    for element, names in NAMES.items():
        if any(_mentions(folded, name) for name in names) or _symbol(element).search(goods):
            yield element


def _mentions(folded: str, name: str) -> bool:
    """Whether goods are called so; 'yttrium' is not in 'ytterbium', but 'y2o3' is in 'dy2o3'."""
    if not name.isascii():
        return name in folded
    return re.search(rf"(?<![a-z]){re.escape(name)}", folded) is not None


@cache
def _symbol(element: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){element}(?![A-Za-z0-9])")
