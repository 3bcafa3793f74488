"""Findings by their causes: what only follows by mass is told with what it follows from."""

from typing import Any

import strawberry

from provenance.findings import causes as told
from provenance.findings.asked import asked
from provenance.schema.base.connection import First, checked
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Kilograms
from provenance.schema.queries.findings import FindingFacets, KeptFinding, Narrowed, wanted


@strawberry.type(description="A finding, and what follows from it by mass.")
class FindingCause:
    """Shows a provenance.findings.causes.Cause."""

    finding: KeptFinding = strawberry.field(description="What is wrong.")
    follow: int = strawberry.field(description="How many other findings follow from it by mass.")
    most_g: Kilograms = strawberry.field(
        name="mostKg", description="The most that one of these has, in REO."
    )


@strawberry.type(description="The gravest causes, and how many findings there are in all.")
class FindingCauses:
    """Shows a provenance.findings.causes.Causes."""

    items: list[FindingCause] = strawberry.field(name="causes", description="The gravest first.")
    facets: FindingFacets = strawberry.field(
        description="How many findings the filter leaves, of each kind."
    )
    more: bool = strawberry.field(description="Whether there are more causes.")
    cut: bool = strawberry.field(
        name="truncated", description="Whether more may follow than one request may read."
    )


@strawberry.type(description="What can be asked of causes.")
class CauseQuery:
    """A part of the root of all queries."""

    @field(
        "What audits found by its causes, the gravest first: what only follows by mass is counted"
        " with what it follows from."
    )
    async def finding_causes(
        self, info: Info, filter: Narrowed = None, first: First = 50
    ) -> FindingCauses:
        store = info.context.store
        narrowed = await asked(store, wanted(filter))
        most = info.context.settings.lineage_nodes
        found: Any = await told.causes(store, narrowed, checked(first), most)
        shown: FindingCauses = found
        return shown
