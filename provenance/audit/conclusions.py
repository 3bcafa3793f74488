"""Keeping why a conclusion changed: from what to what, by which load, by which records."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from provenance.audit.consignments import Concluded
from provenance.audit.view import View
from provenance.dossier import gather
from provenance.graph.changes import RecordKey
from provenance.graph.findings import ConclusionChange
from provenance.graph.lineage import Lineage
from provenance.graph.port import Writer
from provenance.model import Conclusion, EventKind, Label, Ref

ITEMS = frozenset({EventKind.TRANSFER, EventKind.EXPORT})
"""Kinds whose records are several events, one an item."""


async def keep_conclusions(
    view: View,
    keys: Collection[str],
    found: Mapping[str, Concluded],
    queue: Collection[Ref],
    load: str | None,
) -> None:
    """Compare what these declarations come to with what they came to before; keep the changes."""
    refs = [Ref(Label.DECLARATION, key) for key in keys]
    history = await view.store.changes(refs)
    last = {ref: _stood(history.get(ref, ())) for ref in refs}
    now = {ref: _stands(found.get(ref.key)) for ref in refs}
    changed = [ref for ref in refs if last[ref] != now[ref]]
    # Of a first conclusion everything it rests on is the cause; naming that says nothing.
    causes = await _causes(view, [ref for ref in changed if last[ref] != NOTHING], queue)
    at = datetime.now(UTC)
    changes = [
        ConclusionChange(
            ref, at, last[ref][0], now[ref][0], last[ref][1], now[ref][1], load, causes.get(ref, ())
        )
        for ref in changed
    ]

    async def keep(writer: Writer) -> None:
        await writer.keep_conclusions(changes)

    if changes:
        await view.store.write(keep)


Stand = tuple[Conclusion | None, int | None]
"""A conclusion and its lawful grams."""

NOTHING: Stand = (None, None)


def _stood(history: Sequence[ConclusionChange]) -> Stand:
    return (history[-1].after, history[-1].lawful_after_g) if history else NOTHING


def _stands(found: Concluded | None) -> Stand:
    return (found.conclusion, found.lawful_g) if found else NOTHING


async def _causes(
    view: View, refs: Sequence[Ref], queue: Collection[Ref]
) -> dict[Ref, tuple[RecordKey, ...]]:
    """The touched records that each of these declarations rests on."""
    if not queue or not refs:
        return {}
    dossier = await gather(view.store, refs)
    seeds = sorted({seed for ref in refs for seed in dossier.seeds(ref)})
    everyone = await view.store.lineage(seeds, up=True, most=view.settings.lineage_nodes)
    touched = set(queue)
    found = {}
    for ref in refs:
        lineage = everyone.upstream(dossier.seeds(ref))
        rests_on = {ref, *_papers(lineage), *(Ref(Label.EVENT, key) for key in lineage.events)}
        found[ref] = tuple(sorted({_record(cause) for cause in rests_on & touched}))
    return found


def _papers(lineage: Lineage) -> set[Ref]:
    found = set()
    for event in lineage.events.values():
        found |= {Ref(Label.INVOICE, number) for number in event.invoices}
        if event.declaration:
            found.add(Ref(Label.DECLARATION, event.declaration))
        if event.inspection:
            found.add(Ref(Label.INSPECTION, event.inspection))
        found |= {part.entitlement for grant in event.grants for part in grant.parts}
    return found


def _record(ref: Ref) -> RecordKey:
    """The record that states a thing."""
    if ref.label is Label.EVENT:
        kind, _, number = ref.key.partition(":")
        return RecordKey(kind, number.rpartition("/")[0] if kind in ITEMS else number)
    return RecordKey(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", ref.label.value).lower(), ref.key)
