"""What suspicious flows are told of: events, papers and firms, read for many findings at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import KeptFinding
from provenance.ledger.lineage import Event, Lineage
from provenance.model.terms import EdgeType, EventKind, Label, Ref

Thing = Mapping[str, Any]


class Part(StrEnum):
    """What something does in a story: who acts or receives, what happens to what, the papers."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    DOCUMENT = "document"
    STEP = "step"
    INPUT = "input"
    OUTPUT = "output"


PAPERS = {"SPLIT_SHIPMENTS": Label.DECLARATION, "INVOICE_CYCLE": Label.INVOICE}
"""What the evidence of these codes consists of; that of the others names events."""


@dataclass(slots=True)
class Scene:
    """What a story is made of: a finding, what happened, and what is on record of those named."""

    finding: KeptFinding
    flows: Lineage
    events: Sequence[Event]
    documents: Sequence[Ref]
    things: dict[Ref, Thing] = field(default_factory=dict)

    @property
    def filed(self) -> Iterator[tuple[Ref, Thing]]:
        """Its documents as far as they are on record."""
        return ((ref, self.things[ref]) for ref in self.documents if ref in self.things)

    @property
    def firms(self) -> dict[Ref, Part]:
        """Who takes part in it; who both acts and receives acts."""
        acting: list[Any] = [event.enterprise for event in self.events]
        receiving: list[Any] = [event.buyer for event in self.events]
        for _, paper in self.filed:
            acting.append(paper.get("seller") or paper.get("party") or paper.get("declarant"))
            receiving.append(paper.get("buyer"))
        found = {Ref(Label.ENTERPRISE, key): Part.ACTOR for key in acting if key}
        for key in receiving:
            if key:
                found.setdefault(Ref(Label.ENTERPRISE, key), Part.RECIPIENT)
        return found


async def scenes(store: GraphStore, findings: Sequence[KeptFinding]) -> list[Scene]:
    """What some findings tell of, read with the same few questions however many they are."""
    papers = {one.id: _papers(one) for one in findings}
    stated = {ref for refs in papers.values() for ref in refs}
    declared = sorted(ref for ref in stated if ref.label is Label.DECLARATION)
    under = await everything(store.graph, declared, EdgeType.DECLARED_IN, out=False)
    steps = {
        one.id: [
            *_events(one),
            *(n.thing.ref for ref in papers[one.id] for n in under.get(ref, ())),
        ]
        for one in findings
    }
    events = sorted({ref for refs in steps.values() for ref in refs})
    flows = await store.graph.around(events) if events else Lineage({}, {}, (), ())
    found = []
    for one in findings:
        known = {ref.key for ref in steps[one.id]} & flows.events.keys()
        happened = sorted((flows.events[key] for key in known), key=lambda event: event.order)
        documents = dict.fromkeys([*papers[one.id], *_named(happened)])
        found.append(Scene(one, flows, happened, list(documents)))
    await _look_up(store, found, lambda scene: scene.documents)
    await _look_up(store, found, lambda scene: scene.firms)
    return found


async def _look_up(
    store: GraphStore, scenes: Sequence[Scene], asked: Callable[[Scene], Iterable[Ref]]
) -> None:
    """Read some things of all stories at once, and give each story its own."""
    refs = sorted({ref for scene in scenes for ref in asked(scene)})
    found = await store.graph.things(refs) if refs else ()
    known = {thing.ref: thing.props for thing in found if thing is not None}
    for scene in scenes:
        scene.things |= {ref: known[ref] for ref in asked(scene) if ref in known}


def _papers(finding: KeptFinding) -> list[Ref]:
    """The documents that a finding on documents is about."""
    label = PAPERS.get(finding.code)
    return [Ref(label, number) for number in finding.evidence] if label else []


def _events(finding: KeptFinding) -> list[Ref]:
    """The events among the evidence of a finding on what happened."""
    if finding.code in PAPERS:
        return []
    kinds = {kind.value for kind in EventKind}
    return [Ref(Label.EVENT, key) for key in finding.evidence if key.partition(":")[0] in kinds]


def _named(events: Iterable[Event]) -> Iterator[Ref]:
    """The documents that events name."""
    for event in events:
        if event.declaration:
            yield Ref(Label.DECLARATION, event.declaration)
        yield from (Ref(Label.INVOICE, number) for number in event.invoices)
