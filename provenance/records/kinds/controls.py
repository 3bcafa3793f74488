"""Export controls as the ministry states them, beside those that are built in."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from provenance.model.codes import ControlCode, CustomsCode, Day
from provenance.records.kinds.amounts import Share
from provenance.records.kinds.base import Filed, Part, example
from provenance.records.kinds.texts import Name, Note

Element = Literal[
    "Sc", "Y", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu",
    "*",
]  # fmt: skip


def _digits_alone(code: str) -> str:
    if not code.isdecimal():
        raise ValueError("must be digits alone: what law states of it would hold of nothing")
    return code


TariffCode = Annotated[CustomsCode, AfterValidator(_digits_alone)]
"""A customs code that something is stated of: one that is none is refused, and not kept."""

_LETTERS = ("a", "b", "c")


class ControlItem(Part):
    """An item under control: an element in some forms; or codes of the export-licence catalogue."""

    element: Element = Field(description="The element; * is any rare earth, of the catalogue.")
    control_code: ControlCode | None = Field(
        default=None,
        description="Code of the item, such as 1C909; the catalogue's lines have none, and need"
        " an ordinary licence.",
    )
    forms: tuple[Name, ...] = Field(
        default=(),
        description="Its forms: a (metal, alloy, target, magnet), b (oxide), c (compound), or with"
        ' other goods in words: "a metal/alloy".',
    )
    hs_codes: tuple[TariffCode, ...] = Field(
        default=(), description="Customs tariff codes: for reference, or those of the catalogue."
    )
    threshold: Share | None = Field(
        default=None, description="Share of REO from above which a mixture is of the item."
    )

    @model_validator(mode="after")
    def _known_by_something(self) -> Self:
        if self.control_code is None and not self.hs_codes:
            raise ValueError("must have a control_code, or hs_codes of the catalogue")
        if self.control_code is not None and not self.forms:
            raise ValueError("must have forms beside its control_code")
        if self.control_code is not None and "." in self.control_code:
            raise ValueError("must have its form in forms, not in its control_code")
        if any(form[:1] not in _LETTERS or form[1:2].strip() for form in self.forms):
            raise ValueError("must have forms that begin with a, b or c, such as b oxide")
        return self


class Control(Filed):
    """A control on exports: items, from when on, and when it is suspended or undecided.

    It stands before what is built in of the same elements and codes, or announcement.
    """

    model_config = example(
        record="control",
        id="57-2025-extension",
        announcement="57/2025",
        items=[{"element": "Ho", "control_code": "1C909", "forms": ["a", "b", "c"]}],
        effective="2025-11-08",
        suspended_from="2025-11-07",
        suspended_to="2027-11-10",
        sources=["暂停期延长至2027-11-10（合成）"],
    )

    record: Literal["control"] = "control"
    announcement: Name = Field(description="The announcement that states it, such as 57/2025.")
    items: tuple[ControlItem, ...] = Field(min_length=1, description="What is under control.")
    effective: Day = Field(description="First day it is in force.")
    expires: Day | None = Field(default=None, description="Last day, inclusive; open if not said.")
    suspended_from: Day | None = Field(default=None, description="First day it is suspended.")
    suspended_to: Day | None = Field(default=None, description="Last day it is suspended.")
    undecided_from: Day | None = Field(
        default=None, description="First day of which nobody has said whether it binds."
    )
    undecided_to: Day | None = Field(
        default=None, description="Last day of which nobody has said whether it binds."
    )
    sources: tuple[Note, ...] = Field(
        min_length=1,
        description="Where it is stated; of what is undecided each reading, with who says so.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for first, last in (
            ("effective", "expires"),
            ("suspended_from", "suspended_to"),
            ("undecided_from", "undecided_to"),
        ):
            begin, end = getattr(self, first), getattr(self, last)
            if begin is None and end is not None:
                raise ValueError(f"must have {first} beside its {last}")
            if begin is not None and end is not None and end < begin:
                raise ValueError(f"{last} must not be before {first} ({begin}), got {end}")
        return self
