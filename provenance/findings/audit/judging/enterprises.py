"""Judging enterprises: reports and the ledger, orders to mend, oxides, numbers, exports."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from provenance.findings.audit.judging.books import EnterpriseYear, books_of
from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.graph.port.graph import Thing
from provenance.law.book import LawBook
from provenance.ledger.papers import party_of
from provenance.ledger.quota.by_feed import Between, FeedPart
from provenance.model.dates import span
from provenance.model.reference import customs
from provenance.model.terms import Activity, EdgeType, Label, Ref
from provenance.rules import judge
from provenance.rules.report_parts import STATED
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.filings import (
    Demanded,
    Execution,
    Identified,
    Leaving,
    Month,
    Outlet,
)
from provenance.rules.trade.customs_codes import declared_codes


async def judge_firms(
    view: View, firms: Collection[Ref], books: EnterpriseYear | None = None
) -> Judged:
    """Everything that is judged of an enterprise as a whole, each under itself.

    What they did is read, unless there are books of it.
    """
    judged = Judged()
    judged.over("firm", firms)
    books = books or await books_of(view, firms)
    filed = await view.ends(firms, EdgeType.FILED_BY, out=False)
    roles = await view.documents(firms)
    limits = view.settings.thresholds
    stating = {firm.key for firm in firms if any(map(_states_parts, filed[firm]))}
    own = {firm.key for firm in firms}
    await books.read_work(view, sorted(stating | (books.suspected & own)))
    for firm in sorted(firms):
        known = roles_of(roles.get(firm, {}))
        months = _months(view, firm, known, books.moved.get(firm.key, {}), filed[firm])
        judged.under("firm", firm, judge(*months))
        reports = _executions(view, firm.key, books, filed[firm])
        judged.under("firm", firm, judge(*reports))
        judged.keep("firm", judge(*books.oxides.years(firm.key, limits, view.law)))
    await _judge_orders(view, firms, judged)
    await _judge_identifiers(view, firms, judged)
    await _judge_outlets(view, firms, judged)
    return judged


def _states_parts(filed: Thing) -> bool:
    return any(filed.props.get(field) is not None for field in STATED.values())


def _months(
    view: View,
    firm: Ref,
    roles: frozenset[str],
    moved: Mapping[str, int],
    filed: Sequence[Thing],
) -> Iterator[Month]:
    """The months an enterprise moved anything in, or reported."""
    reported: defaultdict[str, list[datetime]] = defaultdict(list)
    for thing in filed:
        if thing.ref.label is Label.FLOW_REPORT and thing.known:
            reported[thing.props["month"]].append(datetime.fromisoformat(thing.props["filed_at"]))
    for month in sorted(moved.keys() | reported.keys()):
        filed_at = min(reported[month], default=None)
        listed = view.register.activities(firm.key, *span(month))
        yield Month(
            firm.key, month, roles | listed, moved.get(month, 0), filed_at, view.today, view.law
        )


def _executions(
    view: View, firm: str, books: EnterpriseYear, filed: Sequence[Thing]
) -> Iterator[Execution]:
    """Execution reports beside the settled draws of the enterprise that filed them."""
    drawn: Mapping[tuple[str, Activity], int] = books.drawn.get(firm, {})
    noted: Mapping[tuple[str, FeedPart], Between] = books.parts.get(firm, {})
    for thing in filed:
        if thing.ref.label is Label.EXECUTION_REPORT and thing.known:
            period, activity = thing.props["period"], Activity(thing.props["activity"])
            ledger = drawn.get((period, activity), 0)
            limits = view.settings.thresholds
            if activity is Activity.MINING:  # nothing imported is mined; monazite may be
                parts = {FeedPart.IMPORTED: Between(), FeedPart.MONAZITE: Between(0, ledger)}
            else:
                parts = {part: noted.get((period, part), Between()) for part in FeedPart}
            yield Execution(thing.ref.key, thing.props, ledger, limits, view.law, parts)


async def _judge_orders(view: View, firms: Collection[Ref], judged: Judged) -> None:
    """Orders to mend, as of the day of the audit."""
    told = await view.ends(firms, EdgeType.CONCERNS, out=False)
    for firm in sorted(firms):
        orders = [thing for thing in told[firm] if thing.ref.label is Label.ORDER and thing.known]
        judged.under("firm", firm, judge(*(_demanded(view, order) for order in orders)))


def _demanded(view: View, order: Thing) -> Demanded:
    props, done = order.props, order.props.get("fulfilled_on")
    deadline = date.fromisoformat(props["deadline"])
    return Demanded(
        order.ref.key,
        props["enterprise"],
        props["authority"],
        props["demand"],
        deadline,
        done and date.fromisoformat(done),
        props.get("violation"),
        view.today,
        view.law,
    )


async def _judge_identifiers(view: View, firms: Collection[Ref], judged: Judged) -> None:
    """The further numbers of enterprises, beside whoever else they may mean."""
    stated = await view.ends(firms, EdgeType.KNOWN_AS, out=True)
    numbers = {thing.ref for things in stated.values() for thing in things}
    if not numbers:
        return
    claimants = await view.ends(numbers, EdgeType.KNOWN_AS, out=False)
    codes = await view.documents(Ref(Label.ENTERPRISE, ref.key) for ref in numbers)
    for firm in sorted(firms):
        for number in sorted({thing.ref for thing in stated[firm]}):
            others = sorted({thing.ref.key for thing in claimants[number]} - {firm.key})
            code = Ref(Label.ENTERPRISE, number.key)
            another = code in codes and code != firm
            identified = Identified(firm.key, number.key, others, another)
            judged.under("firm", firm, judge(identified))


async def _judge_outlets(view: View, firms: Collection[Ref], judged: Judged) -> None:
    """The rare earths that go out under an enterprise's name: by their codes, or by their flows."""
    own = await view.ends(firms, EdgeType.DECLARED_BY, out=False)
    behalf = await view.ends(firms, EdgeType.ON_BEHALF_OF, out=False)
    papers = {
        firm: {
            paper.ref: paper
            for paper in [*own[firm], *behalf[firm]]
            if paper.known
            and paper.props["direction"] == "export"
            and party_of(paper.props) == firm.key
        }
        for firm in sorted(firms)
    }
    # Who ships pigments or solder in small lots splits nothing.
    others = {
        paper.ref for of in papers.values() for paper in of.values() if not _coded(paper, view.law)
    }
    flows = await view.ends(others, EdgeType.DECLARED_IN, out=False) if others else {}
    for firm, declared in papers.items():
        exports = sorted(_leaving(paper) for ref, paper in declared.items() if flows.get(ref, True))
        outlet = Outlet(firm.key, exports, view.settings.thresholds, view.law)
        judged.under("firm", firm, judge(outlet))


def _coded(declaration: Thing, law: LawBook) -> bool:
    """Whether rare earths travel under any of a declaration's codes."""
    day = date.fromisoformat(declaration.props["date"])
    return any(customs.known(code, day, law.codes) for code in declared_codes(declaration.props))


def _leaving(declaration: Thing) -> Leaving:
    paper = declaration.props
    party = str(paper.get("end_user") or paper["country"])
    day = date.fromisoformat(paper["date"])
    port, country = str(paper.get("port") or ""), str(paper["country"])
    return Leaving(day, declaration.ref.key, paper["net_g"], party, country, port)
