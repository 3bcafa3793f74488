"""How Chinese numbers the articles of its laws: 第二十二条第（二）项."""

import re

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"([0-9]{1,2})(?:\(([0-9]{1,2})\)| para ([0-9]{1,2}))?")
_POINT = re.compile(r"point ([0-9]{1,2})")
_CLAUSE = re.compile(r"clause ([0-9.]+)")


def article_number(text: str) -> str:
    """How Chinese cites "14", "22(2)", "7 para 3", "point 4" or "clause 4.1"; else the text."""
    if found := _ARTICLE.fullmatch(text):
        article, item, paragraph = found.groups()
        within = f"第（{_counted(item)}）项" if item else f"第{_counted(paragraph)}款"
        return f"第{_counted(article)}条{within if item or paragraph else ''}"
    if found := _POINT.fullmatch(text):
        return f"第{_counted(found[1])}点"
    return f"第{found[1]}条" if (found := _CLAUSE.fullmatch(text)) else text


def _counted(number: str | None) -> str:
    """A number below a hundred in words: 二十二."""
    tens, ones = divmod(int(number or 0), 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")
