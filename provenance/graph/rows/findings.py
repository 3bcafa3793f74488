"""How findings, decisions and changes are written down in a store, and read back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from provenance.graph.port.kept import (
    MOST_COUNTED,
    ConclusionChange,
    Count,
    Decision,
    Facets,
    Found,
    KeptFinding,
    Review,
)
from provenance.graph.rows.material import day, maybe
from provenance.model.terms import (
    Clearance,
    ClearanceDecision,
    Conclusion,
    FindingStatus,
    Label,
    Ref,
    Relation,
    ReviewDecision,
    Severity,
)
from provenance.model.text import fold
from provenance.records.changes import RecordKey


def facets_of(groups: Iterable[Sequence[Any]]) -> Facets:
    """Facets of groups: code, severity, status, enterprise, region, and how many are alike."""
    total = 0
    counts: tuple[Counter[str | None], ...] = tuple(Counter() for _ in range(5))
    for *keys, n in groups:
        total += n
        for counter, key in zip(counts, keys, strict=True):
            counter[key] += n
    codes, severities, statuses, enterprises, regions = map(_most_first, counts)
    return Facets(
        total, codes, severities, statuses, enterprises[:MOST_COUNTED], regions[:MOST_COUNTED]
    )


def _most_first(counter: Mapping[str | None, int]) -> tuple[Count, ...]:
    return tuple(
        Count(key, n)
        for key, n in sorted(counter.items(), key=lambda item: (-item[1], item[0] or ""))
    )


def kept_props(found: Found) -> dict[str, Any]:
    """A finding as properties, under the names both stores keep them by."""
    return {
        "id": found.id,
        "place": found.place,
        "scope": found.scope,
        "subject": subject_text(found.subject),
        "code": found.code,
        "severity": found.severity.value,
        "about": list(found.about),
        "relation": found.relation.value,
        "message": found.message,
        "basis": found.basis,
        "evidence": list(found.evidence),
        "mass_g": found.mass_g,
        "share": found.share,
        "day": found.day and found.day.isoformat(),
        "enterprise": found.enterprise,
        "region": found.region,
        "words": "\n".join(
            map(fold, (found.code, found.message, *found.subject, *found.about, *found.evidence))
        ),
    }


def kept_from(props: Mapping[str, Any], reviews: Iterable[Sequence[str]]) -> KeptFinding:
    """A finding of its properties, and its reviews as (at, by, decision, reason)."""
    gone = props.get("gone_at")
    return KeptFinding(
        scope=props["scope"],
        code=props["code"],
        severity=Severity(props["severity"]),
        subject=subject_from(props["subject"]),
        message=props["message"],
        basis=props["basis"],
        about=tuple(props["about"]),
        relation=Relation(props["relation"]),
        evidence=tuple(props["evidence"]),
        mass_g=props.get("mass_g"),
        share=props["share"],
        day=day(props.get("day")),
        enterprise=props.get("enterprise"),
        region=props.get("region"),
        first_seen=datetime.fromisoformat(props["first_seen"]),
        last_seen=datetime.fromisoformat(props["last_seen"]),
        raised=props["raised"],
        gone_at=gone and datetime.fromisoformat(gone),
        status=FindingStatus(props["status"]),
        reviews=tuple(
            Review(datetime.fromisoformat(at), by, ReviewDecision(decision), reason)
            for at, by, decision, reason in reviews
        ),
    )


def subject_text(ref: Ref) -> str:
    """A node as one text, by which it is looked up."""
    return f"{ref.label.value}:{ref.key}"


def subject_from(text: str) -> Ref:
    label, _, key = text.partition(":")
    return Ref(Label(label), key)


def review_row(review: Review) -> list[str]:
    return [moment(review.at), review.by, review.decision.value, review.reason]


def decision_row(decision: Decision) -> list[str | None]:
    """A decision as (at, by, decision, reason, advice, conclusion)."""
    said = [moment(decision.at), decision.by, decision.decision.value, decision.reason]
    return [*said, decision.advice, decision.conclusion]


def decision_from(row: Sequence[Any]) -> Decision:
    at, by, decision, reason, advice, conclusion = row
    return Decision(
        datetime.fromisoformat(at),
        by,
        ClearanceDecision(decision),
        reason,
        maybe(Clearance, advice),
        maybe(Conclusion, conclusion),
    )


def change_row(change: ConclusionChange) -> list[Any]:
    """A change as (subject, at, before, after, lawful before and after, load, causes)."""
    causes = [text for cause in change.causes for text in cause]
    conclusions = [change.before, change.after, change.lawful_before_g, change.lawful_after_g]
    return [subject_text(change.subject), moment(change.at), *conclusions, change.load, causes]


def change_from(row: Sequence[Any]) -> ConclusionChange:
    subject, at, before, after, lawful_before_g, lawful_after_g, load, causes = row
    return ConclusionChange(
        subject_from(subject),
        datetime.fromisoformat(at),
        maybe(Conclusion, before),
        maybe(Conclusion, after),
        lawful_before_g,
        lawful_after_g,
        load,
        tuple(map(RecordKey, causes[::2], causes[1::2])),
    )


def moment(at: datetime) -> str:
    """A time as kept: of one zone, so that times are in order as texts."""
    return at.astimezone(UTC).isoformat()
