"""Imports drawn on the lines of their declaration, each line a right of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from provenance.ledger.gates import half_even
from provenance.ledger.grants import Gate, Grant, Part, Pool
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Declaration, Line
from provenance.model.reference.customs import Codes
from provenance.model.status import Status
from provenance.model.terms import Label, Ref

REO_PER_NET = (154, 100)
"""A kilogram of metal is at most 1.54 kg of oxide (scandium): net mass is at least REO / 1.54."""


@dataclass(slots=True)
class Declared:
    """What is left of each line of a declaration while imports under it are covered in order."""

    pool: Pool
    paper: Declaration | None
    codes: Codes | None = None
    left: dict[int, int] = field(default_factory=dict)

    def draw(self, event: Event) -> Grant:
        """Take what an import asks for from the lines that count for it, in their order.

        What is asked and covered is in net mass where all of these state no REO, else in REO.
        """
        reo_g, net_g = event.reo_g, _net_g(event)
        lines = [(n, line) for n, line in self._counting(event) if _usable(line, net_g)]
        in_net = bool(lines) and all(line.reo_g is None for _, line in lines)
        asked = net_g if in_net and net_g is not None else reo_g
        wanted = asked
        for n, line in lines:
            of_line = net_g if line.reo_g is None and net_g is not None else reo_g
            wanted -= self._take(n, line, wanted, asked, of_line)
        covered = asked - wanted
        ref = Ref(Label.DECLARATION, event.declaration or "")
        parts = (Part(ref, asked, covered),) if lines else ()
        rest = Status.UNDECLARED_IMPORT
        return Grant(Gate.IMPORT, asked, covered, rest, event.ore_class, self.pool, parts)

    def _counting(self, event: Event) -> Sequence[tuple[int, Line]]:
        paper = self.paper
        if paper is None or not paper.imports or paper.party != event.enterprise:
            return ()
        counting = paper.counting(event.product, self.codes)
        return [(n, line) for n, line in enumerate(paper.lines) if line in counting]

    def _take(self, n: int, line: Line, wanted: int, asked: int, of_line: int) -> int:
        """Draw on a line in its own measure; what that covers in the measure asked in."""
        stated = line.net_g if line.reo_g is None else line.reo_g
        left = self.left.setdefault(n, stated)
        whole = half_even(wanted * of_line, asked)
        taken = min(whole, left)
        self.left[n] = left - taken
        return wanted if taken == whole else min(wanted, half_even(taken * asked, of_line))


def _net_g(event: Event) -> int | None:
    """The net mass of an import: at least what its REO can weigh; None where none is stated."""
    if event.net_g is None:
        return None
    numerator, denominator = REO_PER_NET
    return max(event.net_g, half_even(event.reo_g * denominator, numerator))


def _usable(line: Line, net_g: int | None) -> bool:
    """Whether a line can be drawn on: not by a lot without net mass, where it states only that."""
    return line.reo_g is not None or net_g is not None
