"""The trail of those who may not read it."""

from collections.abc import Sequence
from typing import NoReturn

from provenance.access.viewer import Role, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.trail import Draft, Entry, Trail, TrailFilter
from provenance.model.errors import ForbiddenError
from provenance.model.message import Message


def trail_for(viewer: Viewer, store: GraphStore) -> Trail:
    """The trail of a store, as a viewer may read it: an auditor and the owner all of it."""
    return store.trail if viewer.role in {Role.OWNER, Role.AUDITOR} else _Hidden()


class _Hidden:
    async def page(self, after: int, first: int) -> Sequence[Entry]:
        _refuse()

    async def latest(self, wanted: TrailFilter, before: int | None, first: int) -> Sequence[Entry]:
        _refuse()

    async def head(self) -> Entry | None:
        _refuse()

    async def append(self, drafts: Sequence[Draft]) -> None:
        _refuse()


def _refuse() -> NoReturn:
    raise ForbiddenError(Message("the trail is for auditors to read"))
