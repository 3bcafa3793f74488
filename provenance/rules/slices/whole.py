"""The whole graph as rules screen it: columns, and what is on record of who acts in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.quota.register import Register
from provenance.model.thresholds import DEFAULTS, Thresholds
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.filings import Document, Filed

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags
    from provenance.ledger.columns.whole import Columns

Made = TypeVar("Made")


@dataclass(frozen=True)
class Whole:
    """The whole graph at one moment, as of a day; `firms` are enterprises on record, `licences`
    export licences, `filed` what enterprises filed and were told."""

    columns: "Columns"
    today: date
    register: Register = field(default_factory=Register)
    firms: Mapping[str, Document] = field(default_factory=dict)
    licences: Mapping[str, Document] = field(default_factory=dict)
    filed: Filed = field(default_factory=Filed)
    tolerance: float = 0.005
    limits: Thresholds = DEFAULTS
    law: LawBook = BUILT_IN
    _made: dict[Any, Any] = field(default_factory=dict, compare=False)

    def of(self, kind: Callable[["Whole"], Made]) -> Made:
        """What is worked out of it once for several screens."""
        if kind not in self._made:
            self._made[kind] = kind(self)
        found: Made = self._made[kind]
        return found

    def does(self, *roles: str) -> "Flags":
        """Of each party whether it has one of these roles on record."""
        return self._parties(lambda known: not known.isdisjoint(roles))

    def these(self, codes: Iterable[str]) -> "Flags":
        """The parties of some credit codes or names."""
        import numpy as np

        found = np.zeros(len(self.columns.parties) + 2, np.bool_)  # the last: who is none of them
        found[[self.columns.party(code) for code in codes]] = True
        return found[:-2]

    @cached_property
    def on_record(self) -> "Flags":
        """Of each party whether any role of it is on record."""
        return self._parties(bool)

    def _parties(self, holds: Callable[[frozenset[str]], bool]) -> "Flags":
        import numpy as np

        return np.fromiter(map(holds, self._roles), np.bool_, len(self._roles))

    @cached_property
    def _roles(self) -> Sequence[frozenset[str]]:
        return [roles_of(self.firms.get(code, {})) for code in self.columns.parties]
