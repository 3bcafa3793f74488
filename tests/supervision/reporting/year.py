"""A province's year of reports, made up by hand, and what is true of each month of it.

Four enterprises of Jiangxi in three counties (360727 is 360783 now) mine something in every month
of 2026, and report it at times that are next to the 10th: `TIMES` has for each its offset in
seconds from the moment a month is due, None where it does not report.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from provenance.rules.reports import ReportStatus
from tests.loading import Record

MONTHS = [f"2026-{n:02}" for n in range(1, 13)]
FIRMS = {"EARLY": "360783", "EVE": "360727", "TENTH": "360728", "NEVER": "360722"}
TIMES: dict[str, int | None] = {"EARLY": -86_400, "EVE": -1, "TENTH": 0, "NEVER": None}
TRADER = "TRADER"


def due(month: str) -> datetime:
    """When a month is due: the 10th of the next, at 00:00 in Shanghai."""
    year, n = int(month[:4]), int(month[5:])
    day = f"{year + n // 12}-{n % 12 + 1:02}-10T00:00:00+08:00"
    return datetime.fromisoformat(day)


def records() -> Iterator[Record]:
    for code, region in {**FIRMS, TRADER: "360704"}.items():
        yield {
            "record": "enterprise",
            "id": code,
            "name": f"{code}稀土（合成）",
            "name_en": f"{code} (synthetic)",
            "region": region,
            "roles": ["trade" if code == TRADER else "mining"],
        }
    for month in MONTHS:
        for at, code in enumerate(FIRMS):
            yield from _month(month, code, 10 + at)


def _month(month: str, code: str, reo_t: int) -> Iterator[Record]:
    lot = f"{code}-{month}"
    yield {
        "record": "extraction",
        "id": f"E-{lot}",
        "date": f"{month}-05",
        "enterprise": code,
        "ore_class": "ionic",
        "output": {"id": lot, "product": "ionic_concentrate", "reo_kg": reo_t * 1_000},
    }
    yield {
        "record": "transfer",
        "id": f"T-{lot}",
        "date": f"{month}-20",
        "seller": code,
        "buyer": TRADER,
        "items": [{"lot": lot, "reo_kg": reo_t * 1_000}],
    }
    after = TIMES[code]
    if after is not None:
        filed_at = (due(month) + timedelta(seconds=after)).isoformat()
        yield {
            "record": "flow_report",
            "id": f"F-{lot}",
            "enterprise": code,
            "month": month,
            "filed_at": filed_at,
        }
        yield {
            "record": "execution_report",
            "id": f"X-{lot}",
            "enterprise": code,
            "period": month,
            "activity": "mining",
            "reo_t": reo_t - (5 if code == "EVE" else 0),
            "filed_at": filed_at,
        }


AT_EVE = {
    "EARLY": ReportStatus.FILED,
    "EVE": ReportStatus.FILED,
    "TENTH": ReportStatus.NOT_DUE,
    "NEVER": ReportStatus.NOT_DUE,
    TRADER: ReportStatus.NOT_OBLIGED,
}
"""How they stand at 23:59:59 on the 9th."""

AT_DUE = AT_EVE | {"TENTH": ReportStatus.LATE, "NEVER": ReportStatus.MISSING}
"""And at 00:00:00 on the 10th."""
