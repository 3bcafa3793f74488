"""What the owner of a store asks by the command line, in the trail where that is set."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.access.trail.asking import Asking

ALSO: Mapping[str, str] = {
    **dict.fromkeys(("subject", "subjects", "keys", "start", "end"), "text"),
    **dict.fromkeys(("id_", "ids"), "id"),
    "name": "who",
}
"""What an option or argument names beside what those of the API do, by its name here."""


async def told_of_owner(
    store: GraphStore, settings: Settings, command: str, given: Mapping[str, Any]
) -> GraphStore:
    """A store to go on with, once it is in the trail what is asked of it, if it is to be.

    That is where it is set so, and wherever people sign in. Raises TrailUnwritableError.
    """
    if not (settings.trail.on or settings.access.configured):
        return store
    from provenance.access.trail.asking import BEGUN
    from provenance.access.trail.changes import trailed

    asking = of_owner(store, settings, command, given)
    await asking.told(BEGUN)
    return trailed(store, asking)


def of_owner(
    store: GraphStore, settings: Settings, command: str, given: Mapping[str, Any]
) -> "Asking":
    """A command of the owner as the trail tells it: with the numbers it names."""
    from provenance.access.trail.asking import Asking
    from provenance.access.trail.journal import Journal
    from provenance.access.trail.keys import LONGEST, NAMED, listed
    from provenance.access.viewer import OWNER

    about: dict[str, set[str]] = {}
    kinds = {**NAMED, **ALSO}
    for name, value in given.items():
        if name in kinds:
            named = value if isinstance(value, list | tuple) else [value]
            keys = {one[:LONGEST] for one in named if isinstance(one, str)}
            about.setdefault(kinds[name], set()).update(keys)
    journal = Journal(store, settings.trail)
    return Asking(journal, OWNER, asked=(command,), about=listed(about))
