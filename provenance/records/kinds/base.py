"""What every record has in common: an id, a revision, and no field nobody asked for."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from provenance.model.codes import RecordId
from provenance.records.kinds.amounts import Revision


class Part(BaseModel):
    """Something stated inside a record; cannot change, and holds only fields that are known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Filed(Part):
    """One record: what it is, its id, and which version of it this is."""

    record: str
    id: RecordId = Field(description="Unique among records of this kind.")
    revision: Revision = Field(
        default=0, description="A higher revision replaces a lower one, whichever arrives first."
    )


def example(**fields: Any) -> ConfigDict:
    """Return the model configuration that carries a record's one example."""
    return ConfigDict(json_schema_extra={"examples": [fields]})
