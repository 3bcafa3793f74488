"""Recording what authorities find and decide: inspections, violations, penalties, referrals."""

from typing import Annotated

import strawberry

from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Day, Kilograms, Yuan
from provenance.schema.mutations.stating import NUMBER, REVISION, WHAT, Stated, given, maybe, state
from provenance.schema.nouns.inspection import Inspection
from provenance.schema.nouns.penalty import Penalty
from provenance.schema.nouns.referral import Referral
from provenance.schema.nouns.violation import Violation

_PLACE = "The place of that authority, a GB/T 2260 code: says whom it is passed up to."


@strawberry.input(description="A visit by an authority, and the stock it verified.")
class InspectionInput:
    """An inspection record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who was inspected, by credit code.")
    date: Day = given("Day of the inspection.")
    authority: str = given("Who inspected.")
    region: str | None = maybe(_PLACE)
    verified_reo_g: Kilograms | None = maybe(
        "Stock verified, in REO; 0 if none.", name="verifiedReoKg"
    )
    result: str | None = maybe("What was found.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="A breach that an authority established.")
class ViolationInput:
    """A violation record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who committed it, by credit code.")
    date: Day = given("Day it was established.")
    authority: str = given("Who established it.")
    region: str | None = maybe(_PLACE)
    inspection: str | None = maybe("The inspection it came to light in.")
    article: str | None = maybe("The article that was broken, such as R 21 or M 7.")
    description: str | None = maybe("What was done.")
    findings: list[str] | None = maybe("Ids of the findings it rests on.")
    evidence: list[str] | None = maybe("Numbers of what proves it: records, documents, files.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="What an authority imposed.")
class PenaltyInput:
    """A penalty record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who is punished, by credit code.")
    date: Day = given("Day of the decision.")
    authority: str = given("Who decided.")
    region: str | None = maybe(_PLACE)
    violation: str | None = maybe("The violation it is for.")
    fine_cny: Yuan | None = maybe("Fine in CNY.")
    next_year_reduction_g: Kilograms | None = maybe(
        "Quota to be cut next year, in REO, as decided; recorded, never computed.",
        name="nextYearReductionKg",
    )
    description: str | None = maybe("What was imposed.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="A case that one authority hands on to another.")
class ReferralInput:
    """A referral record."""

    id: str = given(NUMBER)
    enterprise: str = given("Whose case it is, by credit code.")
    date: Day = given("Day it was handed on.")
    authority: str = given("Who hands it on.")
    to: str = given("Who it is handed to, such as the police.")
    penalty: str | None = maybe("The penalty it follows.")
    violation: str | None = maybe("The violation it is about.")
    reason: str = given("Why.")
    revision: int | None = maybe(REVISION)


@strawberry.type
class SupervisionMutation:
    """The part of the mutations by which authorities record what they find and decide."""

    @field("Record an inspection, or change one.")
    async def record_inspection(
        self, info: Info, input: Annotated[InspectionInput, WHAT]
    ) -> Stated[Inspection]:
        kept: Stated[Inspection] = await state(info, "inspection", input, "recordInspection")
        return kept

    @field("Record a violation, with the findings and the evidence it rests on, or change one.")
    async def record_violation(
        self, info: Info, input: Annotated[ViolationInput, WHAT]
    ) -> Stated[Violation]:
        kept: Stated[Violation] = await state(info, "violation", input, "recordViolation")
        return kept

    @field("Record a penalty as decided, or change one; nothing is computed from it.")
    async def record_penalty(
        self, info: Info, input: Annotated[PenaltyInput, WHAT]
    ) -> Stated[Penalty]:
        kept: Stated[Penalty] = await state(info, "penalty", input, "recordPenalty")
        return kept

    @field("Record that a case was handed on, or change that.")
    async def record_referral(
        self, info: Info, input: Annotated[ReferralInput, WHAT]
    ) -> Stated[Referral]:
        kept: Stated[Referral] = await state(info, "referral", input, "recordReferral")
        return kept
