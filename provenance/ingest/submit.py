"""Taking records in for whoever sends them to the service: kept, settled, judged, and told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.access.filing import refuse_filing
from provenance.access.viewer import OWNER, Viewer
from provenance.findings.audit import Audited, audit_in_turn
from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import Tally, load
from provenance.ingest.warned import MOST_TOLD, Warned
from provenance.records.filing import Parsed, Rejection
from provenance.settings import Settings


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some lines: how many were kept, what it changed, which were not taken.

    Warned is of what was taken and is worth a look.
    """

    tally: Tally
    audited: Audited
    rejected: tuple[Rejection, ...]
    warned: tuple[Warned, ...] = ()

    @property
    def settled(self) -> int:
        """How many lots and events had their numbers worked out anew."""
        settled = self.tally.settled
        return settled.lots + settled.events if settled else 0


async def submit(
    store: GraphStore,
    settings: Settings,
    lines: Iterable[Parsed | Rejection],
    name: str,
    viewer: Viewer = OWNER,
) -> Taken:
    """Keep all good lines, settle what they touch and judge what that can have changed.

    Who sends meanwhile is judged together with others; what was judged is then told to each.
    `name` is what the load is called where it is cited, the time is added. Raises ForbiddenError,
    and keeps nothing, where one of the records is not for the viewer to state; and
    StoreUnavailableError: what was committed stays.
    """
    received = list(lines)
    await refuse_filing(store, viewer, [x.record for x in received if isinstance(x, Parsed)])
    load_id = f"{name} {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    warned: list[Warned] = []
    tally = await load(store, received, batch=settings.batch, on_warned=warned.append)
    audited = await audit_in_turn(store, settings, load_id)
    rejected = tuple(line for line in received if isinstance(line, Rejection))
    return Taken(tally, audited, rejected, tuple(warned[:MOST_TOLD]))
