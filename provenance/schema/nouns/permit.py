"""Permits to mine, or to take rare earths as a by-product."""

from provenance.model.terms import Label
from provenance.schema.base.enums import PermitKind
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef
from provenance.schema.base.scalars import Day


@noun(Label.PERMIT, "A mining permit, or a permit to take rare earths as a by-product.")
class Permit(Node):
    """A permit as filed."""

    kind: PermitKind | None = filed("What it allows.")
    site: str | None = filed("Where; anywhere if not said.")
    valid_from: Day | None = filed("First day.")
    valid_to: Day | None = filed("Last day, inclusive; open if not said.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who holds it.")
