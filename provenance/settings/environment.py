"""Settings as environment variables have them: PROVENANCE_NAME, and PROVENANCE_GROUP__NAME."""

import os
from typing import Any

from provenance.settings import Settings
from provenance.settings.names import GROUPS, variable
from provenance.settings.values import decoded


def set_there() -> dict[str, Any]:
    """What the environment sets, in upper or lower case; a variable that is empty sets nothing."""
    given = {name.upper(): text for name, text in os.environ.items() if text}
    found = {
        name: _value(variable((name,)), name in GROUPS, given) for name in Settings.model_fields
    }
    return {name: value for name, value in found.items() if value not in (None, {})}


def _value(own: str, is_group: bool, given: dict[str, str]) -> Any:
    """What variables say of a setting; of a group, all at once as JSON and members one by one.

    What should be JSON and is none is left for validation, which names it.
    """
    if not is_group:
        return given.get(own)
    whole = decoded(given.get(own, "{}"))
    members = {
        name.removeprefix(f"{own}__").lower(): text
        for name, text in given.items()
        if name.startswith(f"{own}__")
    }
    return whole | members if isinstance(whole, dict) else whole
