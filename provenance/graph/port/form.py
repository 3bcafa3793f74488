"""The form that a store is written in, by number, and what a store of another form is told."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from provenance.model.errors import StoreOutdatedError, StoreTooNewError
from provenance.model.message import Message

FORM = 10
"""The form of today. Neo4j databases of 0.1.0 and before bear no number and are of form 0."""

OLD = "0.1.0"
"""The last version released with a lower form: what copies before an upgrade are named by."""


class Work(StrEnum):
    """What a store is written anew for."""

    UPGRADE = "upgrade"
    RESTORE = "restore"


EMPTYING = -1
"""Rows carried over while what a store held before is still being taken out."""


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """That a store is being written anew: for what, from what, and how many rows it has so far.

    `source` is the hash of what it is written from, `file` the name of it.
    """

    work: Work
    source: str
    file: str
    done: int = 0

    @property
    def text(self) -> str:
        """As it is kept in the store."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str | None) -> "Rebuilding | None":
        """Read back; None where there is none."""
        if text is None:
            return None
        kept = json.loads(text)
        return cls(**{**kept, "work": Work(kept["work"])})


def refuse_other_forms(address: str, form: int, rebuilding: Rebuilding | None) -> None:
    """Raise StoreOutdatedError or StoreTooNewError, unless a store is whole and of today's form."""
    if form > FORM:
        raise StoreTooNewError(
            Message(
                "{address} was written by a later version (form {form}; this one knows"
                " {known}): install that version",
                address=address,
                form=form,
                known=FORM,
            )
        )
    if rebuilding is not None and rebuilding.work is Work.RESTORE:
        raise StoreOutdatedError(
            Message(
                "{address} is not whole, its restoring was not finished: run provenance"
                " restore {file} --store {address} again",
                address=address,
                file=rebuilding.file,
            )
        )
    if rebuilding is not None:
        raise StoreOutdatedError(
            Message(
                "{address} is not whole, its upgrade was not finished: run provenance"
                " upgrade --store {address} again",
                address=address,
            )
        )
    if form < FORM:
        raise StoreOutdatedError(
            Message(
                "{address} is of an older form ({form}; this version's is {known}): run provenance"
                " upgrade --store {address}",
                address=address,
                form=form,
                known=FORM,
            )
        )
