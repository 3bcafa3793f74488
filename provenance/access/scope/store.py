"""A store as one viewer may see it: the one place where what leaves it is held back."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from provenance.access.identity.keys import Keys
from provenance.access.policy.tables import sees_all
from provenance.access.scope.declared import ScopedDeclarations
from provenance.access.scope.doings import ScopedDoings
from provenance.access.scope.findings import ScopedFindings
from provenance.access.scope.graph import ScopedGraph
from provenance.access.scope.own import Own
from provenance.access.scope.pseudonyms import Masked, Pseudonyms, key_for
from provenance.access.scope.records import NoCases, NoWatches, ScopedRecords, ScopedSums
from provenance.access.scope.verdicts import edges_withheld, withheld
from provenance.access.trail.hidden import trail_for
from provenance.access.viewer import Viewer
from provenance.graph.port.graph import GraphStore, Writer
from provenance.model.errors import ForbiddenError
from provenance.model.message import Message
from provenance.model.terms import CustodyModel, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.edges import Traced, trace_edges
from provenance.verdict.verdicts import verdicts

Result = TypeVar("Result")


class ScopedStore:
    """A GraphStore of which everything asked is answered as far as its viewer may see it."""

    def __init__(
        self, store: GraphStore, viewer: Viewer, own: Own, settings: Settings, secret: bytes
    ) -> None:
        self._store = store
        self._settings = settings
        firm = viewer.enterprise or viewer.region or viewer.id
        self._names = Pseudonyms(key_for(secret, firm))
        masked = Masked(self._names, lambda ref: self.graph.is_own(ref) or ref in self.graph.named)
        self.graph = ScopedGraph(store.graph, viewer, own, masked, settings.lineage_nodes)
        self.records = ScopedRecords(store.records, self.graph)
        self.sums = ScopedSums(store.sums, self.graph)
        self.doings = ScopedDoings(store.doings, self.graph)
        self.findings = ScopedFindings(store.findings, self.graph)
        self.declared = ScopedDeclarations(store.declared, self.graph)
        self.watches = NoWatches()
        self.cases = NoCases()
        self.access = store.access
        self.trail = trail_for(viewer, store)

    @asynccontextmanager
    async def as_it_is(self) -> AsyncIterator[GraphStore]:
        yield self

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        raise ForbiddenError(Message("what is recorded is recorded of the whole store"))

    async def close(self) -> None:
        """Nothing: whoever opened the store closes it."""

    async def verdicts(
        self, subjects: Sequence[Ref], custody: CustodyModel
    ) -> list[Verdict | None]:
        """The verdicts on what is the viewer's, worked out over all of the store.

        The kilograms are what anybody's would be; who and where upstream is told as it is seen.
        """
        things = await self.graph.things(subjects)
        seen = [ref for ref, thing in zip(subjects, things, strict=True) if thing is not None]
        found = dict(
            zip(seen, await verdicts(self._store, seen, self._settings, custody), strict=True)
        )
        return [
            verdict and await withheld(verdict, self.graph) for verdict in map(found.get, subjects)
        ]

    async def edges(self, subject: Ref) -> Traced | None:
        """What of a subject that the viewer may see is in each edge, over all of the store."""
        (thing,) = await self.graph.things([subject])
        if thing is None:
            return None
        found = await trace_edges(
            self._store, self._names.real.get(subject, subject), self._settings
        )
        return found and await edges_withheld(found, self.graph)


async def seen_by(viewer: Viewer, store: GraphStore, settings: Settings) -> GraphStore:
    """A store as a viewer may see it: as it is for those who see all."""
    if sees_all(viewer):
        return store
    secret = await Keys(store, settings).of_pseudonyms()
    return ScopedStore(store, viewer, await Own.of(store, viewer), settings, secret)


async def verdicts_for(
    store: GraphStore,
    subjects: Sequence[Ref],
    settings: Settings,
    custody: CustodyModel = CustodyModel.MASS_BALANCE,
) -> list[Verdict | None]:
    """The verdict on each subject, as far as the store at hand lets it be seen."""
    if isinstance(store, ScopedStore):
        return await store.verdicts(subjects, custody)
    return await verdicts(store, subjects, settings, custody)


async def edges_for(store: GraphStore, subject: Ref, settings: Settings) -> Traced | None:
    """What of a subject is in each edge of its lineage, as far as the store lets it be seen."""
    if isinstance(store, ScopedStore):
        return await store.edges(subject)
    return await trace_edges(store, subject, settings)
