"""What was judged, and what was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from provenance.model.finding import Finding
from provenance.model.terms import Ref


@dataclass(slots=True)
class Judged:
    """Scopes that were judged, and the findings under each.

    A scope is what is judged as a whole: the family of rules and the thing, `lot:Lot:D1`.
    """

    scopes: set[str] = field(default_factory=set)
    found: list[tuple[str, Finding]] = field(default_factory=list)

    def over(self, family: str, refs: Iterable[Ref]) -> None:
        """Note that a family of rules has judged these things."""
        self.scopes |= {scope(family, ref) for ref in refs}

    def keep(self, family: str, findings: Iterable[Finding]) -> None:
        """Keep findings under the things they are about."""
        self.found += [(scope(family, finding.subject), finding) for finding in findings]

    def under(self, family: str, ref: Ref, findings: Iterable[Finding]) -> None:
        """Keep findings under one thing, whatever they are about."""
        self.found += [(scope(family, ref), finding) for finding in findings]

    def add(self, other: "Judged") -> None:
        self.scopes |= other.scopes
        self.found += other.found


def scope(family: str, ref: Ref) -> str:
    return f"{family}:{ref.label}:{ref.key}"
