"""Laboratory tests: what an authority found a sample to be."""

from provenance.model.terms import Label
from provenance.schema.base.edges import AssayShare
from provenance.schema.base.enums import Product
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import DeclarationRef, LotRef
from provenance.schema.base.scalars import Day


@noun(Label.LAB_TEST, "An authority's laboratory test, which outranks what the filer says.")
class LabTest(Node):
    """A test as filed."""

    date: Day | None = filed("Day of the test.")
    authority: str | None = filed("Who had it tested.")
    laboratory: str | None = filed("Who tested it.")
    method: str | None = filed("How it was tested.")
    product: Product | None = filed("What the material is.")
    reo_share: float | None = filed("REO as a share of net mass.")
    finding: str | None = filed("What was found.")
    lot: LotRef | None = named("lot", Label.LOT, "The lot it is a test of.")
    declaration: DeclarationRef | None = named(
        "declaration", Label.DECLARATION, "The declaration whose goods it is a test of."
    )

    @field("Share of REO by oxide, where tested.")
    def assay(self) -> list[AssayShare]:
        return AssayShare.listed(self.thing.props.get("assay"))
