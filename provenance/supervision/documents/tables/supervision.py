"""The tables of supervision: findings, and what authorities did and decided."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from provenance.graph.port.kept import RANK
from provenance.model.dates import SHANGHAI, day_said
from provenance.model.terms import FindingStatus, Severity
from provenance.supervision.cases import standing_on
from provenance.supervision.documents.facts import Counted, Facts, Paper
from provenance.supervision.documents.table import Cell, Column, Kind, Table
from provenance.supervision.documents.tables.columns import FIRM, TOTAL, named, tonnes
from provenance.words.table import Words, word, word_of

_DATE = Column(Words("日期", "Date"), Kind.DAY)
_AUTHORITY = Column(Words("机关", "Authority"), width=10)


def findings(counted: Iterable[Counted], *, by_status: bool = False) -> Table:
    """What audits found, by code and severity; by what people said of it too."""
    grouped: defaultdict[tuple[Severity, str], Counter[FindingStatus]] = defaultdict(Counter)
    for one in counted:
        grouped[one.severity, one.code][one.status] += one.findings
    wanted = tuple(FindingStatus) if by_status else ()
    ordered = sorted(grouped, key=lambda at: (RANK[at[0]], at[1]))
    counts = [[*(grouped[at][s] for s in wanted), grouped[at].total()] for at in ordered]
    lines: list[list[Cell]] = [
        [code, word_of("finding", code), word(severity), *some]
        for (severity, code), some in zip(ordered, counts, strict=True)
    ]
    return Table(
        "findings",
        Words("监测发现的问题", "Findings"),
        [
            Column(Words("代码", "Code"), width=12),
            Column(Words("问题", "What"), width=15),
            Column(Words("程度", "Severity")),
            *(Column(word(status), Kind.COUNT) for status in wanted),
            Column(Words("数量", "Number"), Kind.COUNT),
        ],
        lines,
        [[TOTAL, "", "", *map(sum, zip(*counts, strict=True))]] if lines else (),
    )


def inspections(facts: Facts) -> Table:
    """Inspections held, by day."""
    return _papers(
        facts,
        "inspections",
        Words("监督检查", "Inspections"),
        facts.supervision.inspections,
        [
            (tonnes("核实库存", "Stock verified"), lambda paper: paper.get("verified_reo_g")),
            (Column(Words("结果", "Result"), width=14), lambda paper: paper.get("result")),
        ],
    )


def violations(facts: Facts) -> Table:
    """Violations established, by day."""
    return _papers(
        facts,
        "violations",
        Words("违法行为", "Violations"),
        facts.supervision.violations,
        [
            (Column(Words("违反条款", "Article")), lambda paper: paper.get("article")),
            (
                Column(Words("情况", "What was done"), width=14),
                lambda paper: paper.get("description"),
            ),
        ],
    )


def orders(facts: Facts) -> Table:
    """Orders to mend, by day, and where each stands on the day as of which the document is."""
    day = facts.at.astimezone(SHANGHAI).date()
    return _papers(
        facts,
        "orders",
        Words("责令改正", "Orders to mend"),
        facts.supervision.orders,
        [
            (Column(Words("要求", "Demand"), width=14), lambda paper: paper["demand"]),
            (
                Column(Words("期限", "Deadline"), Kind.DAY),
                lambda paper: day_said(paper.get("deadline")),
            ),
            (
                Column(Words("改正日期", "Mended on"), Kind.DAY),
                lambda paper: day_said(paper.get("fulfilled_on")),
            ),
            (
                Column(Words("改正情况", "Standing")),
                lambda paper: word(standing_on(day, paper)),
            ),
        ],
    )


def penalties(facts: Facts) -> Table:
    """Penalties decided, by day, with next year's reduction as decided."""
    papers = facts.supervision.penalties
    table = _papers(
        facts,
        "penalties",
        Words("行政处罚", "Penalties"),
        papers,
        [
            (Column(Words("罚款", "Fine"), Kind.YUAN, 6), _yuan),
            (
                tonnes("核减下年指标", "Cut of next year's quota"),
                lambda paper: paper.get("next_year_reduction_g"),
            ),
            (
                Column(Words("处罚内容", "Decision"), width=14),
                lambda paper: paper.get("description"),
            ),
        ],
    )
    cut = sum(paper.get("next_year_reduction_g") or 0 for paper in papers)
    fines = sum((_yuan(paper) or Decimal() for paper in papers), Decimal())
    sums: list[Cell] = [TOTAL, "", "", "", fines, cut, ""]
    return replace(table, totals=[sums] if papers else ())


def referrals(facts: Facts) -> Table:
    """Cases handed on, by day."""
    return _papers(
        facts,
        "referrals",
        Words("案件移送", "Referrals"),
        facts.supervision.referrals,
        [
            (Column(Words("移送至", "Handed to"), width=10), lambda paper: paper.get("to")),
            (Column(Words("事由", "Reason"), width=14), lambda paper: paper.get("reason")),
        ],
    )


def _papers(
    facts: Facts,
    name: str,
    title: Words,
    papers: Iterable[Paper],
    more: Sequence[tuple[Column, Callable[[Paper], Cell]]],
) -> Table:
    """Papers of authorities by day: number, day, enterprise, authority, and what else they say."""
    number = Column(Words("文号", "Number"), width=8)
    return Table(
        name,
        title,
        [_DATE, number, FIRM, _AUTHORITY, *(column for column, _ in more)],
        [
            [
                date.fromisoformat(paper["date"]),
                paper["id"],
                named(facts.firm(paper["enterprise"])),
                paper["authority"],
                *(said(paper) for _, said in more),
            ]
            for paper in sorted(papers, key=lambda paper: (paper["date"], paper["id"]))
        ],
    )


def _yuan(paper: Paper) -> Decimal | None:
    fine = paper.get("fine_cny")
    return None if fine is None else Decimal(str(fine))
