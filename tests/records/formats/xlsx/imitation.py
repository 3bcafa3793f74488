"""Workbooks put together part by part, as programs write them that cannot be run here.

An imitation shows what is known of a program's files: none was made by the program itself.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.records.formats.xlsx.described import Described, described

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Cells = Mapping[tuple[str, str], str]
"""Cells that hold something else than the month does, as XML, by sheet and place."""


@dataclass(frozen=True)
class Habits:
    """How a program writes a workbook."""

    prefix: str = ""
    space: str = TRANSITIONAL
    relations: str = RELATIONS
    workbook: str = "xl/workbook.xml"
    absolute: bool = False
    texts: str = "inline"
    """inline, shared or str."""
    places: bool = True
    """Whether rows and cells say where they are."""
    iso: bool = False
    since_1904: bool = False
    number: Callable[[Any], str] = str
    date_format: int | str = 14
    xf: str = ""
    styles: str = "<fonts/><fills><fill/></fills><borders/>"
    spare: Callable[[int], str] = lambda row: ""
    """What stands in a row behind its cells: formatted ones without content."""
    rows_below: str = ""
    sheet_attributes: str = ""
    before_rows: str = ""
    behind_rows: str = ""
    in_workbook: str = ""
    extra: Mapping[str, str | bytes] = field(default_factory=dict)
    encoding: str = "utf-8"
    rename: Callable[[str], str] = str


def imitated(
    habits: Habits = Habits(),
    cells: Cells | None = None,
    book: Described | None = None,
) -> bytes:
    """The month as a program of these habits would write it, with some cells changed or added."""
    parts = _Parts(habits, cells or {}).made(book or _month())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **habits.extra}.items():
            raw = content.encode(habits.encoding) if isinstance(content, str) else content
            archive.writestr(habits.rename(name), raw)
    return file.getvalue()


@cache
def _month() -> Described:
    return described()


class _Parts:
    def __init__(self, habits: Habits, cells: Cells) -> None:
        self._habits, self._cells = habits, cells
        self._texts: list[str] = []
        self._p = f"{habits.prefix}:" if habits.prefix else ""

    def made(self, book: Described) -> dict[str, str]:
        h, p = self._habits, self._p
        folder = h.workbook.rpartition("/")[0]
        base = f"/{folder}/" if h.absolute else ""
        sheets = {f"worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(book, start=1)}
        made = {f"{folder}/{name}": self._sheet(sheet) for name, sheet in sheets.items()}
        related = {f"rId{n}": ("worksheet", name) for n, name in enumerate(sheets, start=1)}
        related["rIdS"] = ("styles", "styles.xml")
        made[f"{folder}/styles.xml"] = self._styles()
        if self._texts:
            related["rIdT"] = ("sharedStrings", "sharedStrings.xml")
            items = "".join(f"<{p}si>{text}</{p}si>" for text in self._texts)
            made[f"{folder}/sharedStrings.xml"] = self._root("sst", items)
        listed = "".join(
            f'<{p}sheet name={quoteattr(sheet["name"])} sheetId="{n}" r:id="rId{n}"/>'
            for n, sheet in enumerate(book, start=1)
        )
        date1904 = ' date1904="1"' if h.since_1904 else ""
        made[h.workbook] = self._root(
            "workbook",
            f"<{p}workbookPr{date1904}/>{h.in_workbook}<{p}sheets>{listed}</{p}sheets>",
            f' xmlns:r="{h.relations}"',
        )
        main = h.workbook if not h.absolute else f"/{h.workbook}"
        made["_rels/.rels"] = self._rels({"rId1": ("officeDocument", main)}, "")
        name = h.workbook.rpartition("/")[2]
        made[f"{folder}/_rels/{name}.rels"] = self._rels(related, base)
        return made

    @property
    def _declared(self) -> str:
        return f'<?xml version="1.0" encoding="{self._habits.encoding.removesuffix("-sig")}"?>'

    def _root(self, name: str, content: str, attributes: str = "") -> str:
        p = self._habits.prefix
        space = f'xmlns{p and ":" + p}="{self._habits.space}"'
        name = f"{p}:{name}" if p else name
        return f"{self._declared}\n<{name} {space}{attributes}>{content}</{name}>"

    def _rels(self, related: dict[str, tuple[str, str]], base: str) -> str:
        lines = "".join(
            f'<Relationship Id="{id_}" Type="{self._habits.relations}/{kind}"'
            f' Target="{base}{target}"/>'
            for id_, (kind, target) in related.items()
        )
        return f'{self._declared}<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'

    def _styles(self) -> str:
        h, p = self._habits, self._p
        number, formats = h.date_format, ""
        if isinstance(number, str):
            code = quoteattr(number)
            number = 176
            formats = f'<{p}numFmts><{p}numFmt numFmtId="176" formatCode={code}/></{p}numFmts>'
        xfs = f'<{p}xf numFmtId="0"/><{p}xf numFmtId="{number}" {h.xf}/>'
        return self._root("styleSheet", f"{formats}{h.styles}<{p}cellXfs>{xfs}</{p}cellXfs>")

    def _sheet(self, sheet: dict[str, Any]) -> str:
        h, p = self._habits, self._p
        changed = {
            place: xml for (name, place), xml in self._cells.items() if name == sheet["name"]
        }
        height = max(
            [len(sheet["rows"]), *(int(place.lstrip("ABCDEFGHIJKLMN")) for place in changed)]
        )
        rows = ""
        for n in range(1, height + 1):
            row = sheet["rows"][n - 1] if n <= len(sheet["rows"]) else []
            held = {
                f"{_letter(c)}{n}": self._cell(cell, c, n) for c, cell in enumerate(row, start=1)
            }
            held |= {place: xml for place, xml in changed.items() if place[1:] == str(n)}
            at = f' r="{n}"' if h.places else ""
            rows += f"<{p}row{at}>{''.join(held.values())}{h.spare(n)}</{p}row>"
        data = f"{h.before_rows}<{p}sheetData>{rows}{h.rows_below}</{p}sheetData>{h.behind_rows}"
        return self._root("worksheet", data, h.sheet_attributes)

    def _cell(self, cell: dict[str, Any] | None, column: int, row: int) -> str:
        h, p = self._habits, self._p
        at = f' r="{_letter(column)}{row}"' if h.places else ""
        if cell is None:
            return "" if h.places else f"<{p}c/>"
        if "number" in cell:
            return f"<{p}c{at}><{p}v>{h.number(cell['number'])}</{p}v></{p}c>"
        if "date" in cell:
            day = date.fromisoformat(cell["date"])
            if h.iso:
                return f'<{p}c{at} t="d" s="1"><{p}v>{day}T00:00:00</{p}v></{p}c>'
            days = (day - (date(1904, 1, 1) if h.since_1904 else date(1899, 12, 30))).days
            return f'<{p}c{at} s="1"><{p}v>{h.number(days)}</{p}v></{p}c>'
        return self._text(escape(cell["text"]), at)

    def _text(self, text: str, at: str) -> str:
        h, p = self._habits, self._p
        if h.texts == "inline":
            return f'<{p}c{at} t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>'
        if h.texts == "str":
            return f'<{p}c{at} t="str"><{p}v>{text}</{p}v></{p}c>'
        self._texts.append(f"<{p}t>{text}</{p}t>")
        return f'<{p}c{at} t="s"><{p}v>{len(self._texts) - 1}</{p}v></{p}c>'


def _letter(column: int) -> str:
    quotient, rest = divmod(column - 1, 26)
    return (chr(64 + quotient) if quotient else "") + chr(65 + rest)
