"""Administration of quotas and lists: what MIIT and MNR hand out, change and take back."""

from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.ingest.authority import withdraw
from provenance.model.errors import RecordRejectedError
from provenance.model.terms import Ref
from provenance.records.changes import WITHDRAWAL, RecordKey
from provenance.records.mapping import LABEL_OF
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Activity, OreClass, PermitKind
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.mutations.stating import (
    NUMBER,
    REVISION,
    WHAT,
    Stated,
    given,
    maybe,
    reported,
    shown,
    state,
)
from provenance.schema.nouns.designation import Designation
from provenance.schema.nouns.indicator import Indicator
from provenance.schema.nouns.permit import Permit
from provenance.schema.nouns.quota import Quota
from provenance.schema.nouns.quota_adjustment import QuotaAdjustment
from provenance.schema.queries.findings import KeptFinding


@strawberry.input(description="The national total for a year and batch, as a notice states it.")
class IndicatorInput:
    """An indicator record."""

    id: str = given(NUMBER)
    year: int = given("Calendar year it is for.")
    batch: str = given("Which batch of the year, such as 1.")
    activity: Activity = given("Mining or separation.")
    ore_class: OreClass | None = maybe("Rock or ionic, where the notice says.")
    reo_g: Kilograms = given("REO equivalent; 0 or more.", name="reoKg")
    notice: str = given("The notice that states it.")
    issued_on: Day = given("Day the notice was issued.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="What one enterprise may mine, or separate, in a year.")
class QuotaInput:
    """A quota record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who may use it, by credit code.")
    year: int = given("Calendar year it is for.")
    batch: str = given("Which batch of the year, such as 1.")
    activity: Activity = given("Mining or separation.")
    ore_class: OreClass | None = maybe("Rock or ionic; either if not said.")
    reo_g: Kilograms = given("REO equivalent; 0 or more.", name="reoKg")
    indicator: str | None = maybe("The national indicator it is a share of.")
    within: str | None = maybe("The quota it is sub-allocated from, such as a group's.")
    notice: str | None = maybe("The notice that states it.")
    issued_on: Day = given("Day it was issued; after 31 December it covers nothing of its year.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="A later increase or decrease of one quota.")
class QuotaAdjustmentInput:
    """A quota_adjustment record."""

    id: str = given(NUMBER)
    quota: str = given("The quota it changes.")
    reo_g: Kilograms = given("The change, in REO; a decrease is negative.", name="reoKg")
    decided_on: Day = given("Day of the decision.")
    reason: str = given("Why.")
    penalty: str | None = maybe("The penalty it carries out (Order 71, Art. 14).")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="A place on the list of those who may mine, or separate.")
class DesignationInput:
    """A designation record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who is designated, by credit code.")
    activity: Activity = given("For what.")
    valid_from: Day = given("First day.")
    valid_to: Day | None = maybe("Last day, inclusive; open if not said.")
    notice: str = given("The notice that publishes the list.")
    revision: int | None = maybe(REVISION)


@strawberry.input(description="A mining permit, or a permit to take rare earths as a by-product.")
class PermitInput:
    """A permit record."""

    id: str = given(NUMBER)
    enterprise: str = given("Who holds it, by credit code.")
    kind: PermitKind = given("What it allows.")
    site: str | None = maybe("Where; anywhere if not said.")
    valid_from: Day = given("First day.")
    valid_to: Day | None = maybe("Last day, inclusive; open if not said.")
    revision: int | None = maybe(REVISION)


@strawberry.type(description="What is left of a thing once its record is withdrawn.")
class RecordWithdrawn:
    """A withdrawal as kept."""

    withdrawal: str = strawberry.field(
        description="The withdrawal's own number: withdraw it to have the record back."
    )
    new: bool = strawberry.field(description="False where it was withdrawn so already.")
    thing: Node | None = strawberry.field(
        description="The thing as it stands now: null where nothing else names it."
    )
    version_count: int = strawberry.field(
        description="How many versions of the record stay readable."
    )
    findings: list[KeptFinding] = strawberry.field(description="What is found wrong there now.")


@strawberry.type
class AdministrationMutation:
    """The part of the mutations by which MIIT and MNR administer quotas and lists."""

    @field("Issue a national indicator, or change one; its source is MIIT.")
    async def issue_indicator(
        self, info: Info, input: Annotated[IndicatorInput, WHAT]
    ) -> Stated[Indicator]:
        kept: Stated[Indicator] = await state(info, "indicator", input, "issueIndicator")
        return kept

    @field(
        "Allocate a quota, of an indicator or within another quota, or change one; its source is"
        " MIIT. Allocating too much is kept, and found as QUOTA_OVERALLOCATED."
    )
    async def allocate_quota(self, info: Info, input: Annotated[QuotaInput, WHAT]) -> Stated[Quota]:
        kept: Stated[Quota] = await state(info, "quota", input, "allocateQuota")
        return kept

    @field("Increase or decrease a quota by a decision; its source is MIIT.")
    async def adjust_quota(
        self, info: Info, input: Annotated[QuotaAdjustmentInput, WHAT]
    ) -> Stated[QuotaAdjustment]:
        kept: Stated[QuotaAdjustment] = await state(info, "quota_adjustment", input, "adjustQuota")
        return kept

    @field("Put an enterprise on the list of those who may mine, or separate; its source is MIIT.")
    async def designate(
        self, info: Info, input: Annotated[DesignationInput, WHAT]
    ) -> Stated[Designation]:
        kept: Stated[Designation] = await state(info, "designation", input, "designate")
        return kept

    @field("Grant a mining permit, or a by-product permit; its source is MNR.")
    async def grant_permit(self, info: Info, input: Annotated[PermitInput, WHAT]) -> Stated[Permit]:
        kept: Stated[Permit] = await state(info, "permit", input, "grantPermit")
        return kept

    @field(
        "Withdraw a record in all its revisions: it counts for nothing and stays readable."
        " Withdrawing the withdrawal brings it back."
    )
    async def withdraw_record(
        self,
        info: Info,
        record: Annotated[str, argument(description="What kind of record, such as quota.")],
        key: Annotated[str, argument(description="The record's own number.")],
        reason: Annotated[str, argument(description="Why.")],
        id: Annotated[
            str | None,
            argument(
                description="The withdrawal's own number; made from the record's if not said."
            ),
        ] = None,
    ) -> RecordWithdrawn:
        fields = {
            "record": WITHDRAWAL,
            "id": id or f"withdrawal/{record}/{key}",
            "withdraws": {"record": record, "id": key},
            "reason": reason,
        }
        context = info.context
        try:
            kept = await withdraw(context.store, context.settings, fields, "withdrawRecord")
        except RecordRejectedError as error:
            named = {"withdraws.record": "record", "withdraws.id": "key"}
            name = named.get(error.field, error.field)
            raise RecordRejectedError(
                str(error).replace(error.field, name, 1) if error.field else str(error), name
            ) from None
        reported(info)
        label = LABEL_OF.get(record)
        ref = Ref(label, key) if label else None
        versions = await context.versions.load(RecordKey(record, key))
        thing: Any = await context.things.load(ref) if ref else None
        return RecordWithdrawn(
            withdrawal=kept.record.id,
            new=kept.new,
            thing=thing,
            version_count=len(versions),
            findings=await shown(info, ref) if ref else [],
        )
