"""How the embedded store finds things by text: what fits best first."""

import json
import re
from collections.abc import Collection, Iterator
from sqlite3 import Connection
from typing import Any

from provenance.graph.rows.found_by import Sought, pairs, whole
from provenance.model.terms import Label

Row = tuple[Any, ...]

_FOUND = (
    "SELECT n.label, n.key, n.known, n.props, n.settled FROM node n WHERE n.id IN ({ids})"
    " AND n.label IN (SELECT value FROM json_each(?))"
    " ORDER BY length(n.key), n.key, n.label LIMIT ?"
)
_BY_INDEX = _FOUND.format(ids="SELECT rowid FROM found_by WHERE found_by MATCH ?")
_BY_ID = _FOUND.format(ids="SELECT value FROM json_each(?)")


def bearing(db: Connection, text: str, most: int) -> list[Row]:
    """The things that bear a folded text whole, as a number or a name."""
    phrase = f"{{terms named}} : {_word(whole(text))}"
    return db.execute(_BY_INDEX, (phrase, _among(()), most)).fetchall()


def search(db: Connection, sought: Sought, first: int, labels: Collection[Label] = ()) -> list[Row]:
    """The things, of some kinds or any, that fit a text, those that fit best first.

    Others only as far as asked for.
    """
    found: dict[Row, Row] = {}
    among = _among(labels)
    for phrase in _phrases(sought):
        for row in db.execute(_BY_INDEX, (phrase, among, first + len(found))):
            found.setdefault(row[:2], row)
        if len(found) >= first:
            break
    return list(found.values())[:first] if found else _one_wrong(db, sought, first, among)


def _among(labels: Collection[Label]) -> str:
    """The kinds to look among: by its further numbers an enterprise is found itself."""
    return json.dumps([label for label in labels or Label if label is not Label.IDENTIFIER])


def _phrases(sought: Sought) -> Iterator[str]:
    """What the index is asked: the number, how it begins, the name, a part, in pinyin."""
    yield f"terms : {_word(sought.whole)}"
    yield f"terms : {_word(sought.whole)} *"
    yield f"named : {_word(sought.whole)}"
    words = [f"{{terms named}} : {_part(word)}" for word in sought.words]
    yield f"({{terms named}} : {_part(sought.text)}) OR ({' AND '.join(words)})"
    pinyin, each = sought.pinyin
    if pinyin or any(each):
        sounding = [
            f"({said} OR sounds : {_part(sound)})" if sound else f"({said})"
            for said, sound in zip(words, each, strict=True)
        ]
        joined = [f"(sounds : {_part(pinyin)})"] if pinyin else []
        yield " OR ".join([*joined, f"({' AND '.join(sounding)})"])


def _one_wrong(db: Connection, sought: Sought, first: int, among: str) -> list[Row]:
    """The things whose name differs by one character from a text, or whose pinyin does."""
    if not (pattern := sought.one_wrong):
        return []
    halves = " OR ".join(map(_part, sought.halves))
    near = re.compile(pattern)
    rows = db.execute(
        "SELECT rowid, named, sounds FROM found_by WHERE found_by MATCH ?",
        (f"{{named sounds}} : ({halves})",),
    )
    ids = [id_ for id_, named, sounds in rows if near.search(named) or near.search(sounds)]
    return db.execute(_BY_ID, (json.dumps(ids), among, first)).fetchall()


def _part(folded: str) -> str:
    """A folded text anywhere in a number or a name: a phrase of its pairs, or how one begins."""
    return f"{_word(folded)} *" if len(folded) == 1 else _word(" ".join(pairs(folded)[:-1]))


def _word(text: str) -> str:
    return f'"{text}"'
