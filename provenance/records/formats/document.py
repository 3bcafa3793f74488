"""A JSON document of records: an array, or objects that take several lines, read bit by bit.

That is what programs write where they are not told to write one record a line. Never more than
one element is in memory, and none that is longer than a line may be.
"""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import ijson
from ijson.backends import python as parsing  # the one in C dies of a number of 5,000 digits
from ijson.common import ObjectBuilder

from provenance.model.text import printable
from provenance.records.canonical import refuse_twice
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats.encoding import likely_encoding
from provenance.records.formats.streams import BOM, DAMAGED, Stream

_PIECE = 1 << 16
_DEEPEST = 50
_BEGIN, _END = ("start_map", "start_array"), ("end_map", "end_array")


def records(stream: Stream, filing: Filing) -> Iterator[Parsed | Rejection]:
    """Yield a record or a rejection for each element; what breaks the document ends it.

    An element is cited by the line on which it begins.
    """
    reading = _Elements(filing)
    events = ijson.sendable_list()
    parser = parsing.basic_parse_coro(events, multiple_values=True)
    pieces = _pieces(stream)
    silent = 0
    while True:
        broken, piece = "", b""
        try:
            piece = next(pieces, b"")
            if piece:
                parser.send(piece)
            else:
                parser.close()
        except DAMAGED as error:
            broken = f"the file is damaged from here on, send it again: {error}"
        except (ijson.JSONError, ValueError, ArithmeticError) as error:
            what = printable(str(error), 100)
            broken = f"the file must be JSON, and nothing from here on is read: {what}"
        silent = 0 if events else silent + len(piece.strip())
        for event, value in events:
            yield from reading.take(event, value)
        events.clear()
        if silent > filing.max_line:
            broken = f"a value is longer than {filing.max_line} bytes: nothing from here on is read"
        if broken:
            yield filing.reject(reading.line, piece, broken)
        if broken or not piece:
            with suppress(ijson.JSONError, ValueError):
                parser.close()  # it would complain of what is left, to nobody
            return
        reading.go_on(piece)


class _Elements:
    """The elements of a document, put together from what a parser meets."""

    def __init__(self, filing: Filing) -> None:
        self.line = 1
        self._filing = filing
        self._array = False
        self._depth = 0
        self._begun = 0
        self._size = 0
        self._wrong = ""
        self._builder = ObjectBuilder(map_type=_Once)

    def take(self, event: str, value: Any) -> Iterator[Parsed | Rejection]:
        """Take in the next event; yields what the element has come to that ends with it."""
        if self._depth == 0:
            if event == "end_array" or (event == "start_array" and not self._array):
                self._array = event == "start_array"
                return
            self._begin()
        self._depth += (event in _BEGIN) - (event in _END)
        if self._depth > _DEEPEST:
            self._wrong = self._wrong or "the record must not be nested so deeply"
        if not self._wrong:
            try:
                self._builder.event(event, value)
            except ValueError as error:
                self._wrong = f"the record {error}"
        if self._depth == 0:
            yield self._judged()

    def go_on(self, piece: bytes) -> None:
        """Note that a piece of the file is read."""
        self.line += piece.endswith(b"\n")
        if self._depth:
            self._size += len(piece)
            if self._size > self._filing.max_line and not self._wrong:
                self._wrong = f"the record is longer than {self._filing.max_line} bytes: split it"
                self._builder = ObjectBuilder(map_type=_Once)

    def _begin(self) -> None:
        self._builder = ObjectBuilder(map_type=_Once)
        self._begun, self._size, self._wrong = self.line, 0, ""

    def _judged(self) -> Parsed | Rejection:
        if self._wrong:
            return self._filing.reject(self._begun, "", self._wrong)
        value = self._builder.value
        data = dict(value) if isinstance(value, dict) else value
        return _with_excerpt(self._filing.judge(data, self._begun, ""), value)


class _Once(dict[str, Any]):
    """An object whose fields are given once."""

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self:
            refuse_twice(name)
        super().__setitem__(name, value)


def _with_excerpt(line: Parsed | Rejection, value: object) -> Parsed | Rejection:
    if isinstance(line, Parsed):
        return line
    return replace(line, excerpt=printable(str(value), 200))


def _pieces(stream: Stream) -> Iterator[bytes]:
    """A file bit by bit, each line's end at the end of a piece, in UTF-8."""
    plain = iter(lambda: stream.readline(_PIECE), b"")
    for piece in plain:
        if not piece.isascii():
            yield from _as_utf8(piece, plain)
        else:
            yield piece


def _as_utf8(piece: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    ahead = [piece.removeprefix(BOM)]
    while sum(map(len, ahead)) < _PIECE and (more := next(rest, b"")):
        ahead.append(more)
    if likely_encoding(b"".join(ahead)) == "UTF-8":
        yield from ahead
        yield from rest
        return
    decoder = codecs.getincrementaldecoder("gb18030")()
    for one in (*ahead, *rest):
        yield decoder.decode(one).encode()
