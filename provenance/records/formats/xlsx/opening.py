"""Opening a workbook that anyone may have sent: what it would unpack to is looked at first.

The directory of the archive says how large each part becomes, and no more than that is ever read
of one. Every part is then gone through once without being kept: its elements are counted, entities
are refused, and merged areas are noted, which openpyxl's reading row by row leaves out.
"""

import io
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import IO, Any, Final, NoReturn
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from provenance.records.formats.streams import Stream
from provenance.records.formats.xlsx.mistakes import Mistake

LARGEST: Final = 10 << 20
"""So many bytes a workbook may have; a month of ten thousand rows takes one tenth of it."""
LARGEST_UNPACKED: Final = 40 << 20
MOST_PARTS: Final = 1_000
MOST_CELLS: Final = 300_000
MOST_ELEMENTS: Final = 2_000_000
MOST_OTHERS: Final = 100_000
"""So many elements there may be beside cells and texts: styles, names, relations."""
MOST_COLUMNS: Final = 128
MOST_ROWS: Final = 1 << 20

_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PIECE = 1 << 16
# It warns of what it does not read: validations of a newer kind, headers, a theme.
warnings.filterwarnings("ignore", module="openpyxl")


class NoWorkbookError(ValueError):
    """A file that is no workbook, or none that may be opened, by the name of the mistake."""

    def __init__(self, name: str, /, **told: object) -> None:
        self.mistake = Mistake.of(name, **told)
        super().__init__(self.mistake.reason)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a workbook: its filled cells by row and column, and its merged areas (B5:B7)."""

    title: str
    cells: Mapping[int, Mapping[int, Any]]
    merged: Sequence[str] = ()


def pages_of(stream: Stream) -> list[Page]:
    """The pages of a workbook, hidden ones too. Raises NoWorkbookError where it is none, is not
    as it should be, or is too large."""
    try:
        raw = _bytes(stream)
        with ZipFile(io.BytesIO(raw)) as archive:
            _look_at(archive)
            merged = _weigh(archive)
        book = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        with closing(book):
            return [
                Page(sheet.title, _filled(sheet), merged.get(sheet._worksheet_path, ()))
                for sheet in book.worksheets
            ]
    except NoWorkbookError:
        raise
    except Exception as error:  # what a broken part makes of openpyxl is of any kind
        raise NoWorkbookError("damaged", error=type(error).__name__) from error


def _filled(sheet: Any) -> dict[int, dict[int, Any]]:
    """The filled cells of a sheet; what it says of its own size may be anything."""
    sheet.reset_dimensions()
    found: dict[int, dict[int, Any]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and not (
                isinstance(cell.value, str) and cell.value.isspace()
            ):
                found.setdefault(cell.row, {})[cell.column] = cell
    return found


def _bytes(stream: Stream) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.readline(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise NoWorkbookError("large_file", mb=LARGEST >> 20)
        pieces.append(piece)
    raw = b"".join(pieces)
    if raw.startswith(_OLD):
        raise NoWorkbookError("encrypted_workbook" if _ENCRYPTED in raw else "old_format")
    return raw


def _look_at(archive: ZipFile) -> None:
    """Refuse by the archive's directory what is another format, locked, or would fill memory."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise NoWorkbookError("encrypted_archive")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise NoWorkbookError("large_unpacked", mb=LARGEST_UNPACKED >> 20)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise NoWorkbookError("macros")
    if "xl/workbook.xml" not in names:
        raise NoWorkbookError("no_workbook")


def _weigh(archive: ZipFile) -> Mapping[str, Sequence[str]]:
    """Go through every part once; returns the merged areas of each page."""
    scale = _Scale()
    for part in archive.infolist():
        with archive.open(part) as content:
            scale.weigh(part.filename, content)
    return scale.merged


@dataclass(slots=True)
class _Scale:
    """Counts what the parts of a workbook hold, without keeping any of it."""

    merged: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    elements: int = 0
    cells: int = 0
    others: int = 0
    _part: str = ""
    _root: str = ""

    def weigh(self, part: str, content: IO[bytes]) -> None:
        """Count a part's elements; one that is no XML, such as a picture, has none."""
        self._part, self._root = part, ""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.EntityDeclHandler = _refuse_entity
        try:
            while piece := content.read(_PIECE):
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError:
            if self._root:
                raise

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._root = self._root or name
        self.elements += 1
        if self._root == "worksheet":
            self._of_sheet(name, attributes)
        self.others += self._root not in {"worksheet", "sst"}
        if self.cells > MOST_CELLS or self.elements > MOST_ELEMENTS or self.others > MOST_OTHERS:
            raise NoWorkbookError("many_cells", most=MOST_CELLS)

    def _of_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cells += 1
            _refuse_far(attributes.get("r", "A1"))
        elif name == "row":
            _refuse_far(f"A{attributes.get('r', 1)}")
        elif name == "mergeCell":
            self.cells += 1
            self.merged[self._part].append(attributes["ref"])


def _refuse_far(place: str) -> None:
    """A cell so far out that all the empty ones before it would take long to go through."""
    row, column = coordinate_to_tuple(place)
    if column > MOST_COLUMNS or row > MOST_ROWS:
        raise NoWorkbookError("far_cell", cell=place[:12])


def _refuse_entity(*_: object) -> NoReturn:
    raise NoWorkbookError("entities")
