"""Where each kind of document has its place in the graph, and which of its fields are edges."""

from collections.abc import Iterable, Mapping

from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.changes import RecordKey
from provenance.records.kinds.base import Filed
from provenance.records.kinds.controls import Control
from provenance.records.kinds.documents import Declaration, ExportLicence, Invoice
from provenance.records.kinds.enterprises import Designation, Enterprise, Permit
from provenance.records.kinds.law import Article
from provenance.records.kinds.quotas import Indicator, Quota, QuotaAdjustment
from provenance.records.kinds.registry import RECORD_KINDS
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

Place = tuple[Label, tuple[tuple[str, EdgeType, Label], ...]]

_OF_AUTHORITY = (
    ("enterprise", EdgeType.CONCERNS, Label.ENTERPRISE),
    ("region", EdgeType.AUTHORITY_IN, Label.REGION),
)
# Which node a document or an authority's fact becomes, and which of its fields are edges.
PLACES: Mapping[type[Filed], Place] = {
    Enterprise: (
        Label.ENTERPRISE,
        (
            ("parent", EdgeType.MEMBER_OF, Label.ENTERPRISE),
            ("region", EdgeType.LOCATED_IN, Label.REGION),
        ),
    ),
    Designation: (
        Label.DESIGNATION,
        (("enterprise", EdgeType.DESIGNATES, Label.ENTERPRISE),),
    ),
    Permit: (Label.PERMIT, (("enterprise", EdgeType.PERMITS, Label.ENTERPRISE),)),
    Indicator: (Label.INDICATOR, ()),
    Quota: (
        Label.QUOTA,
        (
            ("enterprise", EdgeType.ALLOCATED_TO, Label.ENTERPRISE),
            ("indicator", EdgeType.PART_OF, Label.INDICATOR),
            ("within", EdgeType.WITHIN, Label.QUOTA),
        ),
    ),
    QuotaAdjustment: (
        Label.QUOTA_ADJUSTMENT,
        (
            ("quota", EdgeType.ADJUSTS, Label.QUOTA),
            ("penalty", EdgeType.FOLLOWS, Label.PENALTY),
        ),
    ),
    Invoice: (
        Label.INVOICE,
        (
            ("seller", EdgeType.SOLD_BY, Label.ENTERPRISE),
            ("buyer", EdgeType.BOUGHT_BY, Label.ENTERPRISE),
        ),
    ),
    ExportLicence: (
        Label.EXPORT_LICENCE,
        (("holder", EdgeType.HELD_BY, Label.ENTERPRISE),),
    ),
    Declaration: (
        Label.DECLARATION,
        (
            ("declarant", EdgeType.DECLARED_BY, Label.ENTERPRISE),
            ("party", EdgeType.ON_BEHALF_OF, Label.ENTERPRISE),
            ("licence", EdgeType.UNDER, Label.EXPORT_LICENCE),
        ),
    ),
    FlowReport: (
        Label.FLOW_REPORT,
        (("enterprise", EdgeType.FILED_BY, Label.ENTERPRISE),),
    ),
    ExecutionReport: (
        Label.EXECUTION_REPORT,
        (("enterprise", EdgeType.FILED_BY, Label.ENTERPRISE),),
    ),
    LabTest: (
        Label.LAB_TEST,
        (
            ("lot", EdgeType.SAMPLED_FROM, Label.LOT),
            ("declaration", EdgeType.SAMPLED_FROM, Label.DECLARATION),
        ),
    ),
    Inspection: (Label.INSPECTION, _OF_AUTHORITY),
    Violation: (
        Label.VIOLATION,
        (
            *_OF_AUTHORITY,
            ("inspection", EdgeType.FOLLOWS, Label.INSPECTION),
        ),
    ),
    Order: (
        Label.ORDER,
        (
            *_OF_AUTHORITY,
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
    Penalty: (
        Label.PENALTY,
        (
            *_OF_AUTHORITY,
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
    Article: (Label.ARTICLE, ()),
    Control: (Label.CONTROL, ()),
    CustomsCode: (Label.CUSTOMS_CODE, ()),
    Referral: (
        Label.REFERRAL,
        (
            ("enterprise", EdgeType.CONCERNS, Label.ENTERPRISE),
            ("penalty", EdgeType.FOLLOWS, Label.PENALTY),
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
}
LABEL_OF: Mapping[str, Label] = {
    kind: PLACES[model][0] for kind, model in RECORD_KINDS.items() if model in PLACES
}
"""The kind of node each kind of document record becomes."""

KIND_OF: Mapping[Label, str] = {label: kind for kind, label in LABEL_OF.items()}
"""The kind of record that states each kind of document."""

_BY_ITEM = frozenset({EventKind.TRANSFER, EventKind.EXPORT})


def stating(refs: Iterable[Ref]) -> list[RecordKey]:
    """The records that state some things, each once, in order."""
    return sorted({record for ref in refs if (record := record_key(ref)) is not None})


def record_key(ref: Ref) -> RecordKey | None:
    """The record that states a thing; None where no record of its own does (a lot, a place).

    Item n of a transfer or an export is an event of its own, `ID/n`, stated by record `ID`.
    """
    if ref.label is Label.EVENT:
        kind, _, id_ = ref.key.partition(":")
        return RecordKey(kind, id_.rpartition("/")[0] if kind in _BY_ITEM else id_)
    kind_of = KIND_OF.get(ref.label)
    return RecordKey(kind_of, ref.key) if kind_of else None
