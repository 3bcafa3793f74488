"""Findings on where mass has its right from: quotas, designations, and what has none."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from provenance.ledger.grants import QUOTA_ACTIVITY, Grant
from provenance.ledger.lineage import Event
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL, Status
from provenance.model.terms import Activity, EventKind, Label, Product, Ref, Relation, Severity
from provenance.rules.law import UNDATED, Ground, gravest, ground, ground_of
from provenance.rules.screening import WIDER, Screen, screened
from provenance.rules.slices.material import Case, Material
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

_BREACH_BY: Mapping[Status, str] = {
    Status.OVER_QUOTA_MINING: "mining",
    Status.UNDESIGNATED_MINING: "mining",
    Status.OVER_QUOTA_SEPARATION: "separation",
    Status.UNDESIGNATED_SEPARATION: "separation",
    Status.UNDECLARED_IMPORT: "import",
    Status.BARRED_IMPORT: "import",
}
"""Who broke the law by what made mass unlawful, whoever has it now."""


def _not_all_lawful(whole: Whole) -> "Flags":
    """Lots of another status in part, or made with more of an oxide than went in."""
    from provenance.ledger.columns.places import holds

    columns, limits = whole.columns, whole.limits
    claims, divided = columns.claims, columns.divided(columns.shares.status >= 0)
    made = holds(columns.is_kind(EventKind.PROCESSING), claims.event)
    richer = made & False
    for share, went_in in zip(columns.oxide_shares.T, columns.taken_oxides(), strict=True):
        most = limits.oxide_factor * went_in[claims.event] + limits.oxide_slack_g
        richer |= share[claims.assay] * claims.reo_g > most * WIDER
    return (divided & ~columns.lawful) | columns.claimed(richer & made)


def _shipped_unlawful(whole: Whole) -> "Flags":
    return whole.of(Shipments).not_all_lawful


@screened(lots=_not_all_lawful, declarations=_shipped_unlawful)
def no_quota_origin(case: Case) -> Iterator[Finding]:
    """A product with mass that is not lawful."""
    rest = {status: grams for status, grams in case.grams.items() if status not in LAWFUL}
    total = sum(rest.values())
    if not total:
        return
    day = max((event.date for event in case.lineage.events.values()), default=UNDATED)
    parts = tuple(
        Message("{status:status} {mass:kg}", status=status, mass=grams)
        for status, grams in rest.items()
    )
    grounds = {status: _ground(status, case, day) for status in rest}
    yield Finding(
        code="NO_QUOTA_ORIGIN",
        severity=gravest(
            found.severity(Severity.CRITICAL if status in UNLAWFUL else Severity.MAJOR)
            for status, found in grounds.items()
        ),
        subject=case.subject,
        message=Message(
            "{rest:kg} of {whole:kg} have no lawful origin: {parts}.",
            rest=total,
            whole=case.holding.reo_g,
            parts=parts,
        ),
        basis=_basis(reduce(or_, grounds.values())),
        evidence=tuple(sorted(case.lineage.events))[:20],
        mass_g=total,
        relation=Relation.DERIVED,
    )


def _ground(status: Status, case: Case, day: date) -> Ground:
    breach = _BREACH_BY.get(status)
    roles = case.roles | ({breach} if breach else set())
    return ground(f"NO_QUOTA_ORIGIN/{_variant(status, case)}", day, case.law, roles)


def _variant(status: Status, case: Case) -> str:
    """By which articles a status has no lawful origin: exports and magnets have their own."""
    if status not in UNLAWFUL:
        return "unverified"
    if _BREACH_BY[status] == "import":
        return "barred" if status is Status.BARRED_IMPORT else "import"
    lots = {case.lineage.lots[item.lot].product for item in case.holding.items}
    if lots == {Product.MAGNET}:
        return "magnet"
    return "unlawful" if case.subject.label is Label.LOT else "exported"


def _basis(found: Ground) -> Message:
    if not any(article.id == "R30" for article in found.binding):
        return found.basis
    return Message(
        "{basis} (a magnet is no rare-earth product, what it was made of is)", basis=found.basis
    )


def _beyond(*rests: Status) -> Screen:
    """Events with a draw that was not covered in full, and is one of these for it."""

    def beyond(whole: Whole) -> "Flags":
        from provenance.ledger.columns.tables import STATUS

        grants = whole.columns.grants
        rest = grants.rest < 0
        for status in rests:
            rest |= grants.rest == STATUS[status]
        return whole.columns.granted(rest & (grants.covered_g < grants.drawn_g))

    return beyond


@screened(events=_beyond(Status.OVER_QUOTA_MINING, Status.OVER_QUOTA_SEPARATION))
def over_quota(material: Material) -> Iterator[Finding]:
    """A draw on quota that the balance did not reach to cover."""
    for event, grant in _quota_draws(material):
        if grant.rest not in (Status.OVER_QUOTA_MINING, Status.OVER_QUOTA_SEPARATION):
            continue
        over = grant.drawn_g - grant.covered_g
        quotas = [part.entitlement.key for part in grant.parts]
        found = ground_of(grant.rest.value.upper(), event, material)
        yield Finding(
            code=grant.rest.value.upper(),
            severity=found.severity(Severity.CRITICAL),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} drew {drawn:kg} of {gate:gate} quota on {day}; {left:kg} were left,"
                " {over:kg} are over.",
                who=event.enterprise,
                drawn=grant.drawn_g,
                gate=grant.gate,
                day=event.date,
                left=grant.covered_g,
                over=over,
            ),
            basis=found.basis,
            evidence=(event.key, *quotas),
            mass_g=over,
            share=1.0 - grant.passed,
        )


@screened(events=_beyond(Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION))
def undesignated_producer(material: Material) -> Iterator[Finding]:
    """Mining or separation by an enterprise that was not designated on the day."""
    for event, grant in _quota_draws(material):
        if grant.rest not in (Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION):
            continue
        activity = QUOTA_ACTIVITY.get(grant.gate, Activity.MINING)
        over = grant.drawn_g - grant.covered_g
        found = ground_of(f"UNDESIGNATED_PRODUCER/{activity}", event, material)
        yield Finding(
            code="UNDESIGNATED_PRODUCER",
            severity=found.severity(Severity.CRITICAL),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} was not designated for {activity:activity} on {day} and produced {mass:kg}.",
                who=event.enterprise,
                activity=activity,
                day=event.date,
                mass=over,
            ),
            basis=found.basis,
            evidence=(event.key,),
            mass_g=over,
            share=1.0 - grant.passed,
            about=(activity.value,),
        )


def _quota_draws(material: Material) -> Iterator[tuple[Event, Grant]]:
    """The draws that were not covered in full, of all events to judge, in order."""
    for event in material.events:
        yield from ((event, grant) for grant in event.grants if not grant.full)
