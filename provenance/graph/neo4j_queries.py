"""The Cypher of the Neo4j store: one file a query, in the folder `cypher`, named as its use."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from provenance.model import EdgeType, EventKind, Label, Product

Word = Label | EdgeType | EventKind | Product

_HERE = Path(__file__).resolve()
# In the wheel the folder lies in the package, in a checkout beside it.
_FOLDER = next(
    folder
    for folder in (_HERE.parents[1] / "cypher", _HERE.parents[2] / "cypher")
    if folder.is_dir()
)
_TEXTS = {path.stem: path.read_text("utf-8").strip() for path in _FOLDER.glob("*.cypher")}
_PLACE = re.compile(r"\{([a-z_]+)\}")


@cache
def query(name: str, **words: Word | tuple[Word, ...]) -> str:
    """The text of a query, `{label}` and the like in it replaced: by members of enums alone."""
    return _PLACE.sub(lambda place: _written(place[1], words[place[1]]), _TEXTS[name])


@cache
def steady(text: str) -> str:
    """A query that also says whether what it found is of one state."""
    return _TEXTS["steady"].replace("{query}", text)


def _written(place: str, words: Word | tuple[Word, ...]) -> str:
    listed = words if isinstance(words, tuple) else (words,)
    return ("|" if place == "any_of" else ":").join(map(name_of, listed))


def name_of(word: StrEnum) -> str:
    """A label or type as the database has it: kinds and products in the case of labels."""
    if isinstance(word, Label | EdgeType):
        return word.value
    if isinstance(word, EventKind | Product):
        return word.value.title().replace("_", "")
    raise TypeError(f"{word!r} is no word of a query")
