"""Why a verdict changed: from what to what, by which load, by which records."""

from typing import Any

import strawberry

from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Conclusion
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.schema.nouns.decision import Decision


@strawberry.type(description="A record that caused something.")
class Cause:
    """Shows a provenance.records.changes.RecordKey."""

    kind: str = strawberry.field(description="What kind of record it is, such as transfer.")
    id: str = strawberry.field(description="The record's own number.")


@strawberry.type(description="A sample that a laboratory test has answered.")
class AnsweredSample:
    """A decision to take a sample, and of which declaration."""

    declaration: str = strawberry.field(description="The declaration whose goods were sampled.")
    decision: Decision = strawberry.field(
        description="What was decided of it, with what was advised and concluded then."
    )


@strawberry.type(description="That what a declaration comes to has changed, and why.")
class ConclusionChange:
    """Shows a provenance.graph.port.kept.ConclusionChange."""

    at: Moment = strawberry.field(description="When an audit came to another conclusion.")
    before: Conclusion | None = strawberry.field(
        description="What it came to before; null at the first audit."
    )
    after: Conclusion | None = strawberry.field(
        description="What it comes to since; null where it is no more."
    )
    lawful_before_g: Kilograms | None = strawberry.field(
        name="lawfulKgBefore", description="How much of it was lawful before."
    )
    lawful_after_g: Kilograms | None = strawberry.field(
        name="lawfulKgAfter", description="How much of it is lawful since."
    )
    load: str | None = strawberry.field(description="What the audit after that load was told.")
    causes: list[Cause] = strawberry.field(
        description="The records received since the audit before that made it so: what stands"
        " upstream, its papers, rights to its balances, and withdrawals of such."
    )

    @field("The samples that officers took and a laboratory test among the causes answers.")
    async def answers(self, info: Info) -> list[AnsweredSample]:
        kept: Any = self
        tests = {Ref(Label.LAB_TEST, one.id) for one in kept.causes if one.kind == "lab_test"}
        # Whatever was sampled: what came in under one declaration leaves under others.
        refs = list(await info.context.store.findings.sampled()) if tests else []
        decided: Any = await info.context.decisions.load_many(refs)
        return [
            AnsweredSample(declaration=ref.key, decision=decision)
            for ref, own in zip(refs, decided, strict=True)
            for decision in own
            if decision.answered_by in tests
        ]
