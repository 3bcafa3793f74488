"""Grams, and sums of money, as people and programs read them."""

from decimal import Decimal

GRAMS_PER_KG = 1_000
GRAMS_PER_T = 1_000_000


def kg(grams: float) -> str:
    """A mass in kilograms as people read it: thousands apart, no needless decimals."""
    text = f"{grams / GRAMS_PER_KG:,.3f}".rstrip("0").rstrip(".")
    return f"{text} kg"


def percent(share: float) -> str:
    """A share as people read it, to a tenth of a percent; smaller ones to three digits."""
    return f"{share:.1%}" if share >= 0.01 or not share else f"{100 * share:.3g}%"


def yuan(amount: float | Decimal) -> int | float:
    """A sum of money in CNY as a JSON number; a whole one is an integer."""
    return int(amount) if amount == int(amount) else float(amount)


def kilograms(grams: int) -> int | float:
    """Grams as a JSON number of kilograms with at most three decimals.

    A whole number of kilograms stays an integer; dividing is correctly rounded, so what is
    written is the exact decimal for any mass below nine billion tonnes.
    """
    return grams / GRAMS_PER_KG if grams % GRAMS_PER_KG else grams // GRAMS_PER_KG
