"""What lies in the region of a local authority: it states nothing of anybody elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from provenance.access.scope.own import Own
from provenance.access.viewer import Authority, Role, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.model.regions import NATION, beginnings
from provenance.model.terms import Label, Ref
from provenance.records.kinds.enterprises import Enterprise
from provenance.records.kinds.registry import AnyRecord
from provenance.records.kinds.supervision import LabTest


@dataclass(frozen=True, slots=True)
class Locality:
    """A region: the firms that are seated there, and whose samples are from there."""

    within: tuple[str, ...]
    firms: frozenset[str]
    sampled: frozenset[Ref]

    def holds(self, record: AnyRecord) -> bool:
        """Whether a record is of somebody, or something, in the region."""
        if isinstance(record, Enterprise):
            return record.region.startswith(self.within)
        if isinstance(record, LabTest):
            return _sample(record) in self.sampled
        if not (getattr(record, "region", None) or self.within[0]).startswith(self.within):
            return False
        return getattr(record, "enterprise", None) in self.firms


async def locality_of(
    viewer: Viewer, store: GraphStore, records: Sequence[AnyRecord]
) -> Locality | None:
    """The region that a viewer files in, as it is with some records; None where that is anywhere.

    Firms count that are on record there, or come with these records.
    """
    if viewer.authority is not Authority.LOCAL or viewer.region == NATION:
        return None
    own = await Own.of(store, replace(viewer, role=Role.REGULATOR))
    within = beginnings(viewer.region or "nowhere")
    firms = (one for one in records if isinstance(one, Enterprise))
    coming = {firm.id for firm in firms if firm.region.startswith(within)}
    samples = sorted(_samples(records))
    there = await own.among(await store.graph.things(samples)) if samples else set()
    return Locality(within, own.numbers | coming, frozenset(there))


def _samples(records: Iterable[AnyRecord]) -> set[Ref]:
    return {_sample(one) for one in records if isinstance(one, LabTest)}


def _sample(test: LabTest) -> Ref:
    if test.lot is not None:
        return Ref(Label.LOT, test.lot)
    return Ref(Label.DECLARATION, test.declaration or "")
