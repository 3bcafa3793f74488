"""What a kind of waste can hold at most of each oxide."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from provenance.model.reference import oxides, waste_oxides

ANY_OTHER = "*"


@cache
def highest_shares() -> Mapping[str, Mapping[str, Decimal]]:
    """By kind of waste, the highest share of REO of each oxide there is (oxides.csv)."""
    stated: dict[str, dict[str, Decimal]] = {}
    for row in waste_oxides():
        stated.setdefault(row.waste, {})[row.oxide] = row.highest_share
    return {
        kind: {row.oxide: shares.get(row.oxide, shares[ANY_OTHER]) for row in oxides()}
        for kind, shares in stated.items()
    }
