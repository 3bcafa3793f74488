"""Work done for somebody who waits: it ends when they do, in whatever thread it is done."""

from contextvars import ContextVar

from provenance.model.errors import DeadlineExceededError


class Work:
    """What is being done for one asker, until it is ended from outside."""

    __slots__ = ("_ended",)

    def __init__(self) -> None:
        self._ended = False

    def end(self) -> None:
        """Nobody waits for it any more."""
        self._ended = True

    def is_ended(self) -> bool:
        """Whether nobody waits for it any more; safe to ask in any thread."""
        return self._ended


WORK: ContextVar[Work | None] = ContextVar("WORK", default=None)
"""What is being done here, None where it is for everybody, or for nobody who could leave."""


def go_on() -> None:
    """Raise DeadlineExceededError where nobody waits any more: for between portions of work."""
    work = WORK.get()
    if work is not None and work.is_ended():
        raise DeadlineExceededError("nobody waits for this any more")
