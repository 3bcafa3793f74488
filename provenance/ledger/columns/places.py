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
    which, one = alike(*columns)
    said = [judge(*values) for values in zip(*(c[one].tolist() for c in columns), strict=True)]
    found: Flags = np.array(said, np.bool_)[which]
    return found


def alike(*columns: Ints) -> tuple[Ints, Ints]:
    """Which of the different rows of some columns, in their order, each row is; and for each of
    these the place of one that is it."""
    which = np.zeros(columns[0].size, np.int64)
    for column in columns:
        each, many = _numbered(column)
        which, _ = _numbered(which * many + each)
    one = np.zeros(which.max(initial=NONE) + 1, np.int64)
    one[which] = np.arange(which.size)
    return which, one


def _numbered(values: Ints) -> tuple[Ints, int]:
    """Values by their number among the different ones, in order; and how many these are."""
    if not values.size:
        return values, 0
    values = values.astype(np.int64, copy=False)  # less its least a small number may not fit
    least, most = int(values.min()), int(values.max())
    if most - least > 4 * values.size:
        found, which = np.unique(values, return_inverse=True)
        return which, len(found)
    # To count what there is takes a tenth of sorting it.
    there = flagged(values - least, most - least + 1)
    numbers = np.cumsum(there) - 1
    return numbers[values - least], int(numbers[-1]) + 1
