"""How material enters the books: mined, imported, bought as scrap, or there at the start."""

from typing import Literal

from pydantic import Field

from provenance.model.codes import (
    Day,
    DeclarationNumber,
    EnterpriseNumber,
    InvoiceNumber,
    RecordId,
    Region,
    Supplier,
)
from provenance.model.terms import OreClass, Waste
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.enums import ReleaseKind, WasteStage
from provenance.records.kinds.lots import Lot, MineralLot, ScrapLot
from provenance.records.kinds.texts import Name


class Extraction(Filed):
    """Ore or concentrate that comes out of the ground."""

    model_config = example(
        record="extraction",
        id="X-2026-001",
        date="2026-01-10",
        enterprise="91150203XXXXTQ9C5X",
        site="白云鄂博",
        region="150206",
        ore_class="rock",
        output={"id": "C1", "product": "concentrate", "reo_kg": 80000, "net_kg": 133333.333},
    )

    record: Literal["extraction"] = "extraction"
    date: Day = Field(description="Day of extraction.")
    enterprise: EnterpriseNumber = Field(description="Who extracted it.")
    site: Name | None = Field(default=None, description="Where: the name of the mine.")
    region: Region | None = Field(default=None, description="Where: a GB/T 2260 code.")
    ore_class: OreClass = Field(description="Rock or ionic.")
    byproduct_of: Name | None = Field(
        default=None, description="The mineral that was mined for, where rare earths came along."
    )
    output: MineralLot = Field(description="The lot it gave.")


class Import(Filed):
    """Material that enters the country."""

    model_config = example(
        record="import",
        id="IM-2026-001",
        date="2026-01-15",
        enterprise="91350200XXXXTQ9FXD",
        declaration="530120261000000017",
        output={"id": "M1", "product": "mixed_salt", "reo_kg": 20000, "net_kg": 44000},
    )

    record: Literal["import"] = "import"
    date: Day = Field(description="Day it entered.")
    enterprise: EnterpriseNumber = Field(description="Who imported it.")
    declaration: DeclarationNumber | None = Field(
        default=None, description="Import declaration, 18 digits."
    )
    output: Lot = Field(description="The lot that entered.")


class ScrapIntake(Filed):
    """Scrap that a recycler takes in: a secondary resource."""

    model_config = example(
        record="scrap_intake",
        id="SI-2026-001",
        date="2026-02-01",
        enterprise="91360703XXXXTQ9G8N",
        source="包头市某磁材厂（合成）",
        waste="magnet",
        stage="pre_consumer",
        invoices=["26152000000012345678"],
        output={"id": "R1", "product": "scrap", "reo_kg": 3000, "net_kg": 10000},
    )

    record: Literal["scrap_intake"] = "scrap_intake"
    date: Day = Field(description="Day it was taken in.")
    enterprise: EnterpriseNumber = Field(description="Who took it in.")
    source: Supplier = Field(description="Who it came from: a code or a name.")
    waste: Waste | None = Field(default=None, description="The kind of waste it is.")
    stage: WasteStage | None = Field(
        default=None, description="From making things, or from things that were used."
    )
    invoices: tuple[InvoiceNumber, ...] = Field(
        default=(), description="Invoices that support it, in the order they are to be used."
    )
    output: ScrapLot = Field(description="The lot of scrap.")


class Release(Filed):
    """Material that an authority lets go: confiscated goods auctioned, or out of reserves."""

    model_config = example(
        record="release",
        id="RL-2026-001",
        date="2026-05-20",
        authority="赣州市稀土综合执法局（合成）",
        kind="auction",
        enterprise="91360728XXXX90302P",
        decision="赣市处〔2026〕1号（合成）",
        output={"id": "A1", "product": "oxide", "reo_kg": 1400, "net_kg": 1400},
    )

    record: Literal["release"] = "release"
    date: Day = Field(description="Day it was handed out.")
    authority: Name = Field(description="Who lets it go.")
    kind: ReleaseKind = Field(description="By auction, or out of reserves.")
    enterprise: EnterpriseNumber = Field(description="Who gets it.")
    decision: Name = Field(description="Number of the decision.")
    output: Lot = Field(description="The lot handed out.")


class OpeningStock(Filed):
    """Material an enterprise held when its books began."""

    model_config = example(
        record="opening_stock",
        id="OS-2024-001",
        date="2024-10-01",
        enterprise="91150203XXXXTQ9C5X",
        inspection="INSP-2024-017",
        output={"id": "S1", "product": "oxide", "reo_kg": 5000},
    )

    record: Literal["opening_stock"] = "opening_stock"
    date: Day = Field(description="Day the books begin.")
    enterprise: EnterpriseNumber = Field(description="Who held it.")
    inspection: RecordId | None = Field(default=None, description="Inspection that verified it.")
    output: Lot = Field(description="The lot held.")
