"""Where facts come from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact came from: the system that states it, and the line it stood on."""

    system: str
    file: str
    line: int
    received_at: datetime
