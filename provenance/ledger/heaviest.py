"""The largest of many, where what each is exactly takes long to find."""

import heapq
from collections.abc import Callable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=str)


def heaviest(
    most: Mapping[Key, float], exactly: Callable[[Key], float], first: int
) -> dict[Key, float]:
    """The keys with most grams, the largest first, ties by key; none of less than a gram.

    `most` is what each has at most; what it has exactly is asked only of those that may be listed.
    """
    heap = [(-grams, key, False) for key, grams in most.items()]
    heapq.heapify(heap)
    found: dict[Key, float] = {}
    while heap and len(found) < first:
        grams, key, exact = heapq.heappop(heap)
        if exact:
            found[key] = -grams
        elif round(grams := exactly(key)):
            heapq.heappush(heap, (-grams, key, True))
    return found
