"""From what a load touched to everything that has to be judged again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from provenance.findings.audit.far import labelled, supplied_by
from provenance.findings.audit.view import View
from provenance.graph.pages import all_findings, pages
from provenance.graph.port.kept import FindingFilter
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.papers import party_of
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.rules.quota_origin.circular_flow import unchanged
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.movements import DELIVERIES
from provenance.rules.trade.identifiers import NUMBERED

HANDED_OUT = (Label.INDICATOR, Label.QUOTA, Label.QUOTA_ADJUSTMENT)


@dataclass(slots=True)
class Reach:
    """What is to be judged again, by how it is judged.

    `changed` are the lots and events that may be others themselves; `round` is upstream of them.
    """

    material: set[Ref] = field(default_factory=set)
    changed: set[Ref] = field(default_factory=set)
    declarations: set[str] = field(default_factory=set)
    billing: set[Ref] = field(default_factory=set)
    invoices: set[Ref] = field(default_factory=set)
    firms: set[Ref] = field(default_factory=set)
    numbers: set[Ref] = field(default_factory=set)
    allotments: bool = False
    everything: bool = False
    round: Lineage = field(default_factory=lambda: Lineage({}, {}, (), ()))


async def reach(view: View, touched: Collection[Ref]) -> Reach:
    """Everything whose findings may be others now.

    A permit bears on every extraction of its days, whoever's, an article on everything, a customs
    code on all that is declared, so that all is judged again.
    """
    by: defaultdict[Label, set[Ref]] = defaultdict(set)
    for ref in touched:
        by[ref.label].add(ref)
    found = Reach(everything=bool(by[Label.PERMIT] or by[Label.ARTICLE] or by[Label.CUSTOMS_CODE]))
    found.allotments = any(by[label] for label in HANDED_OUT)
    found.numbers = {ref for ref in touched if ref.label in NUMBERED}
    await _documents(view, by, found)
    events = by[Label.EVENT] | await _of_changed(view, by, found)
    events |= await _naming(view, by[Label.DECLARATION])
    await _downstream(view, events | by[Label.LOT], found)
    await _their_papers(view, found)
    if by[Label.CONTROL]:
        found.declarations |= await _exported(view)
    found.material |= await labelled(view, events | by[Label.LOT], await _stated_anew(view, by))
    found.material |= await supplied_by(view, found.firms | by[Label.ENTERPRISE])
    found.firms |= by[Label.ENTERPRISE] | await _stating(view, by)
    found.invoices |= by[Label.INVOICE]
    found.billing |= by[Label.INVOICE] | by[Label.EVENT]
    found.changed = events | by[Label.LOT]
    if found.changed:
        found.round = await view.store.graph.lineage(
            sorted(found.changed), up=True, most=view.settings.lineage_nodes
        )
    return found


async def _exported(view: View) -> set[str]:
    """All that was declared for export: a control bears on whatever left on its days."""
    return {
        thing.ref.key
        async for things in pages(view.store.graph, Label.DECLARATION)
        for thing in things
        if thing.known and thing.props["direction"] == "export"
    }


async def _documents(view: View, by: defaultdict[Label, set[Ref]], found: Reach) -> None:
    """Declarations, those under the same licences, who filed reports, who was told to mend."""
    under = await view.ends(by[Label.DECLARATION], EdgeType.UNDER, out=True)
    licences = {t.ref for things in under.values() for t in things} | by[Label.EXPORT_LICENCE]
    beside = await view.ends(licences, EdgeType.UNDER, out=False)
    found.declarations = {ref.key for ref in by[Label.DECLARATION]}
    found.declarations |= {t.ref.key for things in beside.values() for t in things}
    reports = by[Label.FLOW_REPORT] | by[Label.EXECUTION_REPORT]
    filed = await view.ends(reports, EdgeType.FILED_BY, out=True)
    ordered = await view.ends(by[Label.ORDER], EdgeType.CONCERNS, out=True)
    firms = (*filed.values(), *ordered.values())
    found.firms |= {t.ref for things in firms for t in things}


async def _of_changed(view: View, by: defaultdict[Label, set[Ref]], found: Reach) -> set[Ref]:
    """What enterprises are on record for bears on their events; and so does where they are."""
    changed = await _stated_anew(view, by)
    events: set[Ref] = set()
    for firm in sorted(changed):
        async for kept in all_findings(view.store.findings, FindingFilter(enterprise=firm.key)):
            _again(kept.subject, found)
            if kept.subject.label in (Label.EVENT, Label.LOT):
                events.add(kept.subject)
    events |= await _weighed_by(view, changed)
    recyclers = [ref for ref, props in changed.items() if "recycling" in roles_of(props)]
    done = await view.ends(recyclers, EdgeType.BY, out=False)
    worked = {
        thing.ref
        for things_ in done.values()
        for thing in things_
        if thing.props["kind"] == EventKind.PROCESSING
    }
    return worked | events


async def _stated_anew(
    view: View, by: defaultdict[Label, set[Ref]]
) -> dict[Ref, Mapping[str, object]]:
    """The enterprises whose own record may be another, with what it says now.

    An enterprise is touched by whatever it does. One whose own record came is told by its place,
    which only that record names.
    """
    things = await view.documents(by[Label.ENTERPRISE])
    places = {ref.key for ref in by[Label.REGION]}
    changed = {ref: props for ref, props in things.items() if props.get("region") in places}
    return changed | {ref: {} for ref in by[Label.ENTERPRISE] - things.keys()}


async def _weighed_by(view: View, firms: Collection[Ref]) -> set[Ref]:
    """The lots and events that findings weigh by what these firms are: whether an article binds."""
    if not firms:
        return set()
    done = await view.ends(firms, EdgeType.BY, out=False)
    got = await view.ends(firms, EdgeType.TO, out=False)
    events = {thing.ref for ends in (done, got) for things in ends.values() for thing in things}
    made = await view.ends(events, EdgeType.OUTPUT, out=True)
    taken = await view.ends(events, EdgeType.INPUT, out=False)
    lots = {thing.ref for ends in (made, taken) for things in ends.values() for thing in things}
    kept = await view.store.findings.on(sorted(events | lots))
    found = {ref for ref, findings in kept.items() if findings}
    keys = {event.key for event in events}
    round_ = all_findings(view.store.findings, FindingFilter(codes=("CIRCULAR_FLOW",)))
    return found | {one.subject async for one in round_ if not keys.isdisjoint(one.evidence)}


async def _stating(view: View, by: defaultdict[Label, set[Ref]]) -> set[Ref]:
    """The enterprises that state as theirs a number that changed, or came to be on record."""
    codes = {Ref(Label.IDENTIFIER, ref.key) for ref in by[Label.ENTERPRISE]}
    stated = await view.ends(by[Label.IDENTIFIER] | codes, EdgeType.KNOWN_AS, out=False)
    return {thing.ref for things in stated.values() for thing in things}


def _again(ref: Ref, found: Reach) -> None:
    """Judge again whatever something of this kind is judged by."""
    if ref.label is Label.DECLARATION:
        found.declarations.add(ref.key)
    elif ref.label is Label.INVOICE:
        found.invoices.add(ref)
        found.billing.add(ref)
    elif ref.label is Label.ENTERPRISE:
        found.firms.add(ref)
    found.allotments |= ref.label in HANDED_OUT
    if ref.label in NUMBERED:
        found.numbers.add(ref)


async def _naming(view: View, declarations: Collection[Ref]) -> set[Ref]:
    """The imports and exports under these declarations."""
    named = await view.ends(declarations, EdgeType.DECLARED_IN, out=False)
    return {thing.ref for things in named.values() for thing in things}


async def _downstream(view: View, touched: Collection[Ref], found: Reach) -> None:
    """The events on touched lots, and on the lots these are handed on as."""
    web = await view.web()
    await web.reach(touched)
    lots = {ref.key for ref in touched if ref.label is Label.LOT}
    events = {ref.key for ref in touched if ref.label is Label.EVENT}
    lots |= web.taken(events) | web.given(events)
    frontier = lots
    while frontier:
        await web.reach(Ref(Label.LOT, lot) for lot in frontier)
        handed = {key for key in web.drawing(frontier) if unchanged(web.events[key])}
        await web.reach(Ref(Label.EVENT, key) for key in handed)
        frontier = web.given(handed) - lots
        lots |= frontier
    found.material = set(touched) | {Ref(Label.LOT, lot) for lot in lots}
    found.material |= {_event(key) for key in web.drawing(lots) | web.claiming(lots)}
    near = [web.events.get(ref.key) for ref in found.material if ref.label is Label.EVENT]
    _by_events(found, filter(None, near))


def _by_events(found: Reach, events: Iterable[Event]) -> None:
    """The declarations, deliveries and enterprises of events that are judged again."""
    for event in events:
        found.firms.add(Ref(Label.ENTERPRISE, event.enterprise))
        if event.buyer:
            found.firms.add(Ref(Label.ENTERPRISE, event.buyer))
        if event.declaration:
            found.declarations.add(event.declaration)
        if event.kind in DELIVERIES:
            found.billing.add(_event(event.key))


async def _their_papers(view: View, found: Reach) -> None:
    """Exporters of declarations that are judged again: their exports are counted."""
    papers = await view.documents(Ref(Label.DECLARATION, key) for key in found.declarations)
    for props in papers.values():
        found.firms.add(Ref(Label.ENTERPRISE, party_of(props)))


def _event(key: str) -> Ref:
    return Ref(Label.EVENT, key)
