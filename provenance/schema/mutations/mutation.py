"""What can be changed: records come in."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import strawberry
from strawberry import argument
from strawberry.scalars import JSON

from provenance.findings.review import review, review_all, unknown_finding
from provenance.ingest.submit import submit
from provenance.model.codes import ENTERPRISE
from provenance.model.errors import LimitExceededError
from provenance.model.text import has_lone_surrogate, required_text
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.schema.base.connection import LARGEST
from provenance.schema.base.context import Info
from provenance.schema.base.enums import ClearanceDecision, ReviewDecision
from provenance.schema.base.fields import field
from provenance.schema.mutations.administration import AdministrationMutation
from provenance.schema.mutations.cases import CaseMutation
from provenance.schema.mutations.filing import FilingMutation
from provenance.schema.mutations.notices import NoticeMutation
from provenance.schema.mutations.supervision import SupervisionMutation
from provenance.schema.mutations.webhooks import WatchMutation
from provenance.schema.nouns.decision import Decision
from provenance.schema.queries.findings import KeptFinding
from provenance.verdict.clearance import decide


@strawberry.type(description="A record that was not taken; the rest went in.")
class RejectedRecord:
    """Shows a provenance.records.filing.Rejection."""

    line: int = strawberry.field(description="Its place in the list, counted from 1.")
    field: str = strawberry.field(
        description="The field at fault, such as items.0.reo_kg; empty where it is all of it."
    )
    reason: str = strawberry.field(description="Why, in plain words.")
    excerpt: str = strawberry.field(description="How the record begins.")


@strawberry.type(description="Something about a record that was taken, and is worth a look.")
class RecordWarning:
    """Shows a provenance.ingest.warned.Warned."""

    code: str = strawberry.field(description="BAD_IDENTIFIER, or REPLACED.")
    line: int = strawberry.field(description="Its place in the list, counted from 1.")
    field: str = strawberry.field(
        description="The field it is about, such as items.0.lot; empty where it is all of it."
    )
    message: str = strawberry.field(description="What is odd, in plain words.")
    remedy: str = strawberry.field(description="What to do about it.")


@strawberry.type(description="What became of the records.")
class Ingested:
    """A load's tally, with the rejections themselves."""

    committed: int = strawberry.field(description="Records that are safely kept.")
    new: int = strawberry.field(
        description="Of those, how many the store did not have yet in this very version."
    )
    replaced: int = strawberry.field(
        description="Of those, how many replaced others of the same number and revision."
    )
    rejected: list[RejectedRecord] = strawberry.field(description="Records that were not taken.")
    warnings: list[RecordWarning] = strawberry.field(
        description="What was taken and is worth a look: numbers to be doubted, records replaced."
    )
    settled: int = strawberry.field(
        description="Lots and events whose numbers were worked out anew, these records' and others."
    )
    settled_lots: int = strawberry.field(description="How many of these are lots.")
    settled_events: int = strawberry.field(description="How many of these are events.")


@strawberry.type(description="What became of one of several findings that were reviewed.")
class ReviewedFinding:
    """A finding as it is now, or why there is none."""

    id: strawberry.ID = strawberry.field(description="The id as it was given.")
    finding: KeptFinding | None = strawberry.field(description="The finding as it is now.")
    error: str | None = strawberry.field(description="Why nothing was reviewed; null where it was.")


By = Annotated[
    str | None,
    argument(description="Your name: of whoever is signed in, no other; the owner says whose."),
]
Reason = Annotated[str, argument(description="Why, in words that others can read later.")]


@strawberry.type(description="What can be changed.")
class Mutation(
    AdministrationMutation,
    CaseMutation,
    FilingMutation,
    NoticeMutation,
    SupervisionMutation,
    WatchMutation,
):
    """The root of all mutations."""

    @field(
        "Take in records: a good one goes in whatever the others are like, and sending"
        " it again changes nothing. The numbers are worked out before this answers."
    )
    async def ingest(
        self,
        info: Info,
        records: Annotated[
            list[JSON],
            argument(description="Records as in a JSON Lines file, each an object."),
        ],
        filer: Annotated[
            str | None,
            argument(description="The credit code that makes the filer's own numbers global."),
        ] = None,
        file: Annotated[
            str, argument(description="What to call the list where its lines are cited.")
        ] = "graphql",
    ) -> Ingested:
        store, settings = info.context.books, info.context.settings
        if len(records) > settings.batch:
            raise LimitExceededError(
                f"ingest takes at most {settings.batch} records a request (batch),"
                f" {len(records)} were sent"
            )
        filer = ENTERPRISE.asked(filer) if filer is not None else None
        file = required_text("file", file)
        filing = Filing(file, datetime.now(UTC), filer=filer)
        lines, stored_bytes = await asyncio.to_thread(_judged, filing, records)
        info.context.filing(stored_bytes, sum(isinstance(one, Rejection) for one in lines))
        taken = await submit(store, settings, lines, file, info.context.viewer)
        info.context.announcer.announce()
        rejected: Any = list(taken.rejected)
        warnings: Any = list(taken.warned)
        settled = taken.tally.settled
        return Ingested(
            committed=taken.tally.committed,
            new=taken.tally.new,
            replaced=taken.tally.replaced,
            rejected=rejected,
            warnings=warnings,
            settled=taken.settled,
            settled_lots=settled.lots if settled else 0,
            settled_events=settled.events if settled else 0,
        )

    @field("Confirm, dismiss or reopen a finding; what was said before stays.")
    async def review_finding(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The finding's id.")],
        decision: Annotated[ReviewDecision, argument(description="What you say of it.")],
        reason: Reason,
        by: By = None,
    ) -> KeptFinding:
        by = info.context.said_by(by)
        if not await _seen(info, [id]):
            raise unknown_finding(id)
        reviewed: Any = await review(info.context.books, id, decision, by, reason)
        shown: KeptFinding = reviewed
        return shown

    @field("Confirm, dismiss or reopen several findings for one reason, with an answer to each.")
    async def review_findings(
        self,
        info: Info,
        ids: Annotated[list[strawberry.ID], argument(description=f"Their ids, at most {LARGEST}.")],
        decision: Annotated[ReviewDecision, argument(description="What you say of them.")],
        reason: Reason,
        by: By = None,
    ) -> list[ReviewedFinding]:
        by = info.context.said_by(by)
        if len(ids) > LARGEST:
            raise LimitExceededError(
                f"reviewFindings takes at most {LARGEST} ids, {len(ids)} were given"
            )
        seen = await _seen(info, ids)
        wanted = [id_ for id_ in ids if id_ in seen]
        reviewed = await review_all(info.context.books, wanted, decision, by, reason)
        found: Any = dict(zip(wanted, reviewed, strict=True))
        return [
            ReviewedFinding(
                id=id_,
                finding=found.get(id_),
                error=None if found.get(id_) else str(unknown_finding(id_)),
            )
            for id_ in ids
        ]

    @field("Hold, release or sample a declared shipment; the system's advice is kept beside it.")
    async def decide_clearance(
        self,
        info: Info,
        declaration: Annotated[str, argument(description="The declaration's number.")],
        decision: Annotated[ClearanceDecision, argument(description="What you do with it.")],
        reason: Reason,
        by: By = None,
    ) -> Decision:
        store, settings = info.context.store, info.context.settings
        by = info.context.said_by(by)
        decided: Any = await decide(store, settings, declaration, decision, by, reason)
        shown: Decision = decided
        return shown


async def _seen(info: Info, ids: Sequence[str]) -> set[str]:
    """Those of some findings that whoever asks may see."""
    if info.context.store is info.context.books:
        return set(ids)
    whole = [id_ for id_ in ids if not has_lone_surrogate(id_)]
    found = await info.context.store.findings.by_id(whole)
    return {one.id for one in found if one is not None}


def _judged(filing: Filing, records: list[JSON]) -> tuple[list[Parsed | Rejection], int]:
    """Records as they are taken or not, and how many characters they have together."""
    texts = [json.dumps(record, ensure_ascii=False, default=float) for record in records]
    lines = [
        filing.judge(record, number, text)
        for number, (record, text) in enumerate(zip(records, texts, strict=True), start=1)
    ]
    return lines, sum(map(len, texts))
