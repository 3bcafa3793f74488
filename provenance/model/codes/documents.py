"""Numbers of customs declarations and invoices: digits alone, however they are grouped."""

import re
from collections.abc import Callable
from typing import Annotated

from provenance.model.codes.cleaning import compact, ungrouped
from provenance.model.codes.doubts import malformed
from provenance.model.codes.ids import gentle
from provenance.model.codes.lost import refuse_lost, zeros_at_the_end
from provenance.model.codes.reading import Kind, Read
from provenance.model.message import Message

_PLAINLY_A_NUMBER = 10
"""From so many digits on a text of digits is a number of its kind, if a wrong one."""
# A code of 10 or 12 and a number of 8 are often written with a slash or a colon between.
_TWO_PARTS = r"([0-9]{10}|[0-9]{12})[/:|.]([0-9]{8})"


def _document(form: str, words: Message) -> Callable[[str], Read[str]]:
    def read(text: str) -> Read[str]:
        if re.fullmatch(form, text):
            return Read(text, zeros_at_the_end(text))
        number = compact(text)
        refuse_lost(number)
        digits = ungrouped(number)
        if not digits and (two := re.fullmatch(_TWO_PARTS, number)):
            digits = two[1] + two[2]
        if re.fullmatch(form, digits):
            return Read(digits, zeros_at_the_end(digits))
        kept = gentle(digits if len(digits) >= _PLAINLY_A_NUMBER else text)
        return Read(kept, (malformed(kept, words),))

    return read


_DECLARATION = r"[0-9]{18}"
_INVOICE = r"[0-9]{20}|[0-9]{18}"
_NOT_SPOILT = r"(?=[0-9]{15}[0-9]*[1-9])"
DECLARATION = Kind(
    Message("declaration"),
    _document(_DECLARATION, Message("a declaration has 18 digits")),
    schema={"type": "string", "examples": ["530120260000000042"]},
    plain=_NOT_SPOILT + r"[0-9]{18}",
)
INVOICE = Kind(
    Message("invoice"),
    _document(
        _INVOICE,
        Message("an invoice has 20 digits, or 10 or 12 and 8"),
    ),
    schema={"type": "string", "examples": ["26152000000012345679"]},
    plain=_NOT_SPOILT + r"(?:[0-9]{20}|[0-9]{18})",
)

DeclarationNumber = Annotated[str, DECLARATION]
InvoiceNumber = Annotated[str, INVOICE]
