"""Export licences for controlled items."""

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.enums import LicenceKind, LicenceStatus
from provenance.schema.base.node import Node, filed, filed_list, named, noun
from provenance.schema.base.refs import DeclarationRef, EnterpriseRef
from provenance.schema.base.scalars import Day, Kilograms


@noun(Label.EXPORT_LICENCE, "A licence to export controlled items; what is withheld is left out.")
class ExportLicence(Node):
    """An export licence as filed."""

    kind: LicenceKind | None = filed("For one shipment or many, by registering one, or ordinary.")
    status: LicenceStatus | None = filed("Where it stands with the ministry.")
    control_codes: list[str] = filed_list("control_codes", "Control codes of the items.")
    hs_codes: list[str] = filed_list("hs_codes", "Customs tariff codes it covers.")
    net_g: Kilograms | None = filed("Net mass it covers.", name="netKg")
    end_user: str | None = filed("Who may use the goods, where one alone was filed.")
    destination: str | None = filed("Country they may go to, where one alone was filed.")
    end_users: list[str] = filed_list("end_users", "Who may use the goods.")
    destinations: list[str] = filed_list("destinations", "Countries they may go to.")
    valid_from: Day | None = filed("First day.")
    valid_to: Day | None = filed("Last day, inclusive.")
    holder: EnterpriseRef | None = named("holder", Label.ENTERPRISE, "Who may export under it.")
    declarations: Connection[Edge[DeclarationRef]] = many(
        EdgeType.UNDER, "What was declared under it."
    )
