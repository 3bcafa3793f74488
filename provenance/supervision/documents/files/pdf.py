"""Documents as PDF, of the same HTML; what that needs of the system, and how to install it."""

import ctypes
from contextlib import redirect_stdout
from ctypes.util import find_library
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn
from warnings import catch_warnings, simplefilter

from provenance.model.errors import ProvenanceError

_WITHOUT = "Formats html, xlsx and csv need none of it"
_FONTS = "fonts-noto-cjk"
_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}


class PdfUnavailableError(ProvenanceError):
    """Something that PDFs are made with is not on this machine; the message names the packages."""

    code = "PDF_UNAVAILABLE"


def require() -> Any:
    """WeasyPrint, ready to make PDFs with Chinese in them; PdfUnavailableError where it is not."""
    try:
        # It prints and warns of what it lacks, which is said below in one sentence.
        with redirect_stdout(StringIO()), catch_warnings():
            simplefilter("ignore")
            import weasyprint  # with the libraries it loads: a third of a second
    except OSError as error:
        lacking = [package for name, package in _LIBRARIES.items() if not find_library(name)]
        fonts = [] if _has_chinese() and find_library("fontconfig") else [_FONTS]
        _missing([*(lacking or _LIBRARIES.values()), *fonts], error)
    except ImportError as error:
        raise PdfUnavailableError(
            f"PDFs are made by WeasyPrint, which is not installed ({error}): pip install"
            f" weasyprint. {_WITHOUT}"
        ) from error
    if not _has_chinese():
        _missing([_FONTS])
    return weasyprint


def pdf(page: str, path: Path) -> None:
    """Write an HTML page as PDF; it reads no file and no address beside what is in it."""
    weasyprint = require()
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=("data",))
    weasyprint.HTML(string=page, url_fetcher=nothing).write_pdf(path)


def _missing(packages: list[str], error: OSError | None = None) -> NoReturn:
    what = ", ".join(packages)
    if packages == [_FONTS]:
        what = "a font with Chinese characters (fonts-noto-cjk, or the smaller fonts-wqy-microhei)"
    raise PdfUnavailableError(
        f"PDFs need {what}, which this machine lacks. On Debian or Ubuntu:"
        f" apt-get install {' '.join(packages)}. {_WITHOUT}"
    ) from error


def _has_chinese() -> bool:
    """Whether fontconfig, which WeasyPrint finds fonts by, knows one for simplified Chinese."""
    name = find_library("fontconfig")
    if name is None:  # nobody to ask; whoever has WeasyPrint without it has fonts of the system
        return True
    fontconfig = ctypes.CDLL(name)
    for function in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(fontconfig, function).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(b":lang=zh-cn"))
    wanted = ctypes.c_void_p(fontconfig.FcObjectSetCreate())
    found = fontconfig.FcFontList(None, pattern, wanted)
    count = ctypes.cast(found, ctypes.POINTER(ctypes.c_int)).contents.value if found else 0
    fontconfig.FcPatternDestroy(pattern)
    fontconfig.FcObjectSetDestroy(wanted)
    if found:
        fontconfig.FcFontSetDestroy(ctypes.c_void_p(found))
    return count > 0
