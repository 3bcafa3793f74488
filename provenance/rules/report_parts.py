"""Findings on the parts of execution reports, imported ore and monazite, beside the records."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from provenance.ledger.quota.by_feed import Between, FeedPart
from provenance.model.dates import SHANGHAI
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import ground
from provenance.rules.reports import differs
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Execution
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

STATED = {FeedPart.IMPORTED: "imported_reo_g", FeedPart.MONAZITE: "monazite_reo_g"}
"""The fields of a report that state each part."""


def allowed(said: int, part: Between) -> int:
    """What the records allow that comes nearest to what a report says of a part, in grams."""
    return min(max(said, part.least_g), part.most_g)


def _stating(whole: Whole) -> "Flags":
    return whole.these(
        report["enterprise"]
        for report in whole.filed.execution_reports
        if any(report.get(field) is not None for field in STATED.values())
    )


@screened(parties=_stating)
def parts_differ(execution: Execution) -> Iterator[Finding]:
    """A part of an execution report that is more or less than the records allow.

    Where they do not tell what feed was, nothing is said: only what no reading of them allows.
    """
    report = execution.report
    for part, field in STATED.items():
        said = report.get(field)
        if said is None or execution.parts is None:
            continue
        least, most = execution.parts[part]
        near = allowed(int(said), execution.parts[part])
        if not differs(int(said), near, execution.limits):
            continue
        day = datetime.fromisoformat(report["filed_at"]).astimezone(SHANGHAI).date()
        found = ground("REPORT_MISMATCH", day, execution.law, frozenset({str(report["activity"])}))
        yield Finding(
            code="REPORT_MISMATCH",
            severity=found.severity(Severity.MAJOR),
            subject=Ref(Label.EXECUTION_REPORT, execution.key),
            message=Message(
                "{who} reports {said:kg} of {activity:activity} from {part:feed_part} for {period};"
                " by the records it is {least:kg} to {most:kg}.",
                who=report["enterprise"],
                said=int(said),
                activity=report["activity"],
                part=part.value,
                period=report["period"],
                least=least,
                most=most,
            ),
            basis=found.basis,
            evidence=(execution.key, report["enterprise"]),
            mass_g=abs(int(said) - near),
            about=(part.value,),
        )
