"""The nation's figures, and what of them each enterprise may mine or separate."""

from typing import Literal, Self

from pydantic import Field, model_validator

from provenance.model.codes import Day, EnterpriseNumber, QuotaNumber, RecordId
from provenance.model.terms import Activity, OreClass
from provenance.records.kinds.amounts import SignedTonnes, Tonnes, Year
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.texts import Batch, Name, Note


class Indicator(Filed):
    """The national total for a year and batch, as a notice states it."""

    model_config = example(
        record="indicator",
        id="IND-2024-1-MINING-ROCK",
        year=2024,
        batch=1,
        activity="mining",
        ore_class="rock",
        reo_t=124860,
        notice="工信部联原〔2024〕25号",
        issued_on="2024-02-06",
    )

    record: Literal["indicator"] = "indicator"
    year: Year = Field(description="Calendar year it is for.")
    batch: Batch = Field(description="Which batch of the year, such as 1.")
    activity: Activity = Field(description="Mining or separation.")
    ore_class: OreClass | None = Field(default=None, description="Rock or ionic, where it says.")
    reo_t: Tonnes = Field(description="REO equivalent in tonnes, to the gram; 0 or more.")
    notice: Name = Field(description="The notice that states it.")
    issued_on: Day = Field(description="Day the notice was issued.")


class Quota(Filed):
    """What one enterprise may mine, or separate, in a year."""

    model_config = example(
        record="quota",
        id="Q-2026-M-001",
        indicator="IND-2026-1-MINING-ROCK",
        enterprise="91150203XXXXTQ9C5X",
        year=2026,
        batch=1,
        activity="mining",
        ore_class="rock",
        reo_t=100,
        notice="2026年指标（合成）",
        issued_on="2026-01-05",
    )

    record: Literal["quota"] = "quota"
    indicator: RecordId | None = Field(
        default=None, description="National figure it is a share of."
    )
    within: QuotaNumber | None = Field(default=None, description="Quota it is sub-allocated from.")
    enterprise: EnterpriseNumber = Field(description="Who may use it.")
    year: Year = Field(description="Calendar year it is for.")
    batch: Batch = Field(description="Which batch of the year, such as 1.")
    activity: Activity = Field(description="Mining or separation.")
    ore_class: OreClass | None = Field(
        default=None, description="Rock or ionic; either if not said."
    )
    reo_t: Tonnes = Field(description="REO equivalent in tonnes, to the gram; 0 or more.")
    notice: Name | None = Field(default=None, description="The notice that states it.")
    issued_on: Day = Field(description="Day it was issued.")

    @model_validator(mode="after")
    def _within_another(self) -> Self:
        if self.within == self.id:
            raise ValueError("within must name another quota, not this one")
        return self


class QuotaAdjustment(Filed):
    """A later increase or decrease of one quota."""

    model_config = example(
        record="quota_adjustment",
        id="QA-2026-001",
        quota="Q-2026-M-001",
        reo_t=-5.5,
        decided_on="2026-06-01",
        reason="超指标生产核减",
        penalty="P-2025-001",
    )

    record: Literal["quota_adjustment"] = "quota_adjustment"
    quota: QuotaNumber = Field(description="Quota it changes.")
    reo_t: SignedTonnes = Field(
        description="Change in tonnes of REO equivalent, to the gram; a decrease is negative."
    )
    decided_on: Day = Field(description="Day of the decision.")
    reason: Note = Field(description="Why.")
    penalty: RecordId | None = Field(default=None, description="Penalty it carries out.")
