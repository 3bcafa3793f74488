"""Judging enterprises: months and their reports, reports and the ledger, oxides, exports."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from provenance.audit.judged import Judged
from provenance.audit.view import View, roles_of
from provenance.graph.grants import QUOTA_ACTIVITY
from provenance.graph.port import Thing
from provenance.graph.rows import event_from
from provenance.model import EdgeType, EventKind, Label, Ref
from provenance.rules import judge
from provenance.rules.elements import balance_sheet
from provenance.rules.filings import Execution, Month, Outlet


async def judge_firms(view: View, firms: Collection[Ref]) -> Judged:
    """Everything that is judged of an enterprise as a whole, each under itself."""
    judged = Judged()
    judged.over("firm", firms)
    done = await view.ends(firms, EdgeType.BY, out=False)
    received = await view.ends(firms, EdgeType.TO, out=False)
    filed = await view.ends(firms, EdgeType.FILED_BY, out=False)
    roles = await view.documents(firms)
    for firm in sorted(firms):
        months = _months(view, firm, [*done[firm], *received[firm]], filed[firm])
        known = roles_of(roles.get(firm, {}))
        judged.under("firm", firm, judge(*(_with_roles(month, known) for month in months)))
        judged.under("firm", firm, judge(*_executions(view, done[firm], filed[firm])))
    await _judge_oxides(view, done, judged)
    await _judge_outlets(view, firms, judged)
    return judged


def _months(
    view: View, firm: Ref, events: Sequence[Thing], filed: Sequence[Thing]
) -> Iterator[Month]:
    keys = {thing.ref: str(thing.props["date"])[:7] for thing in events}
    moved = Counter(keys.values())
    reported: defaultdict[str, list[datetime]] = defaultdict(list)
    for thing in filed:
        if thing.ref.label is Label.FLOW_REPORT and thing.known:
            reported[thing.props["month"]].append(datetime.fromisoformat(thing.props["filed_at"]))
    for month in sorted(moved.keys() | reported.keys()):
        first = min(reported[month], default=None)
        yield Month(firm.key, month, frozenset(), moved[month], first, view.today)


def _with_roles(month: Month, roles: frozenset[str]) -> Month:
    return Month(
        month.enterprise, month.month, roles, month.movements, month.filed_at, month.today
    )


def _executions(
    view: View, events: Sequence[Thing], filed: Sequence[Thing]
) -> Iterator[Execution]:
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
