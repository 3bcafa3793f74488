"""What drums say, and what laboratories find in them: where all is well, both agree with the books.

A drum names who supplied the lot, and who made what it was made of: the mine of a compound, the
separator of a metal.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from provenance.simulate.book import Book, Record
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.structure import Habits
from provenance.simulate.supervision import sample

_SAMPLED = 0.08
"""How often a laboratory tests a lot of those who are tested."""


def labelled(
    book: Book, habits: Habits, firm: Firm, cuts: Sequence[Cut], feed: Sequence[Lot]
) -> list[Cut]:
    """What a firm makes of some feed, with what its drums say, where drums say anything."""
    if not habits.labelled:
        return list(cuts)
    makers = {lot.maker for lot in feed}
    label: Record = {"supplier": firm.code, "batch": f"BAT-{book.number('BAT'):06d}"}
    if len(makers) == 1 and not makers & {None, firm.code}:
        label["raw_material_producer"] = makers.pop()
    return [replace(cut, claims={**cut.claims, "label": label}) for cut in cuts]


def tested(book: Book, habits: Habits, on: date, lots: Sequence[Lot]) -> None:
    """Tests of some lots, which find what they are said to be."""
    for lot in lots if habits.tested else ():
        if book.random.random() < _SAMPLED:
            found: Record = {"product": lot.goods.product}
            found["assay"] = dict(lot.assay) if lot.assay else None
            share = lot.reo_g / lot.goods.net_g(lot.reo_g)
            found["reo_share"] = round(min(1.0, share), 6)
            sample(book, on, {"lot": lot.id}, **found)
