"""Flow reports: an enterprise's word that a month's records are in."""

from provenance.model.terms import Label
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef
from provenance.schema.base.scalars import Moment


@noun(Label.FLOW_REPORT, "An enterprise's word that its flow records of a month are in.")
class FlowReport(Node):
    """A flow report as filed."""

    month: str | None = filed("The month, such as 2026-03.")
    filed_at: Moment | None = filed("When it was filed.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who reports.")
