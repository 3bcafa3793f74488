"""JSON: one record a line, as an object in UTF-8; or one document, such as an array of records."""

from collections.abc import Iterator

from provenance.records.canonical import parse
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats.streams import BOM, LookedAt, Stream, lines

_LOOKED_AT = 1 << 12
_BLANK_LINES = 100
_GOES_ON = (b"{", b"[", b",")
"""How a line ends whose object goes on in the next."""


def records(stream: Stream, filing: Filing) -> Iterator[Parsed | Rejection]:
    """Yield a record or a rejection for each line that is not blank, or element of a document."""
    looked_at = LookedAt(stream)
    if _is_document(looked_at):
        from provenance.records.formats import document  # ijson comes with it

        yield from document.records(looked_at, filing)
        return
    for number, raw, trouble in lines(looked_at, filing.max_line):
        if trouble:
            yield filing.reject(number, raw, trouble)
        elif not raw.isspace():
            yield filing.plain(number, raw) or _record(number, raw, filing)


def _record(number: int, raw: bytes, filing: Filing) -> Parsed | Rejection:
    try:
        data = parse(raw.decode("utf-8"))
    except UnicodeDecodeError as error:  # one line is too little to tell another encoding by
        return filing.reject(number, raw, f"the line must be UTF-8: byte {error.start + 1} is not")
    except ValueError as error:
        return filing.reject(number, raw, f"the line {error}")
    return filing.judge(data, number, raw)


def _is_document(stream: LookedAt) -> bool:
    """Whether a file begins with an array, or with an object that takes several lines.

    An object that is cut short where the next line begins one of its own is a bad line.
    """
    first = _content(stream)
    if not first.startswith(b"{"):
        return first.startswith(b"[")
    if not first.endswith(_GOES_ON):
        return False
    second = _content(stream)
    return bool(second) and not second.startswith(b"{")


def _content(stream: LookedAt) -> bytes:
    """The next line that is not blank, without the space around it; nothing at the end."""
    for _ in range(_BLANK_LINES):
        piece = stream.look(_LOOKED_AT)
        if not piece or (found := piece.removeprefix(BOM).strip()):
            return found if piece else b""
    return b""
