"""Verdicts: how much of a subject has a lawful quota origin, and what follows from it."""

import asyncio
from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import Parent

from provenance.access.scope.store import verdicts_for
from provenance.model import finding as found
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import First, checked
from provenance.schema.base.context import Info
from provenance.schema.base.enums import (
    Clearance,
    Conclusion,
    CustodyModel,
    FindingStatus,
    Language,
    Relation,
    Severity,
    Status,
)
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.refs import EnterpriseRef, EventRef
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.schema.base.subject import Subject, SubjectInput
from provenance.schema.queries.papers import Papers
from provenance.schema.queries.quota_use import QuotaUse
from provenance.verdict import answer
from provenance.verdict import conclusion as judged
from provenance.verdict import papers as asked
from provenance.verdict import remedies as cleared
from provenance.verdict.verdicts import SUBJECTS
from provenance.words.table import word, word_of


@strawberry.type(description="The part of a subject that stands one way before the law.")
class StatusMass:
    """One line of a verdict's division."""

    status: Status = strawberry.field(description="Where it stands.")
    kg: Kilograms = strawberry.field(description="How much of it.")

    @field("What the status is called.")
    def title(self, language: In = Language.EN) -> str:
        return language.of(word(self.status))


def _at(attribute: str, label: Label, description: str) -> Any:
    """The thing whose number part of a verdict bears."""

    def resolve(self: Any, info: Info) -> Any:
        return info.context.things.load(Ref(label, getattr(self, attribute)))

    return strawberry.field(resolver=resolve, description=description)


@strawberry.type(description="An event by which part of a subject first came in.")
class Origin:
    """Shows a provenance.verdict.conclusion.Origin."""

    event: EventRef | None = _at(
        "event", Label.EVENT, "The extraction, import, scrap intake or opening stock."
    )
    enterprise: EnterpriseRef | None = _at(
        "enterprise", Label.ENTERPRISE, "Who mined, imported or took it in."
    )
    grams: Kilograms = strawberry.field(name="kg", description="How much of the subject.")


async def _known_by(root: Parent[found.Finding], info: Info) -> strawberry.ID | None:
    known_by = found.finding_id(*root.identity)
    return strawberry.ID(known_by) if await info.context.kept.load(known_by) else None


@strawberry.type(description="Something wrong with a thing, with the numbers and the legal basis.")
class Finding:
    """Shows a provenance.model.finding.Finding."""

    id: strawberry.ID | None = strawberry.field(
        resolver=_known_by,
        description="What it is known by; reviewFinding takes it. Null where no audit has kept it.",
    )
    code: str = strawberry.field(description="What is wrong, such as OVER_QUOTA_MINING.")
    severity: Severity = strawberry.field(description="How much it weighs.")
    relation: Relation = strawberry.field(
        description="Whether it is the subject's own, came to it by mass, or is merely near."
    )
    mass_g: Kilograms | None = strawberry.field(
        name="kg", description="The mass concerned; once derived, what of it reached the subject."
    )
    evidence: list[str] = strawberry.field(description="The numbers of what shows it.")
    status: FindingStatus = strawberry.field(description="What has become of it.")
    subject: Subject = strawberry.field(description="What it is about.")
    about: list[str] = strawberry.field(
        description="What tells it from others of its code on its subject, such as a month."
    )

    @field("What its code is called, such as mining beyond quota.")
    def title(self, root: Parent[found.Finding], language: In = Language.EN) -> str:
        return language.of(word_of("finding", root.code))

    @field("What is wrong, in plain words.")
    def message(self, root: Parent[found.Finding], language: In = Language.EN) -> str:
        return root.message.said(language)

    @field("The things that show it, where the numbers in `evidence` are those of things.")
    async def evidence_subjects(self, root: Parent[found.Finding], info: Info) -> list[Subject]:
        named = await info.context.bearers.load_many(root.evidence)
        refs = dict.fromkeys(ref for ref in named if ref is not None)
        return [Subject(label=ref.label, key=ref.key) for ref in refs]

    @field("The articles it rests on.")
    def basis(self, root: Parent[found.Finding], language: In = Language.EN) -> str:
        return root.basis.said(language)


@strawberry.type(description="Why a shipment is to be held.")
class HoldReason:
    """Shows a provenance.verdict.answer.Reason."""

    code: str = strawberry.field(
        description="The finding's code; ORIGIN_MIXED and the like where it is the conclusion, and"
        " EXPORT_BY_OTHERS where goods under the declaration are not its party's."
    )
    mass_g: Kilograms | None = strawberry.field(name="kg", description="The mass concerned.")

    @field("In plain words.")
    def message(self, root: Parent[answer.Reason], language: In = Language.EN) -> str:
        return root.message.said(language)


@strawberry.type(description="A document that is missing or fails, and what it would make lawful.")
class Remedy:
    """Shows a provenance.verdict.remedies.Remedy."""

    record: str = strawberry.field(description="The kind of record to file, such as transfer.")
    on: Subject = strawberry.field(description="What it is about.")
    gain_g: Kilograms = strawberry.field(
        name="kg", description="How much of the subject it would make lawful, if it alone existed."
    )
    certain: bool = strawberry.field(
        description="False where it may show less: then it clears so much at most."
    )

    @field("What it would have to say.")
    def text(self, root: Parent[cleared.Remedy], language: In = Language.EN) -> str:
        return root.text.said(language)


def _statuses(root: Parent[judged.Verdict]) -> list[StatusMass]:
    return [
        StatusMass(status=status, kg=Kilograms(grams)) for status, grams in root.statuses.items()
    ]


def _quotas(root: Parent[judged.Verdict]) -> list[QuotaUse]:
    return QuotaUse.listed(root)


@strawberry.type(
    description="How much of a subject has a lawful quota origin, in kilograms and with bounds;"
    " lawful, unlawful and unverified add up to all of it."
)
class Verdict:
    """Shows a provenance.verdict.conclusion.Verdict."""

    subject: Subject = strawberry.field(description="What it is about.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="Its mass, REO equivalent.")
    lawful_g: Kilograms = strawberry.field(
        name="lawfulKg", description="Lawful, where material mixes evenly."
    )
    unlawful_g: Kilograms = strawberry.field(
        name="unlawfulKg", description="Over quota, undesignated, or undeclared."
    )
    unverified_g: Kilograms = strawberry.field(
        name="unverifiedKg", description="Neither: what the records do not tell."
    )
    lawful_min_g: Kilograms = strawberry.field(
        name="lawfulMinKg", description="At least so much is lawful under any allocation."
    )
    lawful_max_g: Kilograms = strawberry.field(
        name="lawfulMaxKg", description="At most so much is lawful under any allocation."
    )
    conclusion: Conclusion = strawberry.field(description="What it comes to.")
    custody_model: CustodyModel = strawberry.field(
        description="How material is told apart along the chain (ISO 22095)."
    )
    clearance: Clearance | None = strawberry.field(
        description="The advice on a declaration; null on anything else."
    )
    statuses: list[StatusMass] = strawberry.field(
        resolver=_statuses, description="How it divides by status; only what there is of."
    )
    origins: list[Origin] = strawberry.field(
        description="Where it first came in, the largest part first."
    )
    quotas: list[QuotaUse] = strawberry.field(
        resolver=_quotas, description="The quotas that covered it, the largest part first."
    )
    documents: list[Subject] = strawberry.field(description="The documents on the way.")
    findings: list[Finding] = strawberry.field(description="What is wrong.")
    settled_at: Moment | None = strawberry.field(
        description="When the numbers it rests on were last worked out."
    )
    waiting: bool = strawberry.field(
        description="Whether something it rests on is still to be worked out."
    )
    cut: bool = strawberry.field(
        name="truncated",
        description="Whether its lineage was larger than one request may read;"
        " the bounds are then wider than they need be.",
    )

    @field("What it comes to in a few words, such as part of unlawful origin.")
    def headline(self, root: Parent[judged.Verdict], language: In = Language.EN) -> str:
        return answer.headline(root).said(language)

    @field("How much is lawful, and how sure that is, in full sentences.")
    def sentence(self, root: Parent[judged.Verdict], language: In = Language.EN) -> str:
        return answer.sentence(root, language)

    @field("Why it is to be held; none where it may leave.")
    def clearance_reasons(
        self, root: Parent[judged.Verdict], language: In = Language.EN
    ) -> list[str]:
        return [reason.said(language) for reason in root.reasons]

    @field("Why it is to be held, each reason with its code; none where it may leave.")
    def reasons(self, root: Parent[judged.Verdict]) -> list[HoldReason]:
        told: Any = answer.reasons(root)
        return list(told)

    @field("The papers that its steps should have, in order of time, with the gaps.")
    def papers(self, root: Parent[judged.Verdict], first: First = 100) -> Papers:
        found: Any = asked.papers(root, checked(first))
        shown: Papers = found
        return shown

    @field("Goods on record that are not counted as its own, and why.")
    def not_counted(self, root: Parent[judged.Verdict], language: In = Language.EN) -> list[str]:
        return [why.said(language) for why in root.unseen]

    @field("What would clear it, most first; nothing where it is lawful. Each is tried by itself.")
    async def remedies(self, root: Parent[judged.Verdict]) -> list[Remedy]:
        tried: Any = await asyncio.to_thread(root.remedies)
        return list(tried)


async def give(
    info: Info, question: str, subjects: Sequence[SubjectInput], custody: CustodyModel
) -> list[judged.Verdict | None]:
    """The verdicts on some subjects, in the order asked; None for what is unknown."""
    refs = [subject.ref(question, *SUBJECTS) for subject in subjects]
    return await verdicts_for(info.context.store, refs, info.context.settings, custody)
