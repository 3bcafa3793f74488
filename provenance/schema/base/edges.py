"""Connections that bear something: material drawn and claimed, rights drawn on."""

import json
from typing import Generic, Self, TypeVar

import strawberry

from provenance.graph.port.graph import Neighbour
from provenance.schema.base.enums import Feed, Gate, Product
from provenance.schema.base.node import Node
from provenance.schema.base.refs import EventRef, LotRef
from provenance.schema.base.scalars import Kilograms
from provenance.schema.base.things import node_of

T = TypeVar("T")


@strawberry.type
class Drawn(Generic[T]):
    """An INPUT edge: a draw on a lot by an event."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: T = strawberry.field(description="The lot drawn on, or the event that drew.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent drawn.")
    supported: bool = strawberry.field(
        description="Whether whoever drew could hold it: it was there, and it was theirs."
    )

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            reo_g=near.edge["reo_g"],
            supported=near.edge["supported"],
        )


@strawberry.type(description="A lot that went into an event.")
class InputEdge(Drawn[LotRef]):
    """A draw, seen from the event."""


@strawberry.type(description="An event that drew on a lot.")
class UseEdge(Drawn[EventRef]):
    """A draw, seen from the lot."""


@strawberry.type(description="An oxide and its share of a lot's REO.")
class AssayShare:
    """A line of an assay."""

    oxide: str = strawberry.field(description="The oxide, such as Nd2O3.")
    share: float = strawberry.field(description="Its share of REO, from 0 to 1.")

    @classmethod
    def listed(cls, text: str | None) -> list[Self]:
        """The shares of an assay as stored: one text, since properties do not nest."""
        shares: dict[str, float] = json.loads(text or "{}")
        return [cls(oxide=oxide, share=share) for oxide, share in shares.items()]


@strawberry.type(description="What the drums of a lot say: claims to hold against the records.")
class DrumLabel:
    """The label of a lot."""

    supplier: str | None = strawberry.field(description="Who supplied it: a code or a name.")
    raw_material_producer: str | None = strawberry.field(
        description="Who made what it was made of: a code or a name."
    )
    batch: str | None = strawberry.field(description="Number of the batch.")

    @classmethod
    def of(cls, text: str | None) -> Self | None:
        """The label as stored; None where there is none."""
        blank = dict.fromkeys(cls.__dataclass_fields__)
        return cls(**blank | json.loads(text)) if text else None


@strawberry.type
class Claimed(Generic[T]):
    """An OUTPUT edge: an event's claim to have produced a lot, with what its filer says of it."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: T = strawberry.field(description="The lot claimed, or the event that claims it.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent claimed.")
    product: Product | None = strawberry.field(
        description="What the material is said to be; a transfer leaves it as it was."
    )
    net_g: Kilograms | None = strawberry.field(name="netKg", description="Net mass.")
    hs_code: str | None = strawberry.field(description="Customs tariff code the filer gives it.")
    feedstock: Feed | None = strawberry.field(
        description="Where the filer says the material came from."
    )
    deposit: str | None = strawberry.field(description="Deposit the material is from.")
    assay: list[AssayShare] = strawberry.field(description="Share of REO by oxide, where known.")
    label: DrumLabel | None = strawberry.field(description="What its drums say.")
    origin_country: str | None = strawberry.field(description="Country the material is from.")
    packages: int | None = strawberry.field(description="How many drums or bags it is in.")
    grade: str | None = strawberry.field(description="Grade, as its maker calls it.")

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        bears = near.edge
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            reo_g=bears["reo_g"],
            product=bears.get("product"),
            net_g=bears.get("net_g"),
            hs_code=bears.get("hs_code"),
            feedstock=bears.get("feedstock"),
            deposit=bears.get("deposit"),
            assay=AssayShare.listed(bears.get("assay")),
            label=DrumLabel.of(bears.get("label")),
            origin_country=bears.get("origin_country"),
            packages=bears.get("packages"),
            grade=bears.get("grade"),
        )


@strawberry.type(description="A lot that came out of an event, with what its filer says of it.")
class OutputEdge(Claimed[LotRef]):
    """A claim, seen from the event."""


@strawberry.type(description="An event that claims a lot, with what its filer says of the lot.")
class ClaimEdge(Claimed[EventRef]):
    """A claim, seen from the lot."""


@strawberry.type
class Covered(Generic[T]):
    """A DRAWS edge: what an event drew on a right to a mass, and what the right covered."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: T = strawberry.field(
        description="The right drawn on (a quota, declaration, inspection or invoice),"
        " or the event that drew."
    )
    gate: Gate = strawberry.field(description="What the event needed it for.")
    reo_g: Kilograms = strawberry.field(
        name="reoKg", description="Drawn, in the measure of the right: REO, or net mass."
    )
    covered_g: Kilograms = strawberry.field(name="coveredKg", description="Of it, covered.")

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            gate=near.edge["gate"],
            reo_g=near.edge["reo_g"],
            covered_g=near.edge["covered_g"],
        )


@strawberry.type(description="A right to a mass that an event drew on.")
class DrawEdge(Covered[Node]):
    """A draw on a right, seen from the event."""


@strawberry.type(description="An event that drew on a right to a mass.")
class DrawnByEdge(Covered[EventRef]):
    """A draw on a right, seen from the right."""
