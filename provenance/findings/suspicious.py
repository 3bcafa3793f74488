"""Suspicious flows told as stories: who, what, how much, when, and why it is suspicious.

Each is told of a finding that audits keep. However many are told at once, the store is asked the
same few questions.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.paging import Page
from provenance.ledger.lineage import Event, Lineage
from provenance.model.terms import EdgeType, EventKind, FindingStatus, Label, Ref

Thing = Mapping[str, Any]


class Pattern(StrEnum):
    """A way in which material or papers move that hides where it comes from or goes to."""

    CIRCULAR_FLOW = "circular_flow"
    SPLIT_SHIPMENTS = "split_shipments"
    INVOICE_CIRCLE = "invoice_circle"
    RECYCLED_COVER = "recycled_cover"
    IMPORTED_COVER = "imported_cover"


class Part(StrEnum):
    """What something does in a story: who acts or receives, what happens to what, the papers."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    DOCUMENT = "document"
    STEP = "step"
    INPUT = "input"
    OUTPUT = "output"


PATTERN_OF: Mapping[str, Pattern] = {
    "CIRCULAR_FLOW": Pattern.CIRCULAR_FLOW,
    "SPLIT_SHIPMENTS": Pattern.SPLIT_SHIPMENTS,
    "INVOICE_CYCLE": Pattern.INVOICE_CIRCLE,
    "RECYCLED_COVER": Pattern.RECYCLED_COVER,
    "UNDECLARED_IMPORT": Pattern.IMPORTED_COVER,
    "IMPORT_EXCEEDED": Pattern.IMPORTED_COVER,
}
"""The pattern that each code of a finding tells of."""

PAPERS = {"SPLIT_SHIPMENTS": Label.DECLARATION, "INVOICE_CYCLE": Label.INVOICE}
"""What the evidence of these codes consists of; that of the others names events."""

STANDING = (FindingStatus.OPEN, FindingStatus.CONFIRMED)
"""What someone has dismissed is no story."""

MOST_MEMBERS = 200
"""So many members are told of; the story says how many more there are."""


@dataclass(frozen=True, slots=True)
class Member:
    """A thing and its part in a story; an enterprise bears its names, Chinese and English.

    Grams REO of lots and of what an event moved or made, net grams of documents.
    """

    thing: Ref
    part: Part
    name: str | None = None
    name_en: str | None = None
    day: date | None = None
    reo_g: int | None = None
    net_g: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A suspicious flow: the finding that says why, and its members: firms, then by day.

    `reo_g` is the mass concerned, `net_g` what its documents state together.
    """

    pattern: Pattern
    finding: KeptFinding
    members: Sequence[Member]
    since: date | None
    until: date | None
    reo_g: int | None
    net_g: int | None
    left_out: int = 0


async def stories(
    store: GraphStore, patterns: Iterable[Pattern], after: str | None, first: int
) -> Page:
    """Stories of some patterns, of all where none is named, the gravest first.

    `after` is the `place` of the last story's finding. Raises StoreUnavailableError.
    """
    page = await store.findings.page(_wanted(patterns), after, first)
    scenes = await _scenes(store, page.items)
    return Page([_story(scene) for scene in scenes], page.more)


async def how_many(store: GraphStore, patterns: Iterable[Pattern]) -> int:
    """How many stories there are of some patterns, of all where none is named."""
    return (await store.findings.facets(_wanted(patterns))).total


def _wanted(patterns: Iterable[Pattern]) -> FindingFilter:
    wanted = set(patterns) or set(Pattern)
    codes = tuple(code for code, pattern in PATTERN_OF.items() if pattern in wanted)
    return FindingFilter(codes=codes, statuses=STANDING)


@dataclass(slots=True)
class _Scene:
    """What a story is made of."""

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


async def _scenes(store: GraphStore, findings: Sequence[KeptFinding]) -> list[_Scene]:
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
    scenes = []
    for one in findings:
        known = {ref.key for ref in steps[one.id]} & flows.events.keys()
        happened = sorted((flows.events[key] for key in known), key=lambda event: event.order)
        documents = dict.fromkeys([*papers[one.id], *_named(happened)])
        scenes.append(_Scene(one, flows, happened, list(documents)))
    await _look_up(store, scenes, lambda scene: scene.documents)
    await _look_up(store, scenes, lambda scene: scene.firms)
    return scenes


async def _look_up(
    store: GraphStore, scenes: Sequence[_Scene], asked: Callable[[_Scene], Iterable[Ref]]
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


def _story(scene: _Scene) -> Story:
    papers = [_paper(ref, props) for ref, props in scene.filed]
    happened = [*papers, *_happened(scene)]
    members = [*_firms(scene), *sorted(happened, key=lambda member: member.day or date.min)]
    days = [member.day for member in happened if member.day]
    stated = [paper.net_g for paper in papers if paper.net_g is not None]
    return Story(
        pattern=PATTERN_OF[scene.finding.code],
        finding=scene.finding,
        members=members[:MOST_MEMBERS],
        since=min(days, default=scene.finding.day),
        until=max(days, default=scene.finding.day),
        reo_g=scene.finding.mass_g,
        net_g=sum(stated) if stated else None,
        left_out=max(0, len(members) - MOST_MEMBERS),
    )


def _firms(scene: _Scene) -> Iterator[Member]:
    for ref, part in scene.firms.items():
        props = scene.things.get(ref, {})
        yield Member(ref, part, props.get("name"), props.get("name_en"))


def _paper(ref: Ref, props: Thing) -> Member:
    day = props.get("date") or props.get("issued_on")
    on = date.fromisoformat(day) if day else None
    return Member(ref, Part.DOCUMENT, day=on, net_g=props.get("net_g"))


def _happened(scene: _Scene) -> Iterator[Member]:
    """What happened and to which lots, each lot once: where it was made, else where it went in."""
    flows = scene.flows
    made = {out.lot for event in scene.events for out in flows.outputs_of.get(event.key, ())}
    drawn: Counter[str] = Counter()
    for event in scene.events:
        for draw in flows.inputs_of.get(event.key, ()):
            drawn[draw.lot] += draw.reo_g
    seen: set[str] = set()
    for event in scene.events:
        taken = flows.inputs_of.get(event.key, ())
        given = flows.outputs_of.get(event.key, ())
        grams = sum(part.reo_g for part in given or taken)
        yield Member(Ref(Label.EVENT, event.key), Part.STEP, day=event.date, reo_g=grams)
        lots = [(draw.lot, Part.INPUT, drawn[draw.lot]) for draw in taken if draw.lot not in made]
        lots += [(out.lot, Part.OUTPUT, out.reo_g) for out in given]
        for lot, part, reo_g in lots:
            if lot not in seen:
                seen.add(lot)
                yield Member(Ref(Label.LOT, lot), part, day=event.date, reo_g=reo_g)
