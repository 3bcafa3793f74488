"""Ids of lots and records, and numbers of quotas and licences."""

import re
from typing import Annotated

from provenance.model.codes.cleaning import compact, narrow
from provenance.model.codes.doubts import refused
from provenance.model.codes.lost import refuse_lost, zeros_at_the_end
from provenance.model.codes.reading import Kind, Read
from provenance.model.message import Message

LONGEST = 200
_LINES = "[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]"
_ABSOLUTE_URI = r"(?i:[a-z][a-z0-9+.-]*://|urn:)\S+"
_LICENCE = r"([0-9]{2})-?([A-Z]{2})-?([0-9]{6})"
# Nothing that is read otherwise, no number that spreadsheets spoil (1.5E+10, zeros at the end).
_LETTERS = r"0-9A-Za-z\u4e00-\u9fff/_-"
_PLAIN = (
    rf"[A-Za-z\u4e00-\u9fff][.{_LETTERS}]{{0,199}}|(?=[0-9]*[A-Za-z\u4e00-\u9fff/_-])[0-9]"
    rf"[{_LETTERS}]{{0,199}}"
)


def _id(text: str) -> Read[str]:
    """Anything people call a thing by: it is only kept on one line, and short."""
    refuse_lost(number := compact(text), anything=True)
    return Read(short(text), zeros_at_the_end(number))


def _quota(text: str) -> Read[str]:
    number = _as_filed(text) or compact(text)
    refuse_lost(number, anything=True)
    return Read(short(number), zeros_at_the_end(number))


def _licence(text: str) -> Read[str]:
    """MOFCOM's `26-EL-000123` with or without hyphens; others as written, in capital letters."""
    number = _as_filed(text) or compact(text).upper()
    refuse_lost(number, anything=True)
    if found := re.fullmatch(_LICENCE, number):
        return Read("-".join(found.groups()))
    return Read(short(number), zeros_at_the_end(number))


def _as_filed(text: str) -> str:
    """The text where it is an absolute URI, in which no letter may change."""
    return text if re.fullmatch(_ABSOLUTE_URI, text) else ""


def short(text: str) -> str:
    """Return a text that is on one line and short enough for a key; raise CodeRefusedError."""
    if len(text) > LONGEST:
        raise refused(
            "TOO_LONG",
            Message(
                "may have at most {most} characters, got {length}", most=LONGEST, length=len(text)
            ),
            Message("compare it with the document"),
        )
    if not text.isprintable() and re.search(_LINES, text):
        raise refused(
            "LINE_BREAK",
            Message("must not hold tabs or line breaks"),
            Message("write it on one line"),
        )
    return text


def gentle(text: str) -> str:
    """Return what is no number of its kind as it can be kept: narrow, and nothing else."""
    return short(narrow(text))


_SCHEMA = {"type": "string", "minLength": 1, "maxLength": LONGEST}
LOT = Kind(Message("lot id"), _id, schema=_SCHEMA, plain=_PLAIN)
RECORD = Kind(Message("record id"), _id, schema=_SCHEMA, plain=_PLAIN)
QUOTA = Kind(Message("quota"), _quota, schema=_SCHEMA)
LICENCE = Kind(Message("licence"), _licence, schema=_SCHEMA)

LotId = Annotated[str, LOT]
RecordId = Annotated[str, RECORD]
QuotaNumber = Annotated[str, QUOTA]
LicenceNumber = Annotated[str, LICENCE]
