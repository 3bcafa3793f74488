"""Programs that write workbooks, each run on a description of one: real ones, fetched once.

What they need is fetched once (`tests/fetching.py`); LibreOffice is Debian's.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.fetching import fetched, run, run_by_node
from tests.records.formats.xlsx.described import Described
from tests.records.formats.xlsx.writers import python

HERE = Path(__file__).parent


class Program(NamedTuple):
    """A program: what it needs, in how many ways it writes, and how it is run.

    `needs` are commands, or modules of Python; `write` is given a description, a way to write and
    the file to make.
    """

    needs: Sequence[str]
    modes: Sequence[str]
    write: Callable[[Described, str, Path], None]

    def missing(self) -> list[str]:
        """What it needs and is not there."""
        return [one for one in self.needs if not (shutil.which(one) or _is_module(one))]


def _is_module(name: str) -> bool:
    return find_spec(name) is not None


def _describe(book: Described, out: Path) -> Path:
    file = out.with_suffix(".json")
    file.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    return file


def _by_node(script: str) -> Callable[[Described, str, Path], None]:
    def write(book: Described, mode: str, out: Path) -> None:
        run_by_node(HERE / script, _describe(book, out), out, mode)

    return write


def _by_poi(book: Described, mode: str, out: Path) -> None:
    def fetch(made: Path) -> None:
        run("mvn", "-q", "-B", "-f", made / "pom.xml", f"-DoutputDirectory={made}/lib")
        run("javac", "-cp", f"{made}/lib/*", "-d", made, made / "PoiWriter.java")

    folder = fetched(HERE, "poi", ("pom.xml", "PoiWriter.java"), fetch)
    path = f"{folder}/lib/*:{folder}"
    run("java", "-cp", path, "PoiWriter", _describe(book, out), out, mode)


def _by_excelize(book: Described, mode: str, out: Path) -> None:
    files = ("go.mod", "go.sum", "excelize.go")
    folder = fetched(HERE, "go", files, lambda made: run("go", "build", "-o", "write", cwd=made))
    run(folder / "write", _describe(book, out), out, mode)


def _by_libreoffice(book: Described, mode: str, out: Path) -> None:
    """LibreOffice opens a flat document and saves it as a workbook, with a profile of its own."""
    flat = out.with_suffix(".fods")
    flat.write_text(_flat_document(book), encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        own = f"-env:UserInstallation=file://{profile}"
        to = ("--headless", "--convert-to", f"xlsx:{mode}", "--outdir", out.parent)
        run("soffice", own, *to, flat)


def _flat_document(book: Described) -> str:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
        )
    )
    parts = ("<number:year number:style='long'/>", "<number:month number:style='long'/>")
    day = "<number:day number:style='long'/>"
    dash = "<number:text>-</number:text>"
    tables = "".join(
        f'<table:table table:name="{escape(sheet["name"])}">'
        + "".join(
            f"<table:table-row>{''.join(_flat_cell(cell) for cell in row)}</table:table-row>"
            for row in sheet["rows"] or [[None]]
        )
        + "</table:table>"
        for sheet in book
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles><number:date-style style:name='N1'>{dash.join(parts)}{dash}{day}"
        "</number:date-style><style:style style:name='D' style:family='table-cell'"
        " style:data-style-name='N1'/></office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document>"
    )


def _flat_cell(cell: dict[str, object] | None) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if "date" in cell:
        return (
            "<table:table-cell table:style-name='D' office:value-type='date'"
            f" office:date-value='{cell['date']}'/>"
        )
    if "number" in cell:
        return f"<table:table-cell office:value-type='float' office:value='{cell['number']}'/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell["text"]).split("\n"))
    return f"<table:table-cell office:value-type='string'>{lines}</table:table-cell>"


PROGRAMS = {
    "openpyxl": Program(("openpyxl",), ("usual", "streamed", "since 1904"), python.by_openpyxl),
    "XlsxWriter": Program(
        ("xlsxwriter",), ("usual", "streamed", "since 1904"), python.by_xlsxwriter
    ),
    "PyExcelerate": Program(("pyexcelerate",), ("usual",), python.by_pyexcelerate),
    "exceljs": Program(
        ("node", "npm"), ("usual", "streamed", "since 1904"), _by_node("exceljs.cjs")
    ),
    "SheetJS": Program(
        ("node", "npm"),
        ("usual", "shared texts", "since 1904", "dates written out"),
        _by_node("sheetjs.cjs"),
    ),
    "Apache POI": Program(("java", "javac", "mvn"), ("usual", "streamed"), _by_poi),
    "excelize": Program(("go",), ("usual", "streamed"), _by_excelize),
    "LibreOffice Calc": Program(
        ("soffice",), ("Calc MS Excel 2007 XML", "Calc Office Open XML"), _by_libreoffice
    ),
}
