"""The files of the page as hatch_build.py builds them, each read and compressed once."""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path

FOLDER = Path(str(files("provenance"))) / "page"
INDEX = "index.html"
ASSETS = "assets"

_TEXTS = frozenset({"text/javascript", "text/css", "text/html", "image/svg+xml"})


@dataclass(frozen=True, slots=True)
class File:
    """A file of the page, as it is and compressed; the latter only where that is shorter."""

    kind: str
    body: bytes
    gzipped: bytes | None


def is_built() -> bool:
    """Whether there is a page to be shown."""
    return (FOLDER / INDEX).is_file()


def is_checkout() -> bool:
    """Whether the sources of the page are beside it."""
    return (FOLDER.parents[1] / "web" / "package.json").is_file()


def read(name: str) -> File | None:
    """A file of the page by its name, such as assets/index-Bf.js; None where there is none."""
    return _read(name) if name in _names() else None


@cache
def _read(name: str) -> File:
    body = (FOLDER / name).read_bytes()
    kind = guess_type(name)[0] or "application/octet-stream"
    gzipped = gzip.compress(body, 9, mtime=0) if kind in _TEXTS else body
    return File(kind, body, gzipped if len(gzipped) < len(body) else None)


@cache
def _names() -> frozenset[str]:
    """What may be read: nothing but what was built, whatever a request calls it."""
    return frozenset({INDEX, *(f"{ASSETS}/{file.name}" for file in (FOLDER / ASSETS).iterdir())})
