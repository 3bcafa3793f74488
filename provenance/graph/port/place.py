"""Where a store is kept, seen from outside: how it is copied, and how it is written anew."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from provenance.graph.port.archive import Row
from provenance.graph.port.form import Rebuilding
from provenance.graph.port.graph import GraphStore


@dataclass(frozen=True, slots=True)
class Renewal:
    """A store to be written anew: into which, of which rows, how far it is, where the old one is.

    Left without an error it takes the place of what was there; until then nobody can use it.
    """

    store: GraphStore
    rows: Callable[[], AsyncIterator[Row]]
    so_far: Rebuilding
    backup: Path


class Place(Protocol):
    """A file, or a database."""

    async def backup(self, out: Path) -> None:
        """Copy the store, as it is at one moment, to a file that is not there.

        Raises MisuseError where the file is there, or the store is not.
        """

    async def take_back(self, file: Path) -> bool:
        """Put a copy of this kind in place of an empty store, as it is; false for JSON Lines.

        Raises BackupDamagedError, MisuseError where the store is not empty.
        """

    def upgrading(self, backup: Path | None) -> AbstractAsyncContextManager[Renewal | None]:
        """The store of an earlier form, copied to a file first; None where it is of today's.

        Raises MisuseError where it is in use, or not there; StoreTooNewError.
        """

    def restoring(self, file: Path) -> AbstractAsyncContextManager[Renewal]:
        """An empty store, to be filled with the rows of a file.

        Raises BackupDamagedError, MisuseError where the store is not empty.
        """
