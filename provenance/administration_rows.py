"""Quotas, notices and cases as rows: for programs as JSON, for spreadsheets cell by cell."""

from typing import Any

from provenance.allocation import Allocation, Reduction
from provenance.cases import Case, Step
from provenance.graph.port import Thing
from provenance.model import GRAMS_PER_T, Label
from provenance.reference.built_in import Line
from provenance.reference.fines import fine_range
from provenance.regions import region_chain
from provenance.wording import kilograms

QUOTA_FIELDS = (
    "key", "year", "batch", "activity", "oreClass", "enterprise", "name", "reoKg", "adjustedKg",
    "adjustments", "reductionsDecided", "status", "within", "indicator", "notice", "issuedOn",
    "revision", "source",
)  # fmt: skip
INDICATOR_FIELDS = (
    "key", "year", "batch", "activity", "oreClass", "reoKg", "allocatedKg", "notice", "issuedOn",
)  # fmt: skip
NOTICE_FIELDS = (
    "year", "batch", "activity", "oreClass", "group", "groupEn", "reoKg", "status", "record",
    "notice", "issuedOn", "issuedOnStatus", "source",
)  # fmt: skip
CASE_FIELDS = (
    "enterprise", "name", "inspection", "inspectedOn", "inspectedBy", "violation",
    "establishedOn", "establishedBy", "article", "description", "findings", "evidence",
    "violationPassedUpTo", "penalty", "decidedOn", "decidedBy", "fineCny", "fineMinCny",
    "fineMaxCny", "timesIllegalGains", "nextYearReductionKg", "carriedOutBy", "penaltyPassedUpTo",
    "referral", "referredOn", "referredTo", "referralReason",
)  # fmt: skip


def figure(thing: Thing) -> dict[str, Any]:
    """What a quota and an indicator have alike."""
    props = thing.props
    return {
        "key": thing.ref.key,
        "year": props["year"],
        "batch": props["batch"],
        "activity": props["activity"],
        "oreClass": props.get("ore_class"),
        "reoKg": kilograms(props["reo_g"]),
        "notice": props.get("notice"),
        "issuedOn": props["issued_on"],
    }


def quota_row(one: Allocation) -> dict[str, Any]:
    """A quota as adjusted, with all that changed it."""
    props = one.quota.props
    return figure(one.quota) | {
        "enterprise": props["enterprise"],
        "name": one.name,
        "adjustedKg": kilograms(one.adjusted_g),
        "adjustments": [_adjustment(thing) for thing in one.adjustments],
        "reductionsDecided": [_reduction(cut) for cut in one.reductions],
        "status": one.status,
        "within": props.get("within"),
        "indicator": props.get("indicator"),
        "revision": props["revision"],
        "source": one.source,
    }


def _adjustment(thing: Thing) -> dict[str, Any]:
    props = thing.props
    return {
        "key": thing.ref.key,
        "kg": kilograms(props["reo_g"]),
        "decidedOn": props["decided_on"],
        "reason": props["reason"],
        "penalty": props.get("penalty"),
    }


def _reduction(cut: Reduction) -> dict[str, Any]:
    return {
        "penalty": cut.penalty.ref.key,
        "kg": kilograms(cut.penalty.props["next_year_reduction_g"]),
        "carriedOutBy": [thing.ref.key for thing in cut.carried_out_by],
    }


def notice_row(line: Line) -> dict[str, Any]:
    """A line of a built-in notice, with how firm it is."""
    return {
        "year": line.year,
        "batch": line.batch,
        "activity": line.activity,
        "oreClass": line.ore_class,
        "group": line.group.name if line.group else None,
        "groupEn": line.group.name_en if line.group else None,
        "reoKg": kilograms(line.reo_t * GRAMS_PER_T),
        "status": line.status,
        "record": line.record,
        "notice": line.notice.notice,
        "issuedOn": line.notice.issued_on.isoformat(),
        "issuedOnStatus": line.notice.status,
        "source": line.source,
    }


def case_row(case: Case) -> dict[str, Any]:
    """A case from inspection to referral, the fine range of Order 785 beside."""
    nothing = Step("", {})
    inspection, violation, penalty, referral = (
        case.steps.get(label, nothing)
        for label in (Label.INSPECTION, Label.VIOLATION, Label.PENALTY, Label.REFERRAL)
    )
    article = violation.props.get("article")
    beside = fine_range(article) if article else None
    reduction = penalty.props.get("next_year_reduction_g")
    return {
        "enterprise": case.enterprise,
        "name": case.name,
        "inspection": inspection.key or None,
        "inspectedOn": inspection.props.get("date"),
        "inspectedBy": inspection.props.get("authority"),
        "violation": violation.key or None,
        "establishedOn": violation.props.get("date"),
        "establishedBy": violation.props.get("authority"),
        "article": article,
        "description": violation.props.get("description"),
        "findings": violation.props.get("findings") or [],
        "evidence": violation.props.get("evidence") or [],
        "violationPassedUpTo": _above(violation),
        "penalty": penalty.key or None,
        "decidedOn": penalty.props.get("date"),
        "decidedBy": penalty.props.get("authority"),
        "fineCny": penalty.props.get("fine_cny"),
        "fineMinCny": beside and beside.fine_min_cny,
        "fineMaxCny": beside and beside.fine_max_cny,
        "timesIllegalGains": beside and beside.times_illegal_gains,
        "nextYearReductionKg": None if reduction is None else kilograms(reduction),
        "carriedOutBy": list(case.carried_out_by),
        "penaltyPassedUpTo": _above(penalty),
        "referral": referral.key or None,
        "referredOn": referral.props.get("date"),
        "referredTo": referral.props.get("to"),
        "referralReason": referral.props.get("reason"),
    }


def _above(step: Step) -> str | None:
    """The place one level above the authority's, by code and name."""
    code = step.props.get("region")
    above = region_chain(code)[1:2] if code else ()
    return f"{above[0].code} {above[0].name}" if above else None


def in_cells(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a spreadsheet or a table: lists become one cell, nothing an empty one."""
    return {name: "" if value is None else _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return "; ".join(
        item if isinstance(item, str) else " ".join(str(part) for part in _flat(item))
        for item in value
    )


def _flat(item: dict[str, Any]) -> list[Any]:
    """An adjustment or a reduction as words: which, how much, and what carries it out."""
    number = item.get("key") or item["penalty"]
    done = item.get("carriedOutBy")
    how = (
        [] if done is None else ["carried out by " + ", ".join(done) if done else "not carried out"]
    )
    return [number, f"{item['kg']:+,} kg" if "key" in item else f"{item['kg']:,} kg", *how]
