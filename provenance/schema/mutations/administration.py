"""Administration of quotas and lists: what MIIT and MNR hand out, change and take back."""

from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.ingest.authority import withdraw
from provenance.model.asking import number_of
from provenance.model.errors import RecordRejectedError
from provenance.model.terms import Ref
from provenance.records.changes import WITHDRAWAL, RecordKey
from provenance.records.mapping import LABEL_OF
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node
from provenance.schema.mutations.inputs import input_of
from provenance.schema.mutations.stating import Stated, reported, shown, stating
from provenance.schema.nouns.designation import Designation
from provenance.schema.nouns.indicator import Indicator
from provenance.schema.nouns.permit import Permit
from provenance.schema.nouns.quota import Quota
from provenance.schema.nouns.quota_adjustment import QuotaAdjustment
from provenance.schema.queries.findings import KeptFinding


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

    issue_indicator = stating(
        "Issue a national indicator, or change one; its source is MIIT.",
        input_of(
            "indicator",
            reworded={
                "ore_class": "Rock or ionic, where the notice says.",
                "reo_t": "REO equivalent; 0 or more.",
            },
        ),
        Stated[Indicator],
    )
    allocate_quota = stating(
        "Allocate a quota, of an indicator or within another quota, or change one; its source is"
        " MIIT. Allocating too much is kept, and found as QUOTA_OVERALLOCATED.",
        input_of(
            "quota",
            last=("indicator", "within", "notice", "issued_on"),
            reworded={
                "reo_t": "REO equivalent; 0 or more.",
                "indicator": "The national indicator it is a share of.",
                "within": "The quota it is sub-allocated from, such as a group's.",
                "issued_on": "Day it was issued; after 31 December it covers nothing of its year.",
            },
        ),
        Stated[Quota],
    )
    adjust_quota = stating(
        "Increase or decrease a quota by a decision; its source is MIIT.",
        input_of(
            "quota_adjustment",
            reworded={
                "quota": "The quota it changes.",
                "reo_t": "The change, in REO; a decrease is negative.",
                "penalty": "The penalty it carries out (Order 71, Art. 14).",
            },
        ),
        Stated[QuotaAdjustment],
    )
    designate = stating(
        "Put an enterprise on the list of those who may mine, or separate; its source is MIIT.",
        input_of("designation", "A place on the list of those who may mine, or separate."),
        Stated[Designation],
    )
    grant_permit = stating(
        "Grant a mining permit, or a by-product permit; its source is MNR.",
        input_of("permit"),
        Stated[Permit],
    )

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
        label = LABEL_OF.get(record)
        number = number_of(label).known(key) if label else None
        key = key if number is None else number
        fields = {
            "record": WITHDRAWAL,
            "id": id or f"withdrawal/{record}/{key}",
            "withdraws": {"record": record, "id": key},
            "reason": reason,
        }
        context = info.context
        try:
            kept = await withdraw(
                context.books, context.settings, fields, "withdrawRecord", context.viewer
            )
        except RecordRejectedError as error:
            named = {"withdraws.record": "record", "withdraws.id": "key"}
            name = named.get(error.field, error.field)
            raise RecordRejectedError(
                str(error).replace(error.field, name, 1) if error.field else str(error), name
            ) from None
        reported(info)
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
