"""Upgrade, backup, restore: a store as a whole."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from provenance.graph.opening import missing_at, place_of, store_at
from provenance.graph.port.form import FORM
from provenance.graph.transfer import lines
from provenance.ingest.archive.rebuild import Progress, Rebuilt, rebuild
from provenance.model.errors import MisuseError, StoreUnavailableError
from provenance.model.message import Message
from provenance.settings import Settings

LINES = ".jsonl.gz"
"""What a backup is called that is JSON Lines."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade came to, and where what was there before is."""

    rebuilt: Rebuilt
    backup: Path


async def upgrade(
    settings: Settings, backup: Path | None = None, on_progress: Progress = lambda *_: None
) -> Upgraded | None:
    """Bring the store that is set to today's form, after a copy of it; None where it is of it.

    Every version received is read as it is read today, everything is settled and audited anew.
    Killed, it goes on when it is run again. Raises MisuseError where the store is in use or not
    there, or the copy cannot be written; StoreTooNewError, StoreUnavailableError.
    """
    async with place_of(settings.store, settings).upgrading(backup) as renewal:
        if renewal is None:
            return None
        rebuilt = await rebuild(renewal, settings, on_progress=on_progress)
        return Upgraded(rebuilt, renewal.backup)


async def back_up(settings: Settings, out: Path) -> None:
    """Copy the store that is set, as it is at one moment, to a file that is not there.

    To one named .jsonl.gz, and from Neo4j always, as JSON Lines, which any kind of store takes
    back. Raises MisuseError where the file is there, StoreUnavailableError.
    """
    if not out.name:
        raise MisuseError(
            Message("{path} is no file: name the backup, such as 2026-11-30.sqlite", path=str(out))
        )
    if words := missing_at(settings.store):
        raise StoreUnavailableError(words)
    if out.name.endswith(LINES):
        async with store_at(settings.store, settings) as store:
            await store.write(lambda writer: lines.save(writer, out))
    else:
        await place_of(settings.store, settings).backup(out)


async def restore(
    settings: Settings, file: Path, on_progress: Progress = lambda *_: None
) -> Rebuilt | None:
    """Take a backup back into the store that is set, which must be empty; killed, it goes on.

    A file of SQLite's becomes the store as it is: None. Raises BackupDamagedError before anything
    is written, MisuseError where the store is not empty, StoreUnavailableError.
    """
    place = place_of(settings.store, settings)
    if await place.take_back(file):
        return None
    found = await asyncio.to_thread(lines.check, file)
    judge = found.form != FORM or not found.audited
    async with place.restoring(file) as renewal:
        return await rebuild(renewal, settings, judge=judge, on_progress=on_progress)
