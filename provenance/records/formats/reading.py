"""From files to records: each line becomes a record with its source, or a rejection."""

import glob
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Final, Literal

from provenance.model.codes import ENTERPRISE
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import did_you_mean, shown, whole
from provenance.records.filing import MAX_LINE, Filing, Parsed, Rejection
from provenance.records.formats import csvfile, jsonl, xlsx
from provenance.records.formats.streams import STDIN, Stream, opened
from provenance.records.kinds.registry import RECORD_KINDS

__all__ = ["FORMATS", "Format", "Parsed", "Rejection", "kind_of_stem", "read"]

Format = Literal["jsonl", "csv", "xlsx"]
Reader = Callable[[Stream, Filing], Iterator[Parsed | Rejection]]


LOCKS: Final = ("~$", ".~")
"""How the names of lock files begin: those of Excel, and those of WPS and LibreOffice."""

# A new format is a reader here and its suffixes below.
FORMATS: Final[Mapping[str, Reader]] = {
    "jsonl": jsonl.records,
    "csv": csvfile.records,
    "xlsx": xlsx.records,
}
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",  # which says what is wrong with these two
    ".xls": "xlsx",
}


def read(  # noqa: PLR0913 - what a person may say about the files they hand in
    paths: Sequence[str],
    *,
    kind: str | None = None,
    format: Format | None = None,
    system: str | None = None,
    filer: str | None = None,
    received_at: datetime,
    max_line: int = MAX_LINE,
    on_read: Callable[[int], object] = lambda _: None,
    pass_over: Callable[[str], object] = lambda _: None,
) -> Iterator[Parsed | Rejection]:
    """Yield a record or a rejection for each line of the files, globs or "-" given.

    `kind` names the records of a CSV, and of JSON lines that do not say it themselves; `system`
    is who states the facts (by default whoever files that kind); `filer` makes local ids global;
    a line may have `max_line` bytes; `on_read` is told how many bytes of a file were read, as they
    are; `pass_over` is told of each lock file among them, which a spreadsheet program keeps beside
    an open workbook and which is not read. Raises MisuseError, before anything is read, for a file
    that is not there or that cannot be one of the formats, and where there are lock files alone.
    """
    if kind is not None and kind not in RECORD_KINDS:
        raise MisuseError(
            Message(
                "{kind} is not a kind of record{meant}",
                kind=shown(kind),
                meant=did_you_mean(kind, RECORD_KINDS),
            )
        )
    if filer is not None:
        filer = ENTERPRISE.asked(filer)
    filing = Filing("", received_at, kind, system, filer, max_line)
    files = _unlocked(_expanded(paths), pass_over)
    return _read([_plan(path, format, filing) for path in files], on_read)


def _read(
    plan: list[tuple[str, Reader, Filing]], on_read: Callable[[int], object]
) -> Iterator[Parsed | Rejection]:
    for path, reader, filing in plan:
        with opened(path, on_read) as stream:
            yield from reader(stream, filing)


def _expanded(paths: Sequence[str]) -> list[str]:
    """Each file once, in the order named; the files of a glob by name."""
    found: dict[str, None] = {}
    for path in paths:
        if path != STDIN and not os.path.exists(path) and glob.has_magic(path):
            files = [one for one in glob.glob(path, recursive=True) if not os.path.isdir(one)]
            if not files:
                raise MisuseError(Message("no file is named like {path}", path=path))
            found |= dict.fromkeys(sorted(files))
        else:
            found[_there(path)] = None
    return list(found)


def _unlocked(paths: list[str], pass_over: Callable[[str], object]) -> list[str]:
    """The files that are no lock files. Raises MisuseError where all are."""
    locks = [path for path in paths if PurePath(path).name.startswith(LOCKS)]
    if locks and len(locks) == len(paths):
        raise MisuseError(
            Message(
                "{path} only says that somebody has the workbook open: name the workbook itself",
                path=locks[0],
            )
        )
    for path in locks:
        pass_over(path)
    return [path for path in paths if path not in locks]


def _there(path: str) -> str:
    if path != STDIN and not os.path.exists(path):
        raise MisuseError(Message("{path} does not exist", path=path))
    if path != STDIN and os.path.isdir(path):
        raise MisuseError(
            Message(
                "{path} is a directory: name the files in it, such as {path}/*.jsonl",
                path=path,
            )
        )
    return path


def _plan(path: str, format: Format | None, filing: Filing) -> tuple[str, Reader, Filing]:
    name = PurePath(path).name.lower().removesuffix(".gz")
    stem, suffix = os.path.splitext(name)
    if format is None and suffix and suffix not in _SUFFIXES:
        raise MisuseError(
            Message(
                "{path}: name the format, or end the name in one of {known}",
                path=path,
                known=tuple(_SUFFIXES),
            )
        )
    # Without a suffix, as on standard input, only a CSV needs to be told its kind.
    by_name = _SUFFIXES.get(suffix) or ("csv" if filing.kind else "jsonl")
    chosen = format or by_name
    kind = filing.kind
    if chosen == "csv" and kind is None:
        kind = kind_of_stem(stem)
        if kind is None:
            raise MisuseError(
                Message(
                    "{path}: say which kind of record it holds, or name it like extraction.csv",
                    path=path,
                )
            )
    return path, FORMATS[chosen], replace(filing, file=whole(path), kind=kind)


def kind_of_stem(stem: str) -> str | None:
    """Return the one kind a file's name speaks of (`extraction`, `2026-03-transfers`), or None."""
    words = re.sub(r"[^a-z]+", "_", stem.lower()).strip("_")
    if words in RECORD_KINDS:
        return words
    spoken = [kind for kind in RECORD_KINDS if re.search(rf"(?:^|_){kind}s?(?:_|$)", words)]
    # `quota_adjustment` speaks of a quota as well: what is part of a longer kind does not count.
    longest = [
        kind for kind in spoken if not any(kind in other and kind != other for other in spoken)
    ]
    return longest[0] if len(longest) == 1 else None
