"""What imported goods are: by the declared code, by laboratory tests, by the filed assay."""

from datetime import date
from fractions import Fraction

from .codes import Codes, mineral
from .records import Book, Record, day

MINERAL = frozenset({"ore", "concentrate", "ionic_concentrate"})
SOLID_WASTE = date(2021, 1, 1)  # from then on scrap may not be imported
CLEAR = Fraction(95, 100)  # an assay tells by this much of the whole, in at most two oxides


def import_declaration(book: Book, record: Record) -> Record | None:
    """The declaration an import names, if it is on record as one of an import."""
    declaration = book.get("declaration", record.get("declaration"))
    return declaration if declaration and declaration["direction"] == "import" else None


class Evidence:
    """The laboratory tests on record, and what they and the codes make of an import."""

    def __init__(self, book: Book, handed_on: dict[str, set[str]]) -> None:
        """`handed_on` has for each lot those that came of it by transfers alone."""
        self._book = book
        self._handed_on = handed_on
        self.codes = Codes(book)
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
        lines = self.codes.lines_for(declaration, filed) if declaration else {}
        codes = [line["hs_code"] for line in lines.values()]
        if any(mineral(code) for code in codes):
            return (filed if filed in MINERAL else "concentrate"), False
        when = day(declaration["date"]) if declaration else day(record["date"])
        kinds = {kind for code in codes if (kind := self.codes.mixed(code, when))}
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
