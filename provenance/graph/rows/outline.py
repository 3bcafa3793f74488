"""How a lineage as columns comes of what either store keeps."""

from collections.abc import Mapping, Sequence
from typing import Any

from provenance.graph.port.outline import Columns, Outline, Wanted
from provenance.model.terms import Feed

SETTLED = "reo_g"
"""What every lot that was settled bears."""

_UNSAID: Mapping[str, tuple[Any, Any]] = {
    "reo_g": (0, 0),
    "feed": (Feed.UNKNOWN, Feed.UNKNOWN),
    "claims": (1, 0),
    "drawn_g": (0, 0),
}
"""What a lot is that says nothing of it: once settled, and before."""


def names(wanted: Wanted) -> dict[str, list[str]]:
    """What is read of each kind, in order."""
    return {
        "lots": ["key", *sorted({*wanted.lots, SETTLED} - {"key"})],
        "events": ["key", *sorted(wanted.events - {"key"})],
        "inputs": ["lot", "event", *sorted(wanted.inputs - {"lot", "event"})],
        "outputs": ["event", "lot", "n", *sorted(wanted.outputs - {"event", "lot", "n"})],
    }


def outline_from(
    read: Mapping[str, Sequence[str]], found: Mapping[str, Sequence[Sequence[Any]]]
) -> Outline:
    """The outline of columns found, named as they were read."""
    kinds = {kind: dict(zip(read[kind], found[kind], strict=True)) for kind in read}
    kinds["lots"] = _lots(kinds["lots"])
    if "supported" in kinds["inputs"]:
        kinds["inputs"]["supported"] = [h is None or bool(h) for h in kinds["inputs"]["supported"]]
    return Outline(
        _in_order(kinds["lots"], "key"),
        _in_order(kinds["events"], "key"),
        _in_order(kinds["inputs"], "lot", "event"),
        _in_order(kinds["outputs"], "event", "lot", "n"),
    )


def _lots(columns: Columns) -> dict[str, Sequence[Any]]:
    settled = [value is not None for value in columns[SETTLED]]
    return {name: _said(name, values, settled) for name, values in columns.items()}


def _said(name: str, values: Sequence[Any], settled: Sequence[bool]) -> Sequence[Any]:
    if name not in _UNSAID:
        return values
    once, before = _UNSAID[name]
    return [
        (once if known else before) if value is None else value
        for value, known in zip(values, settled, strict=True)
    ]


def _in_order(columns: Columns, *by: str) -> Columns:
    keys = list(zip(*(columns[name] for name in by), strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return {name: list(map(values.__getitem__, order)) for name, values in columns.items()}
