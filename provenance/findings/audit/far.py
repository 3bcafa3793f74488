"""What a load bears on from afar: labels downstream of it, scrap of suppliers it speaks of."""

from collections.abc import Collection

from provenance.findings.audit.view import View
from provenance.model.terms import EdgeType, Label, Ref


async def labelled(view: View, touched: Collection[Ref], firms: Collection[Ref]) -> set[Ref]:
    """The lots downstream whose drums say something: what is upstream of them bears on that.

    So does what these firms, and those in their groups, are called now, on all that they did.
    """
    members = await view.ends(firms, EdgeType.MEMBER_OF, out=False)
    named = {thing.ref for things in members.values() for thing in things}.union(firms)
    events = {ref.key for ref in touched if ref.label is Label.EVENT}
    for edge in (EdgeType.BY, EdgeType.SUPPLIED_BY):
        done = await view.ends(named, edge, out=False)
        events |= {thing.ref.key for things in done.values() for thing in things}
    web = await view.web()
    await web.reach(Ref(Label.EVENT, key) for key in events)
    frontier = web.given(events) | {ref.key for ref in touched if ref.label is Label.LOT}
    lots: set[str] = set()
    while frontier:
        lots |= frontier
        await web.reach(Ref(Label.LOT, lot) for lot in frontier)
        drawing = web.drawing(frontier)
        await web.reach(Ref(Label.EVENT, key) for key in drawing)
        frontier = web.given(drawing) - lots
    return {Ref(Label.LOT, lot) for lot in lots if web.labelled(lot)}


async def supplied_by(view: View, firms: Collection[Ref]) -> set[Ref]:
    """The intakes of scrap said to come from these: what they had, and supplied, bears on it."""
    supplied = await view.ends(firms, EdgeType.SUPPLIED_BY, out=False)
    return {thing.ref for things in supplied.values() for thing in things}
