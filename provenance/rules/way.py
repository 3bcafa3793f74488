"""The way that goods or papers went, in words."""

from collections.abc import Sequence
from functools import reduce

from provenance.model.message import Message


def way(parties: Sequence[str]) -> Message:
    """From one party to the next, in order; there is one at least."""
    first, *rest = parties
    start = Message("{first}", first=first)
    return reduce(lambda so_far, to: Message("{way} to {next}", way=so_far, next=to), rest, start)
