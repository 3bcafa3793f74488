"""Texts: folded for search, safe to print, fit to keep."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.message import Message

CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
"""The form of an enterprise's unified social credit code; its check digit is another matter."""


_PLAIN = {at: chr(at).lower() if chr(at).isalnum() else None for at in range(128)}


def fold(text: str) -> str:
    """Letters and digits only, without width or case: what people mean when they type a number."""
    if text.isascii():  # as most numbers are; the rest would change nothing about it
        return text.translate(_PLAIN)
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", folded)))


LONGEST = {"by": 200, "file": 255, "reason": 4_000, "text": 255, "title": 200, "note": 10_000}
"""So many characters each of these may have: names, reasons, what is searched for, notes."""


def required_text(name: str, text: str) -> str:
    """A name or a reason without the space around it, if it is one."""
    said = text.strip()
    if not said or has_lone_surrogate(said):
        raise MisuseError(
            Message("{name} is required: say in words that others can read later", name=name)
        )
    return no_longer(name, said)


def no_longer(name: str, text: str) -> str:
    """A text, if it has no more characters than its kind may have; else LimitExceededError."""
    if len(text) > LONGEST[name]:
        raise LimitExceededError(
            Message(
                "{name} may have {most} characters, this one has {length}",
                name=name,
                most=LONGEST[name],
                length=len(text),
            )
        )
    return text


def has_lone_surrogate(text: str) -> bool:
    """Whether a text holds half a character, which no store can keep or be asked for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def whole(name: str) -> str:
    """The name of a file as a store can keep it: bytes in it that are no text stand as codes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


LONGEST_SHOWN = 60
_SPELLED = {"True": "true", "False": "false", "nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
_NAMES = {type(None): "nothing", dict: "an object", list: "a list", tuple: "a list"}


def shown(value: object, longest: int = LONGEST_SHOWN) -> str:
    """Return what was given in at most about `longest` characters, texts in quotes."""
    if isinstance(value, str):
        return f"'{printable(value, longest)}'"
    if isinstance(value, int) and value.bit_length() > 3 * longest:
        # str() of a very long integer is slow, and refused by Python itself.
        return f"a number of about {value.bit_length() * 3 // 10} digits"
    if isinstance(value, (int, float, Decimal)):
        return printable(_SPELLED.get(str(value), str(value)), longest)
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def digits(number: Decimal) -> str:
    """Return a number in plain digits: no exponent, no zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printable(text: str, longest: int) -> str:
    """Return the start of a text with every character that does not print replaced."""
    start = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:longest])
    return start + ("…" if len(text) > longest else "")


_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of what acts instead of being seen: controls, directions, half characters, lines."""
_NO_CHARACTERS = "\ufffe\uffff"
"""What no XML can hold."""


def visible(text: str, kept: str = "") -> str:
    """A text on one line in which nothing acts: escapes, directions and the like stand as codes.

    What is `kept` stands as it is, such as the line breaks of a cell.
    """
    if text.isprintable():
        return text
    return "".join(_code(c) if _acts(c) and c not in kept else c for c in text)


def _acts(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or character in _NO_CHARACTERS


def _code(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


_RUN = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")


def text_to_cell(text: str) -> str:
    """A text for a cell of a CSV: an apostrophe before what a spreadsheet would run as a formula.

    A number stays one. Source: OWASP, CSV Injection.
    """
    return f"'{text}" if _RUN.match(text) and not _NUMBER.fullmatch(text) else text


def text_of_cell(cell: str) -> str:
    """The text that a cell of a CSV holds, without the apostrophe that `text_to_cell` puts."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def did_you_mean(given: object, known: Iterable[str]) -> Message:
    """Return "; did you mean x?" with the nearest known name, else "; known: …" with all."""
    names = sorted(known)
    near = get_close_matches(str(given)[:LONGEST_SHOWN].lower(), names, n=1, cutoff=0.7)
    if near:
        return Message("; did you mean {near}?", near=near[0])
    return Message("; known: {names}", names=tuple(names))
