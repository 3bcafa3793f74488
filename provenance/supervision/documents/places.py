"""Places as documents name them, in Chinese and, where that is known, in English."""

import re
from collections.abc import Mapping
from functools import cache

from provenance.model.chinese import pinyin_of
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.reference import counties
from provenance.model.regions import NATION, Place, current, region_chain
from provenance.supervision.documents.table import Named
from provenance.words.table import Words

_PROVINCES: Mapping[str, str] = {
    "110000": "Beijing", "120000": "Tianjin", "130000": "Hebei", "140000": "Shanxi",
    "150000": "Inner Mongolia", "210000": "Liaoning", "220000": "Jilin", "230000": "Heilongjiang",
    "310000": "Shanghai", "320000": "Jiangsu", "330000": "Zhejiang", "340000": "Anhui",
    "350000": "Fujian", "360000": "Jiangxi", "370000": "Shandong", "410000": "Henan",
    "420000": "Hubei", "430000": "Hunan", "440000": "Guangdong", "450000": "Guangxi",
    "460000": "Hainan", "500000": "Chongqing", "510000": "Sichuan", "520000": "Guizhou",
    "530000": "Yunnan", "540000": "Tibet", "610000": "Shaanxi", "620000": "Gansu",
    "630000": "Qinghai", "640000": "Ningxia", "650000": "Xinjiang", "710000": "Taiwan",
    "810000": "Hong Kong", "820000": "Macao", NATION: "China", "": "place unknown",
}  # fmt: skip


def named_place(place: Place) -> Named:
    """A place as tables name it."""
    return Named(place.code, Words(place.name, _english().get(place.code, "")))


def english_name(code: str, name: str) -> str | None:
    """A place's name in English; in pinyin, where none is known, without what kind it is."""
    if known := _english().get(code):
        return known
    short = name.removesuffix("市").removesuffix("县") if len(name) > 2 else name
    return next((sound.capitalize() for sound in pinyin_of(short)), None)


def place_named(code: str) -> Named:
    """The place a document is about, by its GB/T 2260 code; MisuseError for none that there is."""
    place = region_chain(current(code))[0]
    if not re.fullmatch(r"[1-9][0-9]{5}", code) or place.name == place.code:
        raise MisuseError(
            Message("{code} is no GB/T 2260 code of a place, such as 360700", code=ascii(code[:40]))
        )
    return named_place(place)


@cache
def _english() -> Mapping[str, str]:
    """English names: of the nation and provinces, and of rare-earth counties and their cities."""
    known = counties().values()
    cities = {f"{county.code[:4]}00": county.city for county in known}
    return {**_PROVINCES, **cities, **{county.code: county.name_en for county in known}}
