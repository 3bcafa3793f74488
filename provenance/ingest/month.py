"""What is known of an enterprise's month."""

from collections.abc import Iterable, Sequence
from datetime import date

from provenance.graph.meant import meant
from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.ledger.lineage import Lineage
from provenance.model.dates import last_day
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.canonical import revive
from provenance.records.changes import History, RecordKey
from provenance.records.formats.template.known import Held, Known
from provenance.records.formats.xlsx.head import Head
from provenance.records.kinds.registry import AnyRecord
from provenance.records.kinds.reports import ExecutionReport, FlowReport
from provenance.records.mapping import record_key

PORTION = 2_000
"""So many events or lots are asked about at a time."""


async def known_of(store: GraphStore, head: Head) -> Known:
    """All that a store knows of an enterprise's month; of an unknown enterprise that is nothing."""
    (firm,) = await meant(store.graph, [Ref(Label.ENTERPRISE, head.enterprise)])
    head = Head(firm.key, head.month)
    (thing,) = await store.graph.things([firm])
    own = await _ends(store, firm, EdgeType.BY)
    received = await _ends(store, firm, EdgeType.TO)
    reports = await _ends(store, firm, EdgeType.FILED_BY)
    stating = [event for event in own if event.props["date"][:7] == head.month]
    stating += [report for report in reports if _report_in(report, head.month)]
    wanted = {key for thing in stating if (key := record_key(thing.ref))}
    name = thing.props.get("name") if thing is not None else None
    last = last_day(head.month)
    events = [e.ref for e in (*own, *received) if e.props["date"] <= last.isoformat()]
    return Known(head, name, await _records(store, wanted), await _stock(store, events, firm, last))


async def _ends(store: GraphStore, firm: Ref, edge: EdgeType) -> list[Thing]:
    found = await everything(store.graph, [firm], edge, out=False)
    return [near.thing for near in found[firm] if near.thing.known]


def _report_in(report: Thing, month: str) -> bool:
    """Whether a report belongs to a month's workbook: December's has the year's execution too."""
    if report.ref.label is Label.FLOW_REPORT:
        return bool(report.props["month"] == month)
    periods = (month, month[:4]) if month.endswith("-12") else (month,)
    return str(report.props["period"]) in periods


async def _records(store: GraphStore, keys: Iterable[RecordKey]) -> list[AnyRecord]:
    ordered = sorted(keys)
    found = []
    for at in range(0, len(ordered), PORTION):
        for versions in await store.graph.versions(ordered[at : at + PORTION]):
            head = History(tuple(versions)).head
            if head is not None:
                found.append(revive(head.body))
    return sorted(found, key=_when)


def _when(record: AnyRecord) -> tuple[str, str]:
    if isinstance(record, FlowReport | ExecutionReport):
        return record.filed_at.isoformat(), record.id
    return str(getattr(record, "date", "")), record.id


async def _stock(store: GraphStore, events: Sequence[Ref], firm: Ref, last: date) -> list[Held]:
    """The lots that came into a firm's hands by these events, and what is left of each."""
    lots: set[str] = set()
    for at in range(0, len(events), PORTION):
        lineage = await store.graph.around(events[at : at + PORTION])
        mine = {e.key for e in lineage.events.values() if e.holder == firm.key}
        lots |= {out.lot for out in lineage.outputs if out.event in mine}
    ordered, held = sorted(lots), []
    for at in range(0, len(ordered), PORTION):
        keys = ordered[at : at + PORTION]
        lineage = await store.graph.around([Ref(Label.LOT, key) for key in keys])
        held += [_held(key, lineage, last) for key in keys if lineage.lots[key].claims == 1]
    return [lot for lot in sorted(held, key=lambda lot: (str(lot.since), lot.lot)) if lot.reo_g > 0]


def _held(key: str, lineage: Lineage, last: date) -> Held:
    """A lot less what was drawn on it, by who could, to the end of the month."""
    lot = lineage.lots[key]
    drawn = sum(
        draw.reo_g
        for draw in lineage.draws_on.get(key, ())
        if draw.supported and lineage.events[draw.event].date <= last
    )
    return Held(key, lot.product, lot.reo_g - drawn, lot.produced_on)
