"""The command that lists cases, from inspection to referral."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from provenance.cli.answers import print_first, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, AsOf, Enterprise, First, Out, as_known
from provenance.cli.output import seen
from provenance.cli.reach import OfStore
from provenance.cli.running import guarded, opened
from provenance.model.mass import kilograms, yuan
from provenance.model.message import Message
from provenance.model.reference.fines import FIRST, fine_range, fine_ranges
from provenance.model.reference.rows import PenaltyRange
from provenance.model.regions import above
from provenance.model.terms import Label
from provenance.model.to_json import to_json
from provenance.supervision import cases as chains
from provenance.supervision.cases import Case, Step
from provenance.words.table import word_of

commands = typer.Typer()

FIELDS = (
    "enterprise", "name", "inspection", "inspectedOn", "inspectedBy", "violation",
    "establishedOn", "establishedBy", "article", "description", "findings", "evidence",
    "violationPassedUpTo", "orders", "fineTier", "penalty", "decidedOn", "decidedBy", "fineCny",
    "fineMinCny", "fineMaxCny", "timesIllegalGains", "fines", "nextYearReductionKg",
    "carriedOutBy", "penaltyPassedUpTo", "referral", "referredOn", "referredTo", "referralReason",
)  # fmt: skip
SHOWN = Shown(
    (
        "inspection", "name", "violation", "penalty", "fineCny", "orders", "referral", "article",
        "fineTier", "penaltyPassedUpTo", "referredTo",
    ),
    words={"fineTier": "fine_tier"},
)  # fmt: skip


@commands.command(epilog="Example: provenance cases --region 150000 --json")
@guarded
async def cases(
    enterprise: Enterprise = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", help="GB/T 2260 code of an authority or the enterprise, and all within it."
        ),
    ] = None,
    as_of: AsOf = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List cases: inspection, violation, orders to mend, penalty, referral, one chain a row.

    They are recorded by `provenance ingest` of records (inspection, violation, order, penalty,
    referral; see `provenance records referral`), or by GraphQL mutations.
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    at = as_known(as_of)
    async with opened(address) as (store, _):
        found = await chains.cases(store, at, enterprise=enterprise, region=region)
        if not found:
            there = len(await chains.cases(store, at))
            none = Message("none of {n:,} cases match", n=there)
            await say_none(form, OfStore(store), none if there else Message("no case is on record"))
    rows = map(_row, found)
    shown = list(rows if form.json else map(_in_words, rows))
    print_first(form, shown, first, FIELDS, SHOWN)
    if found:
        form.note(
            Message("Fine ranges of the law stand beside (--json, --csv); they decide nothing.")
        )


def _row(case: Case) -> dict[str, Any]:
    """A case from inspection to referral, beside it the fine range of the tier that is open (of the
    only one there is), and all that the law threatens: by tier, of whom, and what comes besides.

    An order is told by number, day, demand, deadline, the day it was fulfilled and its standing.
    """
    nothing = Step("", {})
    inspection, violation, penalty, referral = (
        case.steps.get(label, nothing)
        for label in (Label.INSPECTION, Label.VIOLATION, Label.PENALTY, Label.REFERRAL)
    )
    article = violation.props.get("article")
    beside = None
    if article:
        beside = fine_range(article, case.tier or FIRST) or fine_range(article)
    reduction, fined = map(penalty.props.get, ("next_year_reduction_g", "fine_cny"))
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
        "orders": [
            {"key": order.key}
            | to_json(order.props, "date authority demand deadline fulfilled_on")
            | {"standing": case.standing(order).name}
            for order in case.orders
        ],
        "fineTier": case.tier and case.tier.name,
        "penalty": penalty.key or None,
        "decidedOn": penalty.props.get("date"),
        "decidedBy": penalty.props.get("authority"),
        "fineCny": None if fined is None else yuan(fined),
        "fineMinCny": beside and beside.fine_min_cny,
        "fineMaxCny": beside and beside.fine_max_cny,
        "timesIllegalGains": beside and beside.times_illegal_gains,
        "fines": list(map(_fine, fine_ranges(article))) if article else [],
        "nextYearReductionKg": None if reduction is None else kilograms(reduction),
        "carriedOutBy": list(case.carried_out_by),
        "penaltyPassedUpTo": _above(penalty),
        "referral": referral.key or None,
        "referredOn": referral.props.get("date"),
        "referredTo": referral.props.get("to"),
        "referralReason": referral.props.get("reason"),
    }


def _fine(row: PenaltyRange) -> dict[str, Any]:
    return {
        "tier": row.tier.upper(),
        "whom": row.whom,
        "basis": seen(row.basis),
        "minCny": row.fine_min_cny,
        "maxCny": row.fine_max_cny,
        "times": row.times,
        "timesOf": row.times_of,
        "leadsTo": list(row.leads_to),
    }


def _fine_in_words(fine: Mapping[str, Any]) -> str:
    """A fine in a cell: its tier, of whom, how much, and what comes besides."""
    named = [seen(word_of("fine_tier", fine["tier"])), seen(word_of("punished", fine["whom"]))]
    if fine["times"]:
        named.append(f"{fine['times']} × {seen(word_of('times_of', fine['timesOf']))}")
    if fine["maxCny"]:
        between = Message(
            "CNY {least:,} to {most:,}", least=fine["minCny"] or 0, most=fine["maxCny"]
        )
        named.append(seen(between))
    named += [seen(word_of("consequence", one)) for one in fine["leadsTo"]]
    return " / ".join([*named, fine["basis"]])


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A case's row with each order to mend in words: which, by when, and where it stands; and so
    each fine."""
    return row | {
        "fines": list(map(_fine_in_words, row["fines"])),
        "orders": [
            f"{one['key']} {one['deadline']} {seen(word_of('order_standing', one['standing']))}"
            for one in row["orders"]
        ],
    }


def _above(step: Step) -> str | None:
    """The place one level above the authority's, by code and name."""
    place = above(step.props.get("region"))
    return f"{place.code} {place.name}" if place else None
