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
        made = _renamed(made, ("id",), filer)
        for field, names in _LOTS_IN.items():
            if field in made:
                made[field] = _each(made[field], names, filer)
    target = data.get("withdraws")
    if isinstance(target, dict) and _is_local(target.get("record")):
        made["withdraws"] = _renamed(target, ("id",), filer)
    return made


def _is_local(kind: object) -> bool:
    return isinstance(kind, str) and FILED_BY.get(kind) == "enterprise"


def _each(value: object, names: tuple[str, ...], filer: str) -> object:
    """One lot or many."""
    if isinstance(value, list):
        return [_renamed(e, names, filer) if isinstance(e, dict) else e for e in value]
    return _renamed(value, names, filer) if isinstance(value, dict) else value


def _renamed(fields: dict[str, Any], names: tuple[str, ...], filer: str) -> dict[str, Any]:
    return fields | {name: _global(fields[name], filer) for name in names if name in fields}


def _global(value: object, filer: str) -> object:
    if isinstance(value, str) and value.strip() and "/" not in value:
        return f"{filer}/{value.strip()}"
    return value
