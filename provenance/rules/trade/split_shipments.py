"""Findings on how goods leave: in many small lots where one would have been looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from provenance.model.finding import Finding
from provenance.model.message import Fact, Message
from provenance.model.terms import Label, Ref, Severity
from provenance.model.text import fold
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.filings import Leaving, Outlet
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

TOLD = 5
"""So many of who receives them are told."""


def _often(whole: Whole) -> "Flags":
    """Who declared enough small exports of what may be rare earths within the days."""
    import numpy as np

    from provenance.ledger.columns.places import flagged

    columns, limits, shipments = whole.columns, whole.limits, whole.of(Shipments)
    papers = columns.declarations
    shipped = np.zeros(len(papers.keys) + 1, np.bool_)
    shipped[columns.declared] = True
    small = shipments.exports & (papers.net_g <= limits.split_net_g)
    of = np.flatnonzero(small & (shipped[:-1] | shipments.coded))
    of = of[np.lexsort((papers.day[of], papers.party[of]))]
    party, day = papers.party[of], papers.day[of]
    more = max(0, min(limits.split_shipments, limits.split_ports) - 1)
    first = np.arange(max(0, len(of) - more))
    last = first + more
    near = (party[first] == party[last]) & (day[last] - day[first] < limits.split_days)
    return flagged(party[first[near]], len(columns.parties))


@screened(parties=_often)
def split_shipments(outlet: Outlet) -> Iterator[Finding]:
    """Many small exports close together, whoever receives them; or some by several ports.

    What is a burst by its number is not told again by its ports.
    """
    limits = outlet.limits
    small = sorted(export for export in outlet.exports if export.net_g <= limits.split_net_g)
    told = set[Leaving]()
    for burst in _bursts(
        small, limits.split_days, lambda some: len(some) >= limits.split_shipments
    ):
        told.update(burst)
        parties = tuple(dict.fromkeys(export.party for export in burst))
        said = Message(
            "{who} declared {n} exports from {first} to {last}, none above {most:kg} net,"
            " {total:kg} together, to {parties}.",
            **_figures(outlet, burst),
            parties=(*parties[:TOLD], *(("…",) if len(parties) > TOLD else ())),
        )
        yield _finding(outlet, burst, said, ())
    for country in sorted({export.country for export in small if export.country}):
        there = [export for export in small if export.country == country and export.port]
        for burst in _bursts(
            there, limits.split_days, lambda some: len(_ports(some)) >= limits.split_ports
        ):
            if told.issuperset(burst):
                continue
            said = Message(
                "{who} declared {n} exports to {country} by {ports} from {first} to {last}, none"
                " above {most:kg} net, {total:kg} together.",
                **_figures(outlet, burst),
                country=country,
                ports=_ports(burst),
            )
            yield _finding(outlet, burst, said, (country,))


def _bursts(
    exports: Sequence[Leaving], days: int, enough: Callable[[Sequence[Leaving]], bool]
) -> Iterator[Sequence[Leaving]]:
    """The pieces of a sequence by date that lie within so many days and are enough, one by one."""
    start = 0
    while start < len(exports):
        first = exports[start].date
        burst = [export for export in exports[start:] if (export.date - first).days < days]
        if enough(burst):
            yield burst
            start += len(burst)
        else:
            start += 1


def _ports(exports: Sequence[Leaving]) -> tuple[str, ...]:
    """The ports that are named, each once however it is spelt."""
    spelt: dict[str, str] = {}
    for export in exports:
        spelt.setdefault(fold(export.port), export.port)
    return tuple(sorted(port for key, port in spelt.items() if key))


def _figures(outlet: Outlet, burst: Sequence[Leaving]) -> dict[str, Fact]:
    return {
        "who": outlet.exporter,
        "n": len(burst),
        "first": burst[0].date,
        "last": burst[-1].date,
        "most": outlet.limits.split_net_g,
        "total": sum(export.net_g for export in burst),
    }


def _finding(
    outlet: Outlet, burst: Sequence[Leaving], said: Message, about: tuple[str, ...]
) -> Finding:
    rests = ground("SPLIT_SHIPMENTS", burst[-1].date, outlet.law, EXPORTER)
    return Finding(
        code="SPLIT_SHIPMENTS",
        severity=rests.severity(Severity.MAJOR),
        subject=Ref(Label.ENTERPRISE, outlet.exporter),
        message=said,
        basis=rests.basis,
        evidence=tuple(export.declaration for export in burst),
        about=(*about, burst[0].date.isoformat()),
    )
