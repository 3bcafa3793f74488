"""What was declared under one licence, in order: worked out once for all its declarations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Use(NamedTuple):
    """A declaration's use of a licence: its day, its net grams, those declared under it before.

    `first` is the number and the day of the declaration that was the first, None of that itself.
    """

    day: str
    net_g: int
    before_g: int
    first: tuple[str, str] | None


@dataclass(frozen=True)
class Licensed:
    """The export declarations under a licence, as (date, number, net grams)."""

    declared: Sequence[tuple[str, str, int]] = ()

    @cached_property
    def uses(self) -> Mapping[str, Use]:
        """How each declaration used it, by number, in the order of dates."""
        found: dict[str, Use] = {}
        first: tuple[str, str] | None = None
        before_g = 0
        for day, number, net_g in sorted(self.declared):
            found[number] = Use(day, net_g, before_g, first)
            first = first or (number, day)
            before_g += net_g
        return found


NONE = Licensed()
"""Nothing is declared under no licence."""
