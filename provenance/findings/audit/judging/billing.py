"""Judging invoices beside the goods: groups of invoices and deliveries, and invoices alone."""

from collections.abc import Collection, Iterable, Mapping

from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.model.text import CREDIT_CODE
from provenance.rules import judge
from provenance.rules.slices.billing import Billing, Movement
from provenance.rules.slices.filings import Document, Unmoved
from provenance.rules.slices.material import Material
from provenance.rules.slices.movements import DELIVERIES, movements


async def judge_billing(view: View, goods: Material, invoices: Collection[Ref] = ()) -> Judged:
    """The whole groups that the deliveries to judge and these invoices belong to."""
    judged = Judged()
    own = {Ref(Label.EVENT, event.key) for event in goods.events if event.kind in DELIVERIES}
    named, events = await _groups(view, own, {*invoices, *named_by(goods)})
    elsewhere = await view.material(events - own)
    judged.over("billing", named | events)
    judged.over("billing", (ref for ref in goods.only or () if ref.label is Label.EVENT))
    moved: list[Movement] = []
    for some in (goods, elsewhere):
        moved += movements(some, await _sources(view, some))
    moved.sort(key=lambda movement: movement.event)
    papers = {ref.key: props for ref, props in (await view.documents(named)).items()}
    billing = Billing(moved, papers, view.today, view.settings.thresholds, view.law)
    judged.keep("billing", judge(billing))
    return judged


def named_by(goods: Material) -> set[Ref]:
    """The invoices that the deliveries to judge name."""
    deliveries = (event for event in goods.events if event.kind in DELIVERIES)
    return _invoices(number for event in deliveries for number in event.invoices)


async def _groups(
    view: View, deliveries: Collection[Ref], named: Collection[Ref]
) -> tuple[set[Ref], set[Ref]]:
    """All invoices and deliveries that these are connected with by naming each other."""
    events, new = set(deliveries), set(named)
    found: set[Ref] = set()
    while new:
        found |= new
        naming = await view.ends(new, EdgeType.INVOICED_BY, out=False)
        more = [t for ends in naming.values() for t in ends if t.props["kind"] in DELIVERIES]
        events |= {thing.ref for thing in more}
        new = _invoices(n for thing in more for n in thing.props.get("invoices") or ()) - found
    return found, events


def _invoices(numbers: Iterable[str]) -> set[Ref]:
    return {Ref(Label.INVOICE, number) for number in numbers}


async def _sources(view: View, goods: Material) -> dict[str, str]:
    """The credit codes that scrap intakes give for where scrap came from."""
    intakes = [event.key for event in goods.events if event.kind is EventKind.SCRAP_INTAKE]
    filed = await view.documents(Ref(Label.EVENT, key) for key in intakes)
    given = {ref.key: str(props.get("source")) for ref, props in filed.items()}
    return {key: code for key, code in given.items() if CREDIT_CODE.fullmatch(code)}


async def unmoved(view: View, invoices: Collection[Ref]) -> dict[str, Document]:
    """Of these invoices the valid ones that no movement names."""
    papers = await view.documents(invoices)
    valid = [ref for ref, props in papers.items() if props["status"] == "valid"]
    pages = await view.store.graph.neighbours(
        valid, EdgeType.INVOICED_BY, out=False, after=None, first=1
    )
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
    judged.keep("unmoved", judge(Unmoved(invoices, view.today, limits, view.law)))
    return judged


def _parties(paper: Document) -> list[Ref]:
    return [Ref(Label.ENTERPRISE, str(paper[name])) for name in ("seller", "buyer")]
