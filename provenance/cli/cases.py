"""Cases, from inspection to referral."""

from typing import Annotated, Any

import typer

from provenance.cli.options import AsCsv, AsJson, AsOf, Enterprise, Store
from provenance.cli.output import OUT, Form, _list
from provenance.cli.quota_rows import _above
from provenance.cli.running import run
from provenance.graph.opening import store_at
from provenance.model.dates import moment
from provenance.model.mass import kilograms
from provenance.model.reference.fines import fine_range
from provenance.model.terms import Label
from provenance.settings import Settings
from provenance.supervision.cases import Case, Step
from provenance.supervision.cases import cases as _cases


def cases(
    enterprise: Enterprise = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", help="GB/T 2260 code of an authority or the enterprise, and all within it."
        ),
    ] = None,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List cases: inspection, violation, penalty, referral, one chain a row.

    They are recorded by `provenance ingest` of records (inspection, violation, penalty,
    referral; see `provenance records referral`), or by GraphQL mutations.
    """
    form = Form(as_json, as_csv)
    run(lambda settings: list_cases(settings, enterprise, region, as_of, form), store)


CASE_FIELDS = (
    "enterprise", "name", "inspection", "inspectedOn", "inspectedBy", "violation",
    "establishedOn", "establishedBy", "article", "description", "findings", "evidence",
    "violationPassedUpTo", "penalty", "decidedOn", "decidedBy", "fineCny", "fineMinCny",
    "fineMaxCny", "timesIllegalGains", "nextYearReductionKg", "carriedOutBy", "penaltyPassedUpTo",
    "referral", "referredOn", "referredTo", "referralReason",
)  # fmt: skip


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


_CASE = {
    "name": "enterprise 企业",
    "inspection": "inspection 检查",
    "violation": "violation 违法",
    "article": "article 条款",
    "penalty": "penalty 处罚",
    "fineCny": "fine CNY 罚款",
    "penaltyPassedUpTo": "passed up to 上报",
    "referral": "referral 移送",
    "referredTo": "to",
}


async def list_cases(
    settings: Settings, enterprise: str | None, region: str | None, as_of: str | None, form: Form
) -> None:
    """List cases as chains from inspection to referral."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        found = await _cases(store, at, enterprise=enterprise, region=region)
    _list([case_row(case) for case in found], form, CASE_FIELDS, _CASE)
    if not (form.json or form.csv):
        OUT.print("Fine ranges of Order 785 stand beside (--json, --csv); they decide nothing.")


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    cli.command(epilog="Example: provenance cases --region 150000 --json")(cases)
