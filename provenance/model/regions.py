"""Places by their GB/T 2260 code: county, city, province, nation, and what codes became of others.

Sums by place follow a code that is no more to the one its county has now (龙南 was 360727 before
360783), so that what is filed under either is of one county.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from stdnum import numdb

from provenance.model.reference import region_changes
from provenance.model.reference.rows import RegionChange

NATION = "100000"
LEVELS = ("county", "city", "province", "nation")

_PERIOD = re.compile(r"^\[[0-9-]*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, its Chinese name (the code itself where the table has none), its level."""

    code: str
    name: str
    level: str


UNKNOWN = Place("", "地区不详", "unknown")
"""Where somebody sits of whom no place is on record, or none that there is."""


class Levels(NamedTuple):
    """The places a place lies in, itself among them, as they are now; None where it has none."""

    county: Place | None
    city: Place | None
    province: Place | None
    nation: Place

    def at(self, level: str) -> Place:
        """The place that sums by a level count it under.

        Where it has none of that level it stands for itself: a county right under its province
        among cities, an enterprise of which only the city is known among counties. What lies
        nowhere that is known is of the nation.
        """
        if level == "nation":
            return self.nation
        if self.province is None:
            return UNKNOWN
        steps = (self.province, self.city, self.county)
        wanted = LEVELS[2::-1].index(level)
        below = (step for step in steps[wanted:] if step is not None)
        above = (step for step in steps[wanted::-1] if step is not None)
        return next(below, None) or next(above)


@lru_cache(maxsize=4096)
def region_chain(code: str) -> tuple[Place, ...]:
    """A place and all it lies in, smallest first; a code that is no such code stands alone."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return (Place(code, code, "unknown"),)
    if code == NATION:
        return (Place(NATION, "中国", "nation"),)
    # By code, so that a county right under its province (460001) is not in a city of that code.
    steps = {f"{code[:2]}0000": "province"}
    steps = {f"{code[:4]}00": "city", **steps} if code[2:4] != "00" else steps
    steps = {code: "county", **steps} if code[4:] != "00" else steps
    found = [Place(step, _name(step), level) for step, level in steps.items()]
    return (*found, Place(NATION, "中国", "nation"))


def above(code: str | None) -> Place | None:
    """The place one level above; None where no place is said, and for the nation."""
    return next(iter(region_chain(code)[1:]), None) if code else None


@lru_cache(maxsize=4096)
def levels(code: str | None) -> Levels:
    """County, city, province and nation of a code, by what it is now."""
    places = {place.level: place for place in region_chain(current(code or ""))}
    nation = region_chain(NATION)[0]
    return Levels(places.get("county"), places.get("city"), places.get("province"), nation)


def lies_in(seat: str | None, region: str) -> bool:
    """Whether a seat is in a place, or is it, by what the codes of both are now."""
    return current(region) in {place.code for place in levels(seat) if place is not None}


def current(code: str) -> str:
    """The code that a county has now."""
    change = changed_to(code)
    return current(change.now) if change else code


def changed_to(code: str) -> RegionChange | None:
    """What became of a code that is no more."""
    return _by_former().get(code)


def changed_from(code: str) -> tuple[RegionChange, ...]:
    """Which codes became a code."""
    return _by_now().get(code, ())


@lru_cache(maxsize=4096)
def beginnings(code: str) -> tuple[str, ...]:
    """What the codes of all places within a place begin with, those of before among them."""
    now = current(code)
    if now == NATION:
        return ("",)
    if not re.fullmatch(r"[1-9][0-9]{5}", now):
        return (now,)
    start = now[:2] if now.endswith("0000") else now[:4] if now.endswith("00") else now
    moved = (
        change.former
        for change in region_changes()
        if current(change.former).startswith(start) and not change.former.startswith(start)
    )
    return (start, *moved)


@cache
def _by_former() -> Mapping[str, RegionChange]:
    return MappingProxyType({change.former: change for change in region_changes()})


@cache
def _by_now() -> Mapping[str, tuple[RegionChange, ...]]:
    found: defaultdict[str, tuple[RegionChange, ...]] = defaultdict(tuple)
    for change in region_changes():
        found[change.now] += (change,)
    return MappingProxyType(found)


def _name(code: str) -> str:
    """The latest name in the library's table; it notes in brackets when a name was in use."""
    parts = numdb.get("cn/loc").info(code)
    found = parts[-1][1].get("county")
    if found is None:
        return code
    latest = found.split(",")[-1] if found.startswith("[") else found
    return _PERIOD.sub("", latest) or code
