"""What a question names, read as records are: by the one value its number or code has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self

from provenance.model import codes
from provenance.model.errors import MisuseError
from provenance.model.terms import EventKind, Label, Ref
from provenance.model.text import fold
from provenance.words.table import word

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

_ALSO: Mapping[str, Label | EventKind] = {
    "licence": Label.EXPORT_LICENCE,
    "license": Label.EXPORT_LICENCE,
    "许可证": Label.EXPORT_LICENCE,
    "批次": Label.LOT,
    "指标": Label.QUOTA,
    "firm": Label.ENTERPRISE,
    "company": Label.ENTERPRISE,
}
"""What kinds are called too."""


def number_of(label: Label) -> codes.Kind[str]:
    """Return the kind of number by which things of a label are known."""
    return _NUMBERED.get(label, codes.RECORD)


def ref_asked(label: Label, text: str) -> Ref:
    """Return what a question names; raise MisuseError for what is no number of its kind."""
    kind, colon, id_ = text.partition(":")
    if label is Label.EVENT and colon:  # transfer:T1/2
        return Ref(label, f"{kind.strip()}:{codes.RECORD.asked(id_)}")
    return Ref(label, number_of(label).asked(text))


@dataclass(frozen=True, slots=True)
class Asked:
    """A number as it was pasted, and the kind that it says, such as lot:D1 or 报关单：5301…"""

    text: str
    label: Label | None = None
    event: EventKind | None = None

    @classmethod
    def of(cls, text: str) -> Self:
        """What a text asks for."""
        word, colon, rest = text.replace("：", ":").partition(":")
        kind = _kinds().get(fold(word)) if colon and rest.strip() else None
        if isinstance(kind, EventKind):
            return cls(rest, Label.EVENT, kind)
        if kind is Label.EVENT:  # event:transfer:T1
            inner = cls.of(rest)
            return cls(inner.text, Label.EVENT, inner.event)
        return cls(rest, kind) if kind else cls(text)

    def readings(self) -> Iterator[Ref]:
        """The things that it may name: of the kind it says, or of every kind that takes it."""
        for label in [self.label] if self.label else Label:
            number = number_of(label).known(self.text)
            if number is not None:
                yield Ref(label, f"{self.event}:{number}" if self.event else number)

    def may_be(self, ref: Ref) -> bool:
        """Whether a thing is of the kind it says."""
        kind = ref.key.partition(":")[0]
        return self.label in (None, ref.label) and self.event in (None, kind)

    def refused(self) -> MisuseError | None:
        """Why it is no number of the kind it says, or of any kind, such as a lot's; None if it is.

        What says no kind may still be a name.
        """
        if any(self.readings()):
            return None
        try:
            number_of(self.label or Label.LOT).asked(self.text)
        except MisuseError as error:
            return error
        return None


@cache
def _kinds() -> Mapping[str, Label | EventKind]:
    """Kinds by all that they are called, in Chinese and English and in the words of records."""
    kinds: list[Label | EventKind] = [*Label, *EventKind]
    called = {fold(name): kind for kind in kinds for name in (kind.value, *word(kind))}
    return {**called, **_ALSO}
