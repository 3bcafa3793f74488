"""Currencies: Chinese and English names, ISO 4217 letters and numbers, signs; kept as letters."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Annotated

from provenance.model.codes.cleaning import narrow
from provenance.model.codes.doubts import nobody_has
from provenance.model.codes.ids import short
from provenance.model.codes.lost import refuse_lost
from provenance.model.codes.names import also, folded, in_chinese, look_up, nearest
from provenance.model.codes.reading import Given, Kind, Read
from provenance.model.message import Message

_WORDS = Message("currency")
_NONE = {"XTS", "XXX"}
"""ISO's codes for tests and for no currency."""
_SIGNS: Mapping[str, str] = {"¥": "CNY", "$": "USD"}
"""Signs of several currencies, and the one that is probably meant."""


@lru_cache(maxsize=1024)
def _currency(text: str) -> Read[str]:
    name = narrow(text)
    refuse_lost("".join(name.split()))
    if code := look_up(name, _known()):
        return Read(code)
    kept = short(text)
    meant = _SIGNS.get(folded(name)) or nearest(name, _known())
    return Read(kept, (nobody_has(kept, _WORDS, meant),))


@cache
def _known() -> Mapping[str, str]:
    """The letters by every code and folded name."""
    import pycountry

    currencies = [one for one in pycountry.currencies if one.alpha_3 not in _NONE]
    code_of = {str(one.name): str(one.alpha_3) for one in currencies}
    known: dict[str, str] = {}
    for english, name in in_chinese("iso4217", code_of):
        known.setdefault(folded(name), code_of[english])
    for one in currencies:
        known |= {one.alpha_3.casefold(): one.alpha_3, one.numeric: one.alpha_3}
    for code, name in also("currency_names"):
        known[folded(name)] = code
    return MappingProxyType(known)


CURRENCY = Kind(
    _WORDS,
    _currency,
    Given.NUMBER,
    {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["CNY", "人民币"]},
)
Currency = Annotated[str, CURRENCY]
