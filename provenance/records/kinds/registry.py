"""Every kind of record there is, and who files it."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, get_args

from pydantic import Field

from provenance.model.text import did_you_mean, shown
from provenance.records.kinds.base import Filed
from provenance.records.kinds.controls import Control
from provenance.records.kinds.documents import Declaration, ExportLicence, Invoice
from provenance.records.kinds.enterprises import Designation, Enterprise, Permit
from provenance.records.kinds.law import Article
from provenance.records.kinds.movements import Disposal, Export, Processing, Seizure, Transfer
from provenance.records.kinds.origins import (
    Extraction,
    Import,
    OpeningStock,
    Release,
    ScrapIntake,
)
from provenance.records.kinds.quotas import Indicator, Quota, QuotaAdjustment
from provenance.records.kinds.reports import ExecutionReport, FlowReport
from provenance.records.kinds.supervision import (
    Inspection,
    LabTest,
    Order,
    Penalty,
    Referral,
    Violation,
)
from provenance.records.kinds.tariff import CustomsCode
from provenance.records.kinds.withdrawal import Withdrawal

AnyRecord = (
    Enterprise
    | Designation
    | Permit
    | Indicator
    | Quota
    | QuotaAdjustment
    | Extraction
    | Import
    | ScrapIntake
    | OpeningStock
    | Release
    | Processing
    | Transfer
    | Export
    | Disposal
    | Seizure
    | Invoice
    | ExportLicence
    | Declaration
    | FlowReport
    | ExecutionReport
    | LabTest
    | Inspection
    | Violation
    | Order
    | Penalty
    | Referral
    | Article
    | Control
    | CustomsCode
    | Withdrawal
)
Record = Annotated[AnyRecord, Field(discriminator="record")]

RECORD_KINDS: Final[Mapping[str, type[Filed]]] = MappingProxyType(
    {model.model_fields["record"].default: model for model in get_args(AnyRecord)}
)

# The system a fact is taken to come from where nothing else is said. Mining designations come
# from MNR as well as MIIT; a withdrawal comes from whoever files what it withdraws.
FILED_BY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "enterprise": "authority",
        "designation": "MIIT",
        "permit": "MNR",
        "indicator": "MIIT",
        "quota": "MIIT",
        "quota_adjustment": "MIIT",
        "extraction": "enterprise",
        "import": "enterprise",
        "scrap_intake": "enterprise",
        "opening_stock": "enterprise",
        "release": "authority",
        "processing": "enterprise",
        "transfer": "enterprise",
        "export": "enterprise",
        "disposal": "enterprise",
        "seizure": "authority",
        "invoice": "STA",
        "export_licence": "MOFCOM",
        "declaration": "GAC",
        "flow_report": "enterprise",
        "execution_report": "enterprise",
        "lab_test": "authority",
        "inspection": "authority",
        "violation": "authority",
        "order": "authority",
        "penalty": "authority",
        "referral": "authority",
        "article": "authority",
        "control": "MOFCOM",
        "customs_code": "GAC",
        "withdrawal": "enterprise",
    }
)


def known_kind(name: object) -> str:
    """Return the name if it is a kind of record; raise ValueError with the nearest ones if not."""
    if name is None:
        raise ValueError("record is missing: it says what kind of record this is")
    if isinstance(name, str) and name in RECORD_KINDS:
        return name
    raise ValueError(
        f"record must be a known kind, got {shown(name)}{did_you_mean(name, RECORD_KINDS)}"
    )


def filed_by(record: AnyRecord) -> str:
    """Return the system a record is taken to come from where nothing else is said."""
    if type(record) is Withdrawal:
        return FILED_BY[record.withdraws.record]
    return FILED_BY[record.record]


def describe() -> dict[str, dict[str, Any]]:
    """Return each kind's JSON Schema, as `schema`, and one valid record, as `example`."""
    return {kind: deepcopy(_described(model)) for kind, model in RECORD_KINDS.items()}


@cache  # pydantic takes a fifth of a second for all
def _described(model: type[Filed]) -> dict[str, Any]:
    schema = model.model_json_schema()
    (example,) = schema.pop("examples")
    # The models let programs leave `record` out; a line in a file must say what it is.
    schema["required"] = ["record", *schema["required"]]
    return {"schema": schema, "example": example}
