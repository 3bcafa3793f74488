"""What the name of goods says of the rare earths in them: which they hold, a trace of, or none of.

`无镝钕铁硼`, `Dy-free` and `free of Y` name an element to say that it is not there. The names and
formulas an element travels under, and the words that deny one, are general knowledge.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

# Chinese, English, then the formulas of the oxide; the symbol alone is matched as a word.
NAMES: Mapping[str, tuple[str, ...]] = {
    "La": ("镧", "lanthanum", "la2o3"),
    "Ce": ("铈", "cerium", "ceo2"),
    "Pr": ("镨", "praseodymium", "pr6o11"),
    "Nd": ("钕", "neodymium", "nd2o3"),
    "Sm": ("钐", "samarium", "sm2o3", "smco"),
    "Gd": ("钆", "gadolinium", "gd2o3"),
    "Tb": ("铽", "terbium", "tb4o7"),
    "Dy": ("镝", "dysprosium", "dy2o3"),
    "Lu": ("镥", "lutetium", "lu2o3"),
    "Sc": ("钪", "scandium", "sc2o3"),
    "Y": ("钇", "yttrium", "y2o3"),
    "Ho": ("钬", "holmium", "ho2o3"),
    "Er": ("铒", "erbium", "er2o3"),
    "Tm": ("铥", "thulium", "tm2o3"),
    "Eu": ("铕", "europium", "eu2o3"),
    "Yb": ("镱", "ytterbium", "yb2o3"),
}

PARTNERS = frozenset(
    re.split(" ", "Fe Co Ni Cu Al Mg Zn Ga Zr Nb Mn Ti Si Ca Ba Mo B O F Cl N C H S P")
)
"""What rare earths stand beside in the formulas of alloys and compounds."""

# Names are marked by one character each, so that what stands around them can be read.
_LIGHT, _HEAVY, _OTHER = "\ue000", "\ue001", "\ue002"
_LIGHTS = frozenset({"La", "Ce", "Pr", "Nd"})
_OTHERS = "铁钴镍铝镁铜锌镓锆铌锰钛硼钼铅铬"

_ATOM = r"[A-Z][a-z]?[0-9.]*"
_FORMULA = rf"(?<![A-Za-z0-9])[0-9.]*(?:{_ATOM}|\((?:{_ATOM})+\)[0-9.]*)+(?![A-Za-z0-9])"
_WORDS = {word: element for element, words in NAMES.items() for word in words}
_WORD = "|".join(
    # 'yttrium' is not in 'ytterbium', but 'y2o3' is in 'dy2o3'.
    rf"(?<![A-Za-z]){word}" if word.isascii() else word
    for word in sorted(_WORDS, key=len, reverse=True)
)
_MENTION = rf"(?P<formula>{_FORMULA})|(?P<word>(?i:{_WORD}))|(?P<other>[{_OTHERS}])"

_RARE = f"[{_LIGHT}{_HEAVY}]"
# What begins the name of an alloy is not denied with what stands before it: 无镝钕铁硼, 无铽镝铁.
_RUN = (
    rf"(?:{_HEAVY}++(?={_LIGHT})|{_RARE}+(?={_RARE}{_OTHER})"
    rf"|(?!{_LIGHT}+{_OTHER}){_RARE}++{_OTHER}*+|{_OTHER}++)"
    r"(?!\s*[:=]?\s*(?!0(?:\.0+)?\s*%)[0-9.]+\s*%)"
)
_END = r"(?=\s*(?:$|[],;、。.)/]|的|等|均|和|与|及|或|\b(?:and|or|nor)\b))"
# Atomic: spaces that may be read in two ways double the work with every name in a list.
_SAME = r"(?>\s*-?\s*(?:[、/&+]|和|与|以?及|或者?|\b(?:and|or|nor)\b)\s*)"
_FILLER = (
    rf"(?:\s|[:(-]|有|任何|人为|额外|添加|掺杂|[中重]*稀土(?!{_LIGHT})|元素|金属|[氧氯氟]化(?!物)|如"
    r"|\b(?:any|added|additions?|of|the|heavy|light|medium|rare|earths?|elements?|metals?|oxides?"
    r"|such as|like|intentional(?:ly)?|detectable|residual|amounts?)\b)*"
)
_LIST = (
    rf"(?P<listed>{_RUN}(?:{_SAME}{_FILLER}{_RUN})*"
    rf"(?:\s*[,;]\s*{_RARE}++{_END})*)(?!\s*[之以]?外)"
)
_LISTED_BEFORE = rf"(?P<listed>{_RARE}++(?:{_SAME}{_RARE}++)*)"
_IS = (
    r"\s*(?:元素)?(?:合计|总和|之和|总计|总)?(?:含?量|成分)?(?:\b(?:total|combined)\b)?"
    r"\s*(?:\bcontents?\b)?\s*(?:均|都|皆)?\s*(?:[为是:=]|\b(?:is|are|was|were)\b)?\s*"
)

_NONE = (
    rf"(?:无|[不未]含|不包[含括]|[未不]添?加|[未不]掺|没有|不带|未检[出测]|非|不是|零"
    rf"|\b(?:without|w/o|free (?:of|from)|devoid of|no|non|not|neither|zero|excluding|excl\.?"
    rf"|lacking|not? (?:contain|add)\w*)(?![\w.])){_FILLER}{_LIST}",
    rf"{_LISTED_BEFORE}-?less\b(?!\s*than)",
    rf"{_LISTED_BEFORE}[\s-]free\b(?!-?\s*(?:of|from|flow|sampl|on|trade)\w*)",
    rf"{_LISTED_BEFORE}{_IS}(?:无添?加?|零|未检出|未测出|未添?加入?|不含有?|没有|nil|none"
    rf"|not (?:added|contained|included|detected|present|found|used)|absent|excluded){_END}",
    rf"{_LISTED_BEFORE}\s*[:=]\s*n\.?d\b",
    rf"{_LISTED_BEFORE}{_IS}0(?:\.0+)?(?![0-9.])\s*(?:%|ppm|{_END})",
    rf"(?<![0-9.])0(?:\.0+)?\s*%{_FILLER}{_LIST}",
)
_TRACE = (
    rf"(?:低|微量|痕量|少量|微含|\b(?:low|lower|reduced|traces?)\b){_FILLER}{_LIST}",
    rf"{_LISTED_BEFORE}(?:-(?:lean|poor)\b|{_IS}(?:微量|痕量|极?低|traces?){_END})",
    # Up to a thousandth: what passes on a laboratory's paper.
    rf"{_LISTED_BEFORE}{_IS}(?:[<≤]?=?|低于|小于|不[超高大多][过于]|below|under|up to|max\.?"
    r"|(?:not? (?:more|greater|higher) |less )than|not exceed(?:ing)?)\s*"
    r"(?:(?:0?\.0[0-9]*|0?\.10*)(?:\s*wt\.?)?\s*%|(?:[0-9]{1,3}|1000)\s*ppm)"
    r"(?!\s*(?:杂质|水|impurit|moisture))",
)


class Said(NamedTuple):
    """The rare earths of which goods say that they hold them, a trace of them, or none.

    What they are said to hold anywhere in the name is held, whatever else is said of it.
    """

    held: frozenset[str]
    trace: frozenset[str]
    none: frozenset[str]


@lru_cache(maxsize=4_096)
def said(goods: str) -> Said:
    """What goods say of rare earths. Declarations by the thousand name the same few goods."""
    # Runs of spaces, which the patterns may read in many ways, would take minutes.
    text, elements = _marked(" ".join(unicodedata.normalize("NFKC", goods).split()))
    denied, little = _listed(text, _NONE), _listed(text, _TRACE)
    held = _of(elements, elements.keys() - denied - little)
    trace = _of(elements, little - denied) - held
    return Said(held, trace, _of(elements, denied) - held - trace)


def named(goods: str) -> frozenset[str]:
    """The rare earths that goods are said to hold."""
    return said(goods).held


def _marked(goods: str) -> tuple[str, Mapping[int, frozenset[str]]]:
    """A name with a mark for each that it names; and what is named, by where the mark stands."""
    text, elements = "", {}
    for part, own in _parts(re.sub(f"[{_LIGHT}{_HEAVY}{_OTHER}]", " ", goods)):
        if own:
            elements[len(text)] = own
            text += _LIGHT if own <= _LIGHTS else _HEAVY
        else:
            text += part
    return text, elements


def _parts(goods: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The pieces of a name, each with the rare earths it is the name of."""
    at = 0
    for found in _compiled(_MENTION).finditer(goods):
        yield goods[at : found.start()], frozenset()
        at = found.end()
        if found["formula"]:
            yield from _in_formula(found["formula"])
        elif found["word"]:
            yield "", frozenset({_WORDS[found["word"].casefold()]})
        else:
            yield _OTHER, frozenset()
    yield goods[at:], frozenset()


def _in_formula(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The rare earths of a formula written in one: DyFe, Tb0.3Dy0.7Fe1.9, Sm2(CO3)3, YB2O3."""
    symbols = re.findall(r"[A-Z][a-z]?", word)
    spelled = [] if word != word.upper() else re.findall(_WORD, word, re.IGNORECASE)
    # BY and OF are words; a formula has small letters or numbers.
    written = len(set(symbols)) > 1 and re.sub(r"[.()]", "", word) != "".join(symbols).upper()
    if spelled:
        yield word, frozenset(_WORDS[name.casefold()] for name in spelled)
    elif written and PARTNERS | NAMES.keys() >= set(symbols):
        yield word, frozenset(symbols) & NAMES.keys()
        if not set(symbols) <= {*NAMES, "O"}:
            yield _OTHER, frozenset()
    else:
        yield word, frozenset({word}) & NAMES.keys()


@cache
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, made ready when it is first looked for: all of them take a tenth of a start."""
    return re.compile(pattern, flags)


def _listed(text: str, patterns: tuple[str, ...]) -> set[int]:
    """Where those stand that the patterns speak of."""
    return {
        at
        for pattern in patterns
        for found in _compiled(pattern, re.IGNORECASE).finditer(text)
        for at in range(*found.span("listed"))
    }


def _of(elements: Mapping[int, frozenset[str]], places: set[int]) -> frozenset[str]:
    return frozenset[str]().union(*(elements.get(at, frozenset()) for at in places))
