"""Which number formats show a date: the only thing that is read of how a workbook looks.

A date is kept as a number of days; that it is one, only its cell's number format says.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Formats that need no code in the file, by number (ECMA-376 Part 1, 18.8.30).

27 to 36 and 50 to 58 are those of Chinese, Japanese and Korean programs.
"""
GENERAL: Final = 0

# What stands for itself: quoted, escaped, padding, repeated; and what stands in brackets, such as
# a colour, a language or a condition. A number of hours that passes a day, [h], stays.
_LITERAL = re.compile(
    r'"[^"]*"?|[\\_*].?|\[(?!(?:h+|m+|s+)\])[^\]]*\]?'
    r"|General|Standard|(?-i:G/[^\s;\"]+)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0#?]")
_FRACTION = re.compile(r"(?<=s)(\]?)\.0+", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"e[+-]", re.IGNORECASE)
_CLOCK = re.compile(r"AM/PM|A/P|上午/下午|오전/오후|午前/午後", re.IGNORECASE)
_DATE = re.compile(r"[ymdhse]|g{1,3}|a{3,4}|b{2,4}|r{1,2}|n{2,4}", re.IGNORECASE)


def is_date(number: int, codes: Mapping[int, str]) -> bool:
    """Whether a number format shows a date or a time; `codes` are those that the file states."""
    code = codes.get(number)
    return is_date_code(code) if code is not None else number in BUILT_IN_DATES


def is_date_code(code: str) -> bool:
    """Whether a format's code is one for dates: by its first section that shows a value at all."""
    for section in _sections(code):
        bare = _FRACTION.sub(r"\1", section)
        if _DIGITS.search(bare) or _SCIENTIFIC.search(bare):
            return False
        if _CLOCK.search(bare) or _DATE.search(bare):
            return True
    return False


def _sections(code: str) -> Iterator[str]:
    """The sections of a code, for positive numbers, negative ones and so on, without literals."""
    yield from _LITERAL.sub(" ", code).split(";")
