"""Findings as one viewer may see them, and what was decided of what is theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.access.scope.graph import ScopedGraph
from provenance.access.viewer import Role
from provenance.graph.port.findings import Findings
from provenance.graph.port.kept import (
    ConclusionChange,
    Decision,
    Facets,
    FindingFilter,
    FindingOrder,
    KeptFinding,
)
from provenance.graph.port.paging import Page
from provenance.model.message import Message
from provenance.model.regions import beginnings
from provenance.model.terms import FindingStatus, Label, Ref

_HANDED_ON = frozenset({Label.LOT, Label.DECLARATION, Label.EXPORT_LICENCE})
"""What is judged by all that it came of."""


@dataclass(frozen=True, slots=True)
class ScopedFindings:
    """Findings counted under the viewer's firm or region, or on an importer's declarations.

    What investigators said of them is theirs alone; so is who decided of a shipment, and why.
    """

    findings: Findings
    graph: ScopedGraph

    async def page(
        self,
        wanted: FindingFilter,
        after: str | None,
        first: int,
        order: FindingOrder = FindingOrder.SEVERITY,
    ) -> Page:
        narrowed = await self._narrowed(wanted)
        if narrowed is None:
            return Page((), False)
        page = await self.findings.page(narrowed, after, first, order)
        return Page([self._told(finding) for finding in page.items], page.more)

    async def count(self, wanted: FindingFilter, most: int) -> int:
        narrowed = await self._narrowed(wanted)
        return 0 if narrowed is None else await self.findings.count(narrowed, most)

    async def facets(self, wanted: FindingFilter) -> Facets:
        narrowed = await self._narrowed(wanted)
        return Facets() if narrowed is None else await self.findings.facets(narrowed)

    async def by_id(self, ids: Sequence[str]) -> list[KeptFinding | None]:
        found = await self.findings.by_id(ids)
        seen = await self._seen([finding for finding in found if finding is not None])
        return [seen.get(finding.id) if finding is not None else None for finding in found]

    async def on(self, refs: Sequence[Ref]) -> dict[Ref, list[KeptFinding]]:
        found = await self.findings.on(refs)
        seen = await self._seen([one for findings in found.values() for one in findings])
        return {
            ref: [seen[one.id] for one in findings if one.id in seen]
            for ref, findings in found.items()
        }

    async def raised(self, wanted: FindingFilter, after: int, first: int) -> list[KeptFinding]:
        narrowed = await self._narrowed(wanted)
        found = () if narrowed is None else await self.findings.raised(narrowed, after, first)
        return [self._told(finding) for finding in found]

    async def last_raised(self) -> int:
        return await self.findings.last_raised()

    async def sampled(self) -> Sequence[Ref]:
        return await self.graph.own_of(await self.findings.sampled())

    async def decisions(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        found = await self.findings.decisions(await self.graph.own_of(refs))
        if self._official:
            return found
        return {
            ref: [replace(one, by="", reason="", answered_by=None) for one in decisions]
            for ref, decisions in found.items()
        } | {ref: [] for ref in refs if ref not in found}

    async def changes(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[ConclusionChange]]:
        found = await self.findings.changes(await self.graph.own_of(refs))
        if not self._official:
            found = {
                ref: [replace(one, load=None, causes=()) for one in changes]
                for ref, changes in found.items()
            }
        return {**{ref: [] for ref in refs}, **found}

    @property
    def _official(self) -> bool:
        return self.graph.viewer.role is Role.REGULATOR

    async def _narrowed(self, wanted: FindingFilter) -> FindingFilter | None:
        """A filter that leaves only what is the viewer's; None where that is nothing."""
        viewer, numbers = self.graph.viewer, self.graph.own.numbers
        if viewer.role is Role.REGULATOR:
            if viewer.region is None:
                return None
            asked, within = wanted.within, beginnings(viewer.region)
            if asked is not None and all(one.startswith(within) for one in asked):
                return wanted
            return replace(wanted, region=viewer.region) if asked is None else None
        if viewer.role is Role.ENTERPRISE:
            firm = viewer.enterprise
            other = wanted.enterprise is not None and wanted.enterprise not in numbers
            return None if firm is None or other else replace(wanted, enterprise=firm)
        declarations = await self.graph.own.listed(Label.DECLARATION)
        subjects = [ref for ref in declarations if ref in (wanted.subjects or declarations)]
        return replace(wanted, subjects=tuple(subjects)) if subjects else None

    async def _seen(self, found: Sequence[KeptFinding]) -> dict[str, KeptFinding]:
        """Those of some findings that are counted under what is the viewer's."""
        viewer = self.graph.viewer
        if viewer.role is Role.REGULATOR:
            within = beginnings(viewer.region or "-")
            kept = [one for one in found if (one.region or "").startswith(within)]
        elif viewer.role is Role.ENTERPRISE:
            kept = [one for one in found if one.enterprise in self.graph.own.numbers]
        else:
            about = [f.subject for f in found if f.subject.label is Label.DECLARATION]
            own = set(await self.graph.own_of(about))
            kept = [one for one in found if one.subject in own]
        return {one.id: self._told(one) for one in kept}

    def _told(self, finding: KeptFinding) -> KeptFinding:
        if self._official:
            return finding
        finding = replace(finding, reviews=(), status=FindingStatus.OPEN)
        if self.graph.viewer.role is Role.ENTERPRISE and finding.subject.label not in _HANDED_ON:
            return finding
        # A shipment is found wrong for what others did with it: that is told by its name.
        title = Message("{code:finding}", code=finding.code)
        return replace(finding, message=title, evidence=(), about=(), enterprise=None, region=None)
