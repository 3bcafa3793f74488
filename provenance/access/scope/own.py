"""What concerns a viewer: what their firm, or those of their region, did and are party to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.access.viewer import Role, Viewer
from provenance.graph.pages import everything, pages
from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.regions import beginnings
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.model.text import fold
from provenance.records.mapping import PLACES

_EVENT_PARTIES = ("enterprise", "buyer")
PARTIES: Mapping[Label, Sequence[str]] = {
    Label.EVENT: _EVENT_PARTIES,
    Label.LOT: ("holder",),
    **{
        label: [name for name, _, at in fields if at is Label.ENTERPRISE]
        for kind, (label, fields) in PLACES.items()
        if kind != "enterprise"
    },
}
"""The fields of each kind of thing that name the firms it concerns."""

_TO_FIRM: Mapping[Label, Sequence[EdgeType]] = {
    Label.EVENT: (EdgeType.BY, EdgeType.TO),
    **{
        label: [edge for _, edge, at in fields if at is Label.ENTERPRISE]
        for kind, (label, fields) in PLACES.items()
        if kind != "enterprise"
    },
}
_OF = {
    Label.QUOTA_ADJUSTMENT: (("quota", Label.QUOTA),),
    Label.LAB_TEST: (("lot", Label.LOT), ("declaration", Label.DECLARATION)),
}
"""What concerns whom another thing concerns."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is a viewer's own in a store: by the `numbers` of firms, or a consignee's name."""

    store: GraphStore
    numbers: frozenset[str]
    consignee: str | None = None
    shipments: bool = False

    @classmethod
    async def of(cls, store: GraphStore, viewer: Viewer) -> "Own":
        """Find the firms that a viewer's code or region stands for."""
        numbers = await numbers_of(store, viewer)
        importer = viewer.role is Role.IMPORTER
        name = fold(viewer.enterprise or "") if importer else ""
        return cls(store, numbers, name or None, shipments=importer)

    async def among(self, things: Iterable[Thing | None]) -> set[Ref]:
        """Those of some things that are the viewer's own."""
        there = [thing for thing in things if thing is not None]
        found = {thing.ref for thing in there if self._party(thing)}
        rest = [thing for thing in there if thing.ref not in found]
        found |= await self._through(rest)
        found |= await self._shipped([t for t in rest if t.ref.label is Label.EVENT])
        lots = [t.ref for t in rest if t.ref.label is Label.LOT and t.ref not in found]
        return found | await self._handled(lots)

    def _party(self, thing: Thing) -> bool:
        label, props = thing.ref.label, thing.props
        if label in {Label.ENTERPRISE, Label.IDENTIFIER}:
            return thing.ref.key in self.numbers
        if self.shipments and label in {Label.LOT, Label.EVENT, Label.INVOICE}:
            # An importer's are its shipments: what else the firm does is not asked in this role.
            return label is Label.EVENT and self._imported(props)
        if any(props.get(name) in self.numbers for name in PARTIES.get(label, ())):
            return True
        abroad = props.get("consignee_abroad") if label is Label.DECLARATION else None
        return bool(self.consignee and abroad and fold(str(abroad)) == self.consignee)

    def _imported(self, props: Mapping[str, object]) -> bool:
        return props.get("kind") == EventKind.IMPORT and props.get("enterprise") in self.numbers

    async def _through(self, things: Collection[Thing]) -> set[Ref]:
        """What concerns something else that is the viewer's: a test its lot, a change its quota."""
        named = {
            thing.ref: Ref(label, str(thing.props[name]))
            for thing in things
            for name, label in _OF.get(thing.ref.label, ())
            if thing.props.get(name)
        }
        if not named:
            return set()
        own = await self.among(await self.store.graph.things(sorted(set(named.values()))))
        return {ref for ref, of in named.items() if of in own}

    async def _shipped(self, events: Sequence[Thing]) -> set[Ref]:
        """The exports under an importer's own declarations."""
        if not self.shipments:
            return set()
        under = {
            event.ref: Ref(Label.DECLARATION, str(event.props["declaration"]))
            for event in events
            if event.props.get("declaration")
        }
        if not under:
            return set()
        found = await self.store.graph.things(sorted(set(under.values())))
        own = {thing.ref for thing in found if thing is not None and self._party(thing)}
        return {event for event, declaration in under.items() if declaration in own}

    async def _handled(self, lots: Sequence[Ref]) -> set[Ref]:
        """The lots that an event of the viewer's own made or drew on."""
        if not lots:
            return set()
        around = await self.store.graph.around(lots)
        refs = [Ref(Label.EVENT, key) for key in around.events]
        own = await self.among(await self.store.graph.things(refs))
        ends = [(out.event, out.lot) for out in around.outputs]
        ends += [(draw.event, draw.lot) for draw in around.inputs]
        return {Ref(Label.LOT, lot) for event, lot in ends if Ref(Label.EVENT, event) in own} & set(
            lots
        )

    async def listed(self, label: Label) -> list[Ref]:
        """All of a kind that are the viewer's own, in order of key."""
        if label in {Label.ENTERPRISE, Label.IDENTIFIER}:
            return sorted(Ref(label, number) for number in self.numbers)
        if label is Label.LOT:
            return await self._lots()
        if self.consignee and label is Label.DECLARATION:
            return await self._consigned()
        from_, edges = await self._whence(label)
        near = [await self._near(from_, edge) for edge in edges]
        return sorted({ref for refs in near for ref in refs if ref.label is label})

    async def _whence(self, label: Label) -> tuple[list[Ref], Sequence[EdgeType]]:
        """What things of a kind are the viewer's own by, and how they are tied to that."""
        if label is Label.LAB_TEST:
            of = [*await self.listed(Label.LOT), *await self.listed(Label.DECLARATION)]
            return of, (EdgeType.SAMPLED_FROM,)
        if label is Label.QUOTA_ADJUSTMENT:
            return await self.listed(Label.QUOTA), (EdgeType.ADJUSTS,)
        if self.shipments and label is Label.EVENT:
            return await self.listed(Label.DECLARATION), (EdgeType.DECLARED_IN,)
        firms = [Ref(Label.ENTERPRISE, number) for number in sorted(self.numbers)]
        return firms, _TO_FIRM.get(label, ())

    async def _lots(self) -> list[Ref]:
        """The lots that the viewer's own events made or drew on."""
        events = await self.listed(Label.EVENT)
        around = await self.store.graph.around(events)
        own = {ref.key for ref in events}
        drawn = {draw.lot for draw in around.inputs if draw.event in own}
        made = {out.lot for out in around.outputs if out.event in own}
        return sorted(Ref(Label.LOT, lot) for lot in drawn | made)

    async def _consigned(self) -> list[Ref]:
        """The declarations that name the viewer: nothing leads from a name abroad to them."""
        found = {
            thing.ref
            async for page in pages(self.store.graph, Label.DECLARATION)
            for thing in page
            if self._party(thing)
        }
        return sorted(found)

    async def _near(self, refs: Sequence[Ref], edge: EdgeType) -> list[Ref]:
        found = await everything(self.store.graph, refs, edge, out=False) if refs else {}
        return sorted({near.thing.ref for all_ in found.values() for near in all_})


async def numbers_of(store: GraphStore, viewer: Viewer) -> frozenset[str]:
    """All numbers of a viewer's firm, or of those of a regulator's region."""
    if viewer.role is Role.REGULATOR:
        return await _seated(store, viewer.region)
    return await _with_identifiers(store, [viewer.enterprise] if viewer.enterprise else [])


async def _seated(store: GraphStore, region: str | None) -> frozenset[str]:
    """All numbers of the firms whose seat lies in a region."""
    if not region:
        return frozenset()
    within = beginnings(region)
    firms = [
        thing.ref.key
        async for page in pages(store.graph, Label.ENTERPRISE)
        for thing in page
        if str(thing.props.get("region") or "").startswith(within)
    ]
    return await _with_identifiers(store, firms)


async def _with_identifiers(store: GraphStore, firms: Sequence[str]) -> frozenset[str]:
    """Some firms' codes, and the numbers that they alone state as theirs."""
    refs = [Ref(Label.ENTERPRISE, firm) for firm in firms]
    known = await everything(store.graph, refs, EdgeType.KNOWN_AS, out=True)
    stated: defaultdict[Ref, set[str]] = defaultdict(set)
    for ref, near in known.items():
        for one in near:
            stated[one.thing.ref].add(ref.key)
    claims = await everything(store.graph, list(stated), EdgeType.KNOWN_AS, out=False)
    sole = {number.key for number, near in claims.items() if len(near) == 1}
    return frozenset(firms) | sole
