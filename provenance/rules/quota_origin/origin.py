"""Findings on where mass has its right from: quotas, designations, and what has none."""

from collections.abc import Iterator

from provenance.ledger.grants import QUOTA_ACTIVITY, Grant
from provenance.ledger.lineage import Event
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL, Status
from provenance.model.terms import Activity, Label, Ref, Relation, Severity
from provenance.rules.law import MEASURES, REGULATIONS, Article, basis, in_force
from provenance.rules.slices.material import Case, Material

_ILLEGAL_PRODUCT = Article("Order 785 Art. 13, 23 (export: 24)", REGULATIONS)
_UNDECLARED = Article("Order 785 Art. 15, 24", REGULATIONS)
_UNTRACED = Article("Order 785 Art. 14", REGULATIONS)
_OVER = (Article("Order 71 Art. 7", MEASURES), Article("Order 785 Art. 10, 21", REGULATIONS))
_UNDESIGNATED = (
    Article("Order 71 Art. 7", MEASURES),
    Article("Order 785 Art. 8, 20(2), 22(1)", REGULATIONS),
)


def no_quota_origin(case: Case) -> Iterator[Finding]:
    """A product with mass that is not lawful."""
    rest = {status: grams for status, grams in case.grams.items() if status not in LAWFUL}
    total = sum(rest.values())
    if not total:
        return
    day = max((event.date for event in case.lineage.events.values()), default=REGULATIONS)
    articles = list(dict.fromkeys(_article(status) for status in rest))
    worst = any(status in UNLAWFUL for status in rest)
    parts = tuple(
        Message("{status:status} {mass:kg}", status=status, mass=grams)
        for status, grams in rest.items()
    )
    severity = Severity.CRITICAL if worst else Severity.MAJOR
    yield Finding(
        code="NO_QUOTA_ORIGIN",
        severity=in_force(day, severity, *articles),
        subject=case.subject,
        message=Message(
            "{rest:kg} of {whole:kg} have no lawful origin: {parts}.",
            rest=total,
            whole=case.holding.reo_g,
            parts=parts,
        ),
        basis=basis(day, *articles),
        evidence=tuple(sorted(case.lineage.events))[:20],
        mass_g=total,
        relation=Relation.DERIVED,
    )


def _article(status: Status) -> Article:
    if status is Status.UNDECLARED_IMPORT:
        return _UNDECLARED
    return _ILLEGAL_PRODUCT if status in UNLAWFUL else _UNTRACED


def over_quota(material: Material) -> Iterator[Finding]:
    """A draw on quota that the balance did not reach to cover."""
    for event, grant in _quota_draws(material):
        if grant.rest not in (Status.OVER_QUOTA_MINING, Status.OVER_QUOTA_SEPARATION):
            continue
        over = grant.drawn_g - grant.covered_g
        quotas = [part.entitlement.key for part in grant.parts]
        yield Finding(
            code=grant.rest.value.upper(),
            severity=in_force(event.date, Severity.CRITICAL, *_OVER),
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
            basis=basis(event.date, *_OVER),
            evidence=(event.key, *quotas),
            mass_g=over,
            share=1.0 - grant.passed,
        )


def undesignated_producer(material: Material) -> Iterator[Finding]:
    """Mining or separation by an enterprise that was not designated on the day."""
    for event, grant in _quota_draws(material):
        if grant.rest not in (Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION):
            continue
        activity = QUOTA_ACTIVITY.get(grant.gate, Activity.MINING)
        over = grant.drawn_g - grant.covered_g
        yield Finding(
            code="UNDESIGNATED_PRODUCER",
            severity=in_force(event.date, Severity.CRITICAL, *_UNDESIGNATED),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} was not designated for {activity:activity} on {day} and produced {mass:kg}.",
                who=event.enterprise,
                activity=activity,
                day=event.date,
                mass=over,
            ),
            basis=basis(event.date, *_UNDESIGNATED),
            evidence=(event.key,),
            mass_g=over,
            share=1.0 - grant.passed,
            about=(activity.value,),
        )


def _quota_draws(material: Material) -> Iterator[tuple[Event, Grant]]:
    """The draws that were not covered in full, of all events to judge, in order."""
    for event in material.events:
        yield from ((event, grant) for grant in event.grants if not grant.full)
