"""What a node is found by, and what is looked for: the same texts in both stores' indexes.

An index keeps a number or a name whole, behind a sign of its own, and as the pairs of its
characters: any part of it is then a phrase of pairs, and where it begins is told by the sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add
from typing import NamedTuple, Self

from provenance.graph.rows.material import number
from provenance.model.chinese import as_pinyin, pinyin_of, simplified
from provenance.model.terms import Label, Ref
from provenance.model.text import fold
from provenance.records.changes import Node
from provenance.records.mapping import record_key

WHOLE = "="
LONGEST_WHOLE = 120
"""So many characters of a number or name are told apart whole: an index of Neo4j takes 255."""
LEAST_CHINESE, LEAST_LATIN = 3, 5
_ANY = f"[^{WHOLE} ]"


class FoundBy(NamedTuple):
    """What a node is found by: its numbers, its names, and how these sound."""

    terms: str
    named: str
    sounds: str


def found_by(ref: Ref, node: Node | None = None) -> FoundBy:
    """What a node is found by, as stated; by its number alone while it is only referred to."""
    numbers: tuple[str, ...] = (ref.key,)
    if ref.label is Label.EVENT and (record := record_key(ref)):
        numbers = (ref.key, number(ref), record.id)
    if node is None or not (node.names or node.numbers):  # as most are
        return FoundBy(nested(numbers) if ref.key.isascii() else terms(numbers), "", "")
    sounds = [sound for name in node.names for sound in pinyin_of(name)]
    return FoundBy(terms((*numbers, *node.numbers)), terms(node.names), terms(sounds))


def terms(texts: Iterable[str]) -> str:
    """Each text whole, and the pairs of its characters, its last character also alone.

    A text that lies within another one is found in parts with that.
    """
    folded = list({found for text in texts if (found := folded_for_search(text))})
    folded.sort(key=_long)
    apart: list[str] = []
    for text in folded:
        if not any(text in longer for longer in apart):
            apart.append(text)
    return " ".join([*map(whole, folded), *(" ".join(pairs(text)) for text in apart)])


def nested(texts: Iterable[str]) -> str:
    """The same of texts in ASCII, each of which lies within the one before: in a third the time."""
    folded = [*filter(None, dict.fromkeys(map(fold, texts)))]
    if not folded:
        return ""
    longest = folded[0].encode()
    in_pairs = bytearray(b" ") * (3 * len(longest) - 2)
    in_pairs[::3], in_pairs[1::3] = longest, longest[1:]
    return " ".join([*map(whole, folded), in_pairs.decode()])


def _long(text: str) -> tuple[int, str]:
    return -len(text), text


def folded_for_search(text: str) -> str:
    """Letters and digits only, without width or case, traditional characters as simplified."""
    return simplified(fold(text))


def whole(folded: str) -> str:
    """A folded text as an index keeps it whole."""
    return WHOLE + folded[:LONGEST_WHOLE]


def pairs(folded: str) -> list[str]:
    """Each character with the next one, the last alone."""
    return [*map(add, folded, folded[1:]), *folded[-1:]]


@dataclass(frozen=True, slots=True)
class Sought:
    """A text to be found: as one, and word by word where it has several, in any order."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self | None:
        """What a text looks for; None where there is neither letter nor digit in it."""
        words = tuple(dict.fromkeys(filter(None, map(folded_for_search, text.split()))))
        return cls(folded_for_search(text), words) if words else None

    @property
    def whole(self) -> str:
        """As an index keeps it whole."""
        return whole(self.text)

    @property
    def pinyin(self) -> tuple[str | None, tuple[str | None, ...]]:
        """All of it, and each word, as pinyin is kept; None where it is none."""
        return as_pinyin(self.text), tuple(map(as_pinyin, self.words))

    @property
    def one_wrong(self) -> str | None:
        """A regular expression of what differs from it by one character: put in, left out, changed.

        None where it is too short for that to mean anything: names of three characters in Chinese
        and of five in Latin are looked for so.
        """
        text = self.text[:LONGEST_WHOLE]
        if len(text) < (LEAST_LATIN if text.isascii() else LEAST_CHINESE):
            return None
        places = range(len(text))
        changed = [f"{text[:at]}{_ANY}?{text[at + 1 :]}" for at in places]
        longer = [f"{text[:at]}{_ANY}{text[at:]}" for at in places[1:]]
        return "|".join(dict.fromkeys([*changed, *longer]))

    @property
    def halves(self) -> tuple[str, str]:
        """Of what has one character wrong, one of these is right."""
        text = self.text[:LONGEST_WHOLE]
        middle = len(text) // 2
        return text[:middle], text[middle:]
