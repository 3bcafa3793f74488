"""Judging enterprises: months and their reports, reports and the ledger, oxides, exports."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from provenance.audit.judged import Judged
from provenance.audit.view import View, roles_of
from provenance.graph.documents import party_of
from provenance.graph.grants import QUOTA_ACTIVITY
from provenance.graph.port import Thing
from provenance.graph.rows import event_from
from provenance.model import EdgeType, EventKind, Label, Ref
from provenance.rules import judge
from provenance.rules.elements import balance_sheet
from provenance.rules.filings import Execution, Month, Outlet
from provenance.rules.spans import first_day, last_day


async def judge_firms(view: View, firms: Collection[Ref]) -> Judged:
    """Everything that is judged of an enterprise as a whole, each under itself."""
    judged = Judged()
    judged.over("firm", firms)
    done = await view.ends(firms, EdgeType.BY, out=False)
    received = await view.ends(firms, EdgeType.TO, out=False)
    filed = await view.ends(firms, EdgeType.FILED_BY, out=False)
    roles = await view.documents(firms)
    for firm in sorted(firms):
        known = roles_of(roles.get(firm, {}))
        months = _months(view, firm, known, [*done[firm], *received[firm]], filed[firm])
        judged.under("firm", firm, judge(*months))
        judged.under("firm", firm, judge(*_executions(view, done[firm], filed[firm])))
    await _judge_oxides(view, done, judged)
    await _judge_outlets(view, firms, judged)
    return judged


def _months(
    view: View,
    firm: Ref,
    roles: frozenset[str],
    events: Sequence[Thing],
    filed: Sequence[Thing],
) -> Iterator[Month]:
    """The months an enterprise moved anything in, or reported."""
    keys = {thing.ref: str(thing.props["date"])[:7] for thing in events}
    moved = Counter(keys.values())
    reported: defaultdict[str, list[datetime]] = defaultdict(list)
    for thing in filed:
        if thing.ref.label is Label.FLOW_REPORT and thing.known:
            reported[thing.props["month"]].append(datetime.fromisoformat(thing.props["filed_at"]))
    for month in sorted(moved.keys() | reported.keys()):
        filed_at = min(reported[month], default=None)
        listed = view.register.activities(firm.key, first_day(month), last_day(month))
        yield Month(firm.key, month, roles | listed, moved[month], filed_at, view.today)


def _executions(view: View, events: Sequence[Thing], filed: Sequence[Thing]) -> Iterator[Execution]:
    """Execution reports beside the settled draws of the enterprise that filed them."""
    drawn: Counter[tuple[str, str]] = Counter()
    for thing in events:
        event = event_from(thing.props, grants_in(thing))
        for grant in event.grants:
            activity = QUOTA_ACTIVITY.get(grant.gate)
            if activity is not None:
                for period in (str(event.date)[:7], str(event.date)[:4]):
                    drawn[period, activity] += grant.drawn_g
    for thing in filed:
        if thing.ref.label is Label.EXECUTION_REPORT and thing.known:
            ledger = drawn[thing.props["period"], thing.props["activity"]]
            yield Execution(thing.ref.key, thing.props, ledger, view.settings.thresholds)


def grants_in(thing: Thing) -> Sequence[Any] | None:
    """An event's draws as settled; a thing bears them as the text that stores keep."""
    text = thing.props.get("grants")
    return json.loads(text) if text else None


async def _judge_oxides(view: View, done: Mapping[Ref, Sequence[Thing]], judged: Judged) -> None:
    """The oxides of each enterprise's processings, over all its months."""
    worked = {
        thing.ref
        for events in done.values()
        for thing in events
        if thing.props["kind"] == EventKind.PROCESSING
    }
    material = await view.material(worked)
    judged.keep("firm", judge(*balance_sheet(material)))


async def _judge_outlets(view: View, firms: Collection[Ref], judged: Judged) -> None:
    """The exports that go out under an enterprise's name, by whom they go to."""
    own = await view.ends(firms, EdgeType.DECLARED_BY, out=False)
    behalf = await view.ends(firms, EdgeType.ON_BEHALF_OF, out=False)
    for firm in sorted(firms):
        by_party: defaultdict[str, list[tuple[date, str, int]]] = defaultdict(list)
        for thing in {t.ref: t for t in [*own[firm], *behalf[firm]] if t.known}.values():
            paper = thing.props
            if paper["direction"] == "export" and party_of(paper) == firm.key:
                day = date.fromisoformat(paper["date"])
                party = str(paper.get("end_user") or paper["country"])
                by_party[party].append((day, thing.ref.key, paper["net_g"]))
        outlets = (
            Outlet(firm.key, party, sorted(exports), view.settings.thresholds)
            for party, exports in sorted(by_party.items())
        )
        judged.under("firm", firm, judge(*outlets))
