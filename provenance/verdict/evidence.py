"""What the numbers are of that a finding rests on: things, each found by its number alone."""

from collections.abc import Sequence

from provenance.graph.port.graph import Reader
from provenance.model.terms import EventKind, Label, Ref

_LABELS = (
    Label.LOT,
    Label.DECLARATION,
    Label.INVOICE,
    Label.ENTERPRISE,
    Label.QUOTA,
    Label.INDICATOR,
    Label.EXPORT_LICENCE,
    Label.LAB_TEST,
    Label.ORDER,
    Label.VIOLATION,
    Label.EXECUTION_REPORT,
    Label.INSPECTION,
)
"""What findings rest on, beside events: where two bear one number, the first of these is meant."""

_KINDS = frozenset(kind.value for kind in EventKind)


async def bearers(reader: Reader, keys: Sequence[str]) -> list[Ref | None]:
    """What bears each number, None where nothing does, such as an oxide or a month."""
    candidates = {key: _candidates(key) for key in keys}
    refs = sorted({ref for some in candidates.values() for ref in some})
    there = {
        ref
        for ref, thing in zip(refs, await reader.things(refs) if refs else (), strict=True)
        if thing is not None
    }
    return [next((ref for ref in candidates[key] if ref in there), None) for key in keys]


def _candidates(key: str) -> list[Ref]:
    kind, colon, _ = key.partition(":")
    if colon and kind in _KINDS:
        return [Ref(Label.EVENT, key)]
    return [Ref(label, key) for label in _LABELS if key]
