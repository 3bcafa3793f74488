"""Suspicious flows told as stories: who, what, how much, when, and why it is suspicious.

Each is told of a finding that audits keep. However many are told at once, the store is asked the
same few questions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.findings.scenes import Part, Scene, Thing, scenes
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.paging import Page
from provenance.model.terms import FindingStatus, Label, Ref


class Pattern(StrEnum):
    """A way in which material or papers move that hides where it comes from or goes to."""

    CIRCULAR_FLOW = "circular_flow"
    SPLIT_SHIPMENTS = "split_shipments"
    INVOICE_CIRCLE = "invoice_circle"
    RECYCLED_COVER = "recycled_cover"
    IMPORTED_COVER = "imported_cover"


PATTERN_OF: Mapping[str, Pattern] = {
    "CIRCULAR_FLOW": Pattern.CIRCULAR_FLOW,
    "SPLIT_SHIPMENTS": Pattern.SPLIT_SHIPMENTS,
    "INVOICE_CYCLE": Pattern.INVOICE_CIRCLE,
    "RECYCLED_COVER": Pattern.RECYCLED_COVER,
    "SCRAP_SUPPLIER_IMPLAUSIBLE": Pattern.RECYCLED_COVER,
    "UNDECLARED_IMPORT": Pattern.IMPORTED_COVER,
    "IMPORT_EXCEEDED": Pattern.IMPORTED_COVER,
    "BARRED_IMPORT": Pattern.IMPORTED_COVER,
}
"""The pattern that each code of a finding tells of."""

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
    found = await scenes(store, page.items)
    return Page([_story(scene) for scene in found], page.more)


async def how_many(store: GraphStore, patterns: Iterable[Pattern]) -> int:
    """How many stories there are of some patterns, of all where none is named."""
    return (await store.findings.facets(_wanted(patterns))).total


def _wanted(patterns: Iterable[Pattern]) -> FindingFilter:
    wanted = set(patterns) or set(Pattern)
    codes = tuple(code for code, pattern in PATTERN_OF.items() if pattern in wanted)
    return FindingFilter(codes=codes, statuses=STANDING)


def _story(scene: Scene) -> Story:
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


def _firms(scene: Scene) -> Iterator[Member]:
    for ref, part in scene.firms.items():
        props = scene.things.get(ref, {})
        yield Member(ref, part, props.get("name"), props.get("name_en"))


def _paper(ref: Ref, props: Thing) -> Member:
    day = props.get("date") or props.get("issued_on")
    on = date.fromisoformat(day) if day else None
    return Member(ref, Part.DOCUMENT, day=on, net_g=props.get("net_g"))


def _happened(scene: Scene) -> Iterator[Member]:
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
