"""Names and codes that mean the same: what people call a country or a currency, looked up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from provenance.model.tables import rows

_NUMERIC = r"([0-9]{1,3})(?:\.0+)?"
_THE = r"the\b"
LONGEST_NAME = 80
"""What is longer is no name of a country or currency, and is not looked for."""


def folded(name: str) -> str:
    """Return a name without case, accents, spaces and signs but those of currencies."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = re.sub(_THE, "", plain.replace("&", " and ").replace("st. ", "saint "), count=1)
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c) == "Sc")


def also(table: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of what else countries or currencies are called."""
    for row in rows(__package__, table):
        for name in row["names"].split(";"):
            yield row["code"], name


def in_chinese(domain: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names of ISO's as the mainland, Taiwan and Hong Kong say them, and themselves."""
    import gettext

    import pycountry

    said = [
        gettext.translation(domain, pycountry.LOCALES_DIR, languages=[language]).gettext
        for language in ("zh_CN", "zh_TW", "zh_HK")
    ]
    for name in names:
        yield name, name
        for say in said:
            yield name, say(name)


def look_up(text: str, known: Mapping[str, str]) -> str | None:
    """Return the code that a text means: by a code, a name, or two that mean the same."""
    if len(text) > LONGEST_NAME:
        return None
    if not any(map(str.isalpha, text)) and any(map(str.isdigit, text)):
        number = re.fullmatch(_NUMERIC, "".join(text.split()))
        return known.get(number[1].zfill(3)) if number else None
    if whole := known.get(folded(text)):
        return whole
    for parts in _divided(text):
        codes = {known.get(folded(part)) for part in parts}
        if len(parts) > 1 and len(codes) == 1:
            return codes.pop()
    return None


def _divided(text: str) -> Iterator[list[str]]:
    """A text as two that may say the same: 德国(DEU), DE-Germany, DEU Germany."""
    yield _runs().findall(text)
    yield text.split(None, 1)
    yield text.rsplit(None, 1)


@cache  # large classes take milliseconds to compile
def _runs() -> re.Pattern[str]:
    other = "\\d\u3400-\u9fff"
    return re.compile(f"[\u3400-\u9fff]+|[^\\W{other}][^{other}()/|:\\[\\]-]*|[0-9]+")


def nearest(text: str, known: Mapping[str, str]) -> str:
    """Return the code that a text was probably meant for; nothing where that is a guess."""
    name = folded(text)[:LONGEST_NAME]
    whole = [one for one in known if len(one) > 3]
    begun = {known[one] for one in whole if one.startswith(name)}
    begun = begun or {known[one] for one in whole if len(name) > 3 and one.endswith(name)}
    if len(name) > 1 and len(begun) == 1:
        return begun.pop()
    chinese = any("\u3400" <= character <= "\u9fff" for character in name)
    if not chinese and len(name) < 4:
        return ""
    if chinese:  # of two characters one may be wrong; the first is the surer
        like = [one for one in known if one[0] == name[0]]
        near = get_close_matches(name, like, 1, 0.5)
    else:
        near = get_close_matches(name, whole, 1, 0.85)
    return known[near[0]] if near else ""
