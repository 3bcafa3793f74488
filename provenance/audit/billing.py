"""Judging invoices beside the goods: groups of invoices and deliveries, and invoices alone."""

import re
from collections.abc import Collection, Mapping

from provenance.audit.judged import Judged
from provenance.audit.view import View
from provenance.graph.port import Thing
from provenance.model import EdgeType, EventKind, Label, Ref
from provenance.rules import judge
from provenance.rules.filings import Billing, Document, Unmoved
from provenance.rules.movements import DELIVERIES, movements

CODE = re.compile(r"[0-9A-Z]{18}")


async def judge_billing(view: View, seeds: Collection[Ref]) -> Judged:
    """The whole groups that these invoices and deliveries belong to."""
    judged = Judged()
    invoices, events = await _groups(view, seeds)
    members = {*invoices, *(thing.ref for thing in events.values())}
    judged.over("billing", members | set(seeds))
    deliveries = [ref for ref, thing in events.items() if thing.props["kind"] in DELIVERIES]
    material = await view.material(deliveries)
    moved = list(movements(material, _sources(events)))
    papers = {ref.key: props for ref, props in (await view.documents(invoices)).items()}
    billing = Billing(moved, papers, view.today, view.settings.thresholds)
    judged.keep("billing", judge(billing))
    return judged


async def _groups(view: View, seeds: Collection[Ref]) -> tuple[set[Ref], dict[Ref, Thing]]:
    """All invoices and events that the seeds are connected with by naming each other."""
    invoices = {ref for ref in seeds if ref.label is Label.INVOICE}
    asked = {ref for ref in seeds if ref.label is Label.EVENT}
    events = await view.things(asked)
    new_events, new_invoices = set(events), set(invoices)
    while new_events or new_invoices:
        named = await view.ends(new_events, EdgeType.INVOICED_BY, out=True)
        naming = await view.ends(new_invoices, EdgeType.INVOICED_BY, out=False)
        more = {thing.ref: thing for things in naming.values() for thing in things}
        new_events = more.keys() - events.keys()
        new_invoices = {t.ref for things in named.values() for t in things} - invoices
        events |= more
        invoices |= new_invoices
    return invoices, events


def _sources(events: Mapping[Ref, Thing]) -> dict[str, str]:
    """The credit codes that scrap intakes give for where scrap came from."""
    given = {
        ref.key: str(thing.props.get("source"))
        for ref, thing in events.items()
        if thing.props["kind"] == EventKind.SCRAP_INTAKE
    }
    return {key: code for key, code in given.items() if CODE.fullmatch(code)}


async def unmoved(view: View, invoices: Collection[Ref]) -> dict[str, Document]:
    """Of these invoices the valid ones that no movement names."""
    papers = await view.documents(invoices)
    valid = [ref for ref, props in papers.items() if props["status"] == "valid"]
    pages = await view.store.neighbours(valid, EdgeType.INVOICED_BY, out=False, after=None, first=1)
    alone = [ref for ref, page in zip(valid, pages, strict=True) if not page.items]
    return {ref.key: papers[ref] for ref in alone}


async def with_partners(view: View, start: Mapping[str, Document]) -> dict[str, Document]:
    """Invoices without goods with all others that the same enterprises connect them to."""
    found = dict(start)
    asked: set[Ref] = set()
    while firms := {ref for paper in found.values() for ref in _parties(paper)} - asked:
        asked |= firms
        sold = await view.ends(firms, EdgeType.SOLD_BY, out=False)
        bought = await view.ends(firms, EdgeType.BOUGHT_BY, out=False)
        refs = {t.ref for ends in (sold, bought) for things in ends.values() for t in things}
        found |= await unmoved(view, refs)
    return found


def judge_unmoved(
    view: View, judged_over: Collection[Ref], invoices: Mapping[str, Document]
) -> Judged:
    """Invoices without goods, each under itself."""
    judged = Judged()
    judged.over("unmoved", judged_over)
    judged.over("unmoved", [Ref(Label.INVOICE, key) for key in invoices])
    limits = view.settings.thresholds
    judged.keep("unmoved", judge(Unmoved(invoices, view.today, limits)))
    return judged


def _parties(paper: Document) -> list[Ref]:
    return [Ref(Label.ENTERPRISE, str(paper[name])) for name in ("seller", "buyer")]
