"""How names and numbers are cut up to be found by any part of them, Chinese or Latin.

FTS5's trigrams never find two characters and Neo4j's cjk analyzer misses one; overlapping pairs
of characters, kept in order and asked for as a phrase, find both, the same in both stores.
"""

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Letters and digits only, without width or case: what people mean when they type a number."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in unicodedata.normalize("NFKC", folded) if char.isalnum())


def terms(names: Iterable[str]) -> str:
    """The pairs of characters of each name, its last character also alone."""
    return " ".join(" ".join(pairs(folded)) for folded in map(fold, names) if folded)


def pairs(folded: str) -> list[str]:
    return [folded[at : at + 2] for at in range(len(folded))]
