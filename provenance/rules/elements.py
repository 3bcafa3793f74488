"""Findings on elements: an oxide with more out than in, an assay that a deposit cannot give."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from provenance.graph.lineage import Event
from provenance.model import MINERAL_PRODUCTS, EventKind, Label, Ref, Severity
from provenance.reference import Deposit, deposits
from provenance.rules.finding import REGULATIONS, Article, Finding, basis, in_force, kg, percent
from provenance.rules.recovery import COMPOUNDS
from provenance.rules.slices import Material, SiteYear
from provenance.rules.spans import last_day, months_back

_RECORDS = Article("Order 785 Art. 25", REGULATIONS)

WINDOW = 12
"""Calendar months that are balanced together: separation circuits hold months of stock."""


def element_imbalance(year: SiteYear) -> Iterator[Finding]:
    """An oxide of which twelve months' processings gave more than they took.

    As long as the excess stays in view it is one finding, of the first month that shows it.
    """
    shown: set[str] = set()
    for month in sorted(year.out_of):
        window = months_back(month, WINDOW)
        into, out_of = _sum(year.into, window), _sum(year.out_of, window)
        judged = year.unassayed.isdisjoint(window)
        limits = year.limits
        over = {
            oxide
            for oxide, grams in out_of.items()
            if round(grams - limits.oxide_factor * into.get(oxide, 0.0)) > limits.oxide_slack_g
        }
        for oxide in sorted(over - shown) if judged else ():
            yield _imbalance(year, month, oxide, into.get(oxide, 0.0), out_of[oxide])
        shown = over if judged else shown & over


def impossible_assay(material: Material) -> Iterator[Finding]:
    """An extraction with more of an oxide than the deposit it names has."""
    for event in material.events:
        if event.kind is not EventKind.EXTRACTION:
            continue
        for out in material.outputs(event):
            deposit = _deposit(out.deposit or "")
            if deposit is None or not out.assay:
                continue
            limits = material.limits
            over = {
                oxide: (share, float(known))
                for oxide, share in sorted(out.assay.items())
                if (known := deposit.shares.get(oxide)) is not None
                and share > limits.deposit_factor * float(known) + limits.deposit_slack
            }
            if not over:
                continue
            words = ", ".join(
                f"{percent(share)} {oxide} (it has {percent(known)})"
                for oxide, (share, known) in over.items()
            )
            yield Finding(
                code="ELEMENT_IMBALANCE",
                severity=in_force(event.date, Severity.MAJOR, _RECORDS),
                subject=Ref(Label.EVENT, event.key),
                message=f"Lot {out.lot} is said to be of {deposit.deposit} and holds {words}.",
                basis=basis(event.date, _RECORDS),
                evidence=(event.key, out.lot),
                mass_g=out.reo_g,
                share=1.0,
            )


def balance_sheet(material: Material) -> list[SiteYear]:
    """The oxides of each enterprise's processings by month; apart where all name their site.

    A month counts as unassayed where a mineral product or compound without an assay went in, or
    anything else without one into something that has one.
    """
    events = [event for event in material.events if event.kind is EventKind.PROCESSING]
    named: defaultdict[str, bool] = defaultdict(lambda: True)
    for event in events:
        named[event.enterprise] &= event.site is not None
    groups: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        site = event.site if named[event.enterprise] else None
        groups[event.enterprise, site or ""].append(event)
    return [_site_year(who, site, own, material) for (who, site), own in sorted(groups.items())]


def oxides_of(
    parts: Iterable[tuple[int, Mapping[str, float] | None]],
) -> dict[str, float]:
    """The grams of each oxide in some grams REO, as far as they are assayed."""
    found: defaultdict[str, float] = defaultdict(float)
    for grams, assay in parts:
        for oxide, share in (assay or {}).items():
            found[oxide] += grams * share
    return dict(found)


def _site_year(who: str, site: str, events: Iterable[Event], material: Material) -> SiteYear:
    into: defaultdict[str, list[tuple[int, Mapping[str, float] | None]]] = defaultdict(list)
    out_of: defaultdict[str, list[tuple[int, Mapping[str, float] | None]]] = defaultdict(list)
    unassayed = set()
    for event in events:
        month = event.date.isoformat()[:7]
        outputs = material.outputs(event)
        into[month] += [(d.reo_g, material.assay(d.lot)) for d in material.inputs(event)]
        out_of[month] += [(out.reo_g, out.assay) for out in outputs]
        counts = any(out.assay for out in outputs)
        if material.cut(event) or any(
            not material.assay(draw.lot)
            and (counts or material.product(draw.lot) in MINERAL_PRODUCTS | COMPOUNDS)
            for draw in material.inputs(event)
        ):
            unassayed.add(month)
    return SiteYear(
        who,
        site,
        {month: oxides_of(parts) for month, parts in into.items()},
        {month: oxides_of(parts) for month, parts in out_of.items()},
        frozenset(unassayed),
        material.limits,
    )


def _imbalance(year: SiteYear, month: str, oxide: str, into: float, out_of: float) -> Finding:
    day = last_day(month)
    where = f"{year.enterprise} at {year.site}" if year.site else year.enterprise
    return Finding(
        code="ELEMENT_IMBALANCE",
        severity=in_force(day, Severity.MAJOR, _RECORDS),
        subject=Ref(Label.ENTERPRISE, year.enterprise),
        message=(
            f"In the twelve months to {month} {where} put {kg(round(into))} of {oxide} in and got"
            f" {kg(round(out_of))} out: {kg(round(out_of - into))} came from elsewhere."
        ),
        basis=basis(day, _RECORDS),
        evidence=(year.enterprise, oxide, month),
        mass_g=round(out_of - into),
        about=(year.site, oxide, month),
    )


def _sum(by_month: Mapping[str, Mapping[str, float]], window: Iterable[str]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for month in window:
        for oxide, grams in by_month.get(month, {}).items():
            found[oxide] += grams
    return dict(found)


def _deposit(name: str) -> Deposit | None:
    return _by_name().get(name.strip().casefold())


@cache
def _by_name() -> Mapping[str, Deposit]:
    return {name.casefold(): deposit for name, deposit in deposits().items()}
