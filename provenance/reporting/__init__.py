"""How it stands with reports: by enterprise, added up by place, read from a store."""

from provenance.reporting.judging import Books, Compared, Firm, Reported, Sold, judged
from provenance.reporting.reading import reporting
from provenance.reporting.totals import ActivityTotal, Total, total, totals, within

__all__ = [
    "ActivityTotal",
    "Books",
    "Compared",
    "Firm",
    "Reported",
    "Sold",
    "Total",
    "judged",
    "reporting",
    "total",
    "totals",
    "within",
]
