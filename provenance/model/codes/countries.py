"""Countries: Chinese and English names, ISO 3166-1 alpha-2, alpha-3 and numeric.

The canonical form is alpha-3. Names come from pycountry, which has ISO's and their translations
from Debian's iso-codes; `country_names.csv` has what else they are called. 科索沃 (XKX) is none of
ISO's, but goods travel there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
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

_WORDS = Message("country")


@lru_cache(maxsize=4096)
def _country(text: str) -> Read[str]:
    name = narrow(text)
    refuse_lost("".join(name.split()))
    if code := look_up(name, _known()):
        return Read(code)
    kept = short(text)
    meant = nearest(name, _known())
    return Read(kept, (nobody_has(kept, _WORDS, meant, country_name(meant)),))


def same_country(one: str, other: str) -> bool | None:
    """Whether two texts name one country; None if either names none, so nothing can be said."""
    return COUNTRY.same(one, other)


@cache
def country_name(code: str) -> str:
    """What a country is called, in Chinese and English; nothing where there is no such code."""
    import pycountry

    if not (found := pycountry.countries.get(alpha_3=code)):
        return dict(also("country_names")).get(code, "")
    english = getattr(found, "common_name", found.name)
    chinese = [name for _, name in in_chinese("iso3166-1", [english])]
    return f"{chinese[1]}, {english}" if chinese[1] != english else english


@cache
def _known() -> Mapping[str, str]:
    """Alpha-3 by every code and folded name; a name that is two countries' is none's."""
    import pycountry

    known: dict[str, str] = {}
    beginnings: defaultdict[str, set[str]] = defaultdict(set)
    for country in pycountry.countries:
        code = str(country.alpha_3)
        known |= {code.casefold(): code, country.alpha_2.casefold(): code, country.numeric: code}
        for name in _names(country):
            known.setdefault(folded(name), code)
            first, comma, last = name.partition(", ")
            if comma:  # Korea, Republic of; Bolivia, Plurinational State of
                known.setdefault(folded(f"{last} {first}"), code)
                beginnings[folded(first)].add(code)
    for code, name in also("country_names"):
        known[folded(name)] = known[code.casefold()] = code
    for name, codes in beginnings.items():
        if len(codes) == 1:
            known.setdefault(name, *codes)
    return MappingProxyType(known)


def _names(country: object) -> Iterator[str]:
    fields = ("name", "official_name", "common_name")
    names = [str(getattr(country, field)) for field in fields if hasattr(country, field)]
    for _, name in in_chinese("iso3166-1", names):
        yield name


COUNTRY = Kind(
    _WORDS,
    _country,
    Given.NUMBER,
    {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["DEU", "德国"]},
)
Country = Annotated[str, COUNTRY]
