"""How cells are written for people: masses in tonnes with their decimals, times as in Shanghai."""

from datetime import date, datetime
from decimal import Decimal

from provenance.model.dates import clock
from provenance.supervision.documents.table import MASSES, Cell, Column, Kind, Named, tonnes
from provenance.words.table import Language, Words

NOTHING = "–"
"""What stands where nothing is known."""


def written(cell: Cell, column: Column, places: int, language: Language) -> str:
    """A cell as it stands in a document; `places` are the decimals of its tonnes."""
    if isinstance(cell, Named):
        cell = cell.name
    match cell:
        case None:
            return NOTHING
        case Words():
            return language.of(cell)
        case datetime():
            return clock(cell)
        case date():
            return cell.isoformat()
        case str():
            return cell
    return _number(cell, column.kind, places)


def _number(cell: float | Decimal, kind: Kind, places: int) -> str:
    if kind in MASSES and not cell:
        return "0"
    if kind in MASSES:
        return f"{tonnes(int(cell)):,.{places}f}"
    if kind is Kind.SHARE:
        return f"{cell:.1%}"
    if kind is Kind.YUAN:
        return f"{Decimal(str(cell)):,.2f}"
    return f"{cell:,}"
