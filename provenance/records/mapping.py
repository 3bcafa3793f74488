"""Where each kind of document has its place in the graph, and which of its fields are edges."""

from collections.abc import Iterable, Mapping

from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.changes import RecordKey

Place = tuple[Label, tuple[tuple[str, EdgeType, Label], ...]]

_OF_AUTHORITY = (
    ("enterprise", EdgeType.CONCERNS, Label.ENTERPRISE),
    ("region", EdgeType.AUTHORITY_IN, Label.REGION),
)
# Which node a document or an authority's fact becomes, and which of its fields are edges.
PLACES: Mapping[str, Place] = {
    "enterprise": (
        Label.ENTERPRISE,
        (
            ("parent", EdgeType.MEMBER_OF, Label.ENTERPRISE),
            ("region", EdgeType.LOCATED_IN, Label.REGION),
        ),
    ),
    "designation": (
        Label.DESIGNATION,
        (("enterprise", EdgeType.DESIGNATES, Label.ENTERPRISE),),
    ),
    "permit": (Label.PERMIT, (("enterprise", EdgeType.PERMITS, Label.ENTERPRISE),)),
    "indicator": (Label.INDICATOR, ()),
    "quota": (
        Label.QUOTA,
        (
            ("enterprise", EdgeType.ALLOCATED_TO, Label.ENTERPRISE),
            ("indicator", EdgeType.PART_OF, Label.INDICATOR),
            ("within", EdgeType.WITHIN, Label.QUOTA),
        ),
    ),
    "quota_adjustment": (
        Label.QUOTA_ADJUSTMENT,
        (
            ("quota", EdgeType.ADJUSTS, Label.QUOTA),
            ("penalty", EdgeType.FOLLOWS, Label.PENALTY),
        ),
    ),
    "invoice": (
        Label.INVOICE,
        (
            ("seller", EdgeType.SOLD_BY, Label.ENTERPRISE),
            ("buyer", EdgeType.BOUGHT_BY, Label.ENTERPRISE),
        ),
    ),
    "export_licence": (
        Label.EXPORT_LICENCE,
        (("holder", EdgeType.HELD_BY, Label.ENTERPRISE),),
    ),
    "declaration": (
        Label.DECLARATION,
        (
            ("declarant", EdgeType.DECLARED_BY, Label.ENTERPRISE),
            ("party", EdgeType.ON_BEHALF_OF, Label.ENTERPRISE),
            ("licence", EdgeType.UNDER, Label.EXPORT_LICENCE),
        ),
    ),
    "flow_report": (
        Label.FLOW_REPORT,
        (("enterprise", EdgeType.FILED_BY, Label.ENTERPRISE),),
    ),
    "execution_report": (
        Label.EXECUTION_REPORT,
        (("enterprise", EdgeType.FILED_BY, Label.ENTERPRISE),),
    ),
    "lab_test": (
        Label.LAB_TEST,
        (
            ("lot", EdgeType.SAMPLED_FROM, Label.LOT),
            ("declaration", EdgeType.SAMPLED_FROM, Label.DECLARATION),
        ),
    ),
    "inspection": (Label.INSPECTION, _OF_AUTHORITY),
    "violation": (
        Label.VIOLATION,
        (
            *_OF_AUTHORITY,
            ("inspection", EdgeType.FOLLOWS, Label.INSPECTION),
        ),
    ),
    "order": (
        Label.ORDER,
        (
            *_OF_AUTHORITY,
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
    "penalty": (
        Label.PENALTY,
        (
            *_OF_AUTHORITY,
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
    "article": (Label.ARTICLE, ()),
    "control": (Label.CONTROL, ()),
    "customs_code": (Label.CUSTOMS_CODE, ()),
    "referral": (
        Label.REFERRAL,
        (
            ("enterprise", EdgeType.CONCERNS, Label.ENTERPRISE),
            ("penalty", EdgeType.FOLLOWS, Label.PENALTY),
            ("violation", EdgeType.FOLLOWS, Label.VIOLATION),
        ),
    ),
}
LABEL_OF: Mapping[str, Label] = {kind: label for kind, (label, _) in PLACES.items()}
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
