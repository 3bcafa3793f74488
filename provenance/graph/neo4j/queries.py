"""The Cypher of the Neo4j store: one file a query, in the folder `cypher`, named as its use.

What a file calls `$rows` is sent as `$given.rows`: a list given by itself is planned for anew at
each order of magnitude of its length, what is in a map once.
"""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from provenance.graph.rows.sums import Monthly
from provenance.model.terms import EdgeType, EventKind, Label, Product


class By(StrEnum):
    """What findings are looked up by: each has an index of its own."""

    ID = "id"
    PLACE = "place"
    RAISED = "raised"
    SCOPE = "scope"
    SUBJECT = "subject"
    ENTERPRISE = "enterprise"


class Listed(StrEnum):
    """What declarations are listed and looked up by, beside their number."""

    NEWEST = "newest"
    UNLAWFUL = "unlawful"
    HEAVIEST = "heaviest"
    PARTY = "party"
    DECLARANT = "declarant"


class Inner(StrEnum):
    """What is kept beside the graph and its sums, by the labels of its nodes."""

    RECORD = "Record"
    WITHDRAWAL = "Withdrawal"
    REJECTED = "Rejected"
    MARK = "Mark"
    UNAUDITED = "Unaudited"
    FINDING = "Finding"
    REVIEW = "Review"
    DECISION = "Decision"
    CHANGE = "ConclusionChange"
    DECLARED = "Declared"
    WATCH = "Watch"
    RAISING = "Raising"
    CASE = "CaseVersion"
    USER = "User"
    KEY = "SigningKey"
    SESSION = "Session"
    TRAIL = "TrailEntry"


class Key(StrEnum):
    """What tells these apart, and orders them."""

    SEQ = "seq"
    KEY = "key"
    NUMBER = "number"
    ID = "id"
    NAME = "name"
    RAISED = "raised"


Word = Label | EdgeType | By | Listed | Monthly | Inner | Key

_HERE = Path(__file__).resolve()
# In the wheel the folder lies in the package, in a checkout beside it.
_FOLDER = next(
    folder
    for folder in (_HERE.parents[2] / "cypher", _HERE.parents[3] / "cypher")
    if folder.is_dir()
)
_PARAMETER = re.compile(r"\$(?=[a-z])")
_TEXTS = {
    path.stem: _PARAMETER.sub("$given.", path.read_text("utf-8").strip())
    for path in _FOLDER.glob("*.cypher")
}
_PLACE = re.compile(r"\{([a-z_]+)\}")


@cache
def query(name: str, **words: Word | tuple[Word, ...]) -> str:
    """The text of a query, `{label}` and the like in it replaced: by members of enums alone.

    What is named as another file becomes the text of that.
    """

    def part(place: re.Match[str]) -> str:
        word = place[1]
        return _TEXTS[word] if word in _TEXTS else _written(words[word])

    return _PLACE.sub(part, _TEXTS[name])


@cache
def there() -> str:
    """The query for what is there of any label, each looked up in the index of its own."""
    each = "\nUNION ALL\n".join(query("there_of", label=label) for label in Label)
    return _TEXTS["there"].replace("{each}", each)


@cache
def steady(text: str) -> str:
    """A query that also says whether what it found is of one state."""
    return once(_TEXTS["steady"].replace("{query}", text))


@cache
def once(text: str) -> str:
    """A query whose plan is kept however a store grows: all begin at an index, told of it or not.

    Otherwise Neo4j plans anew whenever there is much more or less of something than before.
    """
    return f"CYPHER replan=skip\n{text}"


def _written(words: Word | tuple[Word, ...]) -> str:
    listed = words if isinstance(words, tuple) else (words,)
    return "|".join(map(name_of, listed))


def name_of(word: StrEnum) -> str:
    """A label or type as the database has it: kinds and products in the case of labels."""
    if isinstance(word, Label | EdgeType | By | Listed | Monthly | Inner | Key):
        return word.value
    if isinstance(word, EventKind | Product):
        return word.value.title().replace("_", "")
    raise TypeError(f"{word!r} is no word of a query")
