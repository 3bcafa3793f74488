"""JSON Lines: one record a line, as a JSON object in UTF-8."""

from collections.abc import Iterator

from provenance.records.canonical import parse
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats.streams import Stream, lines


def records(stream: Stream, filing: Filing) -> Iterator[Parsed | Rejection]:
    """Yield a record or a rejection for each line that is not blank."""
    for number, raw, trouble in lines(stream, filing.max_line):
        if trouble:
            yield filing.reject(number, raw, trouble)
        elif not raw.isspace():
            yield _record(number, raw, filing)


def _record(number: int, raw: bytes, filing: Filing) -> Parsed | Rejection:
    try:
        data = parse(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return filing.reject(number, raw, f"the line must be UTF-8: byte {error.start + 1} is not")
    except ValueError as error:
        return filing.reject(number, raw, f"the line {error}")
    return filing.judge(data, number, raw)
