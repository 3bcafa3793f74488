"""What an event needs a right for, and how far it was granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from provenance.model.status import Status
from provenance.model.terms import Activity, OreClass, Ref


class Gate(StrEnum):
    """What an event needs a right for: the two quotas, and the ways material may come in.

    `barred` is what may not come in at all; `undetermined` is separation of an import that no
    evidence tells; `waste` is what comes of scrap, as far as its kind can hold it.
    """

    MINING = "mining"
    SEPARATION = "separation"
    DESIGNATION = "designation"
    BYPRODUCT = "byproduct"
    IMPORT = "import"
    OPENING_STOCK = "opening_stock"
    SCRAP = "scrap"
    RELEASE = "release"
    BARRED = "barred"
    UNDETERMINED = "undetermined"
    WASTE = "waste"


QUOTA_ACTIVITY: Mapping[Gate, Activity] = {
    Gate.MINING: Activity.MINING,
    Gate.SEPARATION: Activity.SEPARATION,
}
LAWFUL_STATUS: Mapping[Gate, Status] = {
    Gate.MINING: Status.QUOTA,
    Gate.DESIGNATION: Status.QUOTA,
    Gate.BYPRODUCT: Status.BYPRODUCT,
    Gate.IMPORT: Status.IMPORT,
    Gate.OPENING_STOCK: Status.OPENING_STOCK,
    Gate.SCRAP: Status.SECONDARY,
    Gate.RELEASE: Status.RELEASED,
    Gate.BARRED: Status.IMPORT,
}


class Pool(NamedTuple):
    """A balance that draws share: whose it is, and which (a year, a declaration)."""

    gate: Gate
    owner: str
    term: str


class Part(NamedTuple):
    """What one entitlement (a quota, a declaration, an invoice) gave to a draw, in grams."""

    entitlement: Ref
    drawn_g: int
    covered_g: int


@dataclass(frozen=True, slots=True)
class Grant:
    """One draw of an event on its entitlements: asked for, covered, and what the rest is.

    `drawn_g` and `covered_g` are grams in the entitlement's own measure (REO, or net mass for
    imports and scrap declared so); `pool` names the balance it draws on, if any.
    """

    gate: Gate
    drawn_g: int
    covered_g: int
    rest: Status
    ore_class: OreClass | None = None
    pool: Pool | None = None
    parts: tuple[Part, ...] = ()

    @property
    def passed(self) -> float:
        """The share that is covered; nothing asked for counts as covered."""
        return self.covered_g / self.drawn_g if self.drawn_g else 1.0

    @property
    def short(self) -> float:
        """The share that is not covered."""
        return (self.drawn_g - self.covered_g) / self.drawn_g if self.drawn_g else 0.0

    @property
    def full(self) -> bool:
        return self.covered_g >= self.drawn_g
