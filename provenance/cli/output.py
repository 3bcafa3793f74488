"""Where people read, and the one line of JSON that programs read."""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from provenance.model.message import Message
from provenance.model.text import visible
from provenance.words.table import Language, Words


class Terminal(Console):
    """Where people read: what others wrote is shown there as it is and never acts.

    No markup; escape sequences, directions, what has no width, and line breaks stand as codes.
    A `Message` is said in `language`, as are the words of a value.
    """

    language = Language.EN
    """What all terminals of this process speak."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print one line of texts, or whatever of rich's has its own way to be shown."""
        super().print(*(seen(one) for one in objects), **{"markup": False, **options})

    def paragraph(self, shown: "str | Message | Text", style: str = "") -> None:
        """Print sentences; a terminal's lines end between words, as deep as the first begins."""
        text = seen(shown)
        text = text if isinstance(text, Text) else Text(text)
        if not sys.stdout.isatty():
            self.print(text, style=style)
            return
        deep = len(text.plain) - len(text.plain.lstrip(" "))
        first, *rest = folded(text, max(self.width - deep, 20))
        for line in (first, *(Text(" " * deep) + line for line in rest)):
            self.print(line, style=style)


def seen(shown: Any) -> Any:
    """What is to be printed, with nothing in it that acts."""
    if isinstance(shown, Message):
        shown = shown.said(Terminal.language)
    if isinstance(shown, Words):
        shown = Terminal.language.of(shown)
    if isinstance(shown, Text):
        plain = visible(shown.plain)
        return shown if plain == shown.plain else Text(plain, shown.style)
    return visible(shown) if isinstance(shown, str) else shown


def beside(*parts: Any) -> str:
    """What there is of some parts on one line, apart from each other."""
    return "  ".join(str(seen(part)) for part in parts if part)


_PIECES = re.compile(
    r"\s+|[（《“]*[\u2e80-\uffef][，。；：、）》”]*|[\d,.]+ kg\b|[^\s\u2e80-\uffef]+"
)
"""Words, masses, and Chinese characters with the punctuation that stays with them."""


def folded(line: Text, width: int) -> Iterator[Text]:
    """A text in lines of a width, parted between words and between Chinese characters."""
    ends, used, at = [], 0, 0
    for piece in _PIECES.findall(line.plain):
        taken = cell_len(piece)
        if used + taken > width and used and not piece.isspace():
            ends.append(at)
            used = 0
        over = taken - width
        if over > 0 and not piece.isspace():  # a word that no line has room for
            ends += range(at + width, at + len(piece), width)
            used = taken % width
        else:
            used += taken
        at += len(piece)
    for part in line.divide(ends):
        part.rstrip()
        yield part


def longest_piece(text: str) -> int:
    """How wide the widest part of a text is that should stay on one line."""
    return max(map(cell_len, _PIECES.findall(text)), default=1)


OUT = Terminal(soft_wrap=True)
ERR = Terminal(stderr=True, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON value on one line, for programs; shown in a terminal, nothing in it acts."""
    sys.stdout.write(f"{json_text(value)}\n")


def json_text(value: Any) -> str:
    """A value as JSON, in which what would act in a terminal is escaped as JSON has it."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if visible(c) != c else c for c in text)
