"""A finding, and what makes it the same when found again."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from provenance.model.message import Message
from provenance.model.terms import FindingStatus, Ref, Relation, Severity


def finding_id(code: str, subject: Ref, about: Iterable[str] = ()) -> str:
    """What a finding is known by: the same cause has the same id, whoever finds it, and when."""
    cause = "\0".join((code, subject.label.value, subject.key, *about))
    return blake2b(cause.encode(), digest_size=8).hexdigest()


UNDECIDED = "undecided"
"""What a finding is about that rests on law of which nobody has said whether it binds."""


class Identity(NamedTuple):
    """The cause of a finding: the same cause found again is the same finding."""

    code: str
    subject: Ref
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a subject, in plain words, with the numbers and what it rests on.

    `mass_g` is the mass concerned, in grams REO; once derived, the grams of it that reached the
    subject. `share` is the part of what passes through the subject that the finding concerns.
    `about` tells several of one code on one subject apart: a lot drawn, an oxide, a month.
    """

    code: str
    severity: Severity
    subject: Ref
    message: Message
    basis: Message
    evidence: tuple[str, ...] = ()
    mass_g: int | None = None
    share: float = 0.0
    relation: Relation = Relation.DIRECT
    status: FindingStatus = FindingStatus.OPEN
    about: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """What makes it the same finding when it is found again, however much has changed."""
        return Identity(self.code, self.subject, self.about)

    @property
    def undecided(self) -> bool:
        """Whether it is not decided that what it rests on binds: alone it holds nothing up."""
        return UNDECIDED in self.about
