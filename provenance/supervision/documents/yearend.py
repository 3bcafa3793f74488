"""The province's year-end inspection summary (Order 71 Art. 12, December)."""

from provenance.model.terms import FindingStatus
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
    "稀土总量控制指标执行情况年终检查汇总", "Rare-earth quota: year-end inspection summary"
)
_BASIS = Words(
    "依据：《稀土开采和稀土冶炼分离总量调控管理暂行办法》（第71号令）第十二条。",
    "Basis: Interim Measures on Total Quantity Control (Order 71), Art. 12.",
)


def year_end(facts: Facts) -> Document:
    """The summary of a year, added up by city."""
    return Document(
        name="year-end",
        title=_TITLE,
        key=f"{facts.period}-{facts.place.key}",
        place=facts.place,
        period=Words(f"{facts.period}年度", facts.period),
        made_at=facts.made_at,
        basis=_BASIS,
        facts=_facts(facts),
        tables=[
            use.allotments(facts.allotments),
            use.by_place(facts, By.CITY),
            use.by_enterprise(facts),
            reports.months(facts.reported),
            reports.executions_by_place(facts.reported, "city"),
            reports.executions(facts.reported),
            supervision.findings(facts.findings, by_status=True),
            supervision.inspections(facts),
            supervision.violations(facts),
            supervision.orders(facts),
            supervision.penalties(facts),
            supervision.referrals(facts),
        ],
        notes=NOTES,
        synthetic=synthetic(shown(facts)),
        words=PAGE,
    )


def _facts(facts: Facts) -> list[tuple[Words, Words]]:
    rows, done = facts.reported, facts.supervision
    months = [
        (
            Words(
                f"流向信息{word(status).zh}（企业·月）",
                f"Flow reports {word(status).en} (months)",
            ),
            plain(sum(row.months.get(status, 0) for row in rows)),
        )
        for status in ReportStatus
        if status is not ReportStatus.NOT_OBLIGED
    ]
    found = [
        (
            Words(f"监测发现的问题：{word(status).zh}", f"Findings {word(status).en}"),
            plain(sum(one.findings for one in facts.findings if one.status is status)),
        )
        for status in FindingStatus
    ]
    held = [
        (Words("开展检查次数", "Inspections held"), plain(len(done.inspections))),
        (Words("查实违法行为", "Violations established"), plain(len(done.violations))),
        (Words("责令改正", "Orders to mend"), plain(len(done.orders))),
        (Words("行政处罚", "Penalties"), plain(len(done.penalties))),
        (Words("案件移送", "Referrals"), plain(len(done.referrals))),
    ]
    return [known_at(facts), *used(facts.use), *compared(rows), *months, *held, *found]
