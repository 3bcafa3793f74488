"""Which output made a lot: transfers hand a lot on and state nothing of it but its mass."""

from collections.abc import Mapping

from provenance.graph.lineage import Lineage, Output
from provenance.model import EventKind


def producing_outputs(lineage: Lineage) -> Mapping[str, Output]:
    """The output of the event that made each lot, followed back through transfers.

    Lots that nobody or more than one made, or that come from such, have none.
    """
    found: dict[str, Output | None] = {}
    for lot in lineage.lots:
        way: list[str] = []
        at: str | None = lot
        made: Output | None = None
        while at is not None and at not in found:
            found[at] = None  # what goes round in transfers was made by nobody
            way.append(at)
            claims = lineage.claims_on.get(at, ())
            if len(claims) != 1:
                break
            event = lineage.events[claims[0].event]
            if event.kind is not EventKind.TRANSFER:
                made = claims[0]
                break
            at = next((draw.lot for draw in lineage.inputs_of.get(event.key, ())), None)
        else:
            made = found.get(at) if at is not None else None
        found |= dict.fromkeys(way, made)
    return {lot: output for lot, output in found.items() if output is not None}
