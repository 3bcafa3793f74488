"""Declarations: what was declared to customs on the way in or out."""

import json
from typing import Annotated, Any, Self

import strawberry
from strawberry import argument

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info
from provenance.schema.base.edges import AssayShare, DrawnByEdge
from provenance.schema.base.enums import CustodyModel, Direction
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, EventRef, ExportLicenceRef, LabTestRef
from provenance.schema.base.scalars import Day, Kilograms, Yuan
from provenance.schema.nouns.conclusion_change import ConclusionChange
from provenance.schema.nouns.decision import Decision
from provenance.schema.nouns.verdict_summary import VerdictSummary


@strawberry.type(description="One kind of goods in a document.")
class GoodsLine:
    """A line of a declaration."""

    goods: str = strawberry.field(description="Goods as named.")
    hs_code: str | None = strawberry.field(description="Customs tariff code.")
    net_g: Kilograms = strawberry.field(name="netKg", description="Net mass.")
    reo_g: Kilograms | None = strawberry.field(name="reoKg", description="REO equivalent.")

    @classmethod
    def listed(cls, text: str | None) -> list[Self]:
        """The lines of a document as stored: one text, since properties do not nest."""
        blank = dict.fromkeys(cls.__dataclass_fields__)
        return [cls(**blank | line) for line in json.loads(text or "[]")]


@noun(Label.DECLARATION, "What was declared to customs; its key has 18 digits.")
class Declaration(Node):
    """A declaration as filed."""

    direction: Direction | None = filed("In or out.")
    date: Day | None = filed("Day of declaration.")
    hs_code: str | None = filed("Customs tariff code.")
    goods: str | None = filed("Goods as named.")
    net_g: Kilograms | None = filed("Net mass.", name="netKg")
    reo_g: Kilograms | None = filed("REO equivalent, where declared.", name="reoKg")
    country: str | None = filed("Country they come from or go to.")
    end_user: str | None = filed("Who will use the goods.")
    port: str | None = filed("Port they enter or leave by.")
    trade_mode: str | None = filed("Trade mode.")
    producer: str | None = filed("The producing unit declared: a code or a name.")
    gross_g: Kilograms | None = filed("Gross mass.", name="grossKg")
    packages: int | None = filed("How many packages.")
    value_cny: Yuan | None = filed("Value.")
    consignee_abroad: str | None = filed("Consignor or consignee abroad.")
    origin_country: str | None = filed("Country the goods are from.")
    control_remark: str | None = filed("What the remarks say of export control.")
    declarant: EnterpriseRef | None = named("declarant", Label.ENTERPRISE, "Who declared.")
    party: EnterpriseRef | None = named(
        "party", Label.ENTERPRISE, "Whose goods they are; null where they are the declarant's."
    )
    licence: ExportLicenceRef | None = named(
        "licence", Label.EXPORT_LICENCE, "The export licence they leave under."
    )
    events: Connection[Edge[EventRef]] = many(
        EdgeType.DECLARED_IN, "The imports or exports that name it, whoever made them."
    )
    drawn_by: Connection[DrawnByEdge] = many(
        EdgeType.DRAWS, "The imports that drew on it.", as_=DrawnByEdge
    )

    lab_tests: Connection[Edge[LabTestRef]] = many(
        EdgeType.SAMPLED_FROM, "The laboratory tests of its goods."
    )

    @field("Share of REO by oxide, as declared.")
    def composition(self) -> list[AssayShare]:
        return AssayShare.listed(self.thing.props.get("composition"))

    @field(
        "What it comes to, as kept after the last audit: the same as `verdict` gives, at no cost."
        " Null of an import, and before the first audit."
    )
    async def verdict(
        self,
        info: Info,
        custody_model: Annotated[
            CustodyModel, argument(description="How material is told apart (ISO 22095).")
        ] = CustodyModel.MASS_BALANCE,
    ) -> VerdictSummary | None:
        kept = await info.context.summaries.load(self.thing.ref)
        if kept is None:
            return None
        return VerdictSummary.of(kept, custody_model, info.context.settings.tolerance)

    @field("What officers did with it, in that order.")
    async def decisions(self, info: Info) -> list[Decision]:
        decided: Any = await info.context.decisions.load(self.thing.ref)
        return list(decided)

    @field("How what it comes to changed from audit to audit, in that order, and why.")
    async def conclusion_changes(self, info: Info) -> list[ConclusionChange]:
        changed: Any = await info.context.changes.load(self.thing.ref)
        return list(changed)

    @field("The goods one by one, where they differ.")
    def lines(self) -> list[GoodsLine]:
        return GoodsLine.listed(self.thing.props.get("lines"))
