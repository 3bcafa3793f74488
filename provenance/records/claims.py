"""What enterprises claim of numbers: as their own codes, or as further numbers of theirs."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType

Meanings = Mapping[str, str]
"""The enterprise meant by each number that is not its code; of all others nothing."""

AS_FILED: Meanings = MappingProxyType({})
"""No number means anything but itself."""

UNLINKED = ("owner", "source")
"""Fields that name an enterprise, or may, and are no edge to it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Of some numbers: which enterprises state them as theirs, and which are codes on record."""

    by: Mapping[str, Set[str]] = field(default_factory=dict)
    codes: Set[str] = frozenset()

    def meanings(self) -> Meanings:
        """The enterprise that each number means, if another than that whose code it is."""
        return {
            number: next(iter(claimants))
            for number, claimants in self.by.items()
            if len(claimants) == 1 and number not in self.codes
        }
