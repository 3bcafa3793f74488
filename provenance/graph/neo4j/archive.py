"""What Neo4j keeps, row by row; how far it is where it is being written anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import Inner, Key, query
from provenance.graph.neo4j.rows import record_from
from provenance.graph.port.archive import KEYS, Kept, Row
from provenance.graph.port.form import FORM, Rebuilding
from provenance.graph.port.kept import BECOMES
from provenance.graph.rows.sums import Monthly
from provenance.model.terms import Label, ReviewDecision

LABELS: Mapping[Kept, Inner] = {
    Kept.VERSION: Inner.RECORD,
    **{kind: Inner[kind.name] for kind in Kept if kind is not Kept.VERSION},
}
_INNER: Mapping[Kept, frozenset[str]] = {
    Kept.VERSION: frozenset({"counts", "record"}),
    Kept.REJECTED: frozenset({"key"}),
    Kept.RAISING: frozenset({"place"}),
}
"""Properties that are worked out of the others."""


class Archive(WriterAspect):
    """What is read out and taken in row by row."""

    @asking
    async def rows(self, ask: Ask, kind: Kept, after: Any, first: int) -> list[Row]:
        key = Key(KEYS[kind])
        if after is None:
            after = "" if key in (Key.ID, Key.NAME, Key.KEY) else -1
        text = query("rows", kept=LABELS[kind], key=key)
        if kind is Kept.REVIEW:
            text = query("rows_of_reviews")
        found = await ask(text, after=after, first=first)
        return [Row(kind, _stated(kind, props)) for props in found]

    @changing
    async def put(self, ask: Ask, kind: Kept, rows: Sequence[Mapping[str, Any]]) -> None:
        if kind is Kept.FINDING:
            await many(ask, query("put_findings"), rows)
        elif kind is Kept.REVIEW:
            said = [
                {**row, "status": BECOMES[ReviewDecision(row["decision"])].value} for row in rows
            ]
            await many(ask, query("put_reviews"), said)
        else:
            await many(ask, query("put", kept=LABELS[kind]), rows)
        if kind is not Kept.TRAIL:  # which counts by itself
            numbers = [row.get("number", row.get("raised", 0)) for row in rows]
            await ask(query("number_on"), last=max(numbers, default=0))

    @asking
    async def rebuilding(self, ask: Ask) -> Rebuilding | None:
        return Rebuilding.of(await ask(query("rebuilding")))

    @changing
    async def mark(self, ask: Ask, rebuilding: Rebuilding | None) -> None:
        await ask(query("rebuild"), rebuilding=rebuilding and rebuilding.text, form=FORM)

    @changing
    async def take_out(self, ask: Ask) -> bool:
        """Take out some of all that is kept; false once nothing is left."""
        if await ask(query("take_out", any_of=(*Inner, *Monthly, *Label))):
            return True
        await ask(query("begin_anew"))
        return False


def _stated(kind: Kept, props: Mapping[str, Any]) -> dict[str, Any]:
    inner = _INNER.get(kind, ())
    stated = {name: value for name, value in props.items() if name not in inner}
    if kind is Kept.VERSION:
        record = record_from(props["record"])
        return {"kind": record.kind, "id": record.id, **stated}
    return stated
