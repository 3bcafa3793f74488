"""Columns of what a store says as arrays: words by numbers, masses, days, flags, places."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np

from provenance.ledger.columns.places import NONE, Flags, Ints

Column = Sequence[Any]


class Numbering:
    """Texts by numbers, in the order in which they came."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def of(self, column: Column) -> Ints:
        seen = self.seen
        for text in dict.fromkeys(column):
            if text is not None and text not in seen:
                seen[text] = len(seen)
        return np.array(list(map(seen.get, column, repeat(NONE))), np.int32)


def coded(column: Column, codes: Mapping[str, int]) -> Ints:
    return np.array(list(map(codes.get, column, repeat(NONE))), np.int8)


def masses(column: Column, without: int) -> Ints:
    return np.array([without if mass is None else mass for mass in column], np.int64)


def flags(column: Column) -> Flags:
    return np.array(list(map(bool, column)), np.bool_)


def places(numbers: Mapping[Any, int], marks: Column) -> Ints:
    return np.array(list(map(numbers.__getitem__, marks)), np.int32)


def days(column: Column) -> Ints:
    return np.array(list(map(_ordinal, column)), np.int32)


@lru_cache(maxsize=4_096)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
