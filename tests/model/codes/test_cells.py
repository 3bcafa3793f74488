"""What a cell lists, and what a workbook's escapes stand for."""

import pytest

from provenance.model.codes import listed, unescaped

A, B = "26152000000012345679", "26152000000012345680"


@pytest.mark.parametrize(
    "between",
    [",", "，", ";", "；", "、", "､", "\n", "\r\n", "\r", "\u2028", ", ", " ； \n", ",，;\n", "\v"],
)
def test_a_cell_lists_several(between: str) -> None:
    assert listed(f"{A}{between}{B}") == [A, B]
    assert listed(f"{between}{A}{between}{B}{between}\u200b") == [A, B]


@pytest.mark.parametrize("text", ["", " ", ";", "，\n", "\u200b"])
def test_a_cell_of_nothing_lists_nothing(text: str) -> None:
    assert listed(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"{A}_x000D_\n{B}", f"{A}\r\n{B}"),
        (f"{A}_x000d_", f"{A}\r"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005F__x0041_", "_A"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ud83d"),
        ("_x00_ _xGGGG_ x000D", "_x00_ _xGGGG_ x000D"),
        ("_x4E2D__x56FD_", "中国"),
        ("plain", "plain"),
    ],
)
def test_escapes_are_decoded(text: str, read: str) -> None:
    assert unescaped(text) == read


def test_case_08() -> None:
    assert listed(unescaped(f"{A}_x000D_\n{B}")) == [A, B]
