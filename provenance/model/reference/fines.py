"""What the law threatens for the breach of an article, however people write the article."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from provenance.model.reference import penalties
from provenance.model.reference.rows import PenaltyRange

FIRST, SECOND = "first", "second"
"""The tiers of fines: for the breach, and for what was ordered to be mended and was not."""

_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")}
_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_AT = rf"\s*(?:Art\.?|Article|第)?\s*{_NUMBER}"
_LAWS: Mapping[str, re.Pattern[str]] = {
    law: re.compile(rf"(?:{named}){_AT}")
    for law, named in {
        "MRL": r"\bMRL|Mineral Resources Law|矿产资源法》?",
        "ECL": r"\bECL|Export Control Law|出口管制法》?",
        "R": r"\bR|785[^0-9]*?|(?<!管制)条例》?",
        "M": r"\bM|\b71\b[^0-9]*?|办法》?",
    }.items()
}
_ITEM = re.compile(rf"^条?\s*(?:\(\s*{_NUMBER}\s*\)|第{_NUMBER}项)")
_THIRD = re.compile(r"^(?:-3\b|,?\s*para(?:graph)?\.?\s*3\b|,?\s*third paragraph|条?第三款)")

_UNLISTED = (("MRL", "64"), ("R", "22(1)"))

# Who breaks one of these is punished by others. Order 785 Art. 21 is for whoever mines or separates
# against total control, which Order 71 lays out; its Art. 7 para 3 is for who may not at all.
_PUNISHED_BY: Mapping[tuple[str, str], Sequence[tuple[str, str]]] = {
    ("R", "8"): _UNLISTED,
    ("R", "9"): (("MRL", "64"), ("MRL", "67")),
    ("R", "10"): (("R", "21"),),
    ("R", "11"): (("R", "22(2)"),),
    ("R", "13"): (("R", "23"),),
    ("R", "14"): (("R", "25"),),
    ("R", "20"): (("MRL", "64"), ("MRL", "67")),
    ("R", "20(1)"): (("MRL", "64"), ("MRL", "67")),
    ("R", "20(2)"): (("MRL", "64"),),
    ("R", "24"): (("ECL", "34"),),
    ("M", "7"): (("R", "21"),),
    ("M", "7-3"): _UNLISTED,
    ("M", "10"): (("R", "25"),),
    ("MRL", "33"): (("MRL", "64"), ("MRL", "67")),
    ("ECL", "12"): (("ECL", "34"),),
}


def fine_ranges(article: str) -> list[PenaltyRange]:
    """All fines threatened for breaking an article: by tier, and of whom; none where unknown.

    Understands `R 21`, `Order 785 Art. 22(1)`, `M 7 para 3`, `《稀土管理条例》第二十二条第一项`.
    """
    broken = _broken(unicodedata.normalize("NFKC", article))
    if broken is None:
        return []
    wanted = _PUNISHED_BY.get(broken, [broken])
    return [row for one in wanted for row in penalties() if row.law == one[0] and _is(row, one[1])]


def fine_range(article: str, tier: str = FIRST) -> PenaltyRange | None:
    """The fine in CNY of an enterprise for breaking an article, in a tier; None where unknown.

    An article that names two conducts of one range gives that range, with both conducts; one that
    is punished by several gives none, see `fine_ranges`.
    """
    found = [one for one in fine_ranges(article) if (one.tier, one.whom) == (tier, "enterprise")]
    if not found or any(_amounts(row) != _amounts(found[0]) for row in found):
        return None
    if len(found) == 1:
        return found[0]
    return found[0]._replace(
        article=found[0].article.partition("(")[0],
        conduct="; or ".join(row.conduct for row in found),
        conduct_zh="；或者".join(row.conduct_zh for row in found),
    )


def _broken(article: str) -> tuple[str, str] | None:
    """The law and the article that is named, such as R and 22(1)."""
    for law, pattern in _LAWS.items():
        if found := pattern.search(article):
            number, behind = _number(found[1]), article[found.end() :]
            if law == "M" and _THIRD.match(behind):
                return law, f"{number}-3"
            item = _ITEM.match(behind) if law == "R" else None
            return law, f"{number}({_number(item[1] or item[2])})" if item else str(number)
    return None


def _is(row: PenaltyRange, wanted: str) -> bool:
    return wanted in (row.article, row.article.partition("(")[0])


def _amounts(row: PenaltyRange) -> tuple[object, ...]:
    return row.law, row.article.partition("(")[0], row.times, row.fine_min_cny, row.fine_max_cny


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
