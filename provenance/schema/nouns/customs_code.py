"""Customs codes that rare earths travel under, as customs stated them, beside those built in."""

from provenance.model.terms import Label
from provenance.schema.base.node import Node, filed, filed_list, noun
from provenance.schema.base.scalars import Day


@noun(Label.CUSTOMS_CODE, "A customs code that rare earths travel under, as customs stated it.")
class CustomsCode(Node):
    """A customs code as filed."""

    code: str | None = filed("The code, or its first digits.")
    products: list[str] = filed_list("products", "The products that travel under it.")
    mixed: str | None = filed("The mixture of rare earths it is for; null if it is for none.")
    elements: list[str] = filed_list("elements", "The elements that it names by themselves.")
    valid_from: Day | None = filed("First day it is in the tariff.")
    valid_to: Day | None = filed("Last day, inclusive; open if null.")
    status: str | None = filed("How firmly it is known.")
    note: str | None = filed("What else is said of it.")
