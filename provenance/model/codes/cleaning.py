"""Texts freed of what cannot be seen, of width, grouping and spreadsheets' wrappings."""

import re

from provenance.model.codes.doubts import refused
from provenance.model.message import Message
from provenance.model.text import has_lone_surrogate

# What Unicode calls default ignorable (zero widths, joiners, soft hyphen, bidi controls, BOM,
# variation selectors, tags), interlinear marks, and the blank of Braille.
_INVISIBLE = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_CONTROL = "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN = _NARROW | dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣ーｰ"), "-")
_PLAIN |= dict.fromkeys(map(ord, "‘’‛′"), "'") | dict.fromkeys(map(ord, "“”„"), '"')
_PLAIN |= dict.fromkeys(map(ord, "、，﹐､"), ",")
_PLAIN |= dict.fromkeys(map(ord, "。｡·・･‧∙•．﹒"), ".")
_WRAPPING = "='\""
_GROUPED = r"([0-9](?:[-,'_]*[0-9])*)(?:\.0+)?"
_GROUPING = r"[-,'_]+"
_ESCAPED = r"_x([0-9A-Fa-f]{4})_"
_SEPARATORS = "[,，;；、､\n\r\v\f\x85\u2028\u2029]+"


def cleaned(text: str) -> str:
    """Return a text without what cannot be seen, and without space around it.

    Raises CodeRefusedError where nothing is left, or what no store can keep is in it.
    """
    if text.isascii() and text.isprintable():
        kept = text.strip()
    else:
        kept = re.sub(_INVISIBLE, "", text).strip()
        if has_lone_surrogate(kept) or re.search(_CONTROL, kept):
            raise refused(
                "CONTROL_CHARACTER",
                Message("must not hold control or half characters"),
                Message("type it again"),
            )
    if not kept:
        raise refused(
            "EMPTY",
            Message("must not be empty"),
            Message("leave out a field without a value"),
        )
    return kept


def narrow(text: str) -> str:
    """Return a text with its full-width forms as ASCII has them."""
    return text if text.isascii() else text.translate(_NARROW)


def plain(text: str) -> str:
    """Return a text with hyphens, quotes, commas and dots as ASCII has them, narrow besides."""
    return text if text.isascii() else text.translate(_PLAIN)


def compact(text: str) -> str:
    """Return a coded text plain, without spaces and out of the wrappings of spreadsheets.

    Wrappings are `="530…"` and `'530…`: how people make spreadsheets keep all digits.
    """
    text = "".join(plain(text).split())
    return text.strip(_WRAPPING) or text


def ungrouped(text: str) -> str:
    """Return the digits of a compact text that has only digits, however grouped; else nothing.

    A `.0` behind them is how programs write whole numbers.
    """
    found = re.fullmatch(_GROUPED, text)
    return re.sub(_GROUPING, "", found[1]) if found else ""


def unescaped(text: str) -> str:
    """Return a text of Office Open XML with its `_xHHHH_` decoded (ECMA-376, ST_Xstring)."""
    if "_x" not in text:
        return text
    decoded = re.sub(_ESCAPED, lambda found: chr(int(found[1], 16)), text)
    try:  # a character beyond U+FFFF is written as two halves
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return decoded


def listed(text: str) -> list[str]:
    """Return what a cell lists, separated by , ， ; ； 、 or line breaks; nothing that is empty."""
    parts = (re.sub(_INVISIBLE, "", part).strip() for part in re.split(_SEPARATORS, text))
    return [part for part in parts if part]
