"""Keeping why a conclusion changed: from what to what, by which load, by which records."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.declared import listed_by
from provenance.findings.audit.grounds import Grounds
from provenance.findings.audit.judging.consignments import Concluded
from provenance.findings.audit.view import View
from provenance.graph.port.findings import Unaudited
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.kept import ConclusionChange
from provenance.model.terms import Conclusion, EdgeType, Label, Ref
from provenance.records.canonical import revive
from provenance.records.changes import Edge, Fragment, RecordKey
from provenance.records.identifiers import Replaced, claims, in_question
from provenance.records.kinds.registry import AnyRecord
from provenance.records.news import News, _as_of, _bound_up, _news, _replaced
from provenance.verdict.dossier import gather

ConclusionState = tuple[Conclusion | None, int | None]
"""A conclusion and its lawful grams."""

NOTHING: ConclusionState = (None, None)


@dataclass(slots=True)
class Conclusions:
    """The conclusions of one audit beside those of before, after a load that is named so.

    What declarations come to is kept for lists of them, too.
    """

    view: View
    waiting: Unaudited
    load: str | None
    _unexplained: list[ConclusionChange] = field(default_factory=list)

    async def compare(self, keys: Collection[str], found: Mapping[str, Concluded]) -> None:
        """Keep what these declarations came to first; of what changed, the causes come later."""
        refs = [Ref(Label.DECLARATION, key) for key in keys]
        history = await self.view.store.findings.changes(refs)
        at, first = datetime.now(UTC), list[ConclusionChange]()
        for ref in refs:
            last, now = _stood(history.get(ref, ())), _stands(found.get(ref.key))
            if last == now:
                continue
            change = ConclusionChange(ref, at, last[0], now[0], last[1], now[1], self.load)
            # Of a first conclusion everything it rests on is the cause; naming that says nothing.
            (first if last == NOTHING else self._unexplained).append(change)
        listed, gone = await listed_by(self.view, refs, found)

        async def keep(writer: Writer) -> None:
            await writer.findings.keep_conclusions(first)
            await writer.declared.keep(listed, gone)

        await self.view.store.write(keep)

    async def explain(self) -> None:
        """Keep what changed, with the records that caused it."""
        if self._unexplained and not self.waiting.things:  # everything was audited
            waiting = await self.view.store.write(lambda writer: writer.queue.unaudited())
            self.waiting = self.waiting._replace(things=waiting.things)
        for at in range(0, len(self._unexplained), PORTION):
            changes = self._unexplained[at : at + PORTION]
            causes = await self._causes([change.subject for change in changes])
            await self._keep([replace(c, causes=causes.get(c.subject, ())) for c in changes])

    async def _causes(self, refs: Sequence[Ref]) -> dict[Ref, tuple[RecordKey, ...]]:
        """The records received since the last audit that bear on each of these declarations."""
        view, after, last = self.view, self.waiting.after, self.waiting.last
        dossier = await gather(view.store, refs)
        most = view.settings.lineage_nodes
        everyone = await view.store.graph.lineage(dossier.all_seeds, up=True, most=most)
        grounds = Grounds(view.register, self.waiting.things)
        for ref in refs:
            grounds.lay(ref, everyone.upstream(dossier.seeds[ref]))
        received = await view.store.records.received(after, last)
        found: defaultdict[Ref, set[RecordKey]] = defaultdict(set)
        for at in range(0, len(received), PORTION):
            for by, gone, come in await news(view.store, received[at : at + PORTION], after, last):
                for ref in grounds.bearing(gone, come):
                    found[ref].update(by)
        return {ref: tuple(sorted(causes)) for ref, causes in found.items()}

    async def _keep(self, changes: Sequence[ConclusionChange]) -> None:
        async def keep(writer: Writer) -> None:
            await writer.findings.keep_conclusions(changes)

        if changes:
            await self.view.store.write(keep)


def _stood(history: Sequence[ConclusionChange]) -> ConclusionState:
    return (history[-1].after, history[-1].lawful_after_g) if history else NOTHING


def _stands(found: Concluded | None) -> ConclusionState:
    return (found.conclusion, found.lawful_g) if found else NOTHING


async def news(
    store: GraphStore, records: Sequence[RecordKey], after: int, last: int
) -> list[News]:
    """What these records, received behind a version and up to another, made count otherwise.

    A record that was withdrawn, or counts again, is told of by its withdrawal.
    """

    async def read(writer: Writer) -> list[News]:
        histories = await writer.records.histories(records)
        while missing := _bound_up(histories) - histories.keys():
            histories = {**histories, **await writer.records.histories(sorted(missing))}
        before, now = _as_of(after, histories), _as_of(last, histories)
        replaced = list(_replaced(before, now).values())
        naming = await _naming(writer, replaced)
        asked = in_question([*replaced, *(Replaced(None, record) for record in naming)])
        meanings = (await writer.records.claims(sorted(asked))).meanings()
        found = list(_news(before, now, set(records), meanings, naming))
        return await _with_ways(writer, found)

    return await store.write(read)


async def _with_ways(writer: Writer, found: Sequence[News]) -> list[News]:
    """News of tests with all that the tested lots were handed on from: tests tell of these too."""
    pieces = [piece for one in found for piece in (one.gone, one.come)]
    tested = {edge.head.key for piece in pieces for edge in piece.edges if _tests(edge)}
    if not tested:
        return list(found)
    ways = await writer.settling.handed_from(sorted(tested))

    def whole(piece: Fragment) -> Fragment:
        edges = [
            edge._replace(head=Ref(Label.LOT, lot))
            for edge in piece.edges
            if _tests(edge)
            for lot in sorted(ways[edge.head.key])
        ]
        return piece._replace(edges=(*piece.edges, *edges))

    return [one._replace(gone=whole(one.gone), come=whole(one.come)) for one in found]


def _tests(edge: Edge) -> bool:
    return edge.type is EdgeType.SAMPLED_FROM and edge.head.label is Label.LOT


async def _naming(writer: Writer, replaced: Sequence[Replaced]) -> list[AnyRecord]:
    """What names an enterprise by a further number that it states, or stated before."""
    numbers = claims(record for pair in replaced for record in pair if record is not None).by
    keys = await writer.records.naming(sorted(numbers)) if numbers else ()
    found = await writer.records.histories(keys) if keys else {}
    return [revive(history.head.body) for history in found.values() if history.head is not None]
