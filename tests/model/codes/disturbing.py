"""Valid values, what people and programs do to them, and the characters they do it with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st
from stdnum.cn import uscc

from provenance.model.codes import (
    CONTROL_CODE,
    COUNTRY,
    CREDIT_CODE,
    CURRENCY,
    CUSTOMS_CODE,
    DATE,
    DECLARATION,
    ENTERPRISE,
    INVOICE,
    LICENCE,
    LOT,
    MONTH,
    PERIOD,
    QUOTA,
    RECORD,
    REGION,
    SUPPLIER,
    Kind,
)
from provenance.model.reference import counties

SPACES = " \t\n\r\v\f\x85\xa0\u1680\u2000\u2003\u2009\u200a\u2028\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u180e\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2069\ufe0f\ufeff\U000e0020"
HYPHENS = "-‐‑‒–—−－"
COMMAS = ",，'’"
DOTS = ".．。·"

Disturb = Callable[[st.DrawFn, str], str]


def insert(characters: str, ends: bool = False) -> Disturb:
    """Put characters anywhere, or at the ends alone."""

    def disturb(draw: st.DrawFn, text: str) -> str:
        for _ in range(draw(st.integers(1, 4))):
            places = st.sampled_from([0, len(text)]) if ends else st.integers(0, len(text))
            at = draw(places)
            text = text[:at] + draw(st.sampled_from(characters)) + text[at:]
        return text

    return disturb


def between_digits(characters: str) -> Disturb:
    """Put characters between two digits: groups as people see them."""

    def disturb(draw: st.DrawFn, text: str) -> str:
        whole = len(text.replace("．", ".").split(".", maxsplit=1)[0])
        places = [n for n in range(1, whole) if text[n - 1 : n + 1].isdigit()]
        if not places:
            return text
        for at in sorted(draw(st.sets(st.sampled_from(places), max_size=5)), reverse=True):
            text = text[:at] + draw(st.sampled_from(characters)) + text[at:]
        return text

    return disturb


def full_width(draw: st.DrawFn, text: str) -> str:
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and draw(st.booleans()) else c for c in text
    )


def any_case(draw: st.DrawFn, text: str) -> str:
    return "".join(
        draw(st.sampled_from([c.lower(), c.upper()])) if c.isascii() else c for c in text
    )


def point_zero(draw: st.DrawFn, text: str) -> str:
    return text + draw(st.sampled_from([".0", ".000"]))


def wrapped(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from(["'{}", '="{}"', '"{}"', "’{}"])).format(text)


def dotted(draw: st.DrawFn, text: str) -> str:
    """A customs code of even length in its groups."""
    if len(text) % 2:
        return text
    dot, groups = draw(st.sampled_from(DOTS)), [text[:4]]
    rest = text[4:]
    step = draw(st.sampled_from([2, 4])) if len(rest) >= 4 else 2
    while rest:
        groups.append(rest[:step])
        rest, step = rest[step:], 2
    return dot.join(groups)


@dataclass(frozen=True)
class Sort:
    """A kind, its valid values as they are written, and what leaves them what they are.

    `first` is done at most once and before `any_order`; `ends` are spaces that may stand outside.
    """

    kind: Kind[Any]
    values: st.SearchStrategy[tuple[str, Any]]
    any_order: tuple[Disturb, ...]
    first: tuple[Disturb, ...] = ()
    last: tuple[Disturb, ...] = (insert(SPACES, ends=True), insert(INVISIBLE))


def same(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return values.map(lambda value: (value, value))


def number(length: int) -> st.SearchStrategy[str]:
    """Digits that no doubt rests on: not only zeros after the fifteenth."""
    digits = st.text("0123456789", min_size=length - 1, max_size=length - 1)
    return st.builds(lambda text, end: text + end, digits, st.sampled_from("123456789"))


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + draw(st.sampled_from(sorted(counties())))
    body += draw(st.text(alphabet, min_size=9, max_size=9))
    return body + uscc.calc_check_digit(body)


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
DAY_FORMS = [
    "{0:04}-{1:02}-{2:02}",
    "{0}-{1}-{2}",
    "{0}/{1}/{2}",
    "{0}/{1:02}/{2:02}",
    "{0}.{1}.{2}",
    "{0}{1:02}{2:02}",
    "{0}年{1}月{2}日",
    "{0}年{1:02}月{2:02}日",
    "{0} 年 {1} 月 {2} 日",
    "{0}-{1:02}-{2:02} 00:00:00",
    "{0}-{1:02}-{2:02}T00:00:00.000Z",
    "{0}/{1}/{2} 0:00",
    "{0}/{1}/{2} 上午12:00:00",
]
MONTH_FORMS = [
    "{0}-{1:02}",
    "{0}-{1}",
    "{0}/{1}",
    "{0}{1:02}",
    "{0}年{1}月",
    "{0}年{1:02}月",
    "{0}-{1:02}-01",
    "{0}/{1}/1 0:00",
]


def written(forms: list[str], value: Callable[[date], Any]) -> st.SearchStrategy[tuple[str, Any]]:
    return st.builds(
        lambda form, day: (form.format(day.year, day.month, day.day), value(day)),
        st.sampled_from(forms),
        DAYS,
    )


CODED = (insert(SPACES), insert(INVISIBLE), full_width)
GROUPED = (*CODED, between_digits(HYPHENS), between_digits(COMMAS))
NAMED = (insert(INVISIBLE), full_width, any_case)
FREE = (insert(INVISIBLE),)
COUNTRY_WORDS: Mapping[str, str] = {
    "DEU": "德国|德國|Germany|Federal Republic of Germany|DE|DEU|276",
    "USA": "美国|United States|U.S.A.|US|USA|840",
    "KOR": "韩国|South Korea|Korea, Republic of|KR|KOR|410",
    "MMR": "缅甸|Burma|Myanmar|MM|MMR|104",
    "TWN": "台湾|中国台湾|Taiwan|TW|TWN|158",
    "CIV": "科特迪瓦|Cote d'Ivoire|CI|CIV|384",
    "AUT": "奥地利|Austria|AT|AUT|040|40",
}
CURRENCY_WORDS: Mapping[str, str] = {
    "CNY": "人民币|RMB|CNY|156|Yuan",
    "USD": "美元|US$|US Dollar|USD|840",
    "AUD": "澳元|AUD|036|36",
}


def worded(words: Mapping[str, str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from([(w, code) for code, named in words.items() for w in named.split("|")])


SORTS = (
    Sort(DECLARATION, same(number(18)), GROUPED, (point_zero, wrapped)),
    Sort(
        INVOICE,
        same(st.one_of(number(20), number(18))),
        GROUPED,
        (point_zero, wrapped),
    ),
    Sort(
        CREDIT_CODE, same(credit_codes()), (*CODED, any_case, between_digits(HYPHENS)), (wrapped,)
    ),
    Sort(ENTERPRISE, same(credit_codes()), (*CODED, any_case, between_digits(HYPHENS)), (wrapped,)),
    Sort(SUPPLIER, same(credit_codes()), (*CODED, any_case, between_digits(HYPHENS)), (wrapped,)),
    Sort(
        ENTERPRISE,
        same(st.sampled_from(["3122961234", "701463622", "123456789", "150000000012345"])),
        GROUPED,
        (point_zero, wrapped),
    ),
    Sort(
        ENTERPRISE,
        same(st.sampled_from(["31229689C2", "213800KUD8LAJWSQ9D15", "MA62TE5T5"])),
        (*CODED, any_case, between_digits(HYPHENS)),
    ),
    Sort(
        LICENCE,
        same(st.from_regex(r"[0-9]{2}-[A-Z]{2}-[0-9]{6}", fullmatch=True)),
        (*CODED, any_case),
    ),
    Sort(QUOTA, same(st.sampled_from(["Q-2026-M-001", "QM", "工信部原函〔2026〕1号"])), CODED),
    Sort(LOT, same(st.sampled_from(["C1", "007", "24E-3", "7.0", "批次－１", "F/C 1"])), FREE),
    Sort(RECORD, same(st.sampled_from(["T1", "https://a.example/b?c=%20", "urn:x:y"])), FREE),
    Sort(
        CUSTOMS_CODE,
        same(
            st.builds(
                lambda head, rest: head + rest,
                st.sampled_from(["2846", "2805", "2530", "8505", "7202"]),
                st.sampled_from(["", "90", "9099", "909990", "909990105"]),
            )
        ),
        (*CODED, between_digits(HYPHENS)),
        (dotted, wrapped),
    ),
    Sort(
        CONTROL_CODE,
        same(st.from_regex(r"1[CE]9[01][0-9](\.[a-c](\.[1-9])?)?", fullmatch=True)),
        (*CODED, any_case),
    ),
    Sort(
        REGION,
        same(st.sampled_from([*sorted(counties()), "100000", "360727"])),
        GROUPED,
        (point_zero,),
    ),
    Sort(COUNTRY, worded(COUNTRY_WORDS), NAMED),
    Sort(CURRENCY, worded(CURRENCY_WORDS), NAMED),
    Sort(DATE, written(DAY_FORMS, lambda day: day), (insert(INVISIBLE), full_width)),
    Sort(MONTH, written(MONTH_FORMS, lambda day: f"{day:%Y-%m}"), (insert(INVISIBLE), full_width)),
    Sort(
        PERIOD,
        st.one_of(
            written(MONTH_FORMS, lambda day: f"{day:%Y-%m}"),
            written(["{0}", "{0}年", "{0}.0"], lambda day: f"{day:%Y}"),
        ),
        (insert(INVISIBLE), full_width),
    ),
)
