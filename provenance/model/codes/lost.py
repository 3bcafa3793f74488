"""What spreadsheets leave of a long number: `5.3012E+17`, zeros after fifteen digits, `####`."""

import re

from provenance.model.codes.doubts import Doubt, quoted, refused
from provenance.model.codes.reading import DIGITS_KEPT
from provenance.model.message import Message

_EXPONENT = r"[+-]?[0-9]+(?:[.,][0-9]*)?(?:[Ee][+-]?[0-9]+|[×xX*]10\^?[+-]?[0-9⁰¹²³⁴-⁹⁻⁺]+)"
# Of a text that may be anything: only as programs write it, never 24E-3 or 12E5.
_PLAINLY = r"[0-9]\.[0-9]+[Ee]\+?[0-9]+|[0-9][Ee]\+[0-9]+"
_ERRORS = r"#{2,}|#(?i:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)"
_LONG = r"[0-9]{18,}"
_REMEDY = Message("set the column to Text and take the number from the document")


def refuse_lost(text: str, *, anything: bool = False) -> None:
    """Raise CodeRefusedError where a compact text is a number that has lost its digits.

    `anything` says that the text may be any name, and only what programs write is refused.
    """
    first = text[0]
    if first.isdigit() or first in "+-":
        if not re.fullmatch(_PLAINLY if anything else _EXPONENT, text):
            return
        given = quoted(text)
        reason = Message(
            "is a number written as {given}: its digits are lost", given=given.facts["start"]
        )
    elif first == "#" and re.fullmatch(_ERRORS, text):
        given = quoted(text)
        reason = Message("is {given}, a spreadsheet's word for an error", given=given)
    else:
        return
    raise refused("DIGITS_LOST", reason, _REMEDY)


def zeros_at_the_end(text: str) -> tuple[Doubt, ...]:
    """The doubt about a number of 18 digits or more that has only zeros after the fifteenth."""
    if text[DIGITS_KEPT:].strip("0") or not re.fullmatch(_LONG, text):
        return ()
    given = quoted(text)
    reason = Message(
        "is {given}: after {kept} digits only zeros, so its digits may be lost",
        given=given,
        kept=DIGITS_KEPT,
    )
    return (Doubt("DIGITS_DOUBTED", reason, _REMEDY),)
