"""What is kept in Neo4j of audits, reviews and decisions, and answered of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import Aspect, WriterAspect, asking, changing
from provenance.graph.neo4j.queries import By, query
from provenance.graph.port.kept import (
    BECOMES,
    ConclusionChange,
    Decision,
    Facets,
    FindingFilter,
    FindingOrder,
    Found,
    Keeping,
    KeptFinding,
    Review,
)
from provenance.graph.port.paging import Page
from provenance.graph.rows.findings import (
    change_from,
    change_row,
    decision_from,
    decision_row,
    facets_of,
    kept_from,
    kept_props,
    moment,
    review_row,
    subject_from,
    subject_text,
)
from provenance.model.terms import ClearanceDecision, Label, Ref


class FindingWriter(WriterAspect):
    """What is kept of audits, reviews and decisions."""

    @asking
    async def keep(
        self, ask: Ask, scopes: Sequence[str], found: Sequence[Found], at: datetime
    ) -> Keeping:
        named = {finding.id: finding for finding in found}
        rows = [
            {**kept_props(finding), "last_seen": moment(at), "gone_at": None}
            for finding in named.values()
        ]
        opened, gone = await ask(
            query("keep_findings"),
            rows=rows,
            ids=list(named),
            scopes=list(dict.fromkeys(scopes)),
            at=moment(at),
        )
        # Of what was not there and is not there readers need not be told.
        self._turn.changed |= bool(rows or gone)
        return Keeping(opened, gone)

    @changing
    async def review(self, ask: Ask, finding: str, said: Review) -> bool:
        (number,) = await _numbers(ask, 1)
        row, status = review_row(said), BECOMES[said.decision].value
        text = query("review")
        return bool(await ask(text, finding=finding, status=status, number=number, row=row))

    @changing
    async def decide(self, ask: Ask, declaration: str, decision: Decision) -> None:
        (number,) = await _numbers(ask, 1)
        row = decision_row(decision)
        await ask(query("decide"), declaration=declaration, number=number, row=row)

    @changing
    async def keep_conclusions(self, ask: Ask, changes: Sequence[ConclusionChange]) -> None:
        numbers = await _numbers(ask, len(changes))
        rows = [[n, *change_row(change)] for n, change in zip(numbers, changes, strict=True)]
        await many(ask, query("keep_conclusions"), rows)


async def _numbers(ask: Ask, n: int) -> range:
    """So many numbers that nothing had before."""
    last = await ask(query("numbers"), n=n)
    return range(last + 1, last + n + 1)


class Findings(Aspect):
    """What is answered of findings, reviews and decisions."""

    @asking
    async def page(
        self,
        ask: Ask,
        wanted: FindingFilter,
        after: str | None,
        first: int,
        order: FindingOrder = FindingOrder.SEVERITY,
    ) -> Page:
        if order is FindingOrder.SEVERITY:
            text, values = await _asked(ask, "findings", wanted)
            rows = await ask(text, **values, after=after or "", most=first + 1)
        else:
            text, values = await _asked(ask, "findings_ordered", wanted)
            rows = await ask(text, **values, order=order.value, after=after, most=first + 1)
        return Page([kept_from(*row) for row in rows[:first]], len(rows) > first)

    @asking
    async def count(self, ask: Ask, wanted: FindingFilter, most: int) -> int:
        text, values = await _asked(ask, "count_findings", wanted)
        return int(await ask(text, **values, most=most + 1))

    @asking
    async def facets(self, ask: Ask, wanted: FindingFilter) -> Facets:
        text, values = await _asked(ask, "facets", wanted)
        return facets_of(await ask(text, **values))

    @asking
    async def by_id(self, ask: Ask, ids: Sequence[str]) -> list[KeptFinding | None]:
        found = {one.id: one for one in await _among(ask, By.ID, ids)}
        return [found.get(id_) for id_ in ids]

    @asking
    async def on(self, ask: Ask, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[KeptFinding]]:
        found: dict[Ref, list[KeptFinding]] = {ref: [] for ref in refs}
        for one in await _among(ask, By.SUBJECT, [subject_text(ref) for ref in found]):
            found[one.subject].append(one)
        return found

    @asking
    async def raised(
        self, ask: Ask, wanted: FindingFilter, after: int, first: int
    ) -> list[KeptFinding]:
        rows = await ask(query("raised"), **await compared(ask, wanted), after=after, first=first)
        return [kept_from(*row) for row in rows]

    @asking
    async def last_raised(self, ask: Ask) -> int:
        return int(await ask(query("last_raised")) or 0)

    @asking
    async def sampled(self, ask: Ask) -> Sequence[Ref]:
        found = await ask(query("sampled"), decision=ClearanceDecision.SAMPLE.value) or []
        return [Ref(Label.DECLARATION, declaration) for declaration in found]

    @asking
    async def decisions(self, ask: Ask, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        found: dict[Ref, list[Decision]] = {ref: [] for ref in refs}
        keys = [ref.key for ref in found if ref.label is Label.DECLARATION]
        for declaration, *row in await many(ask, query("decisions"), keys):
            found[Ref(Label.DECLARATION, declaration)].append(decision_from(row))
        return found

    @asking
    async def changes(
        self, ask: Ask, refs: Sequence[Ref]
    ) -> Mapping[Ref, Sequence[ConclusionChange]]:
        found: dict[Ref, list[ConclusionChange]] = {ref: [] for ref in refs}
        rows = await many(ask, query("changes"), [subject_text(ref) for ref in found])
        for row in rows:
            found[subject_from(row[0])].append(change_from(row))
        return found


async def _among(ask: Ask, by: By, keys: Iterable[str]) -> list[KeptFinding]:
    rows = await many(ask, query("findings_among", by=by), list(dict.fromkeys(keys)))
    return [kept_from(*row) for row in rows]


async def _asked(ask: Ask, name: str, wanted: FindingFilter) -> tuple[str, dict[str, Any]]:
    """A query with what it compares with; through an index where a filter names a few things."""
    values = await compared(ask, wanted)
    if wanted.subjects:
        return query(f"{name}_by", by=By.SUBJECT), {**values, "keys": values["subjects"]}
    if wanted.enterprise:
        return query(f"{name}_by", by=By.ENTERPRISE), {**values, "keys": [wanted.enterprise]}
    return query(name), values


async def compared(ask: Ask, wanted: FindingFilter) -> dict[str, Any]:
    """What a filter compares findings with."""
    declared = None
    if wanted.declaration is not None:
        events = await ask(query("declared"), declaration=wanted.declaration)
        declared = [subject_text(Ref(Label.DECLARATION, wanted.declaration)), *events]
    return {
        "codes": list(wanted.codes) or None,
        "severities": [severity.value for severity in wanted.severities] or None,
        "statuses": [status.value for status in wanted.statuses] or None,
        "subjects": [subject_text(ref) for ref in wanted.subjects] or None,
        "enterprise": wanted.enterprise,
        "within": wanted.within and list(wanted.within),
        "declaration": wanted.declaration,
        "declared": declared,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        "first_seen_from": wanted.first_seen_from and moment(wanted.first_seen_from),
        "gone": wanted.gone,
        "words": wanted.words,
    }
