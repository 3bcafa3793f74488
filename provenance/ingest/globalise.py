"""Numbers people give locally, made global by the code of who files them."""

from collections.abc import Mapping
from typing import Any

from provenance.ingest.records import FILED_BY

_LOTS_IN = {"inputs": ("lot",), "items": ("lot", "new_lot"), "outputs": ("id",), "output": ("id",)}


def globalise(data: Mapping[str, Any], filer: str) -> dict[str, Any]:
    """Return the fields with `FILER/` before the ids that a filer numbers locally.

    These are the ids of lots, and the record's own id (a withdrawal's target) where enterprises
    file that kind. An id that has a `/` is global already; what is malformed is left as it is.
    """
    made = dict(data)
    if _is_local(data.get("record")):
        made["id"] = _global(data.get("id"), filer)
        for field, names in _LOTS_IN.items():
            if field in data:
                made[field] = _within(data[field], names, filer)
    target = data.get("withdraws")
    if isinstance(target, dict) and _is_local(target.get("record")):
        made["withdraws"] = _within(target, ("id",), filer)
    return made


def _is_local(kind: object) -> bool:
    return isinstance(kind, str) and FILED_BY.get(kind) == "enterprise"


def _within(value: object, names: tuple[str, ...], filer: str) -> object:
    if isinstance(value, list):
        return [_within(entry, names, filer) for entry in value if not isinstance(entry, list)]
    if isinstance(value, dict):
        return value | {name: _global(value[name], filer) for name in names if name in value}
    return value


def _global(value: object, filer: str) -> object:
    if isinstance(value, str) and value.strip() and "/" not in value:
        return f"{filer}/{value.strip()}"
    return value
