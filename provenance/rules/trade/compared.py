"""What a laboratory's test tells otherwise than was filed: product, oxides, content."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from provenance.ledger.lineage import Output
from provenance.model.message import Fact, Message
from provenance.model.terms import METALS, Product
from provenance.model.thresholds import Thresholds
from provenance.rules.slices.filings import Document

MOST_OXIDES = 5
"""So many oxides are told of, those that are furthest off."""

_ALIKE = (frozenset({Product.MIXED_SALT, Product.SALT}), METALS)
"""Products that a laboratory does not tell apart as filers do: by how many elements they are of."""


class Off(NamedTuple):
    """In what a test differs from what was filed, and for which share of the mass."""

    why: Message
    share: float


def other_product(test: Document | None, made: Output) -> Iterator[Off]:
    if test is None or made.product is None:
        return
    found = Product(test["product"])
    if found is not made.product and not any({found, made.product} <= alike for alike in _ALIKE):
        yield Off(
            Message(
                "it is {found:product}, filed as {filed:product}", found=found, filed=made.product
            ),
            1.0,
        )


def other_oxides(
    test: Document | None, filed: Mapping[str, float] | None, limits: Thresholds
) -> Iterator[Off]:
    """Oxides with another share than was filed; what either leaves open contradicts nothing."""
    if test is None or not filed:
        return
    found: Mapping[str, float] = json.loads(test["assay"])
    off = []
    for oxide in sorted(found.keys() | filed.keys()):
        had, said = found.get(oxide), filed.get(oxide)
        by = max((had or 0.0) - _most(oxide, filed), (said or 0.0) - _most(oxide, found))
        allowed = max(limits.tested_slack, limits.tested_share * max(had or 0.0, said or 0.0))
        if round(by - allowed, 9) > 0:
            off.append((by, oxide, had, said))
    off.sort(key=lambda one: -one[0])
    for by, oxide, had, said in off[:MOST_OXIDES]:
        facts: dict[str, Fact] = {"oxide": oxide, "by": by, "found": had or 0.0, "filed": said}
        if said is None:
            yield Off(Message("{found:percent} {oxide}, of which nothing was filed", **facts), by)
        else:
            yield Off(
                Message(
                    "{found:percent} {oxide}, filed as {filed:percent}, off by {by:percent}",
                    **facts,
                ),
                by,
            )


def other_content(test: Document | None, made: Output, limits: Thresholds) -> Iterator[Off]:
    """REO of net mass other than filed."""
    if test is None or not made.net_g:
        return
    found, filed = float(test["reo_share"]), made.reo_g / made.net_g
    by = abs(found - filed)
    if by > max(limits.tested_slack, limits.tested_share * max(found, filed)):
        why = Message(
            "{found:percent} of its net mass are REO, filed as {filed:percent}",
            found=found,
            filed=filed,
        )
        yield Off(why, by / max(found, filed))


def _most(oxide: str, assay: Mapping[str, float]) -> float:
    """The most of an oxide that an assay leaves room for: what it says, or all that it leaves."""
    return assay.get(oxide, max(0.0, 1.0 - sum(assay.values())))
