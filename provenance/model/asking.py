"""What a question names, read as records are: by the one value its number or code has."""

from collections.abc import Mapping

from provenance.model import codes
from provenance.model.terms import Label, Ref

_NUMBERED: Mapping[Label, codes.Kind[str]] = {
    Label.LOT: codes.LOT,
    Label.ENTERPRISE: codes.ENTERPRISE,
    Label.IDENTIFIER: codes.ENTERPRISE,
    Label.REGION: codes.REGION,
    Label.QUOTA: codes.QUOTA,
    Label.INVOICE: codes.INVOICE,
    Label.DECLARATION: codes.DECLARATION,
    Label.EXPORT_LICENCE: codes.LICENCE,
}
"""Things whose numbers have a form; the others bear the ids of their records."""


def number_of(label: Label) -> codes.Kind[str]:
    """Return the kind of number by which things of a label are known."""
    return _NUMBERED.get(label, codes.RECORD)


def ref_asked(label: Label, text: str) -> Ref:
    """Return what a question names; raise MisuseError for what is no number of its kind."""
    kind, colon, id_ = text.partition(":")
    if label is Label.EVENT and colon:  # transfer:T1/2
        return Ref(label, f"{kind.strip()}:{codes.RECORD.asked(id_)}")
    return Ref(label, number_of(label).asked(text))
