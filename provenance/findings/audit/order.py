"""How much of what is to be judged is taken up at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def portions(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Some things, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))
