"""How names and numbers are cut up to be found by any part of them, Chinese or Latin.

FTS5's trigrams never find two characters and Neo4j's cjk analyzer misses one; overlapping pairs
of characters, kept in order and asked for as a phrase, find both, the same in both stores.
"""

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Letters and digits only, without width or case: what people mean when they type a number."""
    if text.isascii():  # as most numbers are; the rest would change nothing about it
        return "".join(filter(str.isalnum, text.lower()))
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", folded)))


def terms(names: Iterable[str]) -> str:
    """The pairs of characters of each name, its last character also alone.

    A name that lies within another one is found with that.
    """
    folded = sorted(filter(None, map(fold, names)), key=len, reverse=True)
    apart: list[str] = []
    for name in folded:
        if not any(name in longer for longer in apart):
            apart.append(name)
    return " ".join(" ".join(pairs(name)) for name in apart)


def pairs(folded: str) -> list[str]:
    return [folded[at : at + 2] for at in range(len(folded))]
