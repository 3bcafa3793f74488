"""The parts of a workbook's archive, each gone through once, and no more of it than is allowed.

The directory of the archive says how large each part becomes, and no more than that is ever read
of one. Entities are refused, elements counted. Only what the records need is read: relations, the
list of sheets, texts, number formats and sheets. Prefixes and addresses of namespaces, by which
Strict and Transitional workbooks differ, are not looked at.
"""

import io
import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple, NoReturn, Protocol
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from provenance.records.formats.streams import Stream
from provenance.records.formats.xlsx.other_formats import refuse_other_format
from provenance.records.formats.xlsx.refusals import NoWorkbookError

LARGEST: Final = 10 << 20
"""So many bytes a workbook may have; a month of ten thousand rows takes one tenth of it."""
LARGEST_UNPACKED: Final = 40 << 20
MOST_PARTS: Final = 1_000
MOST_CELLS: Final = 300_000
"""So many cells may hold something, merged areas among them."""
MOST_ELEMENTS: Final = 3_000_000
"""More than formatted cells without content, which count for nothing else, take of 40 MB."""
MOST_OTHERS: Final = 100_000
"""So many things that are kept beside cells and texts: number formats of styles, sheets."""

_DEEPEST = 100
_PIECE = 1 << 16
_LONGEST_TAG = 4 * _PIECE
"""So many bytes a tag may have, or a comment: expat goes through one in a single step, in which no
other thread has a turn, and from its beginning again with each piece."""
_MOST_ATTRIBUTES = 1_000


class Handler(Protocol):
    """Goes through a part: told of each element as it begins, and of its text as it ends."""

    def start(self, name: str, attributes: Mapping[str, str], depth: int) -> None:
        """Begin an element, the root's depth being 1."""

    def end(self, name: str, text: str) -> None:
        """End an element: `text` is what stands behind the last beginning or end."""


class Counts:
    """What a workbook holds, over all its parts; NoWorkbookError where it is too much."""

    def __init__(self) -> None:
        self.elements = self.cells = self.others = 0

    def add(self, *, cells: int = 0, others: int = 0) -> None:
        """Count some more of what is kept."""
        self.cells += cells
        self.others += others
        if self.cells > MOST_CELLS or self.others > MOST_OTHERS:
            raise NoWorkbookError("many_cells", most=MOST_CELLS)

    def add_element(self) -> None:
        """Count an element, whatever it is."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise NoWorkbookError("many_cells", most=MOST_CELLS)


class Related(NamedTuple):
    """A part that another refers to: what it is to it (worksheet, styles), and its name."""

    kind: str
    name: str


class Parts:
    """The parts of an opened archive by their names, whatever the case they are written in."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._infos: dict[str, ZipInfo] = {_key(part.filename): part for part in archive.infolist()}
        self.counts = Counts()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    def read(self, name: str, handler: Handler) -> None:
        """Go through a part; NoWorkbookError where it cannot be read, naming it."""
        with _naming(name):
            self._parse(name, handler)

    def _parse(self, name: str, handler: Handler) -> None:
        text: list[str] = []
        depth = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
                raise ValueError("elements or attributes without end")
            text.clear()
            self.counts.add_element()
            handler.start(_local(tag), attributes, depth)

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            handler.end(_local(tag), "".join(text))
            text.clear()

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text.append
        parser.EntityDeclHandler = _refuser(name)
        with self._archive.open(self._infos[_key(name)]) as content:
            read = 0
            while piece := content.read(_PIECE):
                parser.Parse(piece)
                read += len(piece)
                if read - max(parser.CurrentByteIndex, 0) > _LONGEST_TAG:
                    raise ValueError("a tag without end")
            parser.Parse(b"", True)

    def related(self, name: str) -> Mapping[str, Related]:
        """What a part refers to, by the id of the relation; nothing where it says nothing."""
        folder, base = posixpath.split(name)
        found = _Relations(folder, self.counts)
        file = posixpath.join(folder, "_rels", f"{base}.rels")
        if file in self:
            self.read(file, found)
        return found.related


class _Relations:
    def __init__(self, folder: str, counts: Counts) -> None:
        self.related: dict[str, Related] = {}
        self._folder, self._counts = folder, counts

    def start(self, name: str, attributes: Mapping[str, str], _: int) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self._counts.add(others=1)
            target = attributes["Target"].replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.related[attributes["Id"]] = Related(attributes["Type"].rpartition("/")[2], path)

    def end(self, name: str, text: str) -> None:
        """Relations have no text."""


@contextmanager
def opened(stream: Stream) -> Iterator[Parts]:
    """Open a workbook; NoWorkbookError where it is none, is locked, or would fill memory."""
    raw = _bytes(stream)
    refuse_other_format(raw)
    with _naming(None), ZipFile(io.BytesIO(raw)) as archive:
        _look_at(archive)
        yield Parts(archive)


def _bytes(stream: Stream) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.readline(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise NoWorkbookError("large_file", mb=LARGEST >> 20)
        pieces.append(piece)
    return b"".join(pieces)


def _look_at(archive: ZipFile) -> None:
    """Refuse by the archive's directory what is locked, has macros, or would fill memory."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NoWorkbookError("encrypted_archive")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise NoWorkbookError("large_unpacked", mb=LARGEST_UNPACKED >> 20)
    if any(_key(part.filename).endswith("vbaproject.bin") for part in parts):
        raise NoWorkbookError("macros")


@contextmanager
def _naming(part: str | None) -> Iterator[None]:
    """Say of whatever goes wrong in which part it did: what a broken one brings is of any kind."""
    try:
        yield
    except NoWorkbookError:
        raise
    except Exception as error:
        name = "damaged_part" if part else "damaged"
        raise NoWorkbookError(name, part=part, error=type(error).__name__) from error


def _refuser(part: str) -> Callable[..., NoReturn]:
    def refuse(*_: object) -> NoReturn:
        raise NoWorkbookError("entities", part=part)

    return refuse


def _local(tag: str) -> str:
    return tag.rpartition(":")[2] if ":" in tag else tag


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
