"""What the law threatens, shown beside what an authority decided."""

import strawberry

from provenance.model.reference.fines import fine_range, fine_ranges
from provenance.model.reference.rows import PenaltyRange
from provenance.schema.base.enums import FineTier, Language
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.words.table import Words, word_of

BESIDE = (
    "The fines the law threatens an enterprise with for the conduct in the first tier, by the"
    " article that was broken; null where the article is not said or is not one of those. Shown"
    " beside what was decided, for whoever reads it: it decides nothing, and nothing is computed"
    " from it."
)
ALL_BESIDE = (
    "All fines the law threatens for the conduct, by the article that was broken: of the first tier"
    " and of the second, where it was not mended, of the enterprise and of persons in charge, with"
    " what comes besides. They decide nothing."
)


@strawberry.type(description="What the law threatens for a conduct; it decides nothing.")
class FineRange:
    """Shows a provenance.model.reference.rows.PenaltyRange."""

    row: strawberry.Private[PenaltyRange]

    @field("What is punished.")
    def conduct(self, language: In = Language.EN) -> str:
        return language.of(Words(self.row.conduct_zh, self.row.conduct))

    @field("The article that punishes it.")
    def basis(self, language: In = Language.EN) -> str:
        return self.row.basis.said(language)

    @field("The tier: the first, or the second, where an order to mend it was not fulfilled.")
    def tier(self) -> FineTier:
        return FineTier(self.row.tier)

    @field("Who is fined: the enterprise, or persons in charge.")
    def whom(self, language: In = Language.EN) -> str:
        return language.of(word_of("punished", self.row.whom))

    @field("Least fine in CNY; null where only times are said.")
    def min_cny(self) -> int | None:
        return self.row.fine_min_cny

    @field("Highest fine in CNY; null where only times are said.")
    def max_cny(self) -> int | None:
        return self.row.fine_max_cny

    @field("How many times the illegal gains, such as 5-10; null where none are said.")
    def times_illegal_gains(self) -> str | None:
        return self.row.times_illegal_gains

    @field("How many times what `timesOf` says, such as 3-5; null where none are said.")
    def times(self) -> str | None:
        return self.row.times

    @field("Of what the times are: illegal gains, value taken, turnover; null without times.")
    def times_of(self, language: In = Language.EN) -> str | None:
        return language.of(word_of("times_of", self.row.times_of)) if self.row.times_of else None

    @field("What comes besides: confiscation, seizure, an entry in the credit record.")
    def leads_to(self, language: In = Language.EN) -> list[str]:
        return [language.of(word_of("consequence", one)) for one in self.row.leads_to]

    @field("When which of them applies.")
    def note(self, language: In = Language.EN) -> str:
        return language.of(Words(self.row.note_zh, self.row.note))

    @classmethod
    def of(cls, article: str | None) -> "FineRange | None":
        """The range for the breach of an article, in the first tier, of an enterprise."""
        found = fine_range(article) if article else None
        return cls(row=found) if found else None

    @classmethod
    def all_of(cls, article: str | None) -> "list[FineRange]":
        """All ranges for the breach of an article."""
        return [cls(row=row) for row in fine_ranges(article)] if article else []
