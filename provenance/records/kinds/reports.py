"""What enterprises report: that a month's records are in, and what they made."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from provenance.model.codes import EnterpriseNumber, Month, Period
from provenance.model.terms import Activity
from provenance.records.kinds.amounts import Tonnes
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.texts import Moment


class FlowReport(Filed):
    """An enterprise's word that its flow records of a month are in."""

    model_config = example(
        record="flow_report",
        id="FR-2026-03",
        enterprise="91150203XXXXTQ9C5X",
        month="2026-03",
        filed_at="2026-04-09T17:30:00+08:00",
    )

    record: Literal["flow_report"] = "flow_report"
    enterprise: EnterpriseNumber = Field(description="Who reports.")
    month: Month = Field(description="The month, such as 2026-03.")
    filed_at: Moment = Field(description="When; Asia/Shanghai where no offset is given.")


def _part(part: Decimal | None, info: ValidationInfo) -> Decimal | None:
    whole = info.data.get("reo_t")
    if part is not None and whole is not None and part > whole:
        most, got = (f"{mass.normalize():f}" for mass in (whole, part))
        raise ValueError(f"must be part of reo_t ({most}) and no more, got {got}")
    return part


class ExecutionReport(Filed):
    """What an enterprise says it mined or separated in a month or a year."""

    model_config = example(
        record="execution_report",
        id="ER-2026-03-S",
        enterprise="91150203XXXXTQ9C5X",
        period="2026-03",
        activity="separation",
        reo_t=40,
        imported_reo_t=12.5,
        monazite_reo_t=5,
        filed_at="2026-04-09T17:30:00+08:00",
    )

    record: Literal["execution_report"] = "execution_report"
    enterprise: EnterpriseNumber = Field(description="Who reports.")
    period: Period = Field(description="A month such as 2026-03, or a year such as 2026.")
    activity: Activity = Field(description="Mining or separation.")
    reo_t: Tonnes = Field(description="REO equivalent in tonnes, to the gram; 0 or more.")
    imported_reo_t: Annotated[Tonnes | None, AfterValidator(_part)] = Field(
        default=None, description="Of it from imported ore, in tonnes REO."
    )
    monazite_reo_t: Annotated[Tonnes | None, AfterValidator(_part)] = Field(
        default=None, description="Of it from monazite, imported or not, in tonnes REO."
    )
    filed_at: Moment = Field(description="When; Asia/Shanghai where no offset is given.")
