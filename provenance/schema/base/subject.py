"""What a question is about, by the natural numbers people hold in their hands."""

import strawberry

from provenance.model.asking import ref_asked
from provenance.model.errors import MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node

_LABELS = {
    "lot": Label.LOT,
    "event": Label.EVENT,
    "declaration": Label.DECLARATION,
    "licence": Label.EXPORT_LICENCE,
    "enterprise": Label.ENTERPRISE,
    "region": Label.REGION,
    "invoice": Label.INVOICE,
    "indicator": Label.INDICATOR,
    "quota": Label.QUOTA,
    "execution_report": Label.EXECUTION_REPORT,
}


LABELS = frozenset(_LABELS.values())
"""All kinds of thing that a question may be about."""


@strawberry.input(
    one_of=True,
    description="What a question is about: exactly one number of exactly one kind.",
)
class SubjectInput:
    """A subject as asked; which kinds a question takes, its own description says."""

    lot: str | None = strawberry.field(default=strawberry.UNSET, description="A lot's number.")
    event: str | None = strawberry.field(
        default=strawberry.UNSET, description="An event by kind and id, such as transfer:T1/2."
    )
    declaration: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A customs declaration's number: the shipment under it.",
    )
    licence: str | None = strawberry.field(
        default=strawberry.UNSET, description="An export licence's number: all shipments under it."
    )
    enterprise: str | None = strawberry.field(
        default=strawberry.UNSET, description="An enterprise's unified social credit code."
    )
    region: str | None = strawberry.field(
        default=strawberry.UNSET, description="A place's GB/T 2260 code."
    )
    invoice: str | None = strawberry.field(
        default=strawberry.UNSET, description="An invoice's number."
    )
    indicator: str | None = strawberry.field(
        default=strawberry.UNSET, description="A national indicator's number."
    )
    quota: str | None = strawberry.field(default=strawberry.UNSET, description="A quota's number.")
    execution_report: str | None = strawberry.field(
        default=strawberry.UNSET, description="An execution report's number."
    )

    def ref(self, question: str, *allowed: Label) -> Ref:
        """The one node named; MisuseError where the question is not asked of such."""
        name, key = next((name, key) for name, key in vars(self).items() if isinstance(key, str))
        if _LABELS[name] not in allowed:
            kinds = " or ".join(field for field, label in _LABELS.items() if label in allowed)
            raise MisuseError(
                f"{question}: the subject must be a {kinds}, this one is the {name} {key}"
            )
        return ref_asked(_LABELS[name], key)


@strawberry.type(description="A thing by its kind and number.")
class Subject:
    """Shows a provenance.model.terms.Ref."""

    label: Label = strawberry.field(description="What it is.")
    key: str = strawberry.field(description="The natural number people hold in their hands.")

    @field("The thing itself; null where nothing names it.")
    async def node(self, info: Info) -> Node | None:
        found: Node | None = await info.context.things.load(Ref(self.label, self.key))
        return found
