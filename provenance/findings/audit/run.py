"""Running an audit: over everything, or over what waits to be audited."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.conclusions import Conclusions
from provenance.findings.audit.describe import described
from provenance.findings.audit.judging.allocation import judge_allotments
from provenance.findings.audit.judging.billing import (
    judge_billing,
    judge_unmoved,
    unmoved,
    with_partners,
)
from provenance.findings.audit.judging.consignments import judge_declarations
from provenance.findings.audit.judging.enterprises import judge_firms
from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.judging.material import judge_loops, judge_material
from provenance.findings.audit.order import portions
from provenance.findings.audit.reach import Reach, reach
from provenance.findings.audit.view import View
from provenance.graph.pages import all_findings, pages
from provenance.graph.port.findings import Unaudited
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.dates import day_of
from provenance.model.terms import Label, Ref
from provenance.rules import judge
from provenance.rules.slices.material import Numbers
from provenance.settings import Settings

MANY = 10_000
"""So many waiting things are followed up in any case."""

FEW = 50
"""So many enterprises are judged at a time: each may have done a great deal."""

Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Audited:
    """How much was judged, and what came of it: findings opened anew or again, and closed.

    `differing` are the lots whose stored shares are not what their lineage makes them, looked for
    when everything is audited: the store was tampered with, or a settling went wrong.
    """

    judged: int = 0
    raised: int = 0
    gone: int = 0
    everything: bool = False
    differing: tuple[str, ...] = ()


async def audit(  # noqa: PLR0913 -- what, as of when, for which load, and who is told
    store: GraphStore,
    settings: Settings,
    *,
    whole: bool = False,
    today: date | None = None,
    load: str | None = None,
    on_progress: Progress = lambda *_: None,
) -> Audited:
    """Judge what waits to be audited, or everything, and keep what is found.

    `today` (Asia/Shanghai) decides what is overdue; `load` is named beside conclusions that
    changed. Calls back with what is being judged and how many things were. Raises
    StoreUnavailableError; what was kept stays, and the rest still waits.
    """
    waiting = await store.write(_waiting)
    view = await View.of(store, settings, today or day_of())
    conclusions = Conclusions(view, waiting, load)
    run = _Run(view, conclusions, on_progress, Audited(everything=whole))
    if whole or await _most_of_it(store, waiting.things):
        await run.over_everything()
    elif waiting.things:
        again = await reach(view, waiting.things)
        await (run.over_everything() if again.everything else run.over(again))
    await conclusions.explain()
    await store.write(lambda writer: writer.queue.audited(waiting))
    return run.came_to


async def _most_of_it(store: GraphStore, queue: Collection[Ref]) -> bool:
    """Whether so much waits that going over everything takes less than following it up."""
    if len(queue) < MANY:
        return False
    things = await store.graph.count(Label.LOT) + await store.graph.count(Label.EVENT)
    return len(queue) > things // 4


async def _waiting(writer: Writer) -> Unaudited:
    return await writer.queue.unaudited()


@dataclass(slots=True)
class _Run:
    """One audit: what it looks at, and what has come of it so far."""

    view: View
    conclusions: Conclusions
    on_progress: Progress
    came_to: Audited
    open: set[str] = field(default_factory=set)

    async def over(self, again: Reach) -> None:
        """Judge what may be otherwise than it was."""
        view = self.view
        for some in portions(sorted(again.material), PORTION):
            judged = await judge_material(view, await view.material(some))
            await self._keep("lots and events", judged)
        for keys in portions(sorted(again.declarations), PORTION):
            await self._declarations(keys)
        for some in portions(sorted(again.billing), PORTION):
            goods = await view.material([ref for ref in some if ref.label is Label.EVENT])
            invoices = [ref for ref in some if ref.label is Label.INVOICE]
            judged = await judge_billing(view, goods, invoices)
            await self._keep("invoices and goods", judged)
        if again.invoices or again.billing:
            await self._alone_again(again)
        for some in portions(sorted(again.firms), FEW):
            await self._keep("enterprises", await judge_firms(view, some))
        await self._numbers(again.numbers, await self.view.there(again.numbers))
        if again.allotments:
            await self._keep("quotas", await judge_allotments(view))
        await self._loops_again(again)

    async def over_everything(self) -> None:
        """Judge all there is: of what happened what screens pick; who did it, by which papers."""
        # numpy and scipy come with these: half a second that an audit of one load does without.
        from provenance.findings.audit.columnar.books import books_at_once
        from provenance.findings.audit.columnar.cycles import cyclic
        from provenance.findings.audit.columnar.flows import Flows
        from provenance.findings.audit.columnar.picked import Picked
        from provenance.findings.audit.integrity import differing

        self.came_to.everything = True
        found = all_findings(self.view.store.findings, FindingFilter())
        self.open = {kept.scope async for kept in found}
        since = datetime.now(UTC)
        columns = await self.view.store.graph.columns()
        picked = await asyncio.to_thread(Picked.of, columns, self.view)
        self.came_to.judged = picked.passed
        for refs in portions(picked.material, PORTION):
            material = await self.view.material(refs)
            await self._keep("lots and events", await judge_material(self.view, material))
        for refs in portions(picked.billing, PORTION):
            goods = await self.view.material([ref for ref in refs if ref.label is Label.EVENT])
            invoices = [ref for ref in refs if ref.label is Label.INVOICE]
            judged = await judge_billing(self.view, goods, invoices)
            await self._keep("invoices and goods", judged)
        self.on_progress("composition", self.came_to.judged)
        flows = Flows.of(columns)
        round_ = await asyncio.to_thread(cyclic, flows)
        loops = flows.keys(round_)
        self.came_to.differing = tuple(await differing(self.view, flows, round_, since))
        books = await asyncio.to_thread(books_at_once, columns, picked.parties)
        del flows, round_, columns  # a few hundred megabytes for a million lots
        await self._all_documents(picked.alone)
        async for refs in _refs(self.view.store, Label.ENTERPRISE):
            await self._numbers(refs, refs)
            for some in portions(refs, FEW):
                await self._keep("enterprises", await judge_firms(self.view, some, books))
        await self._keep("quotas", await judge_allotments(self.view))
        await self._all_loops(loops)
        # What nobody came by is sound, or nothing states it any more: nothing is open there.
        rest = Judged(self.open)
        self.came_to.judged -= len(rest.scopes)
        await self._keep("the rest", rest)

    async def _all_documents(self, alone: Sequence[Ref]) -> None:
        """Declarations; the numbers of invoices, and those of them that no event names."""
        async for refs in _refs(self.view.store, Label.DECLARATION):
            await self._numbers(refs, refs)
            await self._declarations([ref.key for ref in refs])
        async for refs in _refs(self.view.store, Label.INVOICE):
            await self._numbers(refs, refs)
        without = await unmoved(self.view, alone)
        await self._keep("invoices without goods", judge_unmoved(self.view, (), without))

    async def _declarations(self, keys: Sequence[str]) -> None:
        judged, concluded = await judge_declarations(self.view, keys)
        await self._keep("declarations", judged)
        await self.conclusions.compare(keys, concluded)

    async def _alone_again(self, again: Reach) -> None:
        """Invoices that lost or found their goods, and those that stand in a circle with them."""
        invoices = set(again.invoices)
        touched = {ref.key for ref in invoices}
        for kept in await self._kept("unmoved"):
            if not touched.isdisjoint(kept.evidence):
                invoices |= {Ref(Label.INVOICE, number) for number in kept.evidence}
        alone = await with_partners(self.view, await unmoved(self.view, invoices))
        await self._keep("invoices without goods", judge_unmoved(self.view, invoices, alone))

    async def _loops_again(self, again: Reach) -> None:
        judged = await judge_loops(self.view, again.round)
        # A cycle that merely draws on what changed stands: `round` does not reach it.
        changed = {ref.key for ref in again.changed}
        for kept in await self._kept("loop"):
            if not changed.isdisjoint(kept.evidence):
                judged.scopes.add(kept.scope)
        await self._keep("cycles", judged)

    async def _all_loops(self, lots: Collection[str]) -> None:
        lineage = await self.view.store.graph.around([Ref(Label.LOT, lot) for lot in sorted(lots)])
        await self._keep("cycles", await judge_loops(self.view, lineage))

    async def _numbers(self, refs: Collection[Ref], there: Collection[Ref]) -> None:
        """Numbers, of which only what is there can be wrong."""
        judged = Judged()
        judged.over("number", refs)
        judged.keep("number", judge(Numbers(frozenset(there))))
        await self._keep("numbers", judged)

    async def _kept(self, family: str) -> list[KeptFinding]:
        """The open findings of a family of rules that judges several things together."""
        codes = {
            "loop": ("CIRCULAR_FLOW",),
            "unmoved": ("INVOICE_CYCLE", "INVOICE_WITHOUT_MOVEMENT"),
        }[family]
        kept = all_findings(self.view.store.findings, FindingFilter(codes=codes))
        return [finding async for finding in kept if finding.scope.startswith(family)]

    async def _keep(self, what: str, judged: Judged) -> None:
        found = await described(self.view, judged)
        at = datetime.now(UTC)
        kept = await self.view.store.write(
            lambda writer: writer.findings.keep(sorted(judged.scopes), found, at)
        )
        self.open -= judged.scopes
        self.came_to.judged += len(judged.scopes)
        self.came_to.raised += kept.raised
        self.came_to.gone += kept.gone
        self.on_progress(what, self.came_to.judged)


async def _refs(store: GraphStore, label: Label) -> AsyncIterator[list[Ref]]:
    async for things in pages(store.graph, label, PORTION):
        yield [thing.ref for thing in things]
