"""What is kept of who asked what: PROVENANCE_TRAIL__NAME."""

from pydantic import BaseModel, ConfigDict, Field


class Trail(BaseModel):
    """What is kept of who asked what. See docs/trail.md."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    on: bool = Field(
        default=False,
        description="Whether what the owner of the store asks and changes is in the trail too;"
        " of whoever has signed in it always is.",
    )
    keep_days: int = Field(
        default=1_827,
        ge=1,
        description="So long `provenance trail expire` leaves entries where they are; 1827 are"
        " five years.",
    )
    wait_s: float = Field(
        default=15.0,
        gt=0,
        description="So long an answer waits for the trail to be written; then it is refused.",
    )
