"""Whose keys an answer gives out: noted as its objects are put together."""

from collections.abc import Iterable
from typing import Any

from provenance.access.trail.keys import Answered
from provenance.graph.port.graph import Thing
from provenance.model.terms import Label, Ref

KINDS = {label.value.lower(): label.value for label in Label}
"""What a plain field gives the key of, by its name: the lot of a LineageInput."""


def note(answered: Answered, type_name: str, shown: Any) -> None:
    """Note the key of an object as it is shown: of a thing, else of what has a key or an id."""
    thing = getattr(shown, "thing", None)
    if isinstance(thing, Thing):
        answered.note(thing.ref.label.value, thing.ref.key)
        return
    subject = getattr(shown, "subject", None)
    if isinstance(subject, Ref):
        answered.note(subject.label.value, subject.key)
    label, key = getattr(shown, "label", None), getattr(shown, "key", None)
    if isinstance(key, str):
        answered.note(label.value if isinstance(label, Label) else type_name, key)
    elif isinstance(id_ := getattr(shown, "id", None), str):
        answered.note(type_name, id_)


def note_column(answered: Answered, type_name: str, name: str, values: Iterable[Any]) -> None:
    """Note the keys in a column of many rows, if that is what the field of this name gives."""
    kind = type_name if name == "key" else KINDS.get(name)
    if kind is not None:
        answered.note_all(kind, (value for value in values if isinstance(value, str)))
