"""What people file: each kind of record, read, checked and versioned; the graph it states.

What is asked of a store on the way in belongs in `ingest`.
"""

from provenance.model.dates import SHANGHAI
from provenance.records.canonical import canonical, record_of, revive
from provenance.records.kinds.amounts import grams, grams_of_tonnes
from provenance.records.kinds.base import Filed, Part
from provenance.records.kinds.controls import Control, ControlItem
from provenance.records.kinds.documents import (
    Declaration,
    DeclarationLine,
    ExportLicence,
    Invoice,
    InvoiceLine,
)
from provenance.records.kinds.enterprises import Designation, Enterprise, Permit
from provenance.records.kinds.enums import (
    Direction,
    InvoiceStatus,
    LicenceKind,
    LicenceStatus,
    PermitKind,
    Process,
    ReleaseKind,
    Role,
    TransferReason,
    WasteStage,
)
from provenance.records.kinds.law import Article
from provenance.records.kinds.lots import Draw, DrumLabel, Item, Lot, MineralLot, ScrapLot
from provenance.records.kinds.movements import Disposal, Export, Processing, Seizure, Transfer
from provenance.records.kinds.origins import (
    Extraction,
    Import,
    OpeningStock,
    Release,
    ScrapIntake,
)
from provenance.records.kinds.quotas import Indicator, Quota, QuotaAdjustment
from provenance.records.kinds.registry import (
    FILED_BY,
    RECORD_KINDS,
    AnyRecord,
    Record,
    describe,
    filed_by,
)
from provenance.records.kinds.reports import ExecutionReport, FlowReport
from provenance.records.kinds.supervision import (
    Inspection,
    LabTest,
    Order,
    Penalty,
    Referral,
    SampleOf,
    Violation,
)
from provenance.records.kinds.tariff import CustomsCode
from provenance.records.kinds.withdrawal import RecordKind, Target, Withdrawal

__all__ = [
    "FILED_BY",
    "RECORD_KINDS",
    "SHANGHAI",
    "AnyRecord",
    "Article",
    "Control",
    "ControlItem",
    "CustomsCode",
    "Declaration",
    "DeclarationLine",
    "Designation",
    "Direction",
    "Disposal",
    "Draw",
    "DrumLabel",
    "Enterprise",
    "ExecutionReport",
    "Export",
    "ExportLicence",
    "Extraction",
    "Filed",
    "FlowReport",
    "Import",
    "Indicator",
    "Inspection",
    "Invoice",
    "InvoiceLine",
    "InvoiceStatus",
    "Item",
    "LabTest",
    "LicenceKind",
    "LicenceStatus",
    "Lot",
    "MineralLot",
    "OpeningStock",
    "Order",
    "Part",
    "Penalty",
    "Permit",
    "PermitKind",
    "Process",
    "Processing",
    "Quota",
    "QuotaAdjustment",
    "Record",
    "RecordKind",
    "Referral",
    "Release",
    "ReleaseKind",
    "Role",
    "SampleOf",
    "ScrapIntake",
    "ScrapLot",
    "Seizure",
    "Target",
    "Transfer",
    "TransferReason",
    "Violation",
    "WasteStage",
    "Withdrawal",
    "canonical",
    "describe",
    "filed_by",
    "grams",
    "grams_of_tonnes",
    "record_of",
    "revive",
]
