"""What is noticed of a declaration."""

from typing import NamedTuple

from provenance.model.message import Message


class Noticed(NamedTuple):
    """What was noticed, with its figures; what would settle it; the numbers it rests on."""

    why: Message
    settles: Message
    evidence: tuple[str, ...] = ()
