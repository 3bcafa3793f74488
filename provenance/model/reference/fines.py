"""What Order 785 threatens for the breach of an article, however people write the article."""

import re
import unicodedata
from collections.abc import Mapping

from provenance.model.reference import penalties
from provenance.model.reference.rows import PenaltyRange

_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")}
_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_REGULATIONS = re.compile(rf"(?:\bR|785[^0-9]*?|条例》?)\s*(?:Art\.?|Article|第)?\s*{_NUMBER}")
_MEASURES = re.compile(rf"(?:\bM|\b71\b[^0-9]*?|办法》?)\s*(?:Art\.?|Article|第)?\s*{_NUMBER}")
_ITEM = re.compile(rf"^条?\s*(?:\(\s*{_NUMBER}\s*\)|第{_NUMBER}项)")

# Who breaks one of these is punished by another article of Order 785. Its Art. 21 is for whoever
# mines or separates against total control, which Order 71 lays out.
_PUNISHED_BY: Mapping[tuple[str, int], str] = {
    ("R", 10): "21",
    ("R", 11): "22(2)",
    ("R", 13): "23",
    ("R", 14): "25",
    ("M", 7): "21",
    ("M", 10): "25",
}


def fine_range(article: str) -> PenaltyRange | None:
    """The fines in CNY that Order 785 threatens for breaking an article; None where unknown.

    Understands `R 21`, `Order 785 Art. 22(1)`, `M 7`, `《稀土管理条例》第二十二条第一项`.
    An article that names two conducts of one range gives that range, with both conducts.
    """
    wanted = _punishing(unicodedata.normalize("NFKC", article))
    found = [row for row in penalties() if wanted and _is(row.basis, wanted)]
    if not found or any(row.fine_max_cny != found[0].fine_max_cny for row in found):
        return None
    first = found[0]
    if len(found) == 1:
        return first
    return PenaltyRange(
        conduct="; or ".join(row.conduct for row in found),
        basis=f"Order 785 Art. {wanted}",
        times_illegal_gains=first.times_illegal_gains,
        fine_min_cny=first.fine_min_cny,
        fine_max_cny=first.fine_max_cny,
        note=first.note,
    )


def _punishing(article: str) -> str | None:
    """The article of Order 785 that punishes, such as 21 or 22(1)."""
    for law, pattern in (("R", _REGULATIONS), ("M", _MEASURES)):
        if found := pattern.search(article):
            number = _number(found[1])
            item = _ITEM.match(article[found.end() :])
            if (law, number) in _PUNISHED_BY:
                return _PUNISHED_BY[law, number]
            if law == "R":
                return f"{number}({_number(item[1] or item[2])})" if item else str(number)
    return None


def _is(basis: str, wanted: str) -> bool:
    number = basis.removeprefix("Order 785 Art. ")
    return number == wanted or number.partition("(")[0] == wanted


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
