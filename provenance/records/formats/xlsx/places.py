"""Places in a sheet: the column C, the cell C7, the area C7:D9."""

import re
from functools import lru_cache
from typing import NamedTuple

_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?([1-9][0-9]{0,11})")


class Area(NamedTuple):
    """A rectangle of cells, its bounds included, and its name (B5:B7)."""

    left: int
    top: int
    right: int
    bottom: int
    name: str


@lru_cache(maxsize=1024)
def letters_of(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """The number of a column by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def place_of(name: str) -> tuple[int, int]:
    """The row and the column of a cell (C7). Raises ValueError for what is no cell."""
    found = _PLACE.fullmatch(name)
    if found is None:
        raise ValueError(f"{name[:20]} is no cell")
    return int(found[2]), column_of(found[1])


def area_of(name: str) -> Area:
    """The area of a name; a cell alone is one. Raises ValueError for what is none."""
    first, _, last = name.partition(":")
    top, left = place_of(first)
    bottom, right = place_of(last or first)
    return Area(left, top, right, bottom, name)
