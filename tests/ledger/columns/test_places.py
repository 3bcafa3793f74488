"""Rows of columns that are the same: counted where numbers lie close, sorted where they do not."""

import numpy as np
import pytest

from provenance.ledger.columns.places import NONE, alike, told

SEVERAL = np.iinfo(np.int32).max


@pytest.mark.parametrize(
    "columns",
    [
        [np.array([3, NONE, 3, 7, NONE, 3], np.int32)],
        [np.array([-128, 127, -128, 0], np.int8), np.array([0, 1, 0, 1], np.bool_)],
        [np.array([5, SEVERAL, NONE, 5], np.int32), np.array([1, 1, 0, 1], np.int64)],
        [np.array([2**62, -(2**62), 2**62], np.int64), np.array([9, 9, 9], np.int16)],
        [np.zeros(0, np.int32), np.zeros(0, np.int64)],
    ],
    ids=["close", "small types", "wide", "wider than a number", "none"],
)
def test_rows_that_are_the_same_are_one_in_order(columns: list[np.ndarray]) -> None:
    which, one = alike(*columns)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    assert [rows[at] for at in one] == sorted(set(rows))
    assert [rows[one[of]] for of in which] == rows


def test_what_is_said_of_rows_that_are_the_same_is_asked_once() -> None:
    asked = []

    def later(first: int, second: int) -> bool:
        asked.append((first, second))
        return first > second

    flags = told(later, np.array([1, 2, 1, 5, 2]), np.array([2, 1, 2, NONE, 1]))
    assert flags.tolist() == [False, True, False, True, True]
    assert sorted(asked) == [(1, 2), (2, 1), (5, NONE)]
