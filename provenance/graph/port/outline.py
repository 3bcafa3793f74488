"""A lineage as columns: what is shown of it where nothing has to be worked out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Columns = Mapping[str, Sequence[Any]]
"""Values by what they are: a row is what stands at one place in all of them."""


class Wanted(NamedTuple):
    """What is wanted of lots and events, of draws and claims: by the names a store keeps it under.

    Of lots and events their keys are told in any case, of draws and claims whose they are.
    """

    lots: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    inputs: frozenset[str] = frozenset()
    outputs: frozenset[str] = frozenset()


class Outline(NamedTuple):
    """A lineage: lots and events by `key`, draws by `lot` and `event`, claims by `n` besides.

    Values are as a `ledger.lineage.Lineage` has them, days as texts; each in order of its keys.
    """

    lots: Columns
    events: Columns
    inputs: Columns
    outputs: Columns
