"""What kind of goods a product, a customs code or a name says they are, in the words of controls.

Codes and words are general knowledge, but for those codes that the tables have.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from provenance.model.reference.customs import Codes, code_digits, known, listed
from provenance.model.terms import Product
from provenance.rules.trade.names import said

_GOODS: Mapping[str, str] = {
    Product.METAL: "metal",
    Product.ALLOY: "alloy",
    Product.MAGNET: "magnet",
    Product.OXIDE: "oxide",
    Product.SALT: "compound",
    Product.MIXED_SALT: "compound",
    Product.IONIC_CONCENTRATE: "compound",  # what leaves a leach site is a carbonate
}
"""What products are in the words of controls; no control names ore, concentrate or scrap."""

WITH_THEM = (
    "3004", "3006", "3206", "3405", "3815", "382499", "69", "70", "72", "84", "85", "87", "90",
)  # fmt: skip
"""What is made with rare earths and goes by its name: medicines, phosphors, polishes, motors."""

_BESIDE: Mapping[str, tuple[str, ...]] = {
    "3824": ("oxide", "compound"),
    "850519": ("magnet",),
    "320650": ("phosphor",),
    "6909": ("ceramic",),
    "7104": ("crystal",),
    "900110": ("fibre",),
} | dict.fromkeys(
    ("7202", "7205", "7403", "7405", "7502", "7504", "7601", "7603", "8104", "8105"), ("alloy",)
)
"""Codes of other goods too, under which controlled ones may go as well: which, their name tells."""

_NAMED: Mapping[str, str] = {
    "oxide": r"(?<![氢硫氯氟过抗防无未非表面易])氧化|(?<![a-z])(?:sesqui|di|tri)?oxides?\b"
    r"|2o3|ceo2|6o11|4o7",
    "compound": r"[氢硫氯氟]氧化|[氯氟溴碘硼氮硫氢碳硅]化(?!工|学)|[碳硝硫草磷醋乙硼硅]酸|酸盐"
    r"|化合物|盐|chloride|fluoride|bromide|iodide|carbonate|nitrate|sul(?:f|ph)|oxalate|phosphate"
    r"|acetate|hydroxide|hydride|nitride|boride|carbide|silicate|\bsalts?\b|compound"
    r"|cl3|f3\b|\(?(?:co3|no3|so4|oh|po4|c2o4)\)[23]",
    "metal": r"金属(?!氧化|化合|盐|有机|的?氧)|锭|单质"
    r"|\bmetals?\b(?!\s+(?:oxide|salt|compound|chlor|fluor|organic))|ingots?\b",
    "alloy": r"合金|\balloys?\b|[镧铈镨钕钐钆铽镝镥钪钇钬铒铥铕镱][铁钴镍铝镁铜锌](?!硼)|磁致"
    r"|ferro-?(?:alloy|dys|ter)|um[- ](?:iron|cobalt|nickel|alumini?um|magnesium|copper)\b"
    r"|(?:dy|tb|sm|gd|y|sc|ho|er|lu)[0-9.]*(?:fe|co)(?![a-z])",
    "magnet": r"磁[体钢铁粉材片环瓦]|永磁|磁性材料|钕铁硼|\bmagnets?\b|magnetic material|ndfeb",
    "target": r"靶|\btargets?\b",
    "crystal": r"晶体|单晶|\bcrystals?\b",
    "fibre": r"光纤|\bfib(?:re|er)s?\b",
    "phosphor": r"荧光|发光|\bphosphors?\b",
    "hydrogen store": r"储氢|hydrogen[- ]stor",
    "ceramic": r"陶瓷|\bceramics?\b",
}

_BETWEEN = re.compile(r"[、,;/+&]|和|与|及|\band\b", re.IGNORECASE)


def of_product(product: str | None) -> frozenset[str]:
    """The kind of goods a product is; none where it is not known."""
    return frozenset({_GOODS.get(product, product)}) if product else frozenset()


def under(hs_code: str, day: date, codes: Codes | None) -> frozenset[str]:
    """The kinds of goods that travel under a code, as far as it tells."""
    if row := listed(hs_code, day, codes):
        return frozenset(kind for product in row.product for kind in of_product(product))
    digits = code_digits(hs_code)
    return frozenset(
        kind for code, own in _BESIDE.items() if digits.startswith(code) for kind in own
    )


def open_to(hs_code: str, day: date, codes: Codes | None) -> bool:
    """Whether controlled goods may travel under a code; then their name may tell that these are.

    A code of other goods says what they are, whatever is in their name: a medicine, a telephone.
    """
    return bool(under(hs_code, day, codes)) or known(hs_code, day, codes)


@lru_cache(maxsize=4_096)
def called(goods: str, element: str) -> frozenset[str]:
    """What kind of goods a name says that those of an element are; none where it does not.

    Of several goods in a name (氧化镝、金属铽) those count that the element is named with.
    """
    plain = unicodedata.normalize("NFKC", goods)
    own = [part for part in _BETWEEN.split(plain) if element in said(part).held]
    found = _kinds(" ".join(own))
    return found or _kinds(plain)


def narrowed(*told: frozenset[str]) -> frozenset[str]:
    """What goods are by several witnesses, the first before those that contradict it."""
    found = frozenset[str]()
    for kinds in told:
        found = (found & kinds) or found or kinds
    return found


def _kinds(text: str) -> frozenset[str]:
    return frozenset(goods for goods, words in _named().items() if words.search(text))


@cache
def _named() -> Mapping[str, re.Pattern[str]]:
    """The words of `_NAMED`, made ready when a name is first read."""
    return {goods: re.compile(words, re.IGNORECASE) for goods, words in _NAMED.items()}
