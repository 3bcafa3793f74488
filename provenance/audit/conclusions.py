"""Keeping why a conclusion changed: from what to what, by which load, by which records."""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from provenance.audit.consignments import Concluded
from provenance.audit.view import View
from provenance.dossier import gather
from provenance.graph.changes import RecordKey
from provenance.graph.findings import ConclusionChange
from provenance.graph.lineage import Lineage
from provenance.graph.port import Writer
from provenance.model import EventKind, Label, Ref

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
    changes = []
    for ref in refs:
        last = history[ref][-1] if history.get(ref) else None
        before = (last.after, last.lawful_after_g) if last else (None, None)
        now = found.get(ref.key)
        after = (now.conclusion, now.lawful_g) if now else (None, None)
        if before != after:
            causes = await _causes(view, ref, queue)
            changes.append(
                ConclusionChange(
                    ref, datetime.now(UTC), before[0], after[0], before[1], after[1], load, causes
                )
            )

    async def keep(writer: Writer) -> None:
        await writer.keep_conclusions(changes)

    if changes:
        await view.store.write(keep)


async def _causes(view: View, ref: Ref, queue: Collection[Ref]) -> tuple[RecordKey, ...]:
    """The touched records that a declaration rests on."""
    if not queue:
        return ()
    dossier = await gather(view.store, [ref])
    seeds = sorted(dossier.seeds(ref))
    lineage = await view.store.lineage(seeds, up=True, most=view.settings.lineage_nodes)
    rests_on = {ref, *_papers(lineage)}
    rests_on |= {Ref(Label.EVENT, key) for key in lineage.events}
    return tuple(sorted({_record(cause) for cause in rests_on & set(queue)}))


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
