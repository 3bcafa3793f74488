"""Where facts come from."""

from datetime import datetime
from typing import NamedTuple


class Source(NamedTuple):
    """Where a fact came from: the system that states it, and the line it stood on."""

    system: str
    file: str
    line: int
    received_at: datetime
