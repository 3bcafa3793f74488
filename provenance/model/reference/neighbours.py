"""Goods that rare earths have travelled as, known by their name or their customs code."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from provenance.model.reference import (
    NeighbourGoods,
    RareEarthValue,
    neighbour_goods,
    rare_earth_values,
)
from provenance.model.reference.customs import code_digits


@lru_cache(maxsize=4_096)
def neighbour(hs_code: str, goods: str) -> NeighbourGoods | None:
    """What goods are like that rare earths have travelled as; None where they are like none.

    Their name counts before their code, the longest word or number first: a tile adhesive
    (瓷砖胶) is no tile (瓷砖).
    """
    return max(_like(hs_code, goods), key=lambda like: like[:2], default=(0, 0, None))[2]


def _like(hs_code: str, goods: str) -> Iterator[tuple[int, int, NeighbourGoods]]:
    name, digits = goods.casefold(), code_digits(hs_code)
    for row in neighbour_goods():
        words = max((len(word) for word in row.names if word in name), default=0)
        code = max((len(code) for code in row.codes if digits.startswith(code)), default=0)
        if words or code:
            yield words, code, row


def fetched_by(cny_per_kg: Decimal) -> tuple[RareEarthValue, ...]:
    """The rare earths that fetch so much by the kilogram."""
    return tuple(row for row in rare_earth_values() if row.low_cny <= cny_per_kg <= row.high_cny)
