"""Execution reports: what enterprises say they mined or separated."""

from provenance.model.terms import Label
from provenance.schema.base.enums import Activity
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef
from provenance.schema.base.scalars import Kilograms, Moment


@noun(Label.EXECUTION_REPORT, "What an enterprise says it mined or separated in a month or year.")
class ExecutionReport(Node):
    """An execution report as filed."""

    period: str | None = filed("A month such as 2026-03, or a year such as 2026.")
    activity: Activity | None = filed("Mining or separation.")
    reo_g: Kilograms | None = filed("REO equivalent.", name="reoKg")
    imported_reo_g: Kilograms | None = filed("Of it from imported ore.", name="importedReoKg")
    monazite_reo_g: Kilograms | None = filed("Of it from monazite.", name="monaziteReoKg")
    filed_at: Moment | None = filed("When it was filed.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who reports.")
