"""Findings on elements: an oxide with more out than in, an assay that a deposit cannot give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from provenance.law.book import LawBook
from provenance.ledger.lineage import Event
from provenance.model.dates import last_day, months_back
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.reference import deposit_named
from provenance.model.terms import COMPOUNDS, MINERAL_PRODUCTS, EventKind, Label, Ref, Severity
from provenance.model.thresholds import Thresholds
from provenance.rules.law import ground, ground_of
from provenance.rules.screening import screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.site_year import SiteYear
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

MICROGRAMS = 1_000_000
"""In whole ones oxides are added up to the same sum in whatever order."""

WINDOW = 12
"""Calendar months that are balanced together: separation circuits hold months of stock."""


def _out_of_balance(whole: Whole) -> "Flags":
    return whole.of(_imbalances)


def _imbalances(whole: Whole) -> "Flags":
    from provenance.rules.mass_balance.oxide_years import out_of_balance

    return out_of_balance(whole, WINDOW)


@screened(parties=_out_of_balance)
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


def _beyond_deposit(whole: Whole) -> "Flags":
    """Extractions of what their deposit cannot give, asked once for each deposit and assay."""
    from provenance.ledger.columns.places import NONE, told

    columns, claims = whole.columns, whole.columns.claims

    def over(deposit: int, assay: int) -> bool:
        if NONE in (deposit, assay):
            return False
        named = deposit_named(columns.words[deposit])
        return named is not None and bool(_over(columns.assays[assay], named.shares, whole.limits))

    wrong = told(over, claims.deposit, claims.assay)
    return columns.is_kind(EventKind.EXTRACTION) & columns.claiming(wrong)


@screened(events=_beyond_deposit)
def impossible_assay(material: Material) -> Iterator[Finding]:
    """An extraction with more of an oxide than the deposit it names has."""
    for event in material.events:
        if event.kind is not EventKind.EXTRACTION:
            continue
        for out in material.outputs(event):
            deposit = deposit_named(out.deposit or "")
            if deposit is None or not out.assay:
                continue
            over = _over(out.assay, deposit.shares, material.limits)
            if not over:
                continue
            holds = tuple(
                Message(
                    "{share:percent} {oxide} (it has {known:percent})",
                    share=share,
                    oxide=oxide,
                    known=known,
                )
                for oxide, (share, known) in over.items()
            )
            found = ground_of("ELEMENT_IMBALANCE", event, material)
            yield Finding(
                code="ELEMENT_IMBALANCE",
                severity=found.severity(Severity.MAJOR),
                subject=Ref(Label.EVENT, event.key),
                message=Message(
                    "Lot {lot} is said to be of {deposit:deposit} and holds {oxides}.",
                    lot=out.lot,
                    deposit=deposit.deposit,
                    oxides=holds,
                ),
                basis=found.basis,
                evidence=(event.key, out.lot),
                mass_g=out.reo_g,
                share=1.0,
            )


def _over(
    assay: Mapping[str, float], deposit: Mapping[str, Decimal], limits: Thresholds
) -> dict[str, tuple[float, float]]:
    """The oxides of which an assay has more than a deposit gives, each beside what that has."""
    return {
        oxide: (share, float(known))
        for oxide, share in sorted(assay.items())
        if (known := deposit.get(oxide)) is not None
        and share > limits.deposit_factor * float(known) + limits.deposit_slack
    }


def oxides_of(
    parts: Iterable[tuple[int, Mapping[str, float] | None]],
) -> dict[str, float]:
    """The grams of each oxide in some grams REO, as far as they are assayed."""
    found: defaultdict[str, float] = defaultdict(float)
    for grams, assay in parts:
        for oxide, share in (assay or {}).items():
            found[oxide] += grams * share
    return dict(found)


@dataclass(slots=True)
class _Oxides:
    """What went into a month's processings at one site and came out of them, in micrograms."""

    into: Counter[str] = field(default_factory=Counter)
    out_of: Counter[str] = field(default_factory=Counter)
    unassayed: bool = False

    def add(self, event: Event, material: Material) -> None:
        draws, outputs = material.inputs(event), material.outputs(event)
        for draw in draws:
            _put(self.into, draw.reo_g, material.assay(draw.lot))
        for out in outputs:
            _put(self.out_of, out.reo_g, out.assay)
        counts = any(out.assay for out in outputs)
        self.unassayed |= material.cut(event) or any(
            not material.assay(draw.lot)
            and (counts or material.product(draw.lot) in MINERAL_PRODUCTS | COMPOUNDS)
            for draw in draws
        )


class BalanceSheet:
    """The oxides of each enterprise's processings by site and month, the more are added.

    A month counts as unassayed where a mineral product or compound without an assay went in, or
    anything else without one into something that has one.
    """

    def __init__(self) -> None:
        self._firms: defaultdict[str, dict[tuple[str | None, str], _Oxides]] = defaultdict(dict)
        self._roles: defaultdict[str, frozenset[str]] = defaultdict(frozenset)

    def add(self, material: Material) -> None:
        """Note the processings among the events to judge."""
        for event in material.events:
            if event.kind is EventKind.PROCESSING:
                firm, place = event.enterprise, (event.site, event.date.isoformat()[:7])
                self._firms[firm].setdefault(place, _Oxides()).add(event, material)
                self._roles[firm] |= material.roles_of(firm, event)

    def years(self, enterprise: str, limits: Thresholds, law: LawBook) -> list[SiteYear]:
        """The books of an enterprise; apart by site where all its processings name theirs."""
        months = self._firms.get(enterprise, {})
        apart = all(site is not None for site, _ in months)
        sites: defaultdict[str, defaultdict[str, list[_Oxides]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for (site, month), oxides in months.items():
            sites[(site or "") if apart else ""][month].append(oxides)
        return [
            SiteYear(
                enterprise,
                site,
                {month: _grams(part.into for part in parts) for month, parts in own.items()},
                {month: _grams(part.out_of for part in parts) for month, parts in own.items()},
                frozenset(m for m, parts in own.items() if any(p.unassayed for p in parts)),
                limits,
                self._roles[enterprise],
                law,
            )
            for site, own in sorted(sites.items())
        ]


def _put(oxides: Counter[str], grams: int, assay: Mapping[str, float] | None) -> None:
    for oxide, share in (assay or {}).items():
        oxides[oxide] += round(grams * share * MICROGRAMS)


def _grams(parts: Iterable[Counter[str]]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return {oxide: micrograms / MICROGRAMS for oxide, micrograms in total.items()}


def _imbalance(year: SiteYear, month: str, oxide: str, into: float, out_of: float) -> Finding:
    day = last_day(month)
    where = Message("{who} at {site}", who=year.enterprise, site=year.site)
    found = ground("ELEMENT_IMBALANCE", day, year.law, year.roles)
    return Finding(
        code="ELEMENT_IMBALANCE",
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.ENTERPRISE, year.enterprise),
        message=Message(
            "In the twelve months to {month} {where} put {into:kg} of {oxide} in and got"
            " {out:kg} out: {excess:kg} came from elsewhere.",
            month=month,
            where=where if year.site else year.enterprise,
            into=round(into),
            oxide=oxide,
            out=round(out_of),
            excess=round(out_of - into),
        ),
        basis=found.basis,
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
