"""Columns of numbers, and rows known by their places in them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NONE = -1
"""Where there is no word, no mass, no row."""


def at_places(values: npt.NDArray[Any], places: Ints) -> Ints:
    """The values at some places; NONE where a place is none."""
    found = np.full(places.shape, NONE)
    there = places != NONE
    found[there] = values[places[there]]
    return found


def holds(flags: Flags, places: Ints) -> Flags:
    """Whether a flag is up at some places; it is not where a place is none."""
    found: Flags = at_places(flags, places) == 1
    return found


def flagged(places: Ints, size: int) -> Flags:
    """Flags that are up at some places, of so many."""
    found = np.zeros(size, np.bool_)
    found[places] = True
    return found


def told(judge: Callable[..., bool], *columns: Ints) -> Flags:
    """What a function says of each row of some columns: asked once for rows that are the same."""
    if not columns[0].size:
        return np.zeros(0, np.bool_)
    # One number for each row: sorting these takes a tenth of sorting rows.
    row = np.zeros(columns[0].size, np.int64)
    for column in columns:
        each, place = np.unique(column, return_inverse=True)
        _, row = np.unique(row * len(each) + place, return_inverse=True)
    _, first, which = np.unique(row, return_index=True, return_inverse=True)
    said = [judge(*values) for values in zip(*(c[first].tolist() for c in columns), strict=True)]
    found: Flags = np.array(said, np.bool_)[which]
    return found
