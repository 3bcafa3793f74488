"""What authorities found, ordered and decided, from inspections and tests to referrals."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from provenance.model.codes import Day, DeclarationNumber, EnterpriseNumber, LotId, RecordId, Region
from provenance.model.terms import Product
from provenance.records.kinds.amounts import KilogramsOrNone, Share, Tonnes, Yuan
from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.lots import Assay
from provenance.records.kinds.texts import Name, Note

_AUTHORITY_IN = "Place of that authority: a GB/T 2260 code of six digits."


class Inspection(Filed):
    """A visit by an authority, and the stock it verified."""

    model_config = example(
        record="inspection",
        id="INSP-2024-017",
        enterprise="91150203XXXXTQ9C5X",
        date="2024-10-08",
        authority="包头市工业和信息化局（合成）",
        region="150200",
        verified_reo_kg=5000,
        result="账实相符（合成）",
    )

    record: Literal["inspection"] = "inspection"
    enterprise: EnterpriseNumber = Field(description="Who was inspected.")
    date: Day = Field(description="Day of the inspection.")
    authority: Name = Field(description="Who inspected.")
    region: Region | None = Field(default=None, description=_AUTHORITY_IN)
    verified_reo_kg: KilogramsOrNone | None = Field(
        default=None, description="Stock verified, REO equivalent in kg, to the gram; 0 if none."
    )
    result: Note | None = Field(default=None, description="What was found.")


class SampleOf(Part):
    """What a sample was taken from: a lot, or the goods under a declaration."""

    lot: LotId | None = Field(default=None, description="Id of the lot.")
    declaration: DeclarationNumber | None = Field(
        default=None, description="Declaration, 18 digits: the sample is one of each of its lots."
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.lot is None) == (self.declaration is None):
            raise ValueError("must name a lot or a declaration, one of them")
        return self


class LabTest(Filed):
    """An authority's laboratory test; it outranks what the filer says of the same lot."""

    model_config = example(
        record="lab_test",
        id="LT-2026-001",
        date="2026-03-12",
        authority="深圳海关（合成）",
        laboratory="海关技术中心（合成）",
        sample_of={"lot": "D1"},
        method="ICP-MS",
        product="oxide",
        assay={"Dy2O3": 0.52, "Tb4O7": 0.47},
        reo_share=0.98,
        finding="与申报不符（合成）",
    )

    record: Literal["lab_test"] = "lab_test"
    date: Day = Field(description="Day of the test.")
    authority: Name = Field(description="Who had it tested.")
    laboratory: Name = Field(description="Who tested it.")
    sample_of: SampleOf = Field(description="What the sample was taken from.")
    method: Name | None = Field(default=None, description="How it was tested.")
    product: Product | None = Field(default=None, description="What the material is.")
    assay: Assay | None = Field(
        default=None, description="Share of REO by oxide; at most 1 in sum."
    )
    reo_share: Share | None = Field(default=None, description="REO as a share of net mass.")
    finding: Note | None = Field(default=None, description="What was found.")

    @model_validator(mode="after")
    def _states_something(self) -> Self:
        found = (self.product, self.assay, self.reo_share, self.finding)
        if all(one is None for one in found):
            raise ValueError("must state what was found: product, assay, reo_share or finding")
        return self

    @property
    def lot(self) -> str | None:
        """The lot it is a test of."""
        return self.sample_of.lot

    @property
    def declaration(self) -> str | None:
        """The declaration whose goods it is a test of."""
        return self.sample_of.declaration


class Violation(Filed):
    """A breach that an authority established."""

    model_config = example(
        record="violation",
        id="V-2025-001",
        enterprise="91150203XXXXTQ9C5X",
        date="2025-11-20",
        authority="内蒙古自治区工业和信息化厅（合成）",
        region="150000",
        inspection="INSP-2025-031",
        article="M 7",
        description="超总量控制指标开采（合成）",
        findings=["7fff0a67f41d30d7"],
        evidence=["extraction:X-2026-001"],
    )

    record: Literal["violation"] = "violation"
    enterprise: EnterpriseNumber = Field(description="Who committed it.")
    date: Day = Field(description="Day it was established.")
    authority: Name = Field(description="Who established it.")
    region: Region | None = Field(default=None, description=_AUTHORITY_IN)
    inspection: RecordId | None = Field(default=None, description="Inspection it came to light in.")
    article: Name | None = Field(default=None, description="Article that was broken.")
    description: Note | None = Field(default=None, description="What was done.")
    findings: tuple[RecordId, ...] = Field(
        default=(), description="Ids of the findings it rests on, as `findings` lists them."
    )
    evidence: tuple[RecordId, ...] = Field(
        default=(), description="Numbers of what proves it: records, documents, files."
    )


def _not_before_it(day: date | None, info: ValidationInfo) -> date | None:
    given = info.data.get("date")
    if day is not None and given is not None and day < given:
        raise ValueError(f"must not be before the order itself ({given}), got {day}")
    return day


class Order(Filed):
    """An order to mend what is wrong by a day; the second tier of fines follows if it is not."""

    model_config = example(
        record="order",
        id="O-2026-001",
        enterprise="91150203XXXXTQ9C5X",
        date="2026-09-01",
        authority="内蒙古自治区工业和信息化厅（合成）",
        region="150000",
        violation="V-2025-001",
        demand="补录2026年上半年稀土产品流向信息（合成）",
        deadline="2026-09-30",
        fulfilled_on="2026-09-28",
    )

    record: Literal["order"] = "order"
    enterprise: EnterpriseNumber = Field(description="Who has to mend it.")
    date: Day = Field(description="Day of the order.")
    authority: Name = Field(description="Who ordered it.")
    region: Region | None = Field(default=None, description=_AUTHORITY_IN)
    violation: RecordId | None = Field(default=None, description="Violation it is to mend.")
    demand: Note = Field(description="What is to be mended.")
    deadline: Annotated[Day, AfterValidator(_not_before_it)] = Field(
        description="Last day to mend it: done on that day is in time."
    )
    fulfilled_on: Annotated[Day | None, AfterValidator(_not_before_it)] = Field(
        default=None, description="Day it was mended, by what the authority found; none while not."
    )


class Penalty(Filed):
    """What an authority imposed; next year's reduction as decided, never computed."""

    model_config = example(
        record="penalty",
        id="P-2025-001",
        enterprise="91150203XXXXTQ9C5X",
        date="2025-12-15",
        authority="内蒙古自治区工业和信息化厅（合成）",
        region="150000",
        violation="V-2025-001",
        fine_cny=500000,
        next_year_reduction_t=5.5,
        description="没收违法所得并核减下一年度指标（合成）",
    )

    record: Literal["penalty"] = "penalty"
    enterprise: EnterpriseNumber = Field(description="Who is punished.")
    date: Day = Field(description="Day of the decision.")
    authority: Name = Field(description="Who decided.")
    region: Region | None = Field(default=None, description=_AUTHORITY_IN)
    violation: RecordId | None = Field(default=None, description="Violation it follows.")
    fine_cny: Yuan | None = Field(default=None, description="Fine in CNY, two decimals.")
    next_year_reduction_t: Tonnes | None = Field(
        default=None, description="Quota to be cut next year, tonnes REO, as decided."
    )
    description: Note | None = Field(default=None, description="What was imposed.")


class Referral(Filed):
    """A case that one authority hands on to another, such as the police (Order 71, Art. 12-16)."""

    model_config = example(
        record="referral",
        id="R-2025-001",
        enterprise="91150203XXXXTQ9C5X",
        date="2025-12-20",
        authority="内蒙古自治区工业和信息化厅（合成）",
        to="内蒙古自治区公安厅（合成）",
        penalty="P-2025-001",
        violation="V-2025-001",
        reason="涉嫌犯罪，依法移送（合成）",
    )

    record: Literal["referral"] = "referral"
    enterprise: EnterpriseNumber = Field(description="Whose case it is.")
    date: Day = Field(description="Day it was handed on.")
    authority: Name = Field(description="Who hands it on.")
    to: Name = Field(description="Who it is handed to.")
    penalty: RecordId | None = Field(default=None, description="Penalty it follows.")
    violation: RecordId | None = Field(default=None, description="Violation it is about.")
    reason: Note = Field(description="Why.")
