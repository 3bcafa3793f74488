"""All the slices there are to judge a subject by, laid out from its dossier and its lineage."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from provenance.graph.law import law_on_record
from provenance.graph.port.graph import GraphStore
from provenance.law.book import LawBook
from provenance.ledger.breakdown import break_down
from provenance.ledger.custody import producing_outputs
from provenance.ledger.lineage import Lineage
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref
from provenance.rules.mass_balance.labels import has_label, labels
from provenance.rules.quota_origin.circular_flow import loops, trails
from provenance.rules.slices.acts import EXPORTER, roles_of
from provenance.rules.slices.filings import Document
from provenance.rules.slices.labels import Labelled
from provenance.rules.slices.material import Case, Consignment, Material
from provenance.rules.slices.rounds import Loop, Trail
from provenance.rules.slices.suppliers import ScrapSupplier
from provenance.settings import Settings
from provenance.verdict.dossier import Dossier
from provenance.verdict.suppliers import scrap_suppliers


@dataclass(frozen=True, slots=True)
class Brief:
    """All the slices there are to judge a subject by, and why some goods are not seen."""

    case: Case
    material: Material
    unseen: Sequence[Message]
    consignments: Sequence[Consignment]
    trails: Sequence[Trail]
    loops: Sequence[Loop]
    labels: Sequence[Labelled] = ()


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What else is on record: papers and enterprises that a lineage names, and the law."""

    papers: Mapping[Ref, Document]
    law: LawBook
    suppliers: Mapping[str, ScrapSupplier] = field(default_factory=dict)

    def of(self, label: Label) -> dict[str, Document]:
        return {ref.key: props for ref, props in self.papers.items() if ref.label is label}


async def on_record(store: GraphStore, lineage: Lineage, settings: Settings) -> OnRecord:
    """Declarations that imports name, invoices of what came back, who took part; and the law."""
    refs = await asyncio.to_thread(_named, lineage, settings)
    things = await store.graph.things(refs) if refs else []
    papers = {thing.ref: thing.props for thing in things if thing and thing.known}
    labelled, sources = await asyncio.to_thread(_told, lineage)
    if labelled:
        papers |= await _groups(store, papers)
    firms = {ref.key: props for ref, props in papers.items() if ref.key in sources}
    return OnRecord(papers, await law_on_record(store.graph), await scrap_suppliers(store, firms))


def _told(lineage: Lineage) -> tuple[bool, frozenset[str]]:
    """Whether any lot has a label, and whom scrap came from."""
    labelled = any(has_label(lineage, lot) for lot in lineage.lots)
    return labelled, frozenset(event.source for event in lineage.events.values() if event.source)


async def _groups(store: GraphStore, papers: Mapping[Ref, Document]) -> dict[Ref, Document]:
    """What heads the groups of enterprises, and what heads that: labels may name a group."""
    found: dict[Ref, Document] = {}
    while missing := _parents({**papers, **found}):
        things = await store.graph.things(missing)
        there = {
            ref: thing.props if thing and thing.known else {}
            for ref, thing in zip(missing, things, strict=True)
        }
        found |= there
    return {ref: props for ref, props in found.items() if props}


def _parents(papers: Mapping[Ref, Document]) -> list[Ref]:
    heads = (props.get("parent") for ref, props in papers.items() if ref.label is Label.ENTERPRISE)
    refs = {Ref(Label.ENTERPRISE, str(head)) for head in heads if head}
    return sorted(refs - papers.keys())


def _named(lineage: Lineage, settings: Settings) -> list[Ref]:
    events = lineage.events.values()
    named = {
        Ref(Label.DECLARATION, event.declaration)
        for event in events
        if event.kind is EventKind.IMPORT and event.declaration
    }
    for event in events:
        named |= {Ref(Label.ENTERPRISE, event.enterprise), Ref(Label.ENTERPRISE, event.holder)}
        if event.source:
            named.add(Ref(Label.ENTERPRISE, event.source))
    named |= {Ref(Label.LAB_TEST, id_) for lot in lineage.lots.values() for id_ in lot.tests}
    for trail in trails(lineage, limits=settings.thresholds):
        named |= {Ref(Label.INVOICE, number) for number in trail.steps[-1].event.invoices}
    return sorted(named)


def lay_out(
    subject: Ref,
    dossier: Dossier,
    everyone: Lineage,
    known: OnRecord,
    settings: Settings,
) -> Brief:
    """Lay out one subject: its items, its own lineage, its documents. Grams come with judging."""
    lineage = everyone.upstream(dossier.seeds[subject])
    holding = dossier.holding(subject, lineage)
    reading = break_down(holding, lineage)
    material = Material(
        lineage=lineage,
        imports=known.of(Label.DECLARATION),
        roles={key: roles_of(firm) for key, firm in known.of(Label.ENTERPRISE).items()},
        made=producing_outputs(lineage),
        tests=known.of(Label.LAB_TEST),
        suppliers=known.suppliers,
        tolerance=settings.tolerance,
        limits=settings.thresholds,
        law=known.law,
    )
    invoices = known.of(Label.INVOICE)
    red = {key for key, invoice in invoices.items() if invoice["status"] == "red_letter"}
    return Brief(
        case=Case(
            subject,
            holding,
            lineage,
            reading.statuses,
            reading.bounds,
            reading.through,
            material.roles_at(subject.key) if subject.label is Label.LOT else EXPORTER,
            known.law,
            gated=reading.gated,
        ),
        material=material,
        unseen=[
            Message(
                "export {export} under this declaration is by {who}, who is neither declarant nor"
                " party",
                export=key,
                who=who,
            )
            for shipment in dossier.shipments[subject]
            for key, who in dossier.strangers(shipment)
        ],
        consignments=[dossier.consignment(key, material) for key in dossier.shipments[subject]],
        trails=[
            replace(trail, roles=material.roles_in(trail.events), law=known.law)
            for trail in trails(lineage, red, settings.thresholds)
        ],
        labels=list(
            labels(
                lineage,
                lineage.lots,
                known.of(Label.ENTERPRISE),
                settings.thresholds,
                known.law,
            )
        ),
        loops=[
            replace(loop, roles=material.roles_in(loop.events), law=known.law)
            for loop in loops(lineage)
        ],
    )


def documents(brief: Brief) -> list[Ref]:
    """The documents on the way: quotas, declarations, tests, invoices, inspections, licences."""
    found: list[Ref] = []
    for consignment in brief.consignments:
        found.append(Ref(Label.DECLARATION, consignment.key))
        if consignment.licence is not None:
            found.append(Ref(Label.EXPORT_LICENCE, consignment.licence["id"]))
        tests = (consignment.test, *(draw.test for draw in consignment.draws))
        found += [Ref(Label.LAB_TEST, test.id) for test in tests if test is not None]
    for event in sorted(brief.case.lineage.events.values(), key=lambda e: e.order, reverse=True):
        if event.declaration:
            found.append(Ref(Label.DECLARATION, event.declaration))
        if event.inspection:
            found.append(Ref(Label.INSPECTION, event.inspection))
        found += [Ref(Label.INVOICE, number) for number in event.invoices]
        found += [part.entitlement for grant in event.grants for part in grant.parts]
    return list(dict.fromkeys(found))
