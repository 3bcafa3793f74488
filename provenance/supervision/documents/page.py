"""What every document says of itself, whatever it is about."""

from collections.abc import Iterable, Mapping

from provenance.model.dates import clock
from provenance.model.terms import Activity
from provenance.supervision.documents.facts import Facts
from provenance.supervision.documents.table import tonnes
from provenance.supervision.reporting import Firm, Reported
from provenance.supervision.utilisation import By, Rollup
from provenance.words.table import Words, word

PAGE: Mapping[str, Words] = {
    "summary": Words("概要", "Summary"),
    "made_at": Words("生成时间", "Made at"),
    "none": Words("本期无记录。", "Nothing on record."),
    "synthetic": Words(
        "本文件含合成（虚构）数据：名称带“合成”字样的企业及其数据均为虚构，不得作为执法依据。",
        "This document shows synthetic data: enterprises named synthetic, and all they did, are"
        " made up.",
    ),
    "synthetic_short": Words("含合成数据", "synthetic data"),
    "issued_by": Words("编制机关（盖章）", "Issued by (seal)"),
    "reviewed_by": Words("审核人", "Reviewed by"),
    "prepared_by": Words("编制人", "Prepared by"),
}
"""The words of the page itself, by name."""

NOTES = (
    Words(
        "质量均以稀土氧化物（REO）吨计，发票净重除外；时间均为北京时间（Asia/Shanghai）。",
        "Masses are in tonnes of rare-earth oxides (REO), but for the net mass of invoices; times"
        " are of Asia/Shanghai.",
    ),
    Words(
        "台账数为流向记录所动用的总量控制指标；报告数为企业执行情况报告；未报告的按零计入合计。",
        "Ledger: quota drawn by the flow records; reported: the enterprises' execution reports,"
        " none counting as zero in sums.",
    ),
)


def synthetic(firms: Iterable[Firm]) -> bool:
    """Whether any of these enterprises is made up, as its name says."""
    return any("合成" in one.name or "synthetic" in one.name_en.lower() for one in firms)


def shown(facts: Facts) -> list[Firm]:
    """The enterprises that a document is about."""
    named = {row.firm for row in facts.reported}
    named |= {facts.firm(fact.enterprise) for fact in facts.use.facts}
    named |= {row.firm for row in facts.allotments}
    done = facts.supervision
    papers = (
        *done.inspections,
        *done.violations,
        *done.orders,
        *done.penalties,
        *done.referrals,
    )
    return sorted(named | {facts.firm(paper["enterprise"]) for paper in papers})


def known_at(facts: Facts) -> tuple[Words, Words]:
    """By when what is reported was filed."""
    when = clock(facts.at)
    return Words("报送情况截至", "Reports as filed by"), Words(when, when)


def plain(*numbers: int) -> Words:
    """Numbers, which are the same in every language."""
    text = " / ".join(f"{number:,}" for number in numbers)
    return Words(text, text)


def mass(grams: int) -> str:
    """A mass with its unit, as exactly as it is."""
    return f"{tonnes(grams).normalize():,f} t REO"


def used(use: Rollup) -> list[tuple[Words, Words]]:
    """Of each activity: the quota, what was drawn in the period, and what of it was over."""
    found = []
    for row in use.rows([By.ACTIVITY]):
        name, grams = word(Activity(row.of[By.ACTIVITY])), row.amounts
        figures = " / ".join(map(mass, (grams.adjusted_g, grams.drawn_g, grams.over_g)))
        what = Words(f"{name.zh}：指标 / 动用 / 超指标", f"{name.en}: quota / drawn / over")
        found.append((what, Words(figures, figures)))
    return found


def compared(rows: Iterable[Reported]) -> list[tuple[Words, Words]]:
    """Of each activity: what is reported, and what the ledger has."""
    found = []
    listed = [one for row in rows for one in row.execution]
    for activity in Activity:
        some = [one for one in listed if one.activity is activity]
        if some:
            sums = (sum(one.reported_g or 0 for one in some), sum(one.ledger_g for one in some))
            figures, name = " / ".join(map(mass, sums)), word(activity)
            what = Words(f"{name.zh}：报告数 / 台账数", f"{name.en}: reported / ledger")
            found.append((what, Words(figures, figures)))
    return found
