"""Which of two encodings a table is in: UTF-8, or the GB18030 that Chinese spreadsheets write."""

from collections import deque
from collections.abc import Iterator

Line = tuple[int, bytes, str]

_ENOUGH = 1 << 16
_MOST_LINES = 1000
_CREDIT = 10_000
_CREDIT_A_LINE = 8
_NONE: Line = (0, b"", "")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class TextLines:
    """Lines of bytes as text, decoded by the first encoding that makes sense of them.

    A line that cannot be had raises `BadLineError` in its turn, and the next one can be asked for:
    that is why this is no generator.
    """

    def __init__(self, lines: Iterator[Line], longest: int) -> None:
        self._lines = lines
        self._longest = longest
        self._ahead: deque[Line] = deque()
        self._credit = _CREDIT
        self._furthest = 0
        self._encoding = ""
        self._size = 0
        self.taken: list[Line] = []

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        number, raw, trouble = line
        if number > self._furthest:
            self._furthest = number
            self._credit += _CREDIT_A_LINE
        self.taken.append(line)
        self._size += len(raw)
        if len(self.taken) > _MOST_LINES or self._size > self._longest + len(self.taken[0][1]):
            raise BadLineError("the row spans too many lines")
        if trouble:
            raise BadLineError(trouble)
        if raw.isascii():
            return raw.decode("ascii")
        self._encoding = self._encoding or self._guess(line)
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            reason = f"the line must be {self._encoding}: byte {error.start + 1} is not"
            raise BadLineError(reason) from None

    def begin(self) -> None:
        """Begin a row: `taken` holds its lines from here on."""
        self.taken.clear()
        self._size = 0

    def put_back(self) -> bool:
        """Let all lines taken but the first be read again, unless that was done too often.

        Without an end to it, a file of nothing but quotation marks would be read for hours.
        """
        again = self.taken[1:]
        if len(again) > self._credit:
            return False
        self._credit -= len(again)
        self._ahead.extendleft(reversed(again))
        return True

    def text(self, raw: bytes) -> str:
        """Return bytes as well as they can be read."""
        return raw.decode(self._encoding or "utf-8", "replace")

    def _guess(self, first: Line) -> str:
        """Look ahead, and count."""
        seen = [raw for _, raw, _ in (first, *self._ahead)]
        size = len(first[1])
        while size < _ENOUGH and (line := next(self._lines, _NONE))[0]:
            self._ahead.append(line)
            seen.append(line[1])
            size += len(line[1])
        return likely_encoding(b"".join(seen))


def likely_encoding(sample: bytes) -> str:
    """Return UTF-8 or GB18030: of GB18030 read as UTF-8 hardly a character is whole."""
    text = sample.decode("utf-8", "replace")
    broken = text.count(_UNREADABLE)
    whole = sum(not c.isascii() for c in text) - broken
    if whole > broken or broken <= sample.decode("gb18030", "replace").count(_UNREADABLE):
        return "UTF-8"
    return "GB18030"


class BadLineError(ValueError):
    """A line that cannot be had as text; the message says why."""
