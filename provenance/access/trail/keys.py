"""Keys as an entry lists them: how many of each kind, the first of them, and a digest of all."""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from provenance.graph.port.trail import Keys
from provenance.model.terms import Label

MOST_LISTED = 20
"""So many keys of a kind are listed of a question and of an answer."""

MOST_CHANGED = 10_000
"""So many are of a change, which is more than one request may state."""

LONGEST = 100
"""So many characters of a key are listed: whoever asks may have written anything there."""


NAMED: Mapping[str, str] = {
    **{label[0].lower() + label[1:]: label.value for label in Label},
    "licence": Label.EXPORT_LICENCE.value,
    **dict.fromkeys(("exporter", "filer", "group"), Label.ENTERPRISE.value),
    **dict.fromkeys(("text", "texts"), "text"),
    "id": "id",
    "who": "who",
    "about": "about",
}
"""What a part of a question names, by what it is called; of all others nothing is kept, for they
may be contents."""


def listed(found: Mapping[str, Collection[Any]], most: int = MOST_LISTED) -> Keys:
    """Keys by kind, each kind with its count.

    Where not all are listed the SHA-256 is that of all, in order, each as JSON on a line.
    """
    return {kind: _listed(sorted(keys), most) for kind, keys in sorted(found.items()) if keys}


def _listed(keys: list[Any], most: int) -> dict[str, Any]:
    said: dict[str, Any] = {"count": len(keys), "keys": keys[:most]}
    if len(keys) > most:
        lines = "".join(f"{json.dumps(key)}\n" for key in keys)
        said["sha256"] = sha256(lines.encode()).hexdigest()
    return said


class Answered:
    """The keys that one answer gives out, by kind, as it is put together."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}

    def note(self, kind: str, key: str) -> None:
        """That a key is given out."""
        self._keys.setdefault(kind, set()).add(key)

    def note_all(self, kind: str, keys: Iterable[str]) -> None:
        """That keys are given out."""
        self._keys.setdefault(kind, set()).update(keys)

    def taken(self) -> Keys:
        """All of them, once: what is answered next begins with none."""
        found, self._keys = self._keys, {}
        return listed(found)
