"""What is kept in Neo4j of what declarations come to, and answered of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import Aspect, WriterAspect, asking, changing
from provenance.graph.neo4j.queries import Listed, query
from provenance.graph.port.declared import (
    DeclarationFilter,
    Declared,
    Order,
    Placed,
    Summary,
    Waits,
)
from provenance.graph.port.paging import Page
from provenance.graph.rows.declared import (
    DESCENDING,
    declared_row,
    narrowed,
    summary_from,
    summary_row,
)
from provenance.model.terms import Label, Ref

_LAST = "\N{TRIPLE COLON OPERATOR}"
"""Behind whatever a place begins with: a digit."""


class DeclarationWriter(WriterAspect):
    """What is kept of what declarations come to."""

    @changing
    async def keep(self, ask: Ask, found: Sequence[Declared], gone: Collection[str]) -> None:
        rows = []
        for one in found:
            comes_to = summary_row(one.key, one.summary)
            listed = {n: v for n, v in declared_row(one).items() if n not in comes_to}
            rows.append({"listed": listed, "comes_to": comes_to})
        await many(ask, query("keep_declared"), rows)
        await many(ask, query("forget_declared"), list(gone))

    @changing
    async def ask(self, ask: Ask, keys: Collection[str] | None) -> None:
        if keys is None:
            await ask(query("ask_all_declared"))
        else:
            await many(ask, query("ask_declared"), list(keys))

    @changing
    async def sum_up(self, ask: Ask, found: Sequence[tuple[Waits, Summary | None]]) -> None:
        rows = [
            {
                "key": waits.key,
                "asked": waits.asked,
                "comes_to": summary_row(waits.key, summary) if summary else {},
            }
            for waits, summary in found
        ]
        await many(ask, query("sum_up"), rows)


class Declarations(Aspect):
    """What is answered of what declarations come to."""

    @asking
    async def summaries(self, ask: Ask, refs: Sequence[Ref]) -> Mapping[Ref, Summary]:
        keys = [ref.key for ref in dict.fromkeys(refs) if ref.label is Label.DECLARATION]
        rows = await many(ask, query("summaries"), keys)
        found = {
            Ref(Label.DECLARATION, row["key"]): summary_from(
                {"conclusion": None, **row}, waiting=row["asked"] > row["told"]
            )
            for row in rows
        }
        return {ref: summary for ref, summary in found.items() if summary is not None}

    @asking
    async def page(
        self, ask: Ask, wanted: DeclarationFilter, order: Order, after: str | None, first: int
    ) -> Page:
        if wanted.keys is not None:
            rows = _in_order(await _among(ask, wanted), order, after)
        elif order is Order.KEY:
            text = query("declared_up")
            rows = await ask(text, **narrowed(wanted), after=after or "", most=first + 1)
        else:
            text = query("declared_down", order=Listed(order.value))
            rows = await ask(text, **narrowed(wanted), after=after or _LAST, most=first + 1)
        return Page([Placed(*row) for row in rows[:first]], len(rows) > first)

    @asking
    async def count(self, ask: Ask, wanted: DeclarationFilter, most: int) -> int:
        if wanted.keys is not None:
            return min(len(await _among(ask, wanted)), most + 1)
        return int(await ask(query("count_declared"), **narrowed(wanted), most=most + 1))

    @asking
    async def waiting(self, ask: Ask, first: int) -> Sequence[Waits]:
        return [Waits(*row) for row in await ask(query("waiting_declared"), first=first)]


async def _among(ask: Ask, wanted: DeclarationFilter) -> list[Any]:
    """All that a filter leaves of some numbers: those that are seen by whoever sees a part."""
    return list(await ask(query("declared_among"), **narrowed(wanted)) or ())


def _in_order(rows: Sequence[Any], order: Order, after: str | None) -> list[tuple[str, str]]:
    at = list(Order).index(order)
    placed = [(row[0], row[at]) for row in rows]
    if order in DESCENDING:
        behind = [one for one in placed if after is None or one[1] < after]
        return sorted(behind, key=lambda one: one[1], reverse=True)
    return sorted(one for one in placed if after is None or one[1] > after)
