"""An authority's summary of a month: use of quota, reports, differences, findings, supervision."""

from provenance.rules.reports import ReportStatus
from provenance.supervision.documents.facts import Facts
from provenance.supervision.documents.page import (
    NOTES,
    PAGE,
    compared,
    known_at,
    plain,
    shown,
    synthetic,
    used,
)
from provenance.supervision.documents.table import Document
from provenance.supervision.documents.tables import reporting as reports
from provenance.supervision.documents.tables import supervision
from provenance.supervision.documents.tables import utilisation as use
from provenance.supervision.utilisation import By
from provenance.words.table import Words, word

_TITLE = Words(
    "稀土总量控制指标执行与流向报送月度汇总",
    "Rare-earth quota and flow reports: monthly summary",
)
_BASIS = Words(
    "依据：《稀土管理条例》（国务院令第785号）、《稀土开采和稀土冶炼分离总量调控管理暂行办法》"
    "（第71号令）第七至十条。",
    "Basis: Rare Earth Regulations (State Council Order 785); Interim Measures on Total Quantity"
    " Control (Order 71), Art. 7–10.",
)


def monthly(facts: Facts) -> Document:
    """The summary of a month, added up by county."""
    year, month = facts.period.split("-")
    rows = facts.reported
    return Document(
        name="monthly",
        title=_TITLE,
        key=f"{facts.period}-{facts.place.key}",
        place=facts.place,
        period=Words(f"{year}年{int(month)}月", facts.period),
        made_at=facts.made_at,
        basis=_BASIS,
        facts=_facts(facts),
        tables=[
            use.by_place(facts, By.COUNTY),
            use.by_enterprise(facts),
            reports.statuses(rows, "county"),
            reports.standings(rows),
            reports.executions_by_place(rows, "county"),
            reports.executions(rows),
            reports.executions(rows, only_differing=True),
            supervision.findings(facts.findings),
            supervision.inspections(facts),
            supervision.violations(facts),
            supervision.orders(facts),
            supervision.penalties(facts),
        ],
        notes=NOTES,
        synthetic=synthetic(shown(facts)),
        words=PAGE,
    )


def _facts(facts: Facts) -> list[tuple[Words, Words]]:
    rows, done = facts.reported, facts.supervision
    standing = [
        (
            Words(
                f"流向信息{word(status).zh}企业数",
                f"Enterprises whose flow report is {word(status).en}",
            ),
            plain(sum(row.status is status for row in rows)),
        )
        for status in ReportStatus
        if status is not ReportStatus.NOT_OBLIGED
    ]
    return [
        known_at(facts),
        (Words("涉及企业数", "Enterprises"), plain(len(rows))),
        *standing,
        *used(facts.use),
        *compared(rows),
        (
            Words("监测发现的问题数", "Findings"),
            plain(sum(one.findings for one in facts.findings)),
        ),
        (
            Words("检查 / 违法行为 / 处罚", "Inspections / violations / penalties"),
            plain(len(done.inspections), len(done.violations), len(done.penalties)),
        ),
    ]
