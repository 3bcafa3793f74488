"""What imported goods are: by the declared code, by laboratory tests, by the filed assay."""

import csv
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import provenance

from .records import Book, Record, day

MINERAL = frozenset({"ore", "concentrate", "ionic_concentrate"})
MINERAL_CODES = ("2530", "261220")  # 2612 10 is uranium
SOLID_WASTE = date(2021, 1, 1)  # from then on scrap may not be imported
CLEAR = Fraction(95, 100)  # an assay tells by this much of the whole, in at most two oxides


@cache
def table(name: str) -> list[dict[str, str]]:
    """A table of reference data as the product ships it; the data are shared, the code is not."""
    (path,) = Path(provenance.__file__).parent.rglob(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def lists(code: str, product: str) -> bool:
    """Whether goods of this product travel under the code: by the row that fits it furthest."""
    rows = [row for row in table("customs_codes") if digits(code).startswith(row["code"])]
    longest = max(rows, key=lambda row: len(row["code"]), default=None)
    return longest is not None and product in longest["product"].split(";")


def mixed(code: str) -> str | None:
    """The kind of mixed rare earths goods of the code are; None where they are of none."""
    given = digits(code)
    rows = [row for row in table("customs_codes") if row["mixed"]]
    fits = [row for row in rows if given.startswith(row["code"])]
    if fits:
        return max(fits, key=lambda row: len(row["code"]))["mixed"]
    # Fewer digits than a mixture's tell less: what they begin may be of single elements too.
    return "perhaps" if given and any(row["code"].startswith(given) for row in rows) else None


def fixes(code: str) -> bool:
    """Whether a code says what goods are, whatever their record says."""
    return mineral(code) or mixed(code) is not None


def mineral(code: str) -> bool:
    """Whether a code is one of ores; a heading alone may be."""
    given = digits(code)
    return given.startswith(MINERAL_CODES) or given == "2612"


def digits(code: str) -> str:
    return "".join(filter(str.isdigit, code))


def import_declaration(book: Book, record: Record) -> Record | None:
    """The declaration an import names, if it is on record as one of an import."""
    declaration = book.get("declaration", record.get("declaration"))
    return declaration if declaration and declaration["direction"] == "import" else None


def lines_for(declaration: Record, product: str) -> dict[int, Record]:
    """What of a declaration counts for a lot: those that list its product, else those that fix it.

    By their numbers; a declaration without lines is one line.
    """
    lines = dict(enumerate(declaration.get("lines") or [declaration]))
    listing = {n: line for n, line in lines.items() if lists(line["hs_code"], product)}
    return listing or {n: line for n, line in lines.items() if fixes(line["hs_code"])}


class Evidence:
    """The laboratory tests on record, and what they and the codes make of an import."""

    def __init__(self, book: Book, handed_on: dict[str, set[str]]) -> None:
        """`handed_on` has for each lot those that came of it by transfers alone."""
        self._book = book
        self._handed_on = handed_on
        self._of: dict[tuple[str, str], list[Record]] = {}
        for test in book.all("lab_test"):
            ((kind, key),) = test["sample_of"].items()
            self._of.setdefault((kind, key), []).append(test)

    def tests(self, lot: str) -> list[Record]:
        """The tests of a lot or of one handed on from it, the one that counts last."""
        lots = {lot, *self._handed_on.get(lot, ())}
        return sorted((t for one in lots for t in self._of.get(("lot", one), ())), key=_order)

    def assay(self, lot: str, filed: dict[str, float] | None) -> dict[str, float]:
        """The shares of oxides in a lot: by the latest test that states them, else as filed."""
        return self.tested(lot) or filed or {}

    def tested(self, lot: str, declaration: str | None = None) -> dict[str, float] | None:
        """The assay by the latest test of a lot or one handed on from it, else of a declaration."""
        of_declaration = self._of.get(("declaration", declaration or ""), [])
        for tests in (self.tests(lot), sorted(of_declaration, key=_order)):
            stated = [test["assay"] for test in tests if test.get("assay")]
            if stated:
                return stated[-1]
        return None

    def assayed(self, lot: str) -> bool:
        """Whether a test of this very lot states an assay."""
        return any(test.get("assay") for test in self._of.get(("lot", lot), ()))

    def barred(self, record: Record) -> bool:
        """Whether an import is of scrap, by its record or a test, since that is barred."""
        test = self._test(record)
        scrap = record["output"]["product"] == "scrap"
        scrap = scrap or bool(test and test.get("product") == "scrap")
        declaration = import_declaration(self._book, record)
        days = [day(record["date"]), *([day(declaration["date"])] if declaration else [])]
        return scrap and any(when >= SOLID_WASTE for when in days)

    def product(self, record: Record) -> tuple[str, bool]:
        """What an import is, and whether nothing tells (then it counts as ionic concentrate)."""
        filed: str = record["output"]["product"]
        if self.barred(record):
            return "scrap", False
        declaration = import_declaration(self._book, record)
        lines = lines_for(declaration, filed) if declaration else {}
        codes = [line["hs_code"] for line in lines.values()]
        if any(mineral(code) for code in codes):
            return (filed if filed in MINERAL else "concentrate"), False
        kinds = {kind for code in codes if (kind := mixed(code))}
        return self._of_mixed(record, filed, kinds) if kinds else (filed, False)

    def _of_mixed(self, record: Record, filed: str, kinds: set[str]) -> tuple[str, bool]:
        """What goods are that are declared as mixed rare earths, by what tells them best."""
        test = self._test(record) or {}
        if test.get("product"):
            return test["product"], False
        if _tells(test.get("assay")):
            return (filed if _clears(test["assay"]) else "ionic_concentrate"), False
        if "carbonate" in kinds:
            return "ionic_concentrate", False
        assay = record["output"].get("assay")
        cleared = _tells(assay) and _clears(assay)
        return (filed, False) if cleared else ("ionic_concentrate", True)

    def _test(self, record: Record) -> Record | None:
        """The test that counts for an import: of its lot, else of its declaration."""
        of_lot = self.tests(record["output"]["id"])
        named = record.get("declaration") or ""
        stated = self._book.get("declaration", named)
        imports = stated is None or stated["direction"] == "import"  # known by then or not
        number = "declaration", named if imports else ""
        return max(of_lot or self._of.get(number, []), key=_order, default=None)


def _order(test: Record) -> tuple[str, str]:
    return test["date"], test["id"]


def _parts(assay: dict[str, float]) -> list[Fraction]:
    return sorted((Fraction(str(share)) for share in assay.values()), reverse=True)


def _tells(assay: dict[str, float] | None) -> bool:
    return bool(assay) and sum(_parts(assay or {})) >= CLEAR


def _clears(assay: dict[str, float]) -> bool:
    return sum(_parts(assay)[:2]) >= CLEAR
