"""The documents that events name, as far as the arithmetic rests on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from provenance.model.reference.customs import Codes, lists, mineral, mixture
from provenance.model.terms import Product


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of goods in a declaration: its code, and its mass in grams, net and in REO."""

    hs_code: str
    net_g: int
    reo_g: int | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """An import or export declaration, as far as its goods and parties count.

    Where goods do not differ they are one line.
    """

    imports: bool
    party: str
    day: date
    lines: tuple[Line, ...]

    def counting(self, product: Product | None, codes: Codes | None = None) -> list[Line]:
        """The lines that a lot filed as a product came in under, in order.

        Those whose code lists the product; else those whose code fixes what goods are.
        """
        listing = [line for line in self.lines if lists(line.hs_code, product, self.day, codes)]
        return listing or [line for line in self.lines if fixes(line.hs_code, self.day, codes)]


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
class LabTest:
    """An authority's test of a lot, or of the goods under a declaration; `assay` is of REO."""

    id: str
    day: date
    lot: str | None = None
    declaration: str | None = None
    product: Product | None = None
    assay: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that events name, by number; what is not on record is not in it.

    `codes` are the customs codes that their goods are known by; None where they are as built in.
    """

    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    invoices: Mapping[str, Invoice] = field(default_factory=dict)
    codes: Codes | None = None


def fits(hs_code: str, product: Product | None, day: date, codes: Codes | None = None) -> bool:
    """Whether a lot filed as a product may come in under a code."""
    return lists(hs_code, product, day, codes) or fixes(hs_code, day, codes)


def fixes(hs_code: str, day: date, codes: Codes | None = None) -> bool:
    """Whether a code says what goods are, whatever their record says."""
    return mineral(hs_code) or mixture(hs_code, day, codes) is not None


def party_of(declaration: Mapping[str, Any]) -> str:
    """Whose goods a declaration is for: the declarant's, where no party is said."""
    return str(declaration.get("party") or declaration["declarant"])
