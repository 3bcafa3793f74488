"""Whether what is stored is what follows from the records: every lot's shares, worked out again."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.columnar.composition import DIFFERS, Composition
from provenance.findings.audit.columnar.flows import Flows
from provenance.findings.audit.view import View
from provenance.ledger.columns.places import Flags
from provenance.ledger.composition.mixing import Shares, settle_shares
from provenance.model.terms import Label, Ref


async def differing(view: View, flows: Flows, round_: Flags, since: datetime) -> list[str]:
    """The lots whose stored shares are not what their lineage makes them, in order of key.

    Those on cycles are given; each cycle is settled again by itself. What waits to be settled, or
    was settled since the store was begun with, is not among them. Raises StoreUnavailableError.
    """
    apart = await asyncio.to_thread(lambda: Composition(flows).differing(round_))
    found = flows.keys(apart) + await _round(view, flows.keys(round_))
    found.sort()
    stands: list[str] = []
    for at in range(0, len(found), PORTION):
        some = found[at : at + PORTION]
        if not await _in_motion(view, some, since):
            stands += some
    return stands


async def _round(view: View, lots: Collection[str]) -> list[str]:
    """Those lots on cycles whose shares do not solve the equations of their cycle."""
    web = await view.web()
    await web.reach(Ref(Label.LOT, lot) for lot in lots)
    await web.reach(Ref(Label.EVENT, event) for event in web.claiming(lots))
    lineage = web.lineage
    there = [lot for lot in lots if lot in lineage.lots]  # others are gone meanwhile
    shares = settle_shares(lineage, there)
    return [lot for lot in there if _apart(shares[lot], lineage.lots[lot].shares)]


def _apart(one: Shares, other: Shares) -> bool:
    return any(
        abs(one.get(status, 0.0) - other.get(status, 0.0)) > DIFFERS for status in {*one, *other}
    )


async def _in_motion(view: View, lots: Sequence[str], since: datetime) -> bool:
    """Whether what these lots rest on waits to be settled, or was settled in the meantime."""
    refs = [Ref(Label.LOT, lot) for lot in lots]
    lineage = await view.store.graph.lineage(refs, up=True, most=view.settings.lineage_nodes)
    return lineage.waiting or (lineage.settled_at is not None and lineage.settled_at > since)
