"""Documents as PDF, of the same HTML; what that needs of the system, and how to install it."""

import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from provenance.model.errors import ProvenanceError
from provenance.model.message import Message

_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_FONTS = "fonts-noto-cjk"
_WITHOUT = Message("Formats html, xlsx and csv need none of it")


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
        what = Message("the libraries of Pango ({names})", names=str(error).partition(":")[0])
        raise _unavailable(what, f"{_LIBRARIES} {_FONTS}") from error
    except ImportError as error:
        raise PdfUnavailableError(
            Message(
                "PDFs are made by WeasyPrint, which is not installed"
                " ({why:system_error}): pip install weasyprint. {without}",
                why=str(error),
                without=_WITHOUT,
            )
        ) from error
    if not _has_chinese():
        raise _unavailable(
            Message(
                "a font with Chinese characters ({fonts}, or the smaller fonts-wqy-microhei)",
                fonts=_FONTS,
            ),
            _FONTS,
        )
    return weasyprint


def pdf(page: str, path: Path) -> None:
    """Write an HTML page as PDF; it reads no file and no address beside what is in it."""
    weasyprint = require()
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=("data",))
    weasyprint.HTML(string=page, url_fetcher=nothing).write_pdf(path)


def _unavailable(what: Message, packages: str) -> PdfUnavailableError:
    return PdfUnavailableError(
        Message(
            "PDFs need {what}, which this machine lacks. On Debian or Ubuntu:"
            " apt-get install {packages}. {without}",
            what=what,
            packages=packages,
            without=_WITHOUT,
        )
    )


def _has_chinese() -> bool:
    """Whether fontconfig, which Pango finds fonts by, knows one for simplified Chinese.

    It is asked beforehand: where there is no font at all, Pango ends the process.
    """
    try:
        asked = subprocess.run(["fc-list", "-q", ":lang=zh-cn"], capture_output=True, check=False)
    except FileNotFoundError:  # nobody to ask; whoever has Pango without it has fonts of the system
        return True
    return asked.returncode == 0
