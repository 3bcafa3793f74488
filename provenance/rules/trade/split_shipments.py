"""Findings on how goods leave: in many small lots where one would have been looked at."""

from collections.abc import Iterator
from datetime import date

from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import Article, basis, in_force
from provenance.rules.slices.filings import Outlet

_SMUGGLING = Article("国发〔2011〕12号", date(2011, 5, 10))


def split_shipments(outlet: Outlet) -> Iterator[Finding]:
    """Many small exports to one party close together."""
    limits = outlet.limits
    small = sorted(export for export in outlet.exports if export[2] <= limits.split_net_g)
    start = 0
    while start < len(small):
        first = small[start][0]
        burst = [e for e in small[start:] if (e[0] - first).days < limits.split_days]
        if len(burst) < limits.split_shipments:
            start += 1
            continue
        start += len(burst)
        last, total = burst[-1][0], sum(net_g for _, _, net_g in burst)
        yield Finding(
            code="SPLIT_SHIPMENTS",
            severity=in_force(last, Severity.MAJOR, _SMUGGLING),
            subject=Ref(Label.ENTERPRISE, outlet.exporter),
            message=Message(
                "{who} declared {n} exports to {party} from {first} to {last}, none above"
                " {most:kg} net, {total:kg} together.",
                who=outlet.exporter,
                n=len(burst),
                party=outlet.party,
                first=first,
                last=last,
                most=limits.split_net_g,
                total=total,
            ),
            basis=basis(last, _SMUGGLING),
            evidence=tuple(key for _, key, _ in burst),
            about=(outlet.party, first.isoformat()),
        )
