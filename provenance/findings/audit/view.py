"""What an audit reads of a store: material around things, documents, what is on record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from provenance.findings.audit.cache import LineageCache, Memory
from provenance.graph.law import law_on_record
from provenance.graph.pages import all_of, everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.custody import producing_outputs
from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.rules.quota_origin.circular_flow import unchanged
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.material import Material
from provenance.rules.slices.suppliers import ScrapSupplier
from provenance.settings import Settings
from provenance.verdict.suppliers import scrap_suppliers


@dataclass
class View:
    """A store as one audit sees it, as of a day (Asia/Shanghai)."""

    store: GraphStore
    settings: Settings
    today: date
    register: Register
    law: LawBook = BUILT_IN
    _things: dict[Ref, Thing | None] = field(default_factory=dict)
    _memory: Memory = field(default_factory=Memory)
    _suppliers: dict[str, ScrapSupplier | None] = field(default_factory=dict)
    _settled_at: datetime | None = None

    @classmethod
    async def of(cls, store: GraphStore, settings: Settings, today: date) -> "View":
        enterprises = await all_of(store.graph, Label.ENTERPRISE)
        register = await store.records.register()
        law = await law_on_record(store.graph, register)
        view = cls(store, settings, today, register, law)
        view._things = {thing.ref: thing for thing in enterprises}
        return view

    @property
    def enterprises(self) -> Sequence[Thing]:
        """All enterprises that were there at the start, those only referred to among them."""
        return [
            thing for ref, thing in self._things.items() if ref.label is Label.ENTERPRISE and thing
        ]

    async def documents(self, refs: Iterable[Ref]) -> dict[Ref, Mapping[str, object]]:
        """These documents as filed, those that are on record."""
        found = await self.things(refs)
        return {ref: thing.props for ref, thing in found.items() if thing.known}

    async def things(self, refs: Iterable[Ref]) -> dict[Ref, Thing]:
        """These things, those that anything names; enterprises are remembered."""
        wanted = set(refs)
        missing = sorted(wanted - self._things.keys())
        read = await self.store.graph.things(missing) if missing else ()
        found = dict(zip(missing, read, strict=True))
        both = {ref: self._things.get(ref, found.get(ref)) for ref in wanted}
        return {ref: thing for ref, thing in both.items() if thing is not None}

    async def roles(self, firms: Collection[str]) -> dict[str, frozenset[str]]:
        """What these enterprises are on record for."""
        found = await self.documents(Ref(Label.ENTERPRISE, firm) for firm in firms)
        return {ref.key: roles_of(props) for ref, props in found.items()}

    async def firms(self, lineage: Lineage) -> dict[str, Mapping[str, object]]:
        """The enterprises on record that a lineage names, and what heads their groups."""
        events = lineage.events.values()
        codes = {who for e in events for who in (e.enterprise, e.holder, e.owner, e.source) if who}
        found: dict[str, Mapping[str, object]] = {}
        asked: set[str] = set()
        while codes:
            asked |= codes
            more = await self.documents(Ref(Label.ENTERPRISE, code) for code in codes)
            found |= {ref.key: props for ref, props in more.items()}
            codes = {str(props["parent"]) for props in more.values() if props.get("parent")} - asked
        return found

    async def there(self, refs: Collection[Ref]) -> set[Ref]:
        """Those of these things that anything states or names now."""
        wanted = sorted(refs)
        found = await self.store.graph.things(wanted) if wanted else ()
        return {thing.ref for thing in found if thing is not None}

    async def ends(
        self, refs: Collection[Ref], edge: EdgeType, *, out: bool
    ) -> dict[Ref, list[Thing]]:
        """The things at the other ends of one kind of edge."""
        found = await everything(self.store.graph, sorted(refs), edge, out=out)
        return {ref: [near.thing for near in nears] for ref, nears in found.items()}

    async def web(self) -> LineageCache:
        """Material to be read; what was read before a load was settled is forgotten."""
        stands = (await self.store.graph.lineage((), up=True, most=1)).settled_at
        if stands != self._settled_at:
            self._memory.forget()
            self._settled_at = stands
        return LineageCache(self.store, self._memory)

    async def material(self, only: Collection[Ref], *, onward: bool = True) -> Material:
        """These lots and events as rules judge them, what made their lots followed back.

        Without `onward` it is not read what became of the lots that these events put out.
        """
        web = await self.web()
        await web.reach(only)
        lots = {ref.key for ref in only if ref.label is Label.LOT}
        own = {ref.key for ref in only if ref.label is Label.EVENT}
        # A lot is judged by what it was made of, whether or not what made it is judged as well.
        events = own | web.claiming(lots)
        await web.reach(Ref(Label.EVENT, key) for key in events)
        follow = lots | web.taken(events) | (web.given(own) if onward else set())
        while follow:
            await web.reach(Ref(Label.LOT, lot) for lot in follow)
            claims = web.claiming(follow) - events
            events |= claims
            handed = {key for key in claims if unchanged(web.events[key])}
            await web.reach(Ref(Label.EVENT, key) for key in handed)
            follow = web.taken(handed) - web.around_lots.keys()
        return await self._laid_out(web.lineage, frozenset(only))

    async def _laid_out(self, lineage: Lineage, only: frozenset[Ref]) -> Material:
        judged = [lineage.events[ref.key] for ref in only if ref.key in lineage.events]
        imports = {
            Ref(Label.DECLARATION, event.declaration)
            for event in lineage.events.values()
            if event.kind is EventKind.IMPORT and event.declaration
        }
        judged_lots = (lineage.lots[ref.key] for ref in only if ref.key in lineage.lots)
        tests = await self.documents(
            Ref(Label.LAB_TEST, id_) for lot in judged_lots for id_ in lot.tests
        )
        sources = {event.source for event in judged if event.source}
        papers = await self.documents(imports)
        events = lineage.events.values()
        named = {event.enterprise for event in events} | {event.holder for event in events}
        return Material(
            lineage=lineage,
            register=self.register,
            imports={ref.key: props for ref, props in papers.items()},
            roles=await self.roles(named),
            made=producing_outputs(lineage),
            tests={ref.key: props for ref, props in tests.items()},
            suppliers=await self._scrap_suppliers(sources),
            only=only,
            tolerance=self.settings.tolerance,
            limits=self.settings.thresholds,
            law=self.law,
        )

    async def _scrap_suppliers(self, codes: Collection[str]) -> dict[str, ScrapSupplier]:
        """Those of these whose scrap is to be accounted for; what each had is remembered."""
        new = [Ref(Label.ENTERPRISE, code) for code in codes if code not in self._suppliers]
        known = {ref.key: props for ref, props in (await self.documents(new)).items()}
        self._suppliers |= dict.fromkeys((ref.key for ref in new), None)
        self._suppliers |= await scrap_suppliers(self.store, known)
        found = {code: self._suppliers[code] for code in codes}
        return {code: supplier for code, supplier in found.items() if supplier is not None}
