"""The end of a span of days, which cannot come before its beginning."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from provenance.model.codes import Day


def _not_before(end: date | None, info: ValidationInfo) -> date | None:
    begin = info.data.get("valid_from")
    if end is not None and begin is not None and end < begin:
        raise ValueError(f"must not be before valid_from ({begin}), got {end}")
    return end


End = Annotated[Day, AfterValidator(_not_before)]
OpenEnd = Annotated[Day | None, AfterValidator(_not_before)]
