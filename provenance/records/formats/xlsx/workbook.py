"""The parts of a workbook beside its sheets: what sheets there are, their texts, their formats."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from provenance.records.formats.xlsx.cells import SINCE_1900, SINCE_1904, decoded
from provenance.records.formats.xlsx.number_formats import GENERAL, is_date
from provenance.records.formats.xlsx.parts import Counts, Parts
from provenance.records.formats.xlsx.refusals import NoWorkbookError

_USUAL: Final = "xl/workbook.xml"
_TRUE: Final = frozenset({"1", "true", "on"})


class Workbook(NamedTuple):
    """What a workbook says for all its sheets, and the part of each sheet by its title.

    `texts` are those that cells refer to; `dates` says of each style whether it shows a date;
    days are counted `since` a day.
    """

    sheets: Mapping[str, str]
    texts: list[str]
    dates: list[bool]
    since: datetime


def workbook_in(parts: Parts) -> Workbook:
    """Read what a workbook says for all its sheets; NoWorkbookError where it is none."""
    name = next((r.name for r in parts.related("").values() if r.kind == "officeDocument"), _USUAL)
    if name not in parts or not name.lower().endswith(".xml"):
        raise NoWorkbookError("no_workbook")
    related = parts.related(name)
    book, texts, styles = _Book(parts.counts), _Texts(), _Styles(parts.counts)
    parts.read(name, book)
    if book.root != "workbook":
        raise NoWorkbookError("no_workbook")
    for one in related.values():
        if one.kind == "sharedStrings":
            parts.read(one.name, texts)
        elif one.kind == "styles":
            parts.read(one.name, styles)
    sheets: dict[str, str] = {}
    for title, relation in book.sheets:
        part = related.get(relation)
        if part is None:
            raise NoWorkbookError("damaged_part", part=name, error=f"no {relation}")
        if part.kind == "worksheet":  # not a chart or a dialogue
            sheets[title] = part.name
    return Workbook(sheets, texts.found, styles.dates(), book.since)


class _Book:
    """The list of sheets, in their order: title and relation of each."""

    def __init__(self, counts: Counts) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since = SINCE_1900
        self.root = ""
        self._counts = counts

    def start(self, name: str, attributes: Mapping[str, str], depth: int) -> None:
        self.root = self.root or name
        if name == "workbookPr" and attributes.get("date1904", "").lower() in _TRUE:
            self.since = SINCE_1904
        elif name == "sheet" and depth == 3:
            self._counts.add(others=1)
            relation = next(v for k, v in attributes.items() if k.rpartition(":")[2] == "id")
            self.sheets.append((decoded(attributes["name"]), relation))

    def end(self, name: str, text: str) -> None:
        """A list of sheets has no text."""


class RichText:
    """A text in pieces, each with a font of its own; how its characters are read aloud is none."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._aloud = False

    def start(self, name: str) -> None:
        """Begin an element within the text."""
        self._aloud = self._aloud or name == "rPh"

    def end(self, name: str, text: str) -> None:
        """End an element within the text."""
        if name == "rPh":
            self._aloud = False
        elif name == "t" and not self._aloud:
            self._pieces.append(text)

    def take(self) -> str:
        """The text, which another may follow."""
        text = decoded("".join(self._pieces))
        self._pieces.clear()
        return text


class _Texts:
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text = RichText()

    def start(self, name: str, _: Mapping[str, str], depth: int) -> None:
        self._text.start(name)

    def end(self, name: str, text: str) -> None:
        if name == "si":
            self.found.append(self._text.take())
        else:
            self._text.end(name, text)


class _Styles:
    """The number format of each style: fonts, fills, borders and named styles say nothing."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._within = ""
        self._codes: dict[int, str] = {}
        self._styles: list[int] = []

    def start(self, name: str, attributes: Mapping[str, str], depth: int) -> None:
        if depth == 2:
            self._within = name
        elif depth == 3 and self._within == "numFmts" and name == "numFmt":
            self._counts.add(others=1)
            self._codes[int(attributes["numFmtId"])] = decoded(attributes.get("formatCode", ""))
        elif depth == 3 and self._within == "cellXfs" and name == "xf":
            self._counts.add(others=1)
            self._styles.append(int(attributes.get("numFmtId") or GENERAL))

    def end(self, name: str, text: str) -> None:
        """Styles have no text."""

    def dates(self) -> list[bool]:
        """Of each style whether it shows a date."""
        known = {number: is_date(number, self._codes) for number in set(self._styles)}
        return [known[number] for number in self._styles]
