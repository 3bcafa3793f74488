"""What lots hold of each oxide, as far as their assays tell.

A lot's assay is that of a laboratory test of it, or of what it was handed on as; else, where it was
handed on, that of the lot it was part of; else the one its producer states; else, of a mineral
product from a deposit whose shares are known, the deposit's. An assay that leaves part of the mass
unnamed says nothing of the oxides it does not name but that they fit into that part.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from provenance.ledger.custody import producing_outputs
from provenance.ledger.evidence import handed_from
from provenance.ledger.lineage import Event, Lineage, Output
from provenance.model.reference import deposit_named
from provenance.model.terms import MINERAL_PRODUCTS

UNNAMED = 5e-5
"""An assay that names all but this, half of a fourth decimal, names everything there is."""

TOLERANCE = 0.02
ALLOWANCE_G = 1_000
"""How much more of an oxide may come out than went in before it is more than assays can tell:
two per cent and a kilogram."""

DEPOSIT_ROOM = 0.01
"""The figures of a deposit are typical ones of its main oxides: so much of any other fits in."""


@dataclass(frozen=True, slots=True)
class Assay:
    """Shares of REO by oxide, the share nothing is said of, and what of an oxide not named fits."""

    shares: Mapping[str, float]
    unnamed: float
    room: float

    @classmethod
    def stating(cls, shares: Mapping[str, float], room: float = 0.0) -> "Assay":
        unnamed = max(0.0, 1.0 - sum(shares.values()))
        return cls(shares, unnamed, max(room, unnamed if unnamed > UNNAMED else 0.0))

    def content(self, oxide: str) -> "Content":
        share = self.shares.get(oxide)
        return Content(0.0, self.room) if share is None else Content(share, share)


class Content(NamedTuple):
    """The least and the most that a lot's REO can hold of an oxide, as shares."""

    least: float
    most: float

    @property
    def known(self) -> bool:
        return self.most == self.least


ANYTHING = Content(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Assays:
    """The assays of lots, by lot key; those that have none are not there.

    `by_event` is what outputs hold in grams by oxide, of events of which tests found some.
    """

    by_lot: Mapping[str, Assay]
    by_event: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, lineage: Lineage) -> "Assays":
        """The assays of all lots of a lineage that have one."""
        made = producing_outputs(lineage)
        found = {lot: assay for lot, output in made.items() if (assay := _own(output))}
        tested = {key for key, lot in lineage.lots.items() if lot.tested}
        if tested:
            found |= _by_test(lineage, tested)
        amended = {
            lineage.claims_on[key][0].event: lot.amended
            for key, lot in lineage.lots.items()
            if lot.amended and lot.claims == 1
        }
        return cls(found, amended)

    def stated(self, event: Event) -> Mapping[str, float]:
        """The grams of each oxide in what an event put out, as far as assays state."""
        return self.by_event.get(event.key) or event.oxides or {}

    def content(self, lot: str, oxide: str) -> Content:
        assay = self.by_lot.get(lot)
        return ANYTHING if assay is None else assay.content(oxide)

    def everywhere(self, oxide: str, lineage: Lineage) -> float | None:
        """The share of an oxide where it is one and the same in all lots of a lineage."""
        shares = {self.content(lot, oxide) for lot in lineage.lots}
        return shares.pop().least if len(shares) == 1 and all(c.known for c in shares) else None

    def named(self, lot: str) -> Mapping[str, float]:
        """The shares that a lot's assay states."""
        assay = self.by_lot.get(lot)
        return assay.shares if assay else {}


def slack(grams: float) -> float:
    """How much more than these grams may come out before it is more than assays can tell."""
    return TOLERANCE * grams + ALLOWANCE_G


def _by_test(lineage: Lineage, tested: Container[str]) -> dict[str, Assay]:
    """The assays that tests found, also of what the tested lots were handed on as."""
    found = {}
    for lot in lineage.lots:
        nearest = next((at for at in handed_from(lot, lineage) if at in tested), None)
        if nearest is not None:
            found[lot] = Assay.stating(lineage.lots[nearest].tested or {})
    return found


def _own(made: Output) -> Assay | None:
    """The assay stated, or that of the deposit; what is separated is no deposit's any more."""
    if made.assay:
        return Assay.stating(made.assay)
    if made.deposit and made.product in MINERAL_PRODUCTS:
        return of_deposit(made.deposit)
    return None


@lru_cache(maxsize=256)  # a world has a few deposits, under whatever names
def of_deposit(name: str) -> Assay | None:
    """What a deposit's ore holds, by the name it goes by; None of one whose shares are unknown."""
    deposit = deposit_named(name)
    if deposit is None:
        return None
    shares = {oxide: float(share) for oxide, share in deposit.shares.items()}
    return Assay.stating(shares, DEPOSIT_ROOM)
