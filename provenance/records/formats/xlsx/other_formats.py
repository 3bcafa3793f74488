"""Files that bear a workbook's name and are another thing: an old workbook, a web page, a table.

Bureaus' and banks' systems export web pages and tables as `.xls`; spreadsheet programs open them.
"""

import re
from typing import Final

from provenance.records.formats.xlsx.refusals import NoWorkbookError

_OLD: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT: Final = 1 << 12
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ENCODINGS: Final = ("utf-8", "gb18030")

_MARKUP: Final = (
    (re.compile(r"\A\s*mime-version:"), "MHTML"),
    (re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style)\b"), "HTML"),
    (re.compile(r"urn:schemas-microsoft-com:office:spreadsheet"), "XML"),
)
_SEPARATED: Final = (("\t", "TSV"), (",", "CSV"), (";", "CSV"), ("|", "CSV"))
_NAMES: Final = {
    "HTML": ("网页（HTML）", "a web page (HTML)"),
    "XML": ("XML 表格（Excel 2003 XML）", "an XML spreadsheet of Excel 2003"),
    "MHTML": ("单个文件网页（MHTML）", "a web archive (MHTML)"),
    "TSV": ("用制表符分隔的文本（TSV）", "text separated by tabs (TSV)"),
    "CSV": ("用逗号等分隔的文本（CSV）", "text separated by commas or the like (CSV)"),
}


def refuse_other_format(raw: bytes) -> None:
    """Raises NoWorkbookError for a file that is plainly another thing, saying which."""
    if raw.startswith(_OLD):
        raise NoWorkbookError("encrypted_workbook" if _ENCRYPTED in raw else "old_format")
    found = None if raw.startswith(b"PK") else _kind_of_text(_text(raw[:_LOOKED_AT]))
    if found:
        zh, en = _NAMES[found]
        raise NoWorkbookError("other_format", zh=zh, en=en)


def _text(raw: bytes) -> str:
    """The beginning of a file as text, "" where it is none; its last character may be cut off."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(encoding, "ignore")
    if b"\0" in raw:
        return ""
    for encoding in _ENCODINGS:
        for cut in range(4):
            try:
                return raw[: len(raw) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return ""


def _kind_of_text(text: str) -> str | None:
    head = text.casefold()
    for pattern, kind in _MARKUP:
        if pattern.search(head):
            return kind
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.isspace() or not first.replace("\t", "").isprintable():
        return None
    return next((kind for separator, kind in _SEPARATED if separator in first), None)
