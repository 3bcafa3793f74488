"""What the records show of the parts that execution reports state: imported ore and monazite."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.graph.rows.register import papers_from
from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import Papers
from provenance.ledger.quota.by_feed import Between, FeedPart, Known, separated
from provenance.ledger.quota.register import Register
from provenance.model.terms import EdgeType, EventKind, Label, Ref

MOST = 200_000
"""So many lots and events are read at most; of what lies beyond nothing is told."""

OnRecord = Mapping[tuple[str, str], Mapping[FeedPart, Between]]
"""Grams of each part by enterprise and period, of separation."""


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part as a report states it, in grams REO, beside what the records allow."""

    part: FeedPart
    reported_g: int
    least_g: int
    most_g: int
    differs: bool

    @property
    def beyond_g(self) -> int:
        """How far the report is beyond what the records allow; negative below, 0 between."""
        return self.reported_g - min(max(self.reported_g, self.least_g), self.most_g)


async def on_record(
    store: GraphStore, wanted: Iterable[tuple[str, str]], register: Register
) -> OnRecord:
    """What enterprises separated of each part in a period, as far as the records tell."""
    found: dict[tuple[str, str], dict[FeedPart, Between]] = {
        key: dict.fromkeys(FeedPart, Between()) for key in wanted
    }
    firms = sorted({Ref(Label.ENTERPRISE, firm) for firm, _ in found})
    done = await everything(store.graph, firms, EdgeType.BY, out=False) if firms else {}
    worked = [
        (near.thing.ref, key)
        for key in found
        for near in done[Ref(Label.ENTERPRISE, key[0])]
        if near.thing.props["kind"] == EventKind.PROCESSING
        and near.thing.props["date"].startswith(key[1])
    ]
    if not worked:
        return found
    seeds = sorted({ref for ref, _ in worked})
    lineage = (await store.graph.lineage(seeds, up=True, most=MOST)).cut_at_lots()
    known = Known.of(await _papers(store, lineage, register), register.tests, lineage)
    for ref, key in worked:
        event = lineage.events.get(ref.key)
        for part, mass in separated(event, lineage, known).items() if event else ():
            found[key][part] = found[key][part].plus(mass)
    return found


async def _papers(store: GraphStore, lineage: Lineage, register: Register) -> Papers:
    """The declarations that the imports of a lineage name, and the customs codes on record."""
    imports = (event for event in lineage.events.values() if event.kind is EventKind.IMPORT)
    numbers = sorted({event.declaration for event in imports if event.declaration})
    refs = [Ref(Label.DECLARATION, number) for number in numbers]
    found = await store.graph.things(refs) if refs else []
    on_record = [(thing.ref, thing.props) for thing in found if thing is not None and thing.known]
    return replace(papers_from(on_record), codes=register.codes)
