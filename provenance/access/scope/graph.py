"""The graph as one viewer may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from provenance.access.policy.tables import Sight, sight_of
from provenance.access.scope.own import PARTIES, Own
from provenance.access.scope.pseudonyms import Masked
from provenance.access.viewer import Role, Viewer
from provenance.graph.port.flows import Happened
from provenance.graph.port.graph import Graph, Neighbour, Thing
from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.port.paging import Page
from provenance.ledger.lineage import Lineage
from provenance.model.errors import ForbiddenError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.changes import RecordKey, Version
from provenance.records.mapping import LABEL_OF

if TYPE_CHECKING:
    from provenance.ledger.columns.whole import Columns

FOUND_AMONG = 200
"""So many hits are looked through for those that a viewer may see."""

JOINED_AT_ONCE = 8
"""So many lots and events that are asked for by number are tried for a tie by mass."""

_MATERIAL = frozenset({Label.LOT, Label.EVENT})


@dataclass(slots=True)
class ScopedGraph:
    """A graph of which a viewer sees what the policy's table of nouns gives their role.

    Of what is not seen nothing is told, not even that it is there. `named` are firms that the
    viewer's own documents name: their names are no secret from whoever holds the document.
    """

    graph: Graph
    viewer: Viewer
    own: Own
    masked: Masked
    most: int
    named: set[Ref] = field(default_factory=set)
    joined: set[Ref] = field(default_factory=set)
    _mine: dict[Ref, bool] = field(default_factory=dict)

    def is_own(self, ref: Ref) -> bool:
        """Whether a thing that was looked at is the viewer's own."""
        return self._mine.get(ref, False)

    async def own_of(self, refs: Sequence[Ref]) -> list[Ref]:
        """Those of some things that are the viewer's own."""
        things = await self.things(list(refs))
        return [t.ref for t in things if t is not None and self.is_own(t.ref)]

    async def things(self, refs: Sequence[Ref]) -> list[Thing | None]:
        real = self.masked.names.real
        found = await self.graph.things([real.get(ref, ref) for ref in refs])
        await self._look_at(found)
        await self._try_by_mass(found)
        return [
            self._under(ref, thing) if ref in real else self._seen(thing)
            for ref, thing in zip(refs, found, strict=True)
        ]

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        if sight_of(self.viewer, label) is Sight.ALL:
            return await self.graph.page(label, after, first)
        if sight_of(self.viewer, label) is Sight.NONE:
            return Page((), False)
        behind = [ref for ref in await self.own.listed(label) if ref.key > (after or "")]
        found = await self.things(behind[:first])
        return Page([thing for thing in found if thing is not None], len(behind) > first)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> list[Page]:
        seen = await self.things(refs)
        open_ = [
            ref
            for ref, thing in zip(refs, seen, strict=True)
            if thing is not None and ref not in self.masked.names.real
        ]
        pages = await self.graph.neighbours(open_, edge, out=out, after=after, first=first)
        await self._look_at([near.thing for page in pages for near in page.items])
        by_ref = {ref: self._page(page) for ref, page in zip(open_, pages, strict=True)}
        return [by_ref.get(ref, Page((), False)) for ref in refs]

    async def opened(self, ref: Ref) -> bool:
        """Whether a thing is shown with what is around it: not under a pseudonym, or by name."""
        (seen,) = await self.things([ref])
        return seen is not None and ref not in self.masked.names.real

    async def seen_of(self, page: Page) -> Page:
        """Those things of a page that are shown."""
        return Page(await self._those_seen(page.items), page.more)

    async def versions(self, records: Sequence[RecordKey]) -> list[Sequence[Version]]:
        if self.viewer.role is Role.IMPORTER:  # a record as filed names whoever else it names
            return [() for _ in records]
        stated = {record: await self._states_own(record) for record in dict.fromkeys(records)}
        wanted = [record for record, own in stated.items() if own]
        found = dict(zip(wanted, await self.graph.versions(wanted), strict=True))
        return [found.get(record, ()) for record in records]

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        real = self.masked.names.real
        found = await self.graph.things([real.get(seed, seed) for seed in seeds])
        await self._look_at(found)
        await self._try_by_mass(found)
        allowed = [t.ref for t in found if t is not None and self._open(t.ref)]
        whole = await self.graph.lineage(allowed, up=up, most=most)
        return await self.shown(whole)

    async def shown(self, whole: Lineage) -> Lineage:
        """A lineage of the viewer's own as it is shown: others' part joined to it, or masked."""
        refs = [Ref(Label.LOT, key) for key in whole.lots]
        refs += [Ref(Label.EVENT, key) for key in whole.events]
        if sight_of(self.viewer, Label.LOT) is Sight.JOINED:
            self.joined |= set(refs)
            self.joined |= {
                Ref(Label.ENTERPRISE, firm)
                for event in whole.events.values()
                for firm in (event.enterprise, event.buyer)
                if firm
            }
            return whole
        firms = {firm for e in whole.events.values() for firm in (e.enterprise, e.buyer) if firm}
        refs += [Ref(Label.ENTERPRISE, firm) for firm in firms]
        await self._look_at(await self.graph.things(refs))
        return self.masked.lineage(whole)

    async def outline(
        self, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
    ) -> Outline | None:
        return None  # what is shown of a lineage is worked out from the whole of it

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        things = [thing for thing in await self.things(refs) if thing is not None]
        own = [thing.ref for thing in things if self.is_own(thing.ref)]
        return await self.shown(await self.graph.around(own))

    async def search(self, text: str, first: int, labels: Collection[Label] = ()) -> list[Thing]:
        found = await self.graph.search(text, max(first, FOUND_AMONG), labels)
        return (await self._those_seen(found))[:first]

    async def bearing(self, texts: Sequence[str], most: int) -> list[list[Thing]]:
        found = await self.graph.bearing(texts, max(most, FOUND_AMONG))
        return [(await self._those_seen(things))[:most] for things in found]

    async def of_period(self, labels: Sequence[Label], period: str) -> list[Thing]:
        return await self._those_seen(await self.graph.of_period(labels, period))

    async def happened(self, after: str, first: int) -> Sequence[Happened]:
        refuse()

    async def columns(self) -> "Columns":
        refuse()

    async def count(self, label: Label) -> int:
        if sight_of(self.viewer, label) is Sight.ALL:
            return await self.graph.count(label)
        return len(await self.own.listed(label))

    async def _look_at(self, things: Sequence[Thing | None]) -> None:
        """Find out which of some things are the viewer's own, and whom these name."""
        new = {t.ref: t for t in things if t is not None and t.ref not in self._mine}
        own = await self.own.among(new.values())
        for ref, thing in new.items():
            self._mine[ref] = ref in own
            if ref in own:
                parties = (thing.props.get(name) for name in PARTIES.get(ref.label, ()))
                self.named |= {Ref(Label.ENTERPRISE, str(firm)) for firm in parties if firm}

    async def _try_by_mass(self, things: Sequence[Thing | None]) -> None:
        """Let in what is asked for by number and tied by mass to what is the viewer's own."""
        if sight_of(self.viewer, Label.LOT) is not Sight.JOINED:
            return
        others = [t.ref for t in things if t is not None and t.ref.label in _MATERIAL]
        for ref in [ref for ref in others if not self._open(ref)][:JOINED_AT_ONCE]:
            for up in (True, False):
                way = await self.graph.lineage([ref], up=up, most=self.most)
                events = await self.graph.things([Ref(Label.EVENT, key) for key in way.events])
                if await self.own.among(events):
                    self.joined.add(ref)
                    break

    def _open(self, ref: Ref) -> bool:
        """Whether a thing is shown as it is."""
        sight = sight_of(self.viewer, ref.label)
        return sight is Sight.ALL or (
            sight is not Sight.NONE and (self.is_own(ref) or ref in self.joined)
        )

    def _seen(self, thing: Thing | None) -> Thing | None:
        """A thing as it is, the bare name of a firm that one's own documents name, or nothing."""
        if thing is None or self._open(thing.ref):
            return thing and self._as_known(thing)
        if thing.ref in self.named and sight_of(self.viewer, Label.ENTERPRISE) is not Sight.NONE:
            known = {name: thing.props.get(name) for name in ("name", "name_en", "region")}
            return Thing(thing.ref, {name: said for name, said in known.items() if said}, True)
        return None

    def _as_known(self, thing: Thing) -> Thing:
        """A thing of the viewer's own; who made the goods is not the importer's to know."""
        producer = thing.props.get("producer")
        if self.viewer.role is not Role.IMPORTER or not producer:
            return thing
        return replace(thing, props={**thing.props, "producer": self.masked.firm(str(producer))})

    def _under(self, name: Ref, thing: Thing | None) -> Thing | None:
        """What stands behind a pseudonym, as far as it may be told."""
        if thing is None:
            return None
        return Thing(name, self.masked.props(thing.ref, thing.props), thing.known)

    def _page(self, page: Page) -> Page:
        items = [
            Neighbour(seen, near.edge) for near in page.items if (seen := self._seen(near.thing))
        ]
        return Page(items, page.more)

    async def _those_seen(self, things: Sequence[Thing]) -> list[Thing]:
        await self._look_at(things)
        return [seen for thing in things if (seen := self._seen(thing)) is not None]

    async def _states_own(self, record: RecordKey) -> bool:
        if record.kind in LABEL_OF:
            ref = Ref(LABEL_OF[record.kind], record.id)
        elif record.kind in set(EventKind):
            ref = Ref(Label.EVENT, f"{record.kind}:{record.id}")
        else:
            return False
        first = Ref(ref.label, f"{ref.key}/1")  # of a transfer, or an export, its first item
        found = await self.graph.things([ref, first])
        await self._look_at(found)
        return any(
            t is not None
            and (sight_of(self.viewer, t.ref.label) is Sight.ALL or self.is_own(t.ref))
            for t in found
        )


def refuse() -> NoReturn:
    """Raise ForbiddenError: what goes over everything is for those who see everything."""
    raise ForbiddenError(Message("this goes over the whole store, of which this role sees a part"))
