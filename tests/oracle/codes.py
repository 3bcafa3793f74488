"""What customs codes say of goods: the table as shipped, and what is on record in its place."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import provenance

from .records import Book, Record, day

MINERAL_CODES = ("2530", "261220")  # 2612 10 is uranium


@cache
def table(name: str) -> list[dict[str, str]]:
    """A table of reference data as the product ships it; the data are shared, the code is not."""
    (path,) = Path(provenance.__file__).parent.rglob(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Codes:
    """The rows there are, of the same code the greater id first, built-in ones last."""

    def __init__(self, book: Book) -> None:
        stated = sorted(book.all("customs_code"), key=lambda row: str(row["id"]), reverse=True)
        replaced = {digits(row["code"]) for row in stated}
        self._rows = [{**row, "code": digits(row["code"])} for row in stated]
        self._rows += [
            {**row, "products": row["product"].split(";")}
            for row in table("customs_codes")
            if row["code"] not in replaced
        ]
        # Asked of every lot, again and again; nothing changes.
        self._on, self.row, self.mixed = cache(self._on), cache(self.row), cache(self.mixed)

    def _on(self, when: date) -> list[Record]:
        return [row for row in self._rows if _valid(row, when)]

    def row(self, code: str, when: date) -> Record | None:
        """The row that fits a code furthest on a day."""
        rows = [row for row in self._on(when) if digits(code).startswith(row["code"])]
        return max(rows, key=lambda row: len(row["code"]), default=None)

    def lists(self, code: str, product: str, when: date) -> bool:
        """Whether goods of this product travel under the code."""
        row = self.row(code, when)
        return row is not None and product in row.get("products", ())

    def mixed(self, code: str, when: date) -> str | None:
        """The kind of mixed rare earths goods of the code are; None where they are of none."""
        given, row = digits(code), self.row(code, when)
        if row and row.get("mixed"):
            kind: str = row["mixed"]
            return kind
        # Fewer digits than a mixture's tell less: what they begin may be of single elements too.
        # The row that counts for a line is all that is known of it.
        known = row["code"] if row else given
        begun = (row for row in self._on(when) if row.get("mixed"))
        return "perhaps" if given and any(row["code"].startswith(known) for row in begun) else None

    def fixes(self, code: str, when: date) -> bool:
        """Whether a code says what goods are, whatever their record says."""
        return mineral(code) or self.mixed(code, when) is not None

    def lines_for(self, declaration: Record, product: str) -> dict[int, Record]:
        """What of a declaration counts for a lot: those that list it, else those that fix it.

        By their numbers; a declaration without lines is one line.
        """
        when = day(declaration["date"])
        lines = dict(enumerate(declaration.get("lines") or [declaration]))
        listing = {n: x for n, x in lines.items() if self.lists(x["hs_code"], product, when)}
        return listing or {n: x for n, x in lines.items() if self.fixes(x["hs_code"], when)}


def mineral(code: str) -> bool:
    """Whether a code is one of ores; a heading alone may be."""
    given = digits(code)
    return given.startswith(MINERAL_CODES) or given == "2612"


@cache
def digits(code: str) -> str:
    return "".join(filter(str.isdigit, code))


def _valid(row: Record, when: date) -> bool:
    first, last = row.get("valid_from"), row.get("valid_to")
    return (not first or day(first) <= when) and (not last or when <= day(last))
