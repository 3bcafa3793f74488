"""The built-in quota notices of 2018 to 2024: as a list, and into the books."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.ingest.notices import load_notices
from provenance.model.reference import quota_notices as built_in
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.mutations.stating import reported
from provenance.schema.queries.notices import NoticeLine, Year


@strawberry.input(description="A group's credit code in these books.")
class GroupCode:
    """An item of what `load_notices` calls codes."""

    group: str = strawberry.field(
        description="CREG (China Rare Earth), NREG (Northern), XTC (Xiamen Tungsten) or GDRE"
        " (Guangdong)."
    )
    code: str = strawberry.field(description="Its unified social credit code.")


@strawberry.type(description="What became of loading notices.")
class NoticesLoaded:
    """A load's tally, and what was loaded."""

    committed: int = strawberry.field(description="Records that are safely kept.")
    new: int = strawberry.field(description="Of those, how many the store did not have so yet.")
    replaced: int = strawberry.field(
        description="Of those, how many replaced others of the same number and revision."
    )
    notices: list[NoticeLine] = strawberry.field(description="The lines that became records.")


@strawberry.type
class NoticeMutation:
    """The part of the mutations that loads the built-in notices."""

    @field(
        "Load the built-in quota notices as indicators, the groups and their quotas, each tonne"
        " once; again it changes nothing. The groups' credit codes are made up (合成) unless given."
    )
    async def load_notices(
        self,
        info: Info,
        year: Year = None,
        codes: Annotated[
            list[GroupCode] | None, argument(description="Credit codes the groups have here.")
        ] = None,
    ) -> NoticesLoaded:
        store, settings = info.context.books, info.context.settings
        given = {item.group: item.code for item in codes or ()}
        taken = await load_notices(store, settings, year, given, info.context.viewer)
        reported(info)
        loaded = [line for line in built_in.lines(year) if line.record is not None]
        return NoticesLoaded(
            committed=taken.tally.committed,
            new=taken.tally.new,
            replaced=taken.tally.replaced,
            notices=[NoticeLine.of(line) for line in loaded],
        )
