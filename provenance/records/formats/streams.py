"""Files as lines: plain or gzip, from disk or standard input, never more than a line in memory."""

import gzip
import io
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, Protocol

from provenance.model.errors import MisuseError
from provenance.model.message import Message

STDIN = "-"
_GZIP = b"\x1f\x8b"
_SKIP = 1 << 16
BOM = b"\xef\xbb\xbf"
DAMAGED = (OSError, EOFError, zlib.error)
_NOT_TEXT = {
    b"PK\x03\x04": "a zip archive or an Excel workbook: name it .xlsx, or save it as CSV UTF-8",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document: save it as CSV UTF-8",
    b"\xff\xfe": "UTF-16: save it as UTF-8",
    b"\xfe\xff": "UTF-16: save it as UTF-8",
}


class Stream(Protocol):
    """Something that is read line by line."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line with its end, or its first `size` bytes."""


class LookedAt:
    """A stream whose first lines, or their beginnings, were looked at and are read all the same."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ahead: deque[bytes] = deque()
        self._damage: Exception | None = None

    def look(self, most: int) -> bytes:
        """Return the next line not looked at yet, or its first `most` bytes; nothing at the end.

        What cannot be read is raised by reading, in its turn.
        """
        if self._damage:
            return b""
        try:
            self._ahead.append(self._stream.readline(most))
        except DAMAGED as error:
            self._damage = error
            return b""
        return self._ahead[-1]

    def readline(self, size: int, /) -> bytes:
        """Return the next line with its end, or its first `size` bytes."""
        if not self._ahead:
            if self._damage:
                raise self._damage
            return self._stream.readline(size)
        piece = self._ahead.popleft()
        if len(piece) > size:
            self._ahead.appendleft(piece[size:])
        elif piece and len(piece) < size and not piece.endswith(b"\n"):
            piece += self.readline(size - len(piece))
        return piece[:size]


@contextmanager
def opened(path: str, on_read: Callable[[int], object] = lambda _: None) -> Iterator[Stream]:
    """Open a file, or standard input for "-", through gzip where its first bytes say so.

    `on_read` is told how many bytes were read, as they are. Raises MisuseError where the file
    cannot be opened.
    """
    with ExitStack() as stack:
        try:
            plain = sys.stdin.buffer if path == STDIN else stack.enter_context(open(path, "rb"))
            head = plain.read(len(_GZIP))
        except OSError as error:
            raise MisuseError(
                Message(
                    "{path} cannot be read: {why:system_error}", path=str(path), why=error.strerror
                )
            ) from error
        whole = stack.enter_context(io.BufferedReader(_Rejoined(head, plain, on_read), 1 << 18))
        if head == _GZIP:
            yield stack.enter_context(gzip.GzipFile(fileobj=whole))
        else:
            yield whole


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were looked at; standard input cannot be wound back.

    Closing it leaves the stream below open: standard input is not ours to close.
    """

    def __init__(self, head: bytes, rest: BinaryIO, on_read: Callable[[int], object]) -> None:
        self._head = head
        self._rest = rest
        self._on_read = on_read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        piece = self._head or self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        self._head = b""
        buffer[: len(piece)] = piece
        self._on_read(len(piece))
        return len(piece)


def lines(stream: Stream, longest: int) -> Iterator[tuple[int, bytes, str]]:
    """Yield each line's number, its bytes and what is wrong with them ("" if nothing is).

    Of a line longer than `longest` bytes only the beginning is kept; what cannot be read any
    further ends in one line that says so.
    """
    number = 0
    while True:
        number += 1
        try:
            raw, trouble = _line(stream, longest)
        except DAMAGED as error:
            yield number, b"", f"the file is damaged from here on, send it again: {error}"
            return
        if not raw:
            return
        if number == 1:
            for magic, what in _NOT_TEXT.items():
                if raw.startswith(magic):
                    yield number, raw, f"the file is {what}"
                    return
            raw = raw.removeprefix(BOM)
        if not trouble and b"\0" in raw:
            trouble = "the line holds a NUL byte: the file is damaged or not text"
        yield number, raw, trouble


def _line(stream: Stream, longest: int) -> tuple[bytes, str]:
    raw = piece = stream.readline(longest + len(b"\r\n"))
    if len(raw) <= longest or raw.endswith(b"\n"):
        return raw, ""
    while piece and not piece.endswith(b"\n"):
        piece = stream.readline(_SKIP)
    return raw[:1024], f"the line is longer than {longest} bytes: split it"
