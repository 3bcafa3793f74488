"""The nouns as each other's fields name them: by text, for they refer to one another in circles.

The type checker takes them for Any: imported for its sake they would tie all nouns together.
"""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

if TYPE_CHECKING:
    from typing import TypeAlias

    DeclarationRef: TypeAlias = Any
    DesignationRef: TypeAlias = Any
    EnterpriseRef: TypeAlias = Any
    EventRef: TypeAlias = Any
    ExecutionReportRef: TypeAlias = Any
    ExportLicenceRef: TypeAlias = Any
    FlowReportRef: TypeAlias = Any
    IndicatorRef: TypeAlias = Any
    InspectionRef: TypeAlias = Any
    InvoiceRef: TypeAlias = Any
    LabTestRef: TypeAlias = Any
    KeptFindingRef: TypeAlias = Any
    LotRef: TypeAlias = Any
    OrderRef: TypeAlias = Any
    PenaltyRef: TypeAlias = Any
    PermitRef: TypeAlias = Any
    QuotaRef: TypeAlias = Any
    QuotaAdjustmentRef: TypeAlias = Any
    ReferralRef: TypeAlias = Any
    RegionRef: TypeAlias = Any
    ViolationRef: TypeAlias = Any
else:

    def _noun(name: str, module: str) -> Any:
        """A noun named before it is there: the schema looks it up once all of them are."""
        return Annotated[name, strawberry.lazy(f"provenance.schema.{module}")]

    DeclarationRef = _noun("Declaration", "nouns.declaration")
    DesignationRef = _noun("Designation", "nouns.designation")
    EnterpriseRef = _noun("Enterprise", "nouns.enterprise")
    EventRef = _noun("Event", "nouns.event")
    ExecutionReportRef = _noun("ExecutionReport", "nouns.execution_report")
    ExportLicenceRef = _noun("ExportLicence", "nouns.export_licence")
    FlowReportRef = _noun("FlowReport", "nouns.flow_report")
    IndicatorRef = _noun("Indicator", "nouns.indicator")
    InspectionRef = _noun("Inspection", "nouns.inspection")
    InvoiceRef = _noun("Invoice", "nouns.invoice")
    KeptFindingRef = _noun("KeptFinding", "queries.findings")
    LabTestRef = _noun("LabTest", "nouns.lab_test")
    LotRef = _noun("Lot", "nouns.lot")
    OrderRef = _noun("Order", "nouns.order")
    PenaltyRef = _noun("Penalty", "nouns.penalty")
    PermitRef = _noun("Permit", "nouns.permit")
    QuotaRef = _noun("Quota", "nouns.quota")
    QuotaAdjustmentRef = _noun("QuotaAdjustment", "nouns.quota_adjustment")
    ReferralRef = _noun("Referral", "nouns.referral")
    RegionRef = _noun("Region", "nouns.region")
    ViolationRef = _noun("Violation", "nouns.violation")
