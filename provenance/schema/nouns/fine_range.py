"""What Order 785 threatens, shown beside what an authority decided."""

from typing import Any

import strawberry

from provenance.model.reference.fines import fine_range

BESIDE = (
    "The fines Order 785 threatens for the conduct, by the article that was broken; null where the"
    " article is not said or is not one of those. Shown beside what was decided, for whoever reads"
    " it: it decides nothing, and nothing is computed from it."
)


@strawberry.type(description="What Order 785 threatens for a conduct; it decides nothing.")
class FineRange:
    """Shows a provenance.model.reference.rows.PenaltyRange."""

    conduct: str = strawberry.field(description="What is punished.")
    basis: str = strawberry.field(description="The article that punishes it.")
    fine_min_cny: int = strawberry.field(name="minCny", description="Least fine in CNY.")
    fine_max_cny: int = strawberry.field(name="maxCny", description="Highest fine in CNY.")
    times_illegal_gains: str | None = strawberry.field(
        description="How many times the illegal gains, such as 5-10; null where none are said."
    )
    note: str = strawberry.field(description="When which of them applies.")

    @classmethod
    def of(cls, article: str | None) -> "FineRange | None":
        """The range for the breach of an article."""
        found: Any = fine_range(article) if article else None
        shown: FineRange | None = found
        return shown
