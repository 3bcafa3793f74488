"""Which places there are by GB/T 2260, today's and former ones, and which was probably meant.

The codes are python-stdnum's and those of the built-in tables.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from stdnum import numdb

from provenance.model.reference import counties, region_changes
from provenance.model.regions import NATION, current, region_chain

_CODE = r"[0-9]{6}"
_SHORTENED = r"[0-9]{2}|[0-9]{4}"
# The statistics office's codes go on with township and village.
_LENGTHENED = r"([0-9]{6})(?:[0-9]{3}|[0-9]{6})"
_PERIOD = r"\[[0-9]*-([0-9]*)\]"
_LONGEST = 40
_FEW = 3


def exists(code: str) -> bool:
    """Whether a place has a code of six digits, or had it."""
    if code == NATION or code in counties():
        return True
    if any(code in (change.former, change.now) for change in region_changes()):
        return True
    return "county" in numdb.get("cn/loc").info(code)[-1][1]


def meant(digits: str, name: str) -> str:
    """Return the code that digits or a name were probably meant for; nothing where unclear."""
    if re.fullmatch(_SHORTENED, digits):
        return _if_there(digits.ljust(6, "0"))
    if found := re.fullmatch(_LENGTHENED, digits):
        return _if_there(found[1])
    if re.fullmatch(_CODE, digits):
        slips = {county for county in counties() if _differ_in_one(county, digits)}
        if len(slips) == 1:
            return slips.pop()
        return _if_there(f"{digits[:4]}00") or _if_there(f"{digits[:2]}0000")
    return _by_name(name)


def _if_there(code: str) -> str:
    return code if exists(code) else ""


def _differ_in_one(one: str, other: str) -> bool:
    """Whether two codes differ in one digit, or in two neighbours that changed places."""
    odd = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(odd) == 2 and odd[1] == odd[0] + 1:
        return one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]
    return len(odd) == 1


def _by_name(name: str) -> str:
    """The one place whose name a text ends with, and which lies in what it begins with."""
    if name[-1:].isascii():  # a number: no need to read the names of all places
        return ""
    for start in range(min(len(name) - 1, _LONGEST)):
        found = {current(code) for code in _codes().get(name[start:], ())}
        if start:
            found = {code for code in found if _lies_in_named(code, name[:start])}
        if len(found) == 1:
            return found.pop()
    return ""


def _lies_in_named(code: str, outer: str) -> bool:
    """Whether a place lies in one that an address names before it."""
    return any(place.name[:2] in outer for place in region_chain(code)[1:-1])


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    """Codes of today, and those that became one, by names, also without 市 or 县."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in _places():
        named[name].add(code)
        if len(name) > 2 and name[-1] in "省市县区旗":
            named[name[:-1]].add(code)
    return MappingProxyType({name: tuple(codes) for name, codes in named.items()})


def _places() -> Iterator[tuple[str, str]]:
    for _, first, _, _, below in numdb.get("cn/loc").prefixes:
        for _, rest, _, said, _ in below:
            code, name = f"{first}{rest}", str(said.get("county", "")).split(",")[-1]
            period = re.match(_PERIOD, name)
            if not (period and period[1]) or current(code) != code:
                yield code, name[period.end() :] if period else name


def named(name: str) -> frozenset[str]:
    """The codes of the places that have a name, with or without its 省, 市, 县 or 区."""
    return frozenset(current(code) for code in _codes().get(name, ()))


def like(name: str) -> list[str]:
    """The codes of a few places whose names are near to a text, the nearest first."""
    holding = sorted((known for known in _codes() if name and name in known), key=len)
    near = holding or get_close_matches(name[:_LONGEST], _codes(), n=_FEW, cutoff=0.6)
    return list(dict.fromkeys(code for known in near for code in sorted(named(known))))[:_FEW]


def name_of(code: str) -> str:
    """What a place is called."""
    return region_chain(code)[0].name
