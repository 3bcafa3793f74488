"""Documents that authorities keep: invoices, export licences, customs declarations."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, StrictBool, model_validator

from provenance.model.codes import (
    ControlCode,
    Country,
    CustomsCode,
    Day,
    DeclarationNumber,
    EnterpriseNumber,
    InvoiceNumber,
    LicenceNumber,
    Supplier,
)
from provenance.records.kinds.amounts import (
    InvoicedKilograms,
    Kilograms,
    KilogramsOrNone,
    Packages,
    SignedYuan,
    Yuan,
    unsigned,
)
from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.enums import Direction, InvoiceStatus, LicenceKind, LicenceStatus
from provenance.records.kinds.lots import Assay
from provenance.records.kinds.spans import End
from provenance.records.kinds.texts import Name, Note


class InvoiceLine(Part):
    """One line of an invoice."""

    goods: Name = Field(description="Goods as named.")
    hs_code: CustomsCode | None = Field(default=None, description="Customs tariff code.")
    net_kg: InvoicedKilograms = Field(
        description="Net mass in kg, to the gram; 0 for services; on red letters without its sign."
    )
    reo_kg: InvoicedKilograms | None = Field(
        default=None, description="REO equivalent in kg, to the gram."
    )
    amount_cny: SignedYuan | None = Field(
        default=None, description="Amount in CNY, two decimals; red letters may be negative."
    )


class Invoice(Filed):
    """A special value-added-tax invoice."""

    model_config = example(
        record="invoice",
        id="26152000000012345679",
        issued_on="2026-02-20",
        seller="91150203XXXXTQ9C5X",
        buyer="91511181XXXXTQ9D39",
        status="valid",
        rare_earth_mark=True,
        lines=[
            {
                "goods": "稀土精矿",
                "hs_code": "25309020",
                "net_kg": 200000,
                "reo_kg": 120000,
                "amount_cny": 2400000.00,
            }
        ],
    )

    record: Literal["invoice"] = "invoice"
    id: InvoiceNumber = Field(description="20 digits, or code of 10 or 12 digits and number of 8.")
    issued_on: Day = Field(description="Day of issue.")
    seller: EnterpriseNumber = Field(description="Who issued it.")
    buyer: EnterpriseNumber = Field(description="Who it was issued to.")
    status: InvoiceStatus = Field(description="Whether it counts.")
    rare_earth_mark: StrictBool = Field(description="Whether it bears the mark for rare earths.")
    lines: tuple[InvoiceLine, ...] = Field(min_length=1, description="At least one line.")

    @model_validator(mode="before")
    @classmethod
    def _red_letters_without_sign(cls, fields: Any) -> Any:
        """A red letter's masses, which the tax system gives out negative, count by its status."""
        if not isinstance(fields, Mapping) or fields.get("status") != InvoiceStatus.RED_LETTER:
            return fields
        lines = fields.get("lines")
        if not isinstance(lines, (list, tuple)):
            return fields
        return {**fields, "lines": [_without_sign(line) for line in lines]}


def _without_sign(line: Any) -> Any:
    if not isinstance(line, Mapping):
        return line
    masses = {name: unsigned(line[name]) for name in ("net_kg", "reo_kg") if name in line}
    return {**line, **masses}


class ExportLicence(Filed):
    """A licence to export controlled items; what of it is withheld is left out, and no fault."""

    model_config = example(
        record="export_licence",
        id="26-EL-000123",
        kind="general",
        holder="91310115XXXXTQ9E1P",
        control_codes=["1C902.a"],
        hs_codes=["28469099"],
        net_kg=120000,
        end_users=["Example Magnet GmbH", "Example Drives AG"],
        destinations=["DEU", "AUT"],
        valid_from="2026-03-01",
        valid_to="2027-02-28",
        status="valid",
    )

    record: Literal["export_licence"] = "export_licence"
    kind: LicenceKind = Field(
        description="For one shipment or many; a certificate, had by registering each shipment;"
        " an ordinary one, for what the yearly catalogue lists."
    )
    holder: EnterpriseNumber = Field(description="Who may export under it.")
    control_codes: tuple[ControlCode, ...] | None = Field(
        default=None,
        description="Control codes of the items, an empty list of an ordinary one; left out where"
        " withheld: then it may be for any.",
    )
    hs_codes: tuple[CustomsCode, ...] | None = Field(
        default=None, description="Customs tariff codes it covers; left out where withheld."
    )
    net_kg: Kilograms | None = Field(
        default=None, description="Net mass it covers in kg, to the gram."
    )
    end_users: tuple[Name, ...] = Field(default=(), description="Who may use the goods.")
    end_user: Name | None = Field(
        default=None, description="Who may use the goods, one alone, as it was filed before."
    )
    destinations: tuple[Country, ...] = Field(default=(), description="Countries they may go to.")
    destination: Country | None = Field(
        default=None, description="Country they may go to, one alone, as it was filed before."
    )
    valid_from: Day = Field(description="First day.")
    valid_to: End = Field(description="Last day, inclusive.")
    status: LicenceStatus = Field(
        default=LicenceStatus.VALID, description="Where it stands; valid if not said."
    )


class DeclarationLine(Part):
    """One kind of goods in a declaration whose goods differ."""

    goods: Name = Field(description="Goods as named.")
    hs_code: CustomsCode | None = Field(
        default=None, description="Customs tariff code; the declaration's if not said."
    )
    net_kg: Kilograms = Field(description="Net mass in kg, to the gram.")
    reo_kg: KilogramsOrNone | None = Field(
        default=None, description="REO equivalent in kg, to the gram."
    )


class Declaration(Filed):
    """What was declared to customs on the way in or out."""

    model_config = example(
        record="declaration",
        id="530120260000000042",
        direction="export",
        date="2026-03-10",
        declarant="91310115XXXXTQ9E1P",
        hs_code="28469099",
        goods="混合稀土氧化物",
        net_kg=114000,
        reo_kg=114000,
        country="DEU",
        end_user="Example Magnet GmbH",
        licence="26-EL-000123",
    )

    record: Literal["declaration"] = "declaration"
    id: DeclarationNumber = Field(description="18 digits.")
    direction: Direction = Field(description="In or out.")
    date: Day = Field(description="Day of declaration.")
    declarant: EnterpriseNumber = Field(description="Who declared.")
    party: EnterpriseNumber | None = Field(
        default=None, description="Whose goods they are; the declarant's if not said."
    )
    hs_code: CustomsCode = Field(description="Customs tariff code.")
    goods: Name = Field(description="Goods as named.")
    net_kg: Kilograms = Field(description="Net mass in kg, to the gram.")
    reo_kg: KilogramsOrNone | None = Field(
        default=None, description="REO equivalent in kg, to the gram, where declared; 0 if none."
    )
    lines: tuple[DeclarationLine, ...] = Field(default=(), description="Goods, where they differ.")
    country: Country = Field(description="Country they come from or go to.")
    end_user: Name | None = Field(default=None, description="Who will use the goods.")
    licence: LicenceNumber | None = Field(
        default=None, description="Export licence they leave under."
    )
    port: Name | None = Field(default=None, description="Port they enter or leave by.")
    trade_mode: Name | None = Field(default=None, description="Trade mode, such as general trade.")
    producer: Supplier | None = Field(
        default=None, description="The producing unit declared: a code or a name."
    )
    gross_kg: Kilograms | None = Field(default=None, description="Gross mass in kg, to the gram.")
    packages: Packages | None = Field(default=None, description="How many packages.")
    value_cny: Yuan | None = Field(default=None, description="Value in CNY, two decimals.")
    consignee_abroad: Name | None = Field(
        default=None, description="Consignor or consignee abroad."
    )
    origin_country: Country | None = Field(
        default=None, description="Country the goods are from, where another than they come from."
    )
    control_remark: Note | None = Field(
        default=None, description="What the remarks say of export control."
    )
    composition: Assay | None = Field(
        default=None, description="Share of REO by oxide, as declared; at most 1 in sum."
    )
