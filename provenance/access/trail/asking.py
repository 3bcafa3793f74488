"""One request as the trail tells it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provenance.access.trail.journal import Journal
from provenance.access.trail.keys import Answered
from provenance.access.viewer import Role, Viewer
from provenance.graph.port.trail import Draft, Keys

ANSWERED, BEGUN, CHANGED = "answered", "begun", "changed"
"""What an entry has for its status where nothing was refused."""


def _number() -> str:
    return secrets.token_hex(8)


@dataclass(slots=True)
class Asking:
    """Who asks, from which address, what, and whose keys the answer gives out."""

    journal: Journal
    viewer: Viewer
    source: str = ""
    request: str = field(default_factory=_number)
    asked: Sequence[str] = ()
    about: Keys = field(default_factory=dict)
    answered: Answered = field(default_factory=Answered)

    async def told(self, status: str = ANSWERED) -> None:
        """Put in the trail what is about to be answered. Raises TrailUnwritableError."""
        answered = self.answered.taken()
        await self.journal.append(
            self.draft(status, answered=answered if status == ANSWERED else {})
        )

    def draft(
        self,
        status: str,
        *,
        answered: Keys | None = None,
        changes: Mapping[str, Keys] | None = None,
    ) -> Draft:
        """An entry on this request."""
        return Draft(
            who=self.viewer.id,
            role=self.viewer.role.value,
            status=status,
            source=self.source,
            request=self.request,
            asked=self.asked,
            about=self.about,
            answered=answered or {},
            changes=changes or {},
        )


def asking(journal: Journal, viewer: Viewer, source: str = "") -> Asking | None:
    """A request to tell of; None where the owner of the store asks, and no trail is set of that."""
    if viewer.role is Role.OWNER and not journal.terms.on:
        return None
    return Asking(journal, viewer, source)
