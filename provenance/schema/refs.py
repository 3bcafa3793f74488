"""The nouns as each other's fields name them: types that refer to one another in circles."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from provenance.schema.declaration import Declaration
    from provenance.schema.designation import Designation
    from provenance.schema.enterprise import Enterprise
    from provenance.schema.event import Event
    from provenance.schema.execution_report import ExecutionReport
    from provenance.schema.export_licence import ExportLicence
    from provenance.schema.finding import KeptFinding
    from provenance.schema.flow_report import FlowReport
    from provenance.schema.indicator import Indicator
    from provenance.schema.inspection import Inspection
    from provenance.schema.invoice import Invoice
    from provenance.schema.lot import Lot
    from provenance.schema.penalty import Penalty
    from provenance.schema.permit import Permit
    from provenance.schema.quota import Quota
    from provenance.schema.quota_adjustment import QuotaAdjustment
    from provenance.schema.referral import Referral
    from provenance.schema.region import Region
    from provenance.schema.violation import Violation

DeclarationRef = Annotated["Declaration", strawberry.lazy("provenance.schema.declaration")]
DesignationRef = Annotated["Designation", strawberry.lazy("provenance.schema.designation")]
EnterpriseRef = Annotated["Enterprise", strawberry.lazy("provenance.schema.enterprise")]
EventRef = Annotated["Event", strawberry.lazy("provenance.schema.event")]
ExecutionReportRef = Annotated[
    "ExecutionReport", strawberry.lazy("provenance.schema.execution_report")
]
ExportLicenceRef = Annotated["ExportLicence", strawberry.lazy("provenance.schema.export_licence")]
FlowReportRef = Annotated["FlowReport", strawberry.lazy("provenance.schema.flow_report")]
IndicatorRef = Annotated["Indicator", strawberry.lazy("provenance.schema.indicator")]
InspectionRef = Annotated["Inspection", strawberry.lazy("provenance.schema.inspection")]
InvoiceRef = Annotated["Invoice", strawberry.lazy("provenance.schema.invoice")]
KeptFindingRef = Annotated["KeptFinding", strawberry.lazy("provenance.schema.finding")]
LotRef = Annotated["Lot", strawberry.lazy("provenance.schema.lot")]
PenaltyRef = Annotated["Penalty", strawberry.lazy("provenance.schema.penalty")]
PermitRef = Annotated["Permit", strawberry.lazy("provenance.schema.permit")]
QuotaRef = Annotated["Quota", strawberry.lazy("provenance.schema.quota")]
QuotaAdjustmentRef = Annotated[
    "QuotaAdjustment", strawberry.lazy("provenance.schema.quota_adjustment")
]
ReferralRef = Annotated["Referral", strawberry.lazy("provenance.schema.referral")]
RegionRef = Annotated["Region", strawberry.lazy("provenance.schema.region")]
ViolationRef = Annotated["Violation", strawberry.lazy("provenance.schema.violation")]
