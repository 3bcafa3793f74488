"""Designations: who is on the list of those allowed to mine, or to separate."""

from provenance.model.terms import Label
from provenance.schema.base.enums import Activity
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef
from provenance.schema.base.scalars import Day


@noun(Label.DESIGNATION, "An enterprise's place on the list of those who may mine, or separate.")
class Designation(Node):
    """A designation as filed."""

    activity: Activity | None = filed("For what.")
    valid_from: Day | None = filed("First day.")
    valid_to: Day | None = filed("Last day, inclusive; open if not said.")
    notice: str | None = filed("The notice that publishes the list.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who is designated.")
