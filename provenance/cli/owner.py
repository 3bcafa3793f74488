"""What the owner of a store asks by the command line, in the trail where that is set."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.access.trail.asking import Asking

KINDS: Mapping[str, str] = {
    "enterprise": "Enterprise",
    "exporter": "Enterprise",
    "declaration": "Declaration",
    "licence": "ExportLicence",
    "region": "Region",
    "lot": "Lot",
    **dict.fromkeys(("subject", "subjects", "keys", "text", "start", "end"), "text"),
    **dict.fromkeys(("id_", "ids"), "id"),
    "name": "who",
    "who": "who",
    "about": "about",
}
"""What an option or argument names, by its name here; of all others nothing is kept."""


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
    from provenance.access.trail.keys import LONGEST, listed
    from provenance.access.viewer import OWNER

    about: dict[str, set[str]] = {}
    for name, value in given.items():
        if name in KINDS:
            named = value if isinstance(value, list | tuple) else [value]
            keys = {one[:LONGEST] for one in named if isinstance(one, str)}
            about.setdefault(KINDS[name], set()).update(keys)
    journal = Journal(store, settings.trail)
    return Asking(journal, OWNER, asked=(command,), about=listed(about))
