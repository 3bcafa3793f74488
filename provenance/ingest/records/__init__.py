"""The records the system is fed: what each kind holds, how it is written, who files it."""

from provenance.ingest.records.amounts import grams, grams_of_tonnes
from provenance.ingest.records.base import Filed, Part
from provenance.ingest.records.canonical import canonical, record_of, revive
from provenance.ingest.records.documents import (
    Declaration,
    DeclarationLine,
    ExportLicence,
    Invoice,
    InvoiceLine,
)
from provenance.ingest.records.enterprises import Designation, Enterprise, Permit
from provenance.ingest.records.kinds import (
    FILED_BY,
    RECORD_KINDS,
    AnyRecord,
    Record,
    describe,
    filed_by,
)
from provenance.ingest.records.lots import Draw, Item, Lot, MineralLot, ScrapLot
from provenance.ingest.records.movements import Disposal, Export, Processing, Transfer
from provenance.ingest.records.origins import Extraction, Import, OpeningStock, ScrapIntake
from provenance.ingest.records.quotas import Indicator, Quota, QuotaAdjustment
from provenance.ingest.records.reports import ExecutionReport, FlowReport
from provenance.ingest.records.supervision import Inspection, Penalty, Referral, Violation
from provenance.ingest.records.texts import SHANGHAI
from provenance.ingest.records.withdrawal import RecordKind, Target, Withdrawal
from provenance.ingest.records.words import (
    Direction,
    InvoiceStatus,
    LicenceKind,
    LicenceStatus,
    PermitKind,
    Process,
    Role,
    TransferReason,
)

__all__ = [
    "FILED_BY",
    "RECORD_KINDS",
    "SHANGHAI",
    "AnyRecord",
    "Declaration",
    "DeclarationLine",
    "Designation",
    "Direction",
    "Disposal",
    "Draw",
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
    "LicenceKind",
    "LicenceStatus",
    "Lot",
    "MineralLot",
    "OpeningStock",
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
    "Role",
    "ScrapIntake",
    "ScrapLot",
    "Target",
    "Transfer",
    "TransferReason",
    "Violation",
    "Withdrawal",
    "canonical",
    "describe",
    "filed_by",
    "grams",
    "grams_of_tonnes",
    "record_of",
    "revive",
]
