"""Regions by their GB/T 2260 code: six digits, of today or of before.

A code is kept as filed; what it became is `regions.current`'s to say.
"""

import re
from functools import lru_cache
from typing import Annotated

from provenance.model.codes.cleaning import compact, ungrouped
from provenance.model.codes.doubts import nobody_has
from provenance.model.codes.ids import gentle
from provenance.model.codes.lost import refuse_lost
from provenance.model.codes.reading import Given, Kind, Read
from provenance.model.message import Message

_CODE = r"[0-9]{6}"
_WORDS = Message("region code (GB/T 2260)")


@lru_cache(maxsize=4096)
def _region(text: str) -> Read[str]:
    from provenance.model.codes import gazetteer  # its tables wait for the first region

    number = compact(text)
    refuse_lost(number)
    digits = ungrouped(number)
    if re.fullmatch(_CODE, digits) and gazetteer.exists(digits):
        return Read(digits)
    kept = digits if re.fullmatch(_CODE, digits) else gentle(text)
    meant = gazetteer.meant(digits, "".join(filter(str.isalnum, number)))
    name = gazetteer.name_of(meant) if meant else ""
    return Read(kept, (nobody_has(kept, _WORDS, meant, name),))


def same_region(one: str, other: str) -> bool | None:
    """Whether two codes are of one place, by what they became; None if either is none's."""
    from provenance.model.regions import current

    first, second = REGION.known(one), REGION.known(other)
    return current(first) == current(second) if first and second else None


REGION = Kind(
    _WORDS,
    _region,
    Given.NUMBER,
    {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["150203"]},
)
Region = Annotated[str, REGION]
