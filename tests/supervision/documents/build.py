"""A small document, and the facts of one, in few words."""

from datetime import UTC, date, datetime
from decimal import Decimal

from provenance.supervision.documents.page import NOTES, PAGE
from provenance.supervision.documents.table import Column, Document, Kind, Named, Table
from provenance.words.table import Words

MADE_AT = datetime(2026, 11, 9, 16, 0, 0, tzinfo=UTC)
"""Which is the 10th in Shanghai."""

FIRM = Named("91360783XXXX000945", Words("龙南<矿业>（合成）", "Longnan & Sons"))


def table(name: str, title: Words) -> Table:
    return Table(
        name,
        title,
        [
            Column(Words("企业", "Enterprise"), Kind.NAMED),
            Column(Words("情况", "What")),
            Column(Words("数量", "Mass"), Kind.TONNES),
            Column(Words("笔数", "Number"), Kind.COUNT),
            Column(Words("比例", "Share"), Kind.SHARE),
            Column(Words("罚款", "Fine"), Kind.YUAN),
            Column(Words("日期", "Day"), Kind.DAY),
            Column(Words("时间", "Time"), Kind.MOMENT),
        ],
        [
            [
                FIRM,
                "=1+1",
                1_234_567_000,
                1_234,
                0.125,
                Decimal("500000.5"),
                date(2026, 3, 1),
                MADE_AT,
            ],
            [FIRM, Words("开采", "mining"), None, None, None, None, None, None],
        ],
        [[Words("合计", "Total"), "", 1_234_567_000, 1_234, None, None, None, None]],
    )


def document(*, synthetic: bool = False) -> Document:
    return Document(
        name="monthly",
        key="2026-10-360783",
        title=Words("月度汇总", "Monthly summary"),
        place=Named("360783", Words("龙南市", "Longnan")),
        period=Words("2026年10月", "2026-10"),
        made_at=MADE_AT,
        basis=Words("依据", "Basis"),
        facts=[(Words("企业数", "Enterprises"), Words("2", "2"))],
        tables=[
            table("use", Words("使用情况", "Use")),
            table("empty", Words("检查", "Inspections")),
        ],
        notes=NOTES,
        synthetic=synthetic,
        words=PAGE,
    )
