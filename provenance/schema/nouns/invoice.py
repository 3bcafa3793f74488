"""Invoices: special value-added-tax invoices, and the movements that name them."""

import strawberry

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.edges import DrawnByEdge
from provenance.schema.base.enums import InvoiceStatus
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, EventRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.nouns.declaration import GoodsLine


@strawberry.type(description="One line of an invoice.")
class InvoiceLine(GoodsLine):
    """Goods with what was asked for them."""

    amount_cny: float | None = strawberry.field(description="Amount in CNY.")


@noun(Label.INVOICE, "A special value-added-tax invoice.")
class Invoice(Node):
    """An invoice as filed."""

    issued_on: Day | None = filed("Day of issue.")
    status: InvoiceStatus | None = filed("Whether it counts.")
    rare_earth_mark: bool | None = filed("Whether it bears the mark for rare earths.")
    net_g: Kilograms | None = filed("Net mass of all its lines.", name="netKg")
    seller: EnterpriseRef | None = named("seller", Label.ENTERPRISE, "Who issued it.")
    buyer: EnterpriseRef | None = named("buyer", Label.ENTERPRISE, "Who it was issued to.")
    movements: Connection[Edge[EventRef]] = many(
        EdgeType.INVOICED_BY, "The transfers and scrap intakes that name it."
    )
    drawn_by: Connection[DrawnByEdge] = many(
        EdgeType.DRAWS, "The scrap intakes that drew on it.", as_=DrawnByEdge
    )

    @field("Its lines.")
    def lines(self) -> list[InvoiceLine]:
        return InvoiceLine.listed(self.thing.props.get("lines"))
