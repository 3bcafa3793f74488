"""Which declarations are asked for: of days, a port, an exporter, a direction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from provenance.model.dates import check_window
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import fold
from provenance.supervision.targets.considered import Declared

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for, all of it where nothing is said; both days are inclusive.

    `port` is a port's name or the first four digits of its declarations, `exporter` who declares
    or whose goods they are. Raises MisuseError for days that end before they begin.
    """

    since: date | None = None
    until: date | None = None
    port: str | None = None
    exporter: str | None = None
    imports: bool | None = None

    def __post_init__(self) -> None:
        check_window(self.since, self.until)

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - a question has so many sides
        cls,
        day: date | None,
        since: date | None,
        until: date | None,
        port: str | None,
        exporter: str | None,
        imports: bool | None,
    ) -> "Scope":
        """As it is asked: a day, or days. Raises MisuseError for both."""
        if day is None:
            return cls(since, until, port, exporter, imports)
        if since or until:
            raise MisuseError(Message("ask for a day, or from a day to another; not for both"))
        return cls(day, day, port, exporter, imports)

    def holds(self, declared: Declared) -> bool:
        """Whether a declaration is asked for."""
        return (
            (self.since is None or self.since <= declared.day)
            and (self.until is None or declared.day <= self.until)
            and (self.port is None or fold(self.port) in ports_of(declared))
            and self.exporter in (None, declared.party, declared.declarant)
            and self.imports in (None, declared.imports)
        )


def ports_of(declared: Declared) -> tuple[str, str]:
    """What the port of a declaration may be asked by: its name, the office's four digits."""
    return fold(declared.port), declared.office


def check_port(port: str | None, declared: Iterable[Declared]) -> None:
    """Raise MisuseError for a port that none of all declarations on record names."""
    if port is None:
        return
    known: set[str] = set()
    for one in declared:
        if fold(port) in ports_of(one):
            return
        known |= {one.port, one.office}
    raise MisuseError(
        Message(
            "no declaration on record is of the port {port}; there are {known}",
            port=port,
            known=tuple(sorted(known)[:_MOST_NAMED]) or Message("none"),
        )
    )
