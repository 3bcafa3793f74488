"""A lot of material, and the ways in which other records speak of one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from provenance.model.codes import Country, CustomsCode, LotId, RecordId, Supplier
from provenance.model.terms import Feed, Product
from provenance.model.text import digits
from provenance.records.kinds.amounts import MAX_KG, Kilograms, Packages, Share
from provenance.records.kinds.base import Part
from provenance.records.kinds.texts import Name, ShortCode


def _at_most_all(assay: Mapping[str, Decimal]) -> Mapping[str, Decimal] | None:
    if (total := sum(assay.values(), Decimal(0))) > 1:
        raise ValueError(f"must add up to at most 1, got {digits(total)}")
    return assay or None  # an assay of nothing states nothing


Assay = Annotated[Mapping[ShortCode, Share], AfterValidator(_at_most_all)]


class DrumLabel(Part):
    """What the drums of a lot say: claims to hold against the records."""

    supplier: Supplier | None = Field(
        default=None, description="Who supplied it: a code or a name."
    )
    raw_material_producer: Supplier | None = Field(
        default=None, description="Who made what it was made of: a code or a name."
    )
    batch: RecordId | None = Field(default=None, description="Number of the batch.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.supplier is None and self.raw_material_producer is None and self.batch is None:
            raise ValueError("must say supplier, raw_material_producer or batch")
        return self


class Lot(Part):
    """A quantity of one product that is produced, handed over and used up."""

    id: LotId = Field(description="Unique among all lots of everybody.")
    product: Product = Field(description="What the material is.")
    reo_kg: Kilograms = Field(
        description="Rare-earth-oxide equivalent in kg, to the gram; more than 0."
    )
    net_kg: Kilograms | None = Field(default=None, description="Net mass in kg, to the gram.")
    hs_code: CustomsCode | None = Field(
        default=None, description="Customs tariff code the filer gives it: a claim."
    )
    feedstock: Feed | None = Field(
        default=None, description="Where the filer says the material came from: a claim."
    )
    deposit: Name | None = Field(default=None, description="Deposit the material is from.")
    assay: Assay | None = Field(
        default=None,
        description="Share of REO by oxide, such as {'Nd2O3': 0.16}; at most 1 in sum.",
    )
    label: DrumLabel | None = Field(default=None, description="What its drums say: a claim.")
    origin_country: Country | None = Field(
        default=None, description="Country the material is from: a claim."
    )
    packages: Packages | None = Field(default=None, description="How many drums or bags it is in.")
    grade: Name | None = Field(default=None, description="Grade, as its maker calls it.")


class MineralLot(Lot):
    """A lot as a mine can give it: ore, concentrate or ionic concentrate."""

    product: Literal[Product.ORE, Product.CONCENTRATE, Product.IONIC_CONCENTRATE] = Field(
        description="What was extracted."
    )


class ScrapLot(Lot):
    """A lot of scrap, the only thing a scrap intake takes in."""

    product: Literal[Product.SCRAP] = Field(description="Always scrap.")


class Draw(Part):
    """A mass taken from a lot."""

    lot: LotId = Field(description="Id of the lot.")
    reo_kg: Kilograms = Field(description="Mass taken, REO equivalent in kg, to the gram.")


class Item(Draw):
    """A mass taken from a lot and handed over as a lot of its own."""

    new_lot: LotId | None = Field(
        default=None, description="Id of the part handed over; LOT/ID/n if none is given."
    )


_P = TypeVar("_P", Lot, Draw, Item)


def _within_limit(parts: tuple[_P, ...]) -> tuple[_P, ...]:
    if (total := sum([part.reo_kg for part in parts], Decimal(0))) > MAX_KG:
        raise ValueError(f"may hold at most {MAX_KG:f} kg together, got {digits(total)} kg")
    return parts


Inputs = Annotated[tuple[Draw, ...], AfterValidator(_within_limit)]
Outputs = Annotated[tuple[Lot, ...], AfterValidator(_within_limit)]
Draws = Annotated[tuple[Draw, ...], Field(min_length=1), AfterValidator(_within_limit)]
Items = Annotated[tuple[Item, ...], Field(min_length=1), AfterValidator(_within_limit)]
