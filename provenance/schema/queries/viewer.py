"""Who asks: as whom they signed in, in which role, and what they may ask."""

import strawberry

from provenance.access.policy.tables import asked_by
from provenance.access.viewer import Viewer as Asker
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Authority, UserRole
from provenance.schema.base.fields import field
from provenance.schema.base.refs import RegionRef


@strawberry.type(description="Who asks, in which role, and what that role may ask and change.")
class Viewer:
    """Shows a provenance.access.viewer.Viewer."""

    asker: strawberry.Private[Asker]

    @field("As whom they signed in; empty of the owner, who need not.")
    def name(self) -> str:
        return self.asker.name

    @field("What they are here for.")
    def role(self) -> UserRole:
        return self.asker.role

    @field("The firm that an enterprise or an importer is: its code, or its name abroad.")
    def enterprise(self) -> str | None:
        return self.asker.enterprise

    @field("The place that a regulator is of.")
    async def region(self, info: Info) -> RegionRef | None:
        code = self.asker.region
        return await info.context.things.load(Ref(Label.REGION, code)) if code else None

    @field("The authority whose statements they may file.")
    def authority(self) -> Authority | None:
        return self.asker.authority

    @field(
        "Questions and changes that are for this role, such as Query.verdict; of what is theirs."
    )
    def can(self) -> list[str]:
        return asked_by(self.asker.role)


@strawberry.type(description="Reading of who asks.")
class ViewerQuery:
    """What can be asked about oneself."""

    @field("Who asks, in which role, and what that role may ask and change.")
    def viewer(self, info: Info) -> Viewer:
        return Viewer(asker=info.context.viewer)
