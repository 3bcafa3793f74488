"""A list given a part at a time."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Page(NamedTuple):
    """Some of a list, in order of key, and whether there is more behind."""

    items: Sequence[Any]
    more: bool
