"""What happens to material on the books: processed, handed over, exported, disposed of, seized."""

from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator

from provenance.model.codes import Day, DeclarationNumber, EnterpriseNumber, InvoiceNumber
from provenance.records.kinds.base import Filed, example
from provenance.records.kinds.enums import Process, TransferReason
from provenance.records.kinds.lots import Draws, Inputs, Items, Outputs
from provenance.records.kinds.texts import Name, Note


class Processing(Filed):
    """Lots go in, other lots come out."""

    model_config = example(
        record="processing",
        id="PR-2026-001",
        date="2026-03-01",
        enterprise="91511181XXXXTQ9D39",
        process="separation",
        inputs=[{"lot": "K1", "reo_kg": 80000}, {"lot": "K2", "reo_kg": 40000}],
        outputs=[
            {"id": "D1", "product": "oxide", "reo_kg": 60000, "assay": {"Nd2O3": 0.75}},
            {"id": "D2", "product": "oxide", "reo_kg": 54000},
        ],
    )

    record: Literal["processing"] = "processing"
    date: Day = Field(description="Day it was done.")
    enterprise: EnterpriseNumber = Field(description="Who did it.")
    process: Process = Field(description="What the filer says was done: a claim.")
    owner: EnterpriseNumber | None = Field(
        default=None, description="Whose material it is said to be; the processor's if not said."
    )
    inputs: Inputs = Field(default=(), description="Masses put in.")
    outputs: Outputs = Field(default=(), description="Lots that came out.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.inputs and not self.outputs:
            raise ValueError("inputs and outputs must not both be empty")
        return self


class Transfer(Filed):
    """Material handed from one enterprise to another, whoever owns it; dated by the movement."""

    model_config = example(
        record="transfer",
        id="T1",
        date="2026-02-20",
        seller="91150203XXXXTQ9C5X",
        buyer="91511181XXXXTQ9D39",
        reason="sale",
        use="冶炼分离原料（合成）",
        final_consumer=False,
        invoices=["26152000000012345679"],
        items=[
            {"lot": "C1", "reo_kg": 80000, "new_lot": "K1"},
            {"lot": "C2", "reo_kg": 40000, "new_lot": "K2"},
        ],
    )

    record: Literal["transfer"] = "transfer"
    date: Day = Field(description="Day it moved.")
    seller: EnterpriseNumber = Field(description="Who handed it over, and files this.")
    buyer: EnterpriseNumber = Field(description="Who received it.")
    reason: TransferReason = Field(
        default=TransferReason.SALE, description="Why; a sale if not said."
    )
    use: Name | None = Field(default=None, description="What the buyer needs it for.")
    final_consumer: StrictBool | None = Field(
        default=None, description="Whether the buyer uses it up; it does not if not said."
    )
    invoices: tuple[InvoiceNumber, ...] = Field(default=(), description="Invoices that go with it.")
    items: Items = Field(description="What was handed over, at least one; item n is event ID/n.")


class Export(Filed):
    """Material that leaves the country."""

    model_config = example(
        record="export",
        id="EX-2026-001",
        date="2026-03-10",
        enterprise="91310115XXXXTQ9E1P",
        declaration="530120260000000042",
        items=[{"lot": "F1", "reo_kg": 60000}, {"lot": "F2", "reo_kg": 54000}],
    )

    record: Literal["export"] = "export"
    date: Day = Field(description="Day it left.")
    enterprise: EnterpriseNumber = Field(description="Who exported it.")
    declaration: DeclarationNumber = Field(description="Export declaration, 18 digits.")
    items: Draws = Field(description="What left, at least one; item n is event ID/n.")


class Disposal(Filed):
    """Material written off: lost, dumped, used up."""

    model_config = example(
        record="disposal",
        id="DI-2026-001",
        date="2026-03-31",
        enterprise="91511181XXXXTQ9D39",
        items=[{"lot": "D2", "reo_kg": 12.5}],
        reason="尾渣入库",
    )

    record: Literal["disposal"] = "disposal"
    date: Day = Field(description="Day it was written off.")
    enterprise: EnterpriseNumber = Field(description="Who disposed of it.")
    items: Draws = Field(description="What was disposed of, at least one.")
    reason: Note = Field(description="Why, and how.")


class Seizure(Filed):
    """Material that an authority takes away, whoever holds it."""

    model_config = example(
        record="seizure",
        id="SZ-2026-001",
        date="2026-04-18",
        authority="赣州市稀土综合执法局（合成）",
        enterprise="91441426XXXX903039",
        items=[{"lot": "O-2", "reo_kg": 1404}],
        decision="赣市扣〔2026〕3号（合成）",
    )

    record: Literal["seizure"] = "seizure"
    date: Day = Field(description="Day it was taken away.")
    authority: Name = Field(description="Who took it away.")
    enterprise: EnterpriseNumber = Field(description="Who it was taken from.")
    items: Draws = Field(description="What was taken away, at least one.")
    decision: Name = Field(description="Number of the decision.")
