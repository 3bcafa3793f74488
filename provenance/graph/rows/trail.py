"""How entries of the trail are chained and written down, and what makes them hold."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from provenance.graph.port.trail import Draft, Entry, TrailFilter

NOTHING = "0" * 64
"""What the first entry holds in place of the hash of one before."""

FIELDS = ("number", "at", "who", "role", "body", "hash", "seal")


def chained(last: Entry | None, drafts: Sequence[Draft]) -> Iterator[Entry]:
    """Drafts as entries behind the last."""
    number, previous = (last.number, last.hash) if last else (0, NOTHING)
    for draft in drafts:
        number += 1
        at = draft.at or moment(datetime.now(UTC))
        body = body_of(draft, number, at, previous)
        previous = hash_of(body)
        yield Entry(number=number, at=at, who=draft.who, role=draft.role, body=body, hash=previous)


def body_of(draft: Draft, number: int, at: str, previous: str) -> str:
    """What is hashed: JSON in ASCII, names in order, no spaces, nothing that is empty."""
    said = {
        "from": draft.source,
        "request": draft.request,
        "asked": list(draft.asked),
        "about": draft.about,
        "answered": draft.answered,
        "changes": draft.changes,
    }
    kept: dict[str, Any] = {name: value for name, value in said.items() if value}
    kept |= {"number": number, "at": at, "who": draft.who, "role": draft.role}
    kept |= {"status": draft.status, "previous": previous}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"))


def hash_of(body: str) -> str:
    """SHA-256, in hexadecimal digits."""
    return sha256(body.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A time as entries have it: in UTC, to the microsecond, so that texts compare as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def quoted(key: str) -> str:
    """A key as it stands in a body that lists it."""
    return json.dumps(key)


def compared(wanted: TrailFilter) -> dict[str, str | None]:
    """What entries are compared with."""
    return {
        "who": wanted.who,
        "role": wanted.role,
        "about": None if wanted.about is None else quoted(wanted.about),
        "since": None if wanted.since is None else moment(wanted.since),
        "until": None if wanted.until is None else moment(wanted.until),
    }


def entry_from(props: Mapping[str, Any]) -> Entry:
    """An entry of its properties."""
    return Entry(**props)
