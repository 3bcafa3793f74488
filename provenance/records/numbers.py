"""Numbers people give locally, made global by the code of who files them."""

from collections.abc import Mapping, Set
from typing import Any

from provenance.model.codes import cleaned
from provenance.records.kinds.registry import FILED_BY

LOT = "lot"
"""What a lot's id is called among the numbers that are global as they stand."""

Number = tuple[str, str]
"""A kind of record, or LOT, and an id."""

_LOTS_IN = {"inputs": ("lot",), "items": ("lot", "new_lot"), "outputs": ("id",), "output": ("id",)}


def globalise(
    data: Mapping[str, Any], filer: str, known: Set[Number] = frozenset()
) -> dict[str, Any]:
    """Return the fields with `FILER/` before the ids that a filer numbers locally.

    These are the ids of lots, and the record's own id (a withdrawal's target) where enterprises
    file that kind. An id that has a `/`, or is `known`, is global already; what is malformed is
    left as it is.
    """
    made = dict(data)
    if _is_local(kind := data.get("record")):
        made = _renamed(made, {"id": str(kind)}, filer, known)
        for field, names in _LOTS_IN.items():
            if field in made:
                made[field] = _each(made[field], dict.fromkeys(names, LOT), filer, known)
    target = data.get("withdraws")
    if isinstance(target, dict) and _is_local(target.get("record")):
        made["withdraws"] = _renamed(target, {"id": str(target["record"])}, filer, known)
    return made


def _is_local(kind: object) -> bool:
    return isinstance(kind, str) and FILED_BY.get(kind) == "enterprise"


def _each(value: object, names: Mapping[str, str], filer: str, known: Set[Number]) -> object:
    """One lot or many."""
    if isinstance(value, list):
        return [_renamed(e, names, filer, known) if isinstance(e, dict) else e for e in value]
    return _renamed(value, names, filer, known) if isinstance(value, dict) else value


def _renamed(
    fields: dict[str, Any], names: Mapping[str, str], filer: str, known: Set[Number]
) -> dict[str, Any]:
    """The fields, those that are named made global; `names` says what each is a number of."""
    made = {
        name: _global(fields[name], kind, filer, known)
        for name, kind in names.items()
        if name in fields
    }
    return fields | made


def _global(value: object, kind: str, filer: str, known: Set[Number]) -> object:
    if not isinstance(value, str) or "/" in value:
        return value
    try:
        number = cleaned(value)
    except ValueError:  # whoever reads it says so
        return value
    return value if (kind, number) in known else f"{filer}/{number}"
