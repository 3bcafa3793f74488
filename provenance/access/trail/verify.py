"""Whether the trail holds: every entry as it was written, each behind the one before."""

import json
from dataclasses import dataclass
from typing import NamedTuple

from provenance.access.trail.seals import Seal, Unsealed
from provenance.graph.port.trail import Entry, Trail
from provenance.graph.rows.trail import NOTHING, hash_of
from provenance.model.errors import MisuseError
from provenance.model.message import Message

AT_ONCE = 1_000
"""So many entries are held at a time."""


class Fault(NamedTuple):
    """The first number at which a trail does not hold, and why."""

    number: int
    why: Message


@dataclass(frozen=True, slots=True)
class Verified:
    """What a trail is: so many entries up to the last, from the first that is kept on.

    `fault` is None where it holds, and what was signed of it with it.
    """

    entries: int = 0
    first: int | None = None
    last: Seal | None = None
    fault: Fault | None = None


async def verify(trail: Trail, unsealed: Unsealed, head: Seal | None = None) -> Verified:
    """Work out every hash anew; `head` is what was signed of the trail and kept elsewhere."""
    entries, first, last = 0, None, None
    after = 0
    while rows := await trail.page(after, AT_ONCE):
        for entry in rows:
            fault = await _fault(entry, last, unsealed)
            if fault is None and head and head.number == entry.number and head != Seal.of(entry):
                words = "it is another than the one whose head was signed at {at}"
                fault = Fault(entry.number, Message(words, at=head.at))
            if fault is not None:
                return Verified(entries, first, last, fault)
            if entry.seal is None:
                first = first or entry.number
                entries += 1
            last = Seal.of(entry)
        after = rows[-1].number
    number = last.number if last else 0
    if head and head.number > number:
        words = "it is missing, with all up to {head}, which was the last at {at}"
        fault = Fault(number + 1, Message(words, head=head.number, at=head.at))
        return Verified(entries, first, last, fault)
    return Verified(entries, first, last)


async def _fault(entry: Entry, last: Seal | None, unsealed: Unsealed) -> Fault | None:
    """Why an entry does not hold behind the last; None where it does."""
    if entry.seal is not None:
        return await _unsealed(entry, last, unsealed)
    number = last.number + 1 if last else 1
    if entry.number != number:
        return Fault(number, Message("it is missing"))
    body = _body(entry.body)
    if hash_of(entry.body) != entry.hash or any(
        body.get(name) != getattr(entry, name) for name in ("number", "at", "who", "role")
    ):
        return Fault(number, Message("it was changed"))
    if body.get("previous") != (last.hash if last else NOTHING):
        words = "it does not follow the one before: one of them was changed, moved or put in"
        return Fault(number, Message(words))
    return None


async def _unsealed(entry: Entry, last: Seal | None, unsealed: Unsealed) -> Fault | None:
    """Why what stands for entries that have expired does not hold."""
    try:
        held = await unsealed(entry.seal or "")
    except MisuseError as error:
        return Fault(entry.number, Message("its seal does not hold: {why}", why=error.message))
    if held != Seal.of(entry) or last is not None or entry.body or entry.who or entry.role:
        return Fault(entry.number, Message("its seal is of another entry"))
    return None


def _body(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
