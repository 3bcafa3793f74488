"""How it stands with reports: by enterprise, added up by place, read from a store.

Whether a report is late is a rule (`rules/reports`); here it is counted.
"""

from provenance.supervision.reporting.filed import FiledReports, Firm
from provenance.supervision.reporting.judging import Compared, Reported, Sold, judged
from provenance.supervision.reporting.reading import reporting
from provenance.supervision.reporting.totals import ActivityTotal, Total, total, totals, within

__all__ = [
    "ActivityTotal",
    "Compared",
    "FiledReports",
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
