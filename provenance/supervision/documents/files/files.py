"""Writing a document as files, in the formats that are asked for."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.supervision.documents.files.html import html
from provenance.supervision.documents.files.pdf import pdf, require
from provenance.supervision.documents.files.sheets import csv_tables, xlsx
from provenance.supervision.documents.table import Document
from provenance.words.table import Language


class Format(StrEnum):
    """What a document is written as."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


def formats_named(text: str) -> list[Format]:
    """Formats as they are listed, such as html,pdf; MisuseError for others."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()] or [text]
    for word in words:
        if word not in tuple(Format):
            raise MisuseError(
                Message(
                    "{given} is not a valid Format: a report is written as {known}",
                    given=repr(word),
                    known=tuple(Format),
                )
            )
    return [Format(word) for word in dict.fromkeys(words)]


def check(formats: Sequence[Format]) -> None:
    """Raises PdfUnavailableError before anything is read, where PDFs cannot be made."""
    if Format.PDF in formats:
        require()


def write(
    document: Document,
    formats: Sequence[Format],
    folder: Path,
    language: Language,
    template: Path | None = None,
) -> list[Path]:
    """Write a document into a folder, made where it is not there; returns the files.

    CSV is a file for each table. Raises MisuseError for a broken template or a folder that cannot
    be written to, PdfUnavailableError.
    """
    page = html(document, language, template) if {*formats} & {Format.HTML, Format.PDF} else ""
    stem = f"{document.name}-{document.key}"
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in formats:
            path = folder / f"{stem}.{one}"
            if one is Format.HTML:
                path.write_text(page, encoding="utf-8")
            elif one is Format.PDF:
                pdf(page, path)
            elif one is Format.XLSX:
                xlsx(document, language, path)
            else:
                written += _csv(document, language, folder, stem)
                continue
            written.append(path)
    except OSError as error:
        raise MisuseError(
            Message(
                "cannot write to {folder}: {why:system_error}",
                folder=str(folder),
                why=error.strerror or str(error),
            )
        ) from error
    return written


def _csv(document: Document, language: Language, folder: Path, stem: str) -> list[Path]:
    paths = []
    for name, text in csv_tables(document, language):
        path = folder / f"{stem}-{name}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return paths
