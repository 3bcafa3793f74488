"""Who there is, and what they are allowed to do."""

from typing import Literal

from pydantic import Field

from provenance.model import codes
from provenance.model.codes import CreditCode, Day, EnterpriseNumber, Region
from provenance.model.terms import Activity
from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.enums import PermitKind, Role
from provenance.records.kinds.spans import OpenEnd
from provenance.records.kinds.texts import Name


class Identifier(codes.Identifier, Part):
    """Another number of an enterprise: whatever names it means the enterprise."""


class Enterprise(Filed):
    """A company: its name, where it sits, what it does and which group it belongs to."""

    model_config = example(
        record="enterprise",
        id="91150203XXXXTQ9C5X",
        name="包头某稀土公司（合成）",
        name_en="Baotou rare earths (synthetic)",
        aliases=["某稀土"],
        identifiers=[{"scheme": "customs", "number": "1502930123"}],
        region="150203",
        roles=["mining", "separation"],
    )

    record: Literal["enterprise"] = "enterprise"
    id: CreditCode = Field(description="Unified social credit code.")
    name: Name = Field(description="Registered name.")
    name_en: Name | None = Field(default=None, description="Name in English.")
    aliases: tuple[Name, ...] = Field(default=(), description="Other names it is known by.")
    identifiers: tuple[Identifier, ...] = Field(
        default=(),
        description="Further numbers it is known by; what names one of them means it.",
    )
    region: Region = Field(description="Where it sits: a GB/T 2260 code of six digits.")
    roles: tuple[Role, ...] = Field(description="What it does.")
    parent: EnterpriseNumber | None = Field(
        default=None, description="The enterprise that heads its group."
    )


class Designation(Filed):
    """An enterprise's place on the list of those allowed to mine, or to separate."""

    model_config = example(
        record="designation",
        id="DES-2026-001",
        enterprise="91150203XXXXTQ9C5X",
        activity="mining",
        valid_from="2026-01-01",
        valid_to="2026-12-31",
        notice="2026年名单（合成）",
    )

    record: Literal["designation"] = "designation"
    enterprise: EnterpriseNumber = Field(description="Who is designated.")
    activity: Activity = Field(description="For what.")
    valid_from: Day = Field(description="First day.")
    valid_to: OpenEnd = Field(default=None, description="Last day, inclusive; open if not said.")
    notice: Name = Field(description="The notice that publishes the list.")


class Permit(Filed):
    """A mining permit, or a permit to take rare earths as a by-product."""

    model_config = example(
        record="permit",
        id="C1500002011015120112345",
        enterprise="91150203XXXXTQ9C5X",
        kind="mining",
        site="白云鄂博",
        valid_from="2021-01-01",
        valid_to="2030-12-31",
    )

    record: Literal["permit"] = "permit"
    enterprise: EnterpriseNumber = Field(description="Who holds it.")
    kind: PermitKind = Field(description="What it allows.")
    site: Name | None = Field(default=None, description="Where; anywhere if not said.")
    valid_from: Day = Field(description="First day.")
    valid_to: OpenEnd = Field(default=None, description="Last day, inclusive; open if not said.")
