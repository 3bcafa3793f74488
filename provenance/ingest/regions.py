"""Places by their GB/T 2260 code: county, city, province, nation."""

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum import numdb

NATION = "100000"
LEVELS = ("county", "city", "province", "nation")

_PERIOD = re.compile(r"^\[[0-9-]*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, its Chinese name (the code itself where the table has none), its level."""

    code: str
    name: str
    level: str


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


def _name(code: str) -> str:
    """The latest name in the library's table; it notes in brackets when a name was in use."""
    parts = numdb.get("cn/loc").info(code)
    found = parts[-1][1].get("county")
    if found is None:
        return code
    latest = found.split(",")[-1] if found.startswith("[") else found
    return _PERIOD.sub("", latest) or code
