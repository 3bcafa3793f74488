"""provenance/graph/pages.py."""

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from provenance.graph.port.findings import AT_ONCE, Findings
from provenance.graph.port.graph import Neighbour, Reader, Thing
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.terms import EdgeType, Label, Ref

if TYPE_CHECKING:
    from provenance.graph.port.paging import Page


PAGE = 1_000


async def everything(
    store: Reader, refs: Sequence[Ref], edge: EdgeType, *, out: bool
) -> dict[Ref, list[Neighbour]]:
    """All neighbours of some nodes, page by page for all of them at once."""
    found: dict[Ref, list[Neighbour]] = {ref: [] for ref in refs}
    asked, after = list(refs), ""
    while asked:
        pages = await store.neighbours(asked, edge, out=out, after=after, first=PAGE)
        unfinished: dict[Ref, Page] = {}
        for ref, page in zip(asked, pages, strict=True):
            found[ref] += page.items
            if page.more:
                unfinished[ref] = page
        asked = list(unfinished)
        # Those that go on go on from the least last key; what comes twice is dropped.
        after = min((page.items[-1].thing.ref.key for page in unfinished.values()), default="")
        for ref in asked:
            found[ref] = [near for near in found[ref] if near.thing.ref.key <= after]
    return found


async def pages(reader: Reader, label: Label, size: int = PAGE) -> AsyncIterator[Sequence[Thing]]:
    """All things of one kind, in order of key, a page at a time."""
    after: str | None = None
    while True:
        page = await reader.page(label, after, size)
        yield page.items
        if not page.more:
            return
        after = page.items[-1].ref.key


async def all_of(reader: Reader, label: Label) -> list[Thing]:
    """All things of a kind of which there are never many, in order of key."""
    return [thing async for things in pages(reader, label) for thing in things]


async def all_findings(findings: Findings, wanted: FindingFilter) -> AsyncIterator[KeptFinding]:
    """All findings that a filter leaves, the gravest first, page by page."""
    after, more = None, True
    while more:
        page = await findings.page(wanted, after, AT_ONCE)
        for finding in page.items:
            yield finding
        more = page.more
        after = page.items[-1].place if page.items else None
