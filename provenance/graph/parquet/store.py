"""An export as a store that an audit reads; what it finds is kept in a file of its own, for now."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from provenance.graph.parquet.folder import Folder
from provenance.graph.parquet.read import Graph, Records
from provenance.graph.port.graph import GraphStore, Writer

Result = TypeVar("Result")


class Exported:
    """The part of a GraphStore that audits use: the graph of an export, findings of `findings`.

    Raises ExportUnreadableError where the folder holds none that can be read.
    """

    def __init__(self, path: Path, work: Path, findings: GraphStore) -> None:
        self._folder = Folder(path, work)
        self._kept = findings
        self.graph = Graph(self._folder)
        self.records = Records(self._folder)
        self.findings = findings.findings
        self.declared = findings.declared

    @asynccontextmanager
    async def as_it_is(self) -> AsyncIterator["Exported"]:
        yield self  # nobody changes an export

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        return await self._kept.write(work)

    async def close(self) -> None:
        self._folder.close()
        await self._kept.close()
