"""A backup as JSON Lines, gzipped: a head, what is kept row by row, and how many rows, and a hash.

The head says the form, a row its kind and what is kept of it, the last line counts the rows and
has the SHA-256 of all lines before it: a file that was cut or changed is found out before use.
"""

import asyncio
import gzip
import json
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from provenance.graph.port.archive import KEYS, Archive, Kept, Row
from provenance.graph.port.form import FORM
from provenance.graph.port.graph import Writer
from provenance.graph.transfer.files import make_private, must_be_free, publish
from provenance.model.errors import BackupDamagedError, MisuseError, StoreTooNewError
from provenance.model.message import Message

AT_ONCE = 5_000
"""Rows read at a time."""

FORMAT = "provenance backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a file says of itself: the form of the rows, whether all was audited, its hash."""

    form: int
    audited: bool
    sha256: str


@dataclass(slots=True)
class Sink:
    """A backup being written."""

    file: IO[bytes]
    counts: Counter[str] = field(default_factory=Counter)
    hash: Any = field(default_factory=sha256)

    def add(self, *values: object) -> None:
        line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
        self.hash.update(line)
        self.file.write(line)

    def row(self, row: Row) -> None:
        self.counts[row.kind] += 1
        self.add(row.kind, row.props)

    def end(self) -> str:
        """Count and sign; returns the hash."""
        found = str(self.hash.hexdigest())
        self.add("end", dict(self.counts), found)
        return found


async def rows_of(archive: Archive) -> AsyncIterator[Row]:
    """All rows that a store keeps, kind by kind and in order."""
    for kind in Kept:
        after: Any = None
        while rows := await archive.rows(kind, after, AT_ONCE):
            for row in rows:
                yield row
            after = rows[-1].props[KEYS[kind]]


async def write(archive: Archive, part: Path, *, form: int, audited: bool) -> str:
    """Write all that a store keeps to a file, anew if it is there; returns the hash."""
    make_private(part)
    with gzip.open(part, "wb", compresslevel=5) as file:
        sink = Sink(file)  # type: ignore[arg-type]
        head = {"form": form, "audited": audited, "at": datetime.now(UTC).isoformat()}
        sink.add(FORMAT, head)
        async for row in rows_of(archive):
            sink.row(row)
        return sink.end()


async def save(writer: Writer, out: Path, *, form: int = FORM) -> str:
    """Write all that a store keeps to a file that is not there; returns the hash.

    While it is written nobody else writes to the store. Raises MisuseError where the file is
    there, or cannot be written.
    """
    part = out.with_name(out.name + ".part")
    try:
        must_be_free(out)
        audited = not (await writer.queue.unaudited()).things
        found = await write(writer.archive, part, form=form, audited=audited)
        await asyncio.to_thread(publish, part, out)
        return found
    except FileExistsError:
        raise MisuseError(
            Message("{out} is there already: name a file that is not", out=str(out))
        ) from None
    except OSError as error:
        raise MisuseError(
            Message("cannot write {path}: {why:system_error}", path=str(out), why=error.strerror)
        ) from error
    finally:
        part.unlink(missing_ok=True)


def check(path: Path) -> Backup:
    """What a file is. Raises BackupDamagedError where it was cut or changed, MisuseError where it
    is no backup, StoreTooNewError where a later version wrote it."""
    counts, found = Counter[str](), sha256()
    with _read(path) as lines:
        head = next(lines, b"")
        found.update(head)
        try:
            format_, said = json.loads(head)
            backup = Backup(said["form"], said["audited"], "")
        except (ValueError, TypeError, KeyError):
            format_ = None
        if format_ != FORMAT:
            raise MisuseError(
                Message(
                    "{path} is no backup: name a file that `provenance backup` wrote",
                    path=str(path),
                )
            )
        last = None
        for line in lines:
            if last is not None:
                found.update(last)
                counts[json.loads(last)[0]] += 1
            last = line
        end = json.loads(last) if last else [None]
    if end != ["end", dict(counts), found.hexdigest()]:
        raise BackupDamagedError(
            Message("{path} was cut or changed since. Take another backup", path=str(path))
        )
    if backup.form > FORM:
        raise StoreTooNewError(
            Message("{path} was written by a later version: install that version", path=str(path))
        )
    return Backup(backup.form, backup.audited, end[2])


async def rows_in(path: Path) -> AsyncIterator[Row]:
    """The rows of a file that was checked."""
    with _read(path) as lines:
        next(lines)
        for line in lines:
            kind, *props = json.loads(line)
            if kind != "end":
                yield Row(Kept(kind), props[0])


@contextmanager
def _read(path: Path) -> Iterator[Iterator[bytes]]:
    try:
        with gzip.open(path, "rb") as file:
            yield iter(file)
    except gzip.BadGzipFile as error:
        raise MisuseError(
            Message(
                "{path} is no backup ({why:system_error}): name a file that `provenance"
                " backup` wrote",
                path=str(path),
                why=str(error),
            )
        ) from error
    except (EOFError, zlib.error, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BackupDamagedError(
            Message(
                "{path} was cut or changed: {why:system_error}. Take another",
                path=str(path),
                why=str(error),
            )
        ) from error
    except OSError as error:
        raise MisuseError(
            Message(
                "cannot read {path}: {why:system_error}",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from error
