"""Columns of what a store says as arrays: words by numbers, masses, days, flags, places."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np

from provenance.ledger.columns.places import NONE, Flags, Ints

Column = Sequence[Any]


class Numbering(dict[str | None, int]):
    """Texts by numbers, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__({None: NONE})

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self) - 1
        return number

    def of(self, column: Column) -> Ints:
        return places(self, column)

    @property
    def seen(self) -> list[str]:
        """The texts, each at its number."""
        return [text for text in self if text is not None]


def coded(column: Column, codes: Mapping[str, int]) -> Ints:
    return np.fromiter(map(codes.get, column, repeat(NONE)), np.int8, len(column))


def masses(column: Column, without: int) -> Ints:
    said = [without if mass is None else mass for mass in column]
    return np.fromiter(said, np.int64, len(said))


def flags(column: Column) -> Flags:
    return np.array(list(map(bool, column)), np.bool_)


def places(numbers: Mapping[Any, int], marks: Column) -> Ints:
    return np.fromiter(map(numbers.__getitem__, marks), np.int32, len(marks))


def days(column: Column) -> Ints:
    return np.fromiter(map(_ordinal, column), np.int32, len(column))


@lru_cache(maxsize=4_096)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
