"""Quotas and notices as rows: for programs as JSON, for people and spreadsheets cell by cell."""

from collections.abc import Mapping
from typing import Any

from provenance.cli.form import Shown
from provenance.graph.port.graph import Thing
from provenance.model.mass import GRAMS_PER_T, kilograms
from provenance.model.reference.quota_notices import Line
from provenance.model.to_json import to_json
from provenance.supervision.allocation import Allocation

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

_WORDS = {"activity": "activity", "oreClass": "ore_class", "status": "quota_standing"}
QUOTA = Shown(
    (
        "key", "name", "reoKg", "adjustedKg", "status", "oreClass", "adjustments",
        "reductionsDecided",
    ),
    words=_WORDS,
)  # fmt: skip
INDICATOR = Shown(
    ("key", "reoKg", "allocatedKg", "year", "batch", "activity", "oreClass"), words=_WORDS
)
NOTICE = Shown(
    ("year", "batch", "activity", "oreClass", "group", "reoKg", "status", "record"),
    keys=3,
    words=_WORDS | {"status": "row_status"},
)


def figure(thing: Thing) -> dict[str, Any]:
    """What a quota and an indicator have alike."""
    names = "year batch activity ore_class reo_g notice issued_on"
    return {"key": thing.ref.key} | to_json(thing.props, names)


def quota_row(one: Allocation) -> dict[str, Any]:
    """A quota as adjusted, with all that changed it."""
    props = one.quota.props
    return figure(one.quota) | {
        "enterprise": props["enterprise"],
        "name": one.name,
        "adjustedKg": kilograms(one.adjusted_g),
        "adjustments": [
            {"key": thing.ref.key} | to_json(thing.props, "kg=reo_g decided_on reason penalty")
            for thing in one.adjustments
        ],
        "reductionsDecided": [
            {
                "penalty": cut.penalty.ref.key,
                "kg": kilograms(cut.penalty.props["next_year_reduction_g"]),
                "carriedOutBy": [thing.ref.key for thing in cut.carried_out_by],
            }
            for cut in one.reductions
        ],
        "status": one.status,
        "within": props.get("within"),
        "indicator": props.get("indicator"),
        "revision": props["revision"],
        "source": one.source,
    }


def changes_in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A quota's row with each change of it in words: which, how much, what carries it out."""
    return {
        **row,
        "adjustments": [f"{one['key']} {one['kg']:+,} kg" for one in row["adjustments"]],
        "reductionsDecided": [
            f"{cut['penalty']} {cut['kg']:,} kg {_carried_out(cut['carriedOutBy'])}"
            for cut in row["reductionsDecided"]
        ],
    }


def _carried_out(by: list[str]) -> str:
    return f"carried out by {', '.join(by)}" if by else "not carried out"


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
