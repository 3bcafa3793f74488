"""Export controls that the ministry stated, beside those that are built in."""

import json

import strawberry

from provenance.model.terms import Label
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, filed_list, noun
from provenance.schema.base.scalars import Day


@strawberry.type(description="An item under export control, or codes of the licence catalogue.")
class ControlItem:
    """An item of a control as filed."""

    element: str = strawberry.field(description="The element; * is any rare earth.")
    control_code: str | None = strawberry.field(description="Code of the item, such as 1C909.")
    forms: list[str] = strawberry.field(description="Its forms, by their letters.")
    hs_codes: list[str] = strawberry.field(description="Customs tariff codes.")
    threshold: float | None = strawberry.field(
        description="Share of REO from above which a mixture is of the item."
    )


@noun(Label.CONTROL, "A control on exports, as the ministry stated it.")
class Control(Node):
    """A control as filed."""

    announcement: str | None = filed("The announcement that states it.")
    effective: Day | None = filed("First day it is in force.")
    expires: Day | None = filed("Last day, inclusive; open if not said.")
    suspended_from: Day | None = filed("First day it is suspended.")
    suspended_to: Day | None = filed("Last day it is suspended.")
    undecided_from: Day | None = filed("First day of which nobody has said whether it binds.")
    undecided_to: Day | None = filed("Last day of which nobody has said whether it binds.")
    sources: list[str] = filed_list("sources", "Where it is stated, or what is said of it.")

    @field("What is under control.")
    def items(self) -> list[ControlItem]:
        return [
            ControlItem(
                element=item["element"],
                control_code=item.get("control_code"),
                forms=item.get("forms") or [],
                hs_codes=item.get("hs_codes") or [],
                threshold=item.get("threshold"),
            )
            for item in json.loads(self.thing.props.get("items") or "[]")
        ]
