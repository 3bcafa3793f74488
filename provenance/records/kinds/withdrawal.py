"""Taking a record back."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from provenance.model import codes
from provenance.model.codes import RecordId
from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.texts import Note

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
    "release",
    "processing",
    "transfer",
    "export",
    "disposal",
    "seizure",
    "invoice",
    "export_licence",
    "declaration",
    "flow_report",
    "execution_report",
    "lab_test",
    "inspection",
    "violation",
    "order",
    "penalty",
    "referral",
    "article",
    "control",
    "customs_code",
    "withdrawal",
]


_NUMBERED: Mapping[str, codes.Kind[Any]] = {
    "enterprise": codes.CREDIT_CODE,
    "quota": codes.QUOTA,
    "invoice": codes.INVOICE,
    "export_licence": codes.LICENCE,
    "declaration": codes.DECLARATION,
}
"""Records whose id is a number with a form of its own."""


class Target(Part):
    """The record that is taken back, in all its revisions."""

    record: RecordKind = Field(description="Its kind.")
    id: RecordId = Field(description="Its id.")

    @field_validator("id", mode="plain")
    @classmethod
    def _as_its_kind(cls, value: object, info: ValidationInfo) -> str:
        filed: str = _NUMBERED.get(info.data.get("record", ""), codes.RECORD).filed(value)
        return filed


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
