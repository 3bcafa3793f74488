"""Quotas, notices and cases as rows: for programs as JSON, for spreadsheets cell by cell."""

from typing import Any

from provenance.graph.port.graph import Thing
from provenance.model.mass import GRAMS_PER_T, kilograms
from provenance.model.reference.quota_notices import Line
from provenance.model.regions import above
from provenance.supervision.allocation import Allocation, Reduction
from provenance.supervision.cases import Step

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


def _above(step: Step) -> str | None:
    """The place one level above the authority's, by code and name."""
    place = above(step.props.get("region"))
    return f"{place.code} {place.name}" if place else None
