"""The documents that events name, as far as the arithmetic rests on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MINERAL_CODES = ("2530", "2612")
"""Customs headings of rare-earth ore and concentrate."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """An import or export declaration, as far as its mass and parties count; masses in grams."""

    imports: bool
    party: str
    hs_code: str
    net_g: int
    reo_g: int | None

    @property
    def mineral(self) -> bool:
        """Whether what comes in under it is ore or concentrate, whatever the record says."""
        return self.imports and self.hs_code.startswith(MINERAL_CODES)


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection of stock: what was verified, in grams REO."""

    enterprise: str
    day: date
    verified_g: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """A special invoice: whether it counts, for whom, and the net grams of all its lines."""

    valid: bool
    buyer: str
    net_g: int


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that events name, by number; what is not on record is not in it."""

    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    invoices: Mapping[str, Invoice] = field(default_factory=dict)


def party_of(declaration: Mapping[str, Any]) -> str:
    """Whose goods a declaration is for: the declarant's, where no party is said."""
    return str(declaration.get("party") or declaration["declarant"])
