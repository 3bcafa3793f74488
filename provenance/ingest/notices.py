"""Loading the built-in quota notices, each record from a source that says how firm it is."""

from collections.abc import Mapping
from datetime import UTC, datetime

from provenance.access.viewer import OWNER, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.ingest.submit import Taken, submit
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.reference import groups
from provenance.model.reference.quota_notices import records
from provenance.records.filing import Filing, Parsed
from provenance.settings import Settings


async def load_notices(
    store: GraphStore,
    settings: Settings,
    year: int | None = None,
    codes: Mapping[str, str] | None = None,
    viewer: Viewer = OWNER,
) -> Taken:
    """Load the notices of a year, or all: indicators, the groups, and their quotas.

    `codes` gives groups by their keys (CREG, NREG, …) the credit codes they have in this book.
    Raises MisuseError for a year without notices or an unknown key, StoreUnavailableError.
    """
    known = {group.key: group.name_en for group in groups().values()}
    for key in codes or {}:
        if key not in known:
            told = ", ".join(f"{key} ({name})" for key, name in known.items())
            raise MisuseError(
                Message("{key} is no group; there are {known}", key=ascii(key), known=told)
            )
    now = datetime.now(UTC)
    found = []
    for number, (status, record) in enumerate(records(year, codes), start=1):
        line = Filing(f"built-in notices ({status})", now).judge(record, number, "")
        if not isinstance(line, Parsed):
            raise MisuseError(
                Message(
                    "{reason} (in {kind} {id})",
                    reason=line.reason,
                    kind=str(record["record"]),
                    id=str(record["id"]),
                )
            )
        found.append(line)
    return await submit(store, settings, found, "built-in notices", viewer)
