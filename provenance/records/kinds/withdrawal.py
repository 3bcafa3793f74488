"""Taking a record back."""

from typing import Literal, Self

from pydantic import Field, model_validator

from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.texts import Id, Note

RecordKind = Literal[
    "enterprise",
    "designation",
    "permit",
    "indicator",
    "quota",
    "quota_adjustment",
    "extraction",
    "import",
    "scrap_intake",
    "opening_stock",
    "processing",
    "transfer",
    "export",
    "disposal",
    "invoice",
    "export_licence",
    "declaration",
    "flow_report",
    "execution_report",
    "inspection",
    "violation",
    "penalty",
    "referral",
    "withdrawal",
]


class Target(Part):
    """The record that is taken back, in all its revisions."""

    record: RecordKind = Field(description="Its kind.")
    id: Id = Field(description="Its id.")


class Withdrawal(Filed):
    """A record that voids another one, unless it is itself withdrawn."""

    model_config = example(
        record="withdrawal",
        id="W-2026-001",
        withdraws={"record": "transfer", "id": "T1"},
        reason="重复填报",
    )

    record: Literal["withdrawal"] = "withdrawal"
    withdraws: Target = Field(description="What is taken back.")
    reason: Note | None = Field(default=None, description="Why.")

    @model_validator(mode="after")
    def _another(self) -> Self:
        if self.withdraws == Target(record="withdrawal", id=self.id):
            raise ValueError("withdraws must name another record, not this one")
        return self
