"""Findings as kept: what audits found, since when, and what people said of it."""

from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.findings.asked import asked
from provenance.graph.port import kept
from provenance.model.terms import Label, Ref
from provenance.model.text import no_longer
from provenance.schema.base.connection import MOST_COUNTED, Connection, Cursor, Edge, PageInfo
from provenance.schema.base.context import Context, Info
from provenance.schema.base.enums import FindingOrder, FindingStatus, ReviewDecision, Severity
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EnterpriseRef, RegionRef
from provenance.schema.base.scalars import Day, Moment
from provenance.schema.base.subject import SubjectInput
from provenance.schema.queries.verdict import Finding


@strawberry.type(description="What someone said of a finding, and why.")
class Review:
    """Shows a provenance.graph.port.kept.Review."""

    at: Moment = strawberry.field(description="When it was said.")
    by: str = strawberry.field(description="Who said it.")
    decision: ReviewDecision = strawberry.field(description="What was said.")
    reason: str = strawberry.field(description="Why.")


@strawberry.type(
    description="A finding as kept: it is the same as long as its cause is, whenever it is found."
)
class KeptFinding(Finding):
    """Shows a provenance.graph.port.kept.KeptFinding."""

    id: strawberry.ID = strawberry.field(description="What it is known by; reviewFinding takes it.")
    day: Day | None = strawberry.field(description="The day of what it is about.")
    first_seen: Moment = strawberry.field(description="When it was found first.")
    last_seen: Moment = strawberry.field(description="When it was found last.")
    gone_at: Moment | None = strawberry.field(
        description="When it was found no longer; null while it is there."
    )
    reviews: list[Review] = strawberry.field(description="What was said of it, in that order.")

    @field("The enterprise it is counted under.")
    async def enterprise(self, info: Info) -> EnterpriseRef | None:
        return await _at(info, Label.ENTERPRISE, self.enterprise)

    @field("The place it is counted under.")
    async def region(self, info: Info) -> RegionRef | None:
        return await _at(info, Label.REGION, self.region)


async def _at(info: Info, label: Label, key: Any) -> Any:
    return await info.context.things.load(Ref(label, key)) if key else None


@strawberry.input(description="Which findings are asked for; what is not said does not restrict.")
class FindingFilter:
    """A provenance.graph.port.kept.FindingFilter as asked."""

    codes: list[str] | None = strawberry.field(
        default=None, description="Any of these codes, or what they are called."
    )
    severities: list[Severity] | None = strawberry.field(
        default=None, description="Any of these weights."
    )
    statuses: list[FindingStatus] | None = strawberry.field(
        default=None, description="Any of these states of review."
    )
    subject: SubjectInput | None = strawberry.field(
        default=None, description="What they are about."
    )
    enterprise: str | None = strawberry.field(
        default=None,
        description="The enterprise they are counted under, by its credit code or name.",
    )
    region: str | None = strawberry.field(
        default=None,
        description="A GB/T 2260 code, or a place's name; a place contains what lies in it.",
    )
    declaration: str | None = strawberry.field(
        default=None,
        description="A declaration's number: about it, about an import or export under it, or"
        " with it as evidence.",
    )
    since: Day | None = strawberry.field(
        default=None, name="from", description="About this day or later."
    )
    until: Day | None = strawberry.field(
        default=None, name="to", description="About this day or earlier."
    )
    first_seen_from: Moment | None = strawberry.field(
        default=None, description="Found first at this time or later."
    )
    gone: bool | None = strawberry.field(
        default=False,
        description="False leaves out what is no longer found, true gives only that, null both.",
    )
    text: str | None = strawberry.field(
        default=None,
        description="Part of the code, the message, the subject's number or the evidence.",
    )

    def wanted(self) -> kept.FindingFilter:
        """The filter as it is said; MisuseError for what no finding can be about."""
        if self.text is not None:
            no_longer("text", self.text)
        subject = self.subject and self.subject.ref("findings", *SUBJECTS)
        return kept.FindingFilter(
            codes=tuple(self.codes or ()),
            severities=tuple(self.severities or ()),
            statuses=tuple(self.statuses or ()),
            subjects=(subject,) if subject else (),
            enterprise=self.enterprise,
            region=self.region,
            declaration=self.declaration,
            since=self.since,
            until=self.until,
            first_seen_from=self.first_seen_from,
            gone=self.gone,
            text=self.text,
        )


SUBJECTS = frozenset(Label) - {Label.REGION}
Narrowed = Annotated[FindingFilter | None, argument(description="Which of them; all without.")]


def wanted(narrowed: FindingFilter | None) -> kept.FindingFilter:
    """A filter as it is said, all without one."""
    return narrowed.wanted() if narrowed else kept.FindingFilter()


@strawberry.type(description="How many findings there are of one kind.")
class FacetCount:
    """Shows a provenance.graph.port.kept.Count."""

    key: str | None = strawberry.field(
        description="A code, an enterprise or a place by its code; null where nothing is said."
    )
    findings: int = strawberry.field(name="count", description="How many.")


@strawberry.type(description="How many findings there are of one weight.")
class SeverityCount:
    """Shows a provenance.graph.port.kept.Count."""

    key: Severity = strawberry.field(description="The weight.")
    findings: int = strawberry.field(name="count", description="How many.")


@strawberry.type(description="How many findings there are in one state of review.")
class StatusCount:
    """Shows a provenance.graph.port.kept.Count."""

    key: FindingStatus = strawberry.field(description="The state.")
    findings: int = strawberry.field(name="count", description="How many.")


@strawberry.type(description="How many findings a filter leaves, and how many of each kind.")
class FindingFacets:
    """Shows a provenance.graph.port.kept.Facets."""

    total: int = strawberry.field(description="How many in all.")
    codes: list[FacetCount] = strawberry.field(description="By code, the most first.")
    severities: list[SeverityCount] = strawberry.field(description="By weight, the most first.")
    statuses: list[StatusCount] = strawberry.field(description="By review, the most first.")
    enterprises: list[FacetCount] = strawberry.field(
        description=f"By enterprise, the {kept.MOST_COUNTED} with most."
    )
    regions: list[FacetCount] = strawberry.field(
        description=f"By place, the {kept.MOST_COUNTED} with most."
    )


@strawberry.type(description="A page of findings, and counts of all of them.")
class FindingConnection(Connection[Edge[KeptFinding]]):
    """Edges of findings, and what the filter leaves beyond this page."""

    narrowed: strawberry.Private[kept.FindingFilter]

    @field("How many findings the filter leaves, on this page and others, of each kind.")
    async def facets(self, info: Info) -> FindingFacets:
        counted: Any = await info.context.store.findings.facets(self.narrowed)
        shown: FindingFacets = counted
        return shown

    @classmethod
    async def of(
        cls,
        context: Context,
        narrowed: FindingFilter | None,
        order: FindingOrder,
        first: int,
        at: Cursor,
    ) -> "FindingConnection":
        """A page behind a cursor, which is the place of a finding in the list."""
        asked_for = await asked(context.store, wanted(narrowed))
        findings = context.store.findings
        page = await findings.page(asked_for, at.after or None, first, order)
        edges = [Edge(cursor=str(Cursor(order.place(one))), node=one) for one in page.items]
        end = edges[-1].cursor if edges else None
        return cls(
            edges=edges,
            page_info=PageInfo(has_next_page=page.more, end_cursor=end),
            narrowed=asked_for,
            counted=lambda: findings.count(asked_for, MOST_COUNTED),
        )
