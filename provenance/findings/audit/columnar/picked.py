"""What an audit of everything looks at: what the screens of the rules pick of all there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from provenance.findings.audit.columnar.concluded import concluded_at_once
from provenance.findings.audit.judging.consignments import Concluded
from provenance.findings.audit.view import View
from provenance.graph.pages import all_of
from provenance.ledger.columns.places import Flags, Ints, at_places
from provenance.model.terms import EdgeType, Label, Ref
from provenance.rules import candidates
from provenance.rules.slices.billing import Billing
from provenance.rules.slices.filings import (
    Demanded,
    Document,
    Execution,
    Filed,
    Identified,
    Month,
    Outlet,
)
from provenance.rules.slices.labels import Labelled
from provenance.rules.slices.material import Case, Consignment, Material
from provenance.rules.slices.rounds import Trail
from provenance.rules.slices.site_year import SiteYear
from provenance.rules.slices.whole import Whole


@dataclass(frozen=True, slots=True)
class Picked:
    """Lots and events to judge in order of day; deliveries and invoices; invoices without goods;
    declarations.

    `concluded` is what each declaration comes to that ships anything, judged or not; `firms` are
    enterprises to judge, `parties` those whose oxides may be out of balance; `passed` counts what
    need not be judged.
    """

    material: Sequence[Ref]
    billing: Sequence[Ref]
    alone: Sequence[Ref]
    declarations: Sequence[str]
    concluded: Mapping[str, Concluded]
    firms: Sequence[str]
    parties: frozenset[str]
    passed: int

    @classmethod
    def of(cls, whole: Whole) -> "Picked":
        columns = whole.columns
        events, lots, invoices = columns.events, columns.lots, columns.invoices
        of_lots = (Material, Case, Trail, Labelled)
        made_on = at_places(events.day, at_places(columns.claims.event, columns.sole))
        material = [
            *_refs(Label.EVENT, events.keys, candidates(whole, Label.EVENT, of_lots), events.day),
            *_refs(Label.LOT, lots.keys, candidates(whole, Label.LOT, of_lots), made_on),
        ]
        goods = candidates(whole, Label.EVENT, [Billing])
        billing = [
            *_refs(Label.EVENT, events.keys, goods, events.day),
            *_refs(
                Label.INVOICE,
                invoices.keys,
                candidates(whole, Label.INVOICE, [Billing]),
                invoices.day,
            ),
        ]
        named = np.bincount(columns.naming.invoice, minlength=len(invoices.keys)) > 0
        alone = _refs(Label.INVOICE, invoices.keys, ~named, invoices.day)
        papers = columns.declarations
        shipped = candidates(whole, Label.DECLARATION, [Consignment, Case])
        declarations = _refs(Label.DECLARATION, papers.keys, shipped, papers.day)
        parties = _parties(whole, SiteYear)
        of_firms = (SiteYear, Month, Execution, Demanded, Identified, Outlet)
        passed = 2 * len(events.keys) + len(lots.keys) + len(invoices.keys)
        passed += len(papers.keys)
        return cls(
            [ref for _, ref in sorted(material, key=lambda one: one[0])],
            [ref for _, ref in billing],
            [ref for _, ref in alone],
            sorted(ref.key for _, ref in declarations),
            concluded_at_once(whole),
            sorted(_parties(whole, *of_firms)),
            parties,
            passed - len(material) - len(billing) - len(declarations),
        )


async def whole_of(view: View) -> Whole:
    """The whole graph as rules screen it."""
    graph = view.store.graph

    async def known(label: Label) -> list[Document]:
        return [thing.props for thing in await all_of(graph, label) if thing.known]

    numbers = [thing.ref for thing in await all_of(graph, Label.IDENTIFIER)]
    further = await view.ends(numbers, EdgeType.KNOWN_AS, out=False)
    return Whole(
        await graph.columns(),
        view.today,
        view.register,
        {thing.ref.key: thing.props for thing in view.enterprises if thing.known},
        {licence["id"]: licence for licence in await known(Label.EXPORT_LICENCE)},
        Filed(
            await known(Label.FLOW_REPORT),
            await known(Label.EXECUTION_REPORT),
            await known(Label.ORDER),
            await known(Label.LAB_TEST),
            frozenset(thing.ref.key for things in further.values() for thing in things),
        ),
        view.settings.tolerance,
        view.settings.thresholds,
        view.law,
    )


def _parties(whole: Whole, *scopes: type) -> frozenset[str]:
    """The parties that rules on slices of some kinds have to look at."""
    parties, picked = whole.columns.parties, candidates(whole, Label.ENTERPRISE, scopes)
    if picked is None:
        return frozenset(parties)
    return frozenset(parties[at] for at in np.flatnonzero(picked).tolist())


def _refs(
    label: Label, keys: Sequence[str], picked: Flags | None, days: Ints
) -> list[tuple[int, Ref]]:
    """What was picked, each with its day, all of it where nothing was."""
    places = np.arange(len(keys)) if picked is None else np.flatnonzero(picked)
    return [
        (day, Ref(label, keys[at]))
        for day, at in zip(days[places].tolist(), places.tolist(), strict=True)
    ]
