"""Cases: what investigators pin, note, share, close and delete."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.graph.port.cases import CaseVersion, Pin
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import (
    ForbiddenError,
    LimitExceededError,
    MisuseError,
    UnknownSubjectError,
)
from provenance.model.message import Message
from provenance.model.text import has_lone_surrogate, no_longer, required_text

MOST_PINS = 500
MOST_VERSIONS = 1_000


@dataclass(frozen=True, slots=True)
class CaseSaid:
    """What somebody wants to save as a case; `after` is the version that was changed, if any."""

    title: str
    note: str
    pins: Sequence[Pin]
    open: bool = True
    case: str | None = None
    after: int = 0


async def save_case(store: GraphStore, said: CaseSaid, by: str) -> CaseVersion:
    """Save a new case, or the next version of one; what was saved before stays readable.

    Raises MisuseError where somebody saved another version meanwhile, or without a title or a name;
    UnknownSubjectError for a case that is not there, LimitExceededError.
    """
    by, title = required_text("by", by), required_text("title", said.title)
    _check(said)
    versions = await case_of(store, said.case) if said.case is not None else ()
    if len(versions) >= MOST_VERSIONS:
        raise LimitExceededError(
            Message("a case has at most {most} versions; begin another", most=MOST_VERSIONS)
        )
    made = CaseVersion(
        case=said.case or secrets.token_hex(8),
        version=said.after + 1 if versions else 1,
        title=title,
        note=said.note,
        pins=tuple(said.pins),
        open=said.open,
        by=by,
        at=datetime.now(UTC),
    )
    if not await store.write(lambda writer: writer.cases.save(made)):
        last = (await case_of(store, made.case))[-1]
        raise MisuseError(
            Message(
                "{by} saved version {last} of this case; look at it and save yours after it",
                by=last.by,
                last=last.version,
            )
        )
    return made


async def case_of(store: GraphStore, case: str) -> Sequence[CaseVersion]:
    """All versions of a case. Raises UnknownSubjectError where there is none."""
    found = () if has_lone_surrogate(case) else await store.cases.versions(case)
    if not found:
        raise UnknownSubjectError(
            Message("no case has the id {id}; take it from the list", id=ascii(case[:40]))
        )
    return found


async def delete_case(store: GraphStore, case: str, by: str) -> CaseVersion:
    """Delete a case in all its versions; only who made it may. Returns it as it was.

    Raises UnknownSubjectError, ForbiddenError.
    """
    versions = await case_of(store, case)
    if versions[0].by != required_text("by", by):
        raise ForbiddenError(
            Message("{by} made this case: only they delete it; close it", by=versions[0].by)
        )
    await store.write(lambda writer: writer.cases.remove(case))
    return versions[-1]


def _check(said: CaseSaid) -> None:
    if len(said.pins) > MOST_PINS:
        raise LimitExceededError(
            Message("a case has at most {most} pins; begin another", most=MOST_PINS)
        )
    for note in (said.note, *(pin.note for pin in said.pins)):
        no_longer("note", note)
        if has_lone_surrogate(note):
            raise MisuseError(Message("a note holds half a character: write it anew"))
