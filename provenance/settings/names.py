"""What each setting is called: in a file, in the environment; and what it is about."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from provenance.settings import Settings

Place = tuple[str, ...]
"""A setting by its name, or by the names of its group and itself: ("webhooks", "deliver")."""

_DEFAULTS = Settings.model_construct()


def _members(group: Any) -> list[str]:
    """The names of what a group of settings holds; none where it is a setting itself."""
    if isinstance(group, BaseModel):
        return list(type(group).model_fields)
    return [field.name for field in fields(group)] if is_dataclass(group) else []


def _places(name: str) -> list[Place]:
    return [(name, member) for member in _members(getattr(_DEFAULTS, name))] or [(name,)]


PATHS: tuple[Place, ...] = tuple(place for name in Settings.model_fields for place in _places(name))
"""All settings, in the order in which they are told of."""

GROUPS: Mapping[str, frozenset[str]] = {
    name: frozenset(members)
    for name in Settings.model_fields
    if (members := _members(getattr(_DEFAULTS, name)))
}


def variable(place: Place) -> str:
    """The environment variable of a setting."""
    field = Settings.model_fields.get(place[0])
    if field is not None and field.validation_alias:
        return str(field.validation_alias)
    return f"PROVENANCE_{'__'.join(place)}".upper()


def value_at(settings: Settings, place: Place) -> Any:
    """What a setting is."""
    value: Any = settings
    for name in place:
        value = getattr(value, name)
    return value


def default_of(place: Place) -> Any:
    """What a setting is where nobody sets it."""
    return value_at(_DEFAULTS, place)


def description_of(place: Place) -> str:
    """What a setting is about; of a threshold see model/thresholds.py, of points
    model/targeting.py."""
    group = getattr(_DEFAULTS, place[0])
    model = type(group) if isinstance(group, BaseModel) else Settings
    return model.model_fields.get(place[-1], Settings.model_fields[place[0]]).description or ""
