"""What a declaration comes to, as kept: what lists show of it."""

import strawberry

from provenance.graph.port.declared import Summary
from provenance.model.terms import Clearance as Advice
from provenance.model.terms import Conclusion as Judged
from provenance.model.terms import CustodyModel
from provenance.schema.base.enums import Clearance, Conclusion, Language
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.verdict.conclusion import concluded, headline


@strawberry.type(
    description="What a declaration comes to, as kept; bounds and advice follow an audit by and by."
)
class VerdictSummary:
    """Shows a provenance.graph.port.declared.Summary."""

    kept: strawberry.Private[Summary]
    conclusion: Conclusion | None = strawberry.field(
        description="What it comes to; where segregated, null until bounds are worked out."
    )
    advice: Clearance | None = strawberry.field(
        description="The advice; null until it is worked out."
    )

    @classmethod
    def of(cls, kept: Summary, custody: CustodyModel, tolerance: float) -> "VerdictSummary":
        if custody is CustodyModel.MASS_BALANCE:
            return cls(kept=kept, conclusion=kept.conclusion, advice=kept.advice)
        conclusion, advice = segregated(kept, tolerance)
        return cls(kept=kept, conclusion=conclusion, advice=advice)

    @field("What it comes to in a few words; null where the conclusion is.")
    def headline(self, language: In = Language.EN) -> str | None:
        if self.conclusion is None:
            return None
        return headline(self.conclusion, self.kept.unlawful_g).said(language)

    @field("Its mass, REO equivalent.")
    def total_kg(self) -> Kilograms:
        return Kilograms(self.kept.reo_g)

    @field("Lawful, where material mixes evenly.")
    def lawful_kg(self) -> Kilograms:
        return Kilograms(self.kept.lawful_g)

    @field("Over quota, undesignated, or undeclared.")
    def unlawful_kg(self) -> Kilograms:
        return Kilograms(self.kept.unlawful_g)

    @field("Neither: what the records do not tell.")
    def unverified_kg(self) -> Kilograms:
        return Kilograms(self.kept.unverified_g)

    @field("At least so much is lawful under any allocation; null until it is worked out.")
    def lawful_min_kg(self) -> Kilograms | None:
        return _mass(self.kept.lawful_min_g)

    @field("At most so much is lawful under any allocation; null until it is worked out.")
    def lawful_max_kg(self) -> Kilograms | None:
        return _mass(self.kept.lawful_max_g)

    @field("When the numbers that bounds and advice rest on were settled.")
    def settled_at(self) -> Moment | None:
        return self.kept.settled_at

    @field("Whether bounds and advice are to be worked out, or worked out again.")
    def waiting(self) -> bool:
        return self.kept.waiting


def segregated(kept: Summary, tolerance: float) -> tuple[Judged | None, Advice | None]:
    """The conclusion and the advice where material is kept apart: by the lower bound."""
    if kept.lawful_min_g is None:
        return None, None
    parts = kept.lawful_min_g, kept.unlawful_g, kept.unverified_g
    conclusion = concluded(*parts, kept.reo_g, tolerance)
    return conclusion, kept.advice if conclusion is Judged.LAWFUL else Advice.HOLD


def _mass(grams: int | None) -> Kilograms | None:
    return None if grams is None else Kilograms(grams)
