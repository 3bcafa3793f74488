"""A Neo4j database as the place of a store: there is but one, so a file holds what it held."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from provenance.graph.neo4j.store import Neo4jStore, Neo4jWriter
from provenance.graph.port.archive import Kept
from provenance.graph.port.form import (
    EMPTYING,
    FORM,
    OLD,
    Rebuilding,
    Work,
    refuse_other_forms,
)
from provenance.graph.port.graph import Writer
from provenance.graph.port.place import Renewal
from provenance.graph.transfer import lines
from provenance.graph.transfer.files import is_sqlite
from provenance.model.dates import SHANGHAI
from provenance.model.errors import BackupDamagedError, MisuseError
from provenance.model.message import Message


class Neo4jPlace:
    """A Place that is a database; `open_` opens it, be it unfinished or not."""

    def __init__(self, address: str, open_: Callable[[bool], Neo4jStore]) -> None:
        self._address = address
        self._open = open_

    async def backup(self, out: Path) -> None:
        async with self._opened(unfinished=False) as store:
            await store.write(lambda writer: lines.save(writer, out))

    async def take_back(self, file: Path) -> bool:
        if await asyncio.to_thread(is_sqlite, file):
            raise MisuseError(
                Message(
                    "{file} is a copy of a file of SQLite's: restore it to sqlite:///PATH,"
                    " and back that up to a file named .jsonl.gz, which Neo4j takes",
                    file=str(file),
                )
            )
        return False

    @asynccontextmanager
    async def upgrading(self, backup: Path | None) -> AsyncIterator[Renewal | None]:
        async with self._opened(unfinished=True) as store:
            form = await store.form()
            so_far = await store.write(lambda writer: writer.archive.rebuilding())
            if so_far is None and form >= FORM:
                refuse_other_forms(self._address, form, None)
                yield None
                return
            if so_far is None:
                out = backup or Path(
                    f"provenance-neo4j-{OLD}-{datetime.now(SHANGHAI):%Y%m%dT%H%M%S}.jsonl.gz"
                )
                so_far = await store.write(lambda writer: _saved(writer, out.absolute()))
            file = await self._file_of(so_far, Work.UPGRADE, backup)
            yield Renewal(store, lambda: lines.rows_in(file), await _emptied(store, so_far), file)

    @asynccontextmanager
    async def restoring(self, file: Path) -> AsyncIterator[Renewal]:
        found = await asyncio.to_thread(lines.check, file)
        begun = Rebuilding(Work.RESTORE, found.sha256, str(_whole(file)))
        async with self._opened(unfinished=True) as store:
            so_far = await store.write(lambda writer: _begun(writer, begun, self._address))
            file = await self._file_of(so_far, Work.RESTORE, file)
            yield Renewal(store, lambda: lines.rows_in(file), so_far, file)

    async def _file_of(self, so_far: Rebuilding, work: Work, named: Path | None) -> Path:
        """The file that the database is written from, checked."""
        if so_far.work is not work:
            refuse_other_forms(self._address, FORM, so_far)
        file = named or Path(so_far.file)
        if (await asyncio.to_thread(lines.check, file)).sha256 != so_far.source:
            raise BackupDamagedError(
                Message(
                    "{file} is not the file that {address} was being written from, which was"
                    " {begun}: name that",
                    file=str(file),
                    address=self._address,
                    begun=so_far.file,
                )
            )
        return file

    @asynccontextmanager
    async def _opened(self, *, unfinished: bool) -> AsyncIterator[Neo4jStore]:
        store = self._open(unfinished)
        try:
            yield store
        finally:
            await store.close()


def _whole(file: Path) -> Path:
    return file.absolute()


async def _saved(writer: Writer, out: Path) -> Rebuilding:
    """Save all that is kept, and note that it is being written anew from there."""
    source = await lines.save(writer, out, form=0)
    begun = Rebuilding(Work.UPGRADE, source, str(out), EMPTYING)
    await writer.archive.mark(begun)
    return begun


async def _emptied(store: Neo4jStore, so_far: Rebuilding) -> Rebuilding:
    """Take out what is kept, some of it at a time, if that is not done yet."""
    if so_far.done != EMPTYING:
        return so_far

    async def some(writer: Writer) -> bool:
        assert isinstance(writer, Neo4jWriter)
        return await writer.archive.take_out()

    while await store.write(some):
        continue
    empty = replace(so_far, done=0)
    await store.write(lambda writer: writer.archive.mark(empty))
    return empty


async def _begun(writer: Writer, begun: Rebuilding, address: str) -> Rebuilding:
    """How far the restoring of a database is. Raises MisuseError where it holds something."""
    if so_far := await writer.archive.rebuilding():
        return so_far
    for kind in Kept:
        if await writer.archive.rows(kind, None, 1):
            raise MisuseError(
                Message(
                    "the store {address} holds something: name one that is empty", address=address
                )
            )
    await writer.archive.mark(begun)
    return begun
