"""Customs codes that rare earths travel under, as customs states them, beside those built in."""

from typing import Literal, Self

from pydantic import Field, model_validator

from provenance.model.codes import Day
from provenance.model.terms import Product
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.controls import Element, TariffCode
from provenance.records.kinds.spans import OpenEnd
from provenance.records.kinds.texts import Note


class CustomsCode(Filed):
    """A customs code that rare earths travel under, by its first digits: the longest counts.

    It stands in place of the built-in rows of the same code, such as to give one an end. An import
    under a code that nothing lists is not covered by its declaration.
    """

    model_config = example(
        record="customs_code",
        id="TARIFF-2027-2846904810",
        code="2846904810",
        products=["mixed_salt", "ionic_concentrate"],
        mixed="carbonate",
        valid_from="2027-01-01",
        note="2027年税则新增子目（合成）",
    )

    record: Literal["customs_code"] = "customs_code"
    code: TariffCode = Field(description="The code, or its first digits.")
    products: tuple[Product, ...] = Field(
        default=(), description="The products that travel under it; none, if none of them does."
    )
    mixed: Literal["carbonate", "chloride", "oxide", "other"] | None = Field(
        default=None, description="The mixture of rare earths it is for, if it is for one."
    )
    elements: tuple[Element, ...] = Field(
        default=(), description="The elements that it names by themselves."
    )
    valid_from: Day | None = Field(default=None, description="First day it is in the tariff.")
    valid_to: OpenEnd = Field(default=None, description="Last day, inclusive; open if not said.")
    status: Literal["published", "general", "press", "memory"] = Field(
        default="published", description="How firmly it is known."
    )
    note: Note | None = Field(default=None, description="What else is to be said of it.")

    @model_validator(mode="after")
    def _of_mixtures_or_products(self) -> Self:
        if self.mixed is not None and not self.products:
            raise ValueError("a code of a mixture must have products")
        return self
