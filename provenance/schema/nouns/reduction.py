"""Reductions of the next year's quota, as penalties decided them (Order 71, Art. 14)."""

import asyncio
from typing import Any

import strawberry

from provenance.graph.port.graph import Thing
from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.context import Context, Info
from provenance.schema.base.refs import PenaltyRef, QuotaAdjustmentRef
from provenance.schema.base.scalars import Kilograms
from provenance.schema.base.things import node_of
from provenance.supervision.allocation import cuts


@strawberry.type(
    description="A cut of the next year's quota that a penalty decided, and what carries it out."
)
class ReductionDecided:
    """A penalty with its reduction, beside the allocation of the year after it."""

    penalty: PenaltyRef = strawberry.field(description="The penalty that decided it.")
    reo_g: Kilograms = strawberry.field(name="kg", description="REO to be cut, as decided.")
    carried_out_by: list[QuotaAdjustmentRef] = strawberry.field(
        description="The changes of quota that carry it out; empty while nothing does."
    )


def reductions() -> Any:
    """A field that lists what penalties of the year before decided to cut from a quota's year."""

    async def resolve(self: Any, info: Info) -> Any:
        context, props = info.context.of(self.thing), self.thing.props
        if not self.thing.known:
            return []
        firm = Ref(Label.ENTERPRISE, props["enterprise"])
        near = await context.whole(firm, EdgeType.CONCERNS, out=False)
        decided = [n.thing for n in near if cuts(n.thing, props["year"])]
        return await asyncio.gather(*(_shown(context, penalty) for penalty in decided))

    return strawberry.field(
        resolver=resolve,
        description="What penalties of its enterprise, decided in the year before, cut from the"
        " quota of its year. As decided, and beside the balance: only an adjustment changes what"
        " the quota covers.",
    )


async def _shown(context: Context, penalty: Thing) -> ReductionDecided:
    follow = await context.whole(penalty.ref, EdgeType.FOLLOWS, out=False)
    return ReductionDecided(
        penalty=node_of(penalty),
        reo_g=penalty.props["next_year_reduction_g"],
        carried_out_by=[
            node_of(near.thing) for near in follow if near.thing.ref.label is Label.QUOTA_ADJUSTMENT
        ],
    )
