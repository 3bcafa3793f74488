"""Who a decision is passed up to: the authority one level above the one that decided."""

from typing import Any

import strawberry

from provenance.model.regions import above
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Info


def passed_up() -> Any:
    """A field that gives the place one level above the authority's."""

    def resolve(self: Any, info: Info) -> Any:
        place = above(self.thing.props.get("region"))
        if place is None:
            return None
        return info.context.of(self.thing).things.load(Ref(Label.REGION, place.code))

    return strawberry.field(
        resolver=resolve,
        description="The place it is passed up to once decided, one level above the authority's:"
        " county to city to province to nation. Null where no place is said, and for the nation.",
    )
