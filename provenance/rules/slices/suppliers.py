"""Slices of who supplies scrap: what recyclers say came from it, and what it ever had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from provenance.model.terms import Product

YIELDS_SCRAP = frozenset({Product.SCRAP, Product.MAGNET, Product.ALLOY, Product.METAL})
"""Who had these may have scrap of them: swarf, blocks, slag, magnets that were used."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A scrap intake as it is said to come from a supplier, in grams; net where it states any."""

    event: str
    day: date
    reo_g: int
    net_g: int | None


@dataclass(frozen=True, slots=True)
class ScrapSupplier:
    """An enterprise on record that scrap is said to come from.

    `supplied` are the intakes that name it, in order of day and key; `had_g` the grams REO of what
    yields scrap that it made or bought by the records of flows, `invoiced_g` the net grams of scrap
    on valid invoices to it.
    """

    roles: frozenset[str]
    supplied: Sequence[Supplied] = ()
    had_g: int = 0
    invoiced_g: int = 0
