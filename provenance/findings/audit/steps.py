"""The steps of an audit: each judges one kind of thing, and keeps what it finds."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.conclusions import Conclusions
from provenance.findings.audit.declared import ask_below, no_longer
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
from provenance.findings.audit.reach import Reach
from provenance.findings.audit.view import View
from provenance.graph.pages import all_findings
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.terms import Label, Ref
from provenance.rules import judge
from provenance.rules.slices.material import Numbers
from provenance.rules.trade.identifiers import in_doubt

FEW = 50
"""So many enterprises are judged at a time: each may have done a great deal."""

MOST_TRIES = 5
"""So many times what a store changed meanwhile is judged again; then the audit ends."""

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


@dataclass(slots=True)
class Steps:
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
            await self._judge("lots and events", partial(self._material, some))
        for keys in portions(sorted(again.declarations), PORTION):
            await self._judge("declarations", partial(self._declarations, keys))
        await ask_below(view, again.material | again.changed, again.invoices)
        for some in portions(sorted(again.billing), PORTION):
            await self._judge("invoices and goods", partial(self._billing, some))
        if again.invoices or again.billing:
            await self._judge("invoices without goods", partial(self._alone_again, again))
        for some in portions(sorted(again.firms), FEW):
            await self._judge("enterprises", partial(judge_firms, view, some))
        await self._numbers(again.numbers, await self.view.there(again.numbers))
        if again.allotments:
            await self._judge("quotas", partial(judge_allotments, view))
        await self._judge("cycles", partial(self._loops_again, again))

    async def over_everything(self) -> None:
        """Judge all there is: of what happened what screens pick; who did it, by which papers."""
        # numpy and scipy come with these: half a second that an audit of one load does without.
        from provenance.findings.audit.columnar.books import books_at_once
        from provenance.findings.audit.columnar.cycles import cyclic
        from provenance.findings.audit.columnar.flows import Flows
        from provenance.findings.audit.columnar.picked import Picked, whole_of
        from provenance.findings.audit.integrity import differing

        view = self.view
        self.came_to.everything = True
        found = all_findings(view.store.findings, FindingFilter())
        self.open = {kept.scope async for kept in found}
        since = datetime.now(UTC)
        whole = await whole_of(view)
        columns = whole.columns
        picked = await asyncio.to_thread(Picked.of, whole)
        self.came_to.judged = picked.passed
        for refs in portions(picked.material, PORTION):
            await self._judge("lots and events", partial(self._material, refs))
        for refs in portions(picked.billing, PORTION):
            await self._judge("invoices and goods", partial(self._billing, refs))
        self.on_progress("composition", self.came_to.judged)
        flows = Flows.of(columns)
        round_ = await asyncio.to_thread(cyclic, flows)
        loops = flows.keys(round_)
        self.came_to.differing = tuple(await differing(view, flows, round_, since))
        books = await asyncio.to_thread(books_at_once, columns, picked.parties)
        declared = sorted(columns.declarations.keys)
        numbers = {
            Label.DECLARATION: declared,
            Label.INVOICE: [*columns.invoices.keys, *columns.invoices.referred],
            Label.ENTERPRISE: [firm.ref.key for firm in view.enterprises],
        }
        self.came_to.judged += len(numbers[Label.ENTERPRISE]) - len(picked.firms)
        del flows, round_, whole, columns  # a few hundred megabytes for a million lots
        for keys in portions(picked.declarations, PORTION):
            await self._judge("declarations", partial(self._consignments, keys))
        for keys in portions(declared, PORTION):
            await self.conclusions.compare(keys, picked.concluded)
        await self.conclusions.compare(await no_longer(view, declared), {})
        without = await unmoved(view, picked.alone)
        await self._keep("invoices without goods", judge_unmoved(view, (), without))
        await self._all_numbers(numbers)
        for firms in portions([Ref(Label.ENTERPRISE, firm) for firm in picked.firms], FEW):
            await self._judge("enterprises", partial(judge_firms, view, firms, books))
        await self._judge("quotas", partial(judge_allotments, view))
        await self._judge("cycles", partial(self._all_loops, loops))
        # What nobody came by is sound, or nothing states it any more: nothing is open there.
        rest = Judged(self.open)
        self.came_to.judged -= len(rest.scopes)
        await self._keep("the rest", rest)

    async def _all_numbers(self, numbers: Mapping[Label, Sequence[str]]) -> None:
        """The numbers of all these, of which most are plainly right."""
        for label, keys in numbers.items():
            for some in portions(in_doubt(label, keys), PORTION):
                await self._numbers(some, some)
                self.came_to.judged -= len(some)
            self.came_to.judged += len(keys)

    async def _material(self, refs: Collection[Ref]) -> Judged:
        return await judge_material(self.view, await self.view.material(refs))

    async def _billing(self, refs: Collection[Ref]) -> Judged:
        goods = await self.view.material([ref for ref in refs if ref.label is Label.EVENT])
        invoices = [ref for ref in refs if ref.label is Label.INVOICE]
        return await judge_billing(self.view, goods, invoices)

    async def _consignments(self, keys: Sequence[str]) -> Judged:
        judged, _ = await judge_declarations(self.view, keys)
        return judged

    async def _declarations(self, keys: Sequence[str]) -> Judged:
        judged, concluded = await judge_declarations(self.view, keys)
        await self.conclusions.compare(keys, concluded)
        return judged

    async def _alone_again(self, again: Reach) -> Judged:
        """Invoices that lost or found their goods, and those that stand in a circle with them."""
        invoices = set(again.invoices)
        touched = {ref.key for ref in invoices}
        for kept in await self._kept("unmoved"):
            if not touched.isdisjoint(kept.evidence):
                invoices |= {Ref(Label.INVOICE, number) for number in kept.evidence}
        alone = await with_partners(self.view, await unmoved(self.view, invoices))
        return judge_unmoved(self.view, invoices, alone)

    async def _loops_again(self, again: Reach) -> Judged:
        judged = await judge_loops(self.view, again.round)
        # A cycle that merely draws on what changed stands: `round` does not reach it.
        changed = {ref.key for ref in again.changed}
        for kept in await self._kept("loop"):
            if not changed.isdisjoint(kept.evidence):
                judged.scopes.add(kept.scope)
        return judged

    async def _all_loops(self, lots: Collection[str]) -> Judged:
        lineage = await self.view.store.graph.around([Ref(Label.LOT, lot) for lot in sorted(lots)])
        return await judge_loops(self.view, lineage)

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

    async def _judge(self, what: str, judge: Callable[[], Awaitable[Judged]]) -> None:
        """Judge and keep; again where what was read is of two states, of a store that changes.

        Only Neo4j's does: something that one answer names is gone in the next.
        """
        for left in reversed(range(MOST_TRIES)):
            try:
                judged = await judge()
            except LookupError:
                if not left:
                    raise
            else:
                await self._keep(what, judged)
                return

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
