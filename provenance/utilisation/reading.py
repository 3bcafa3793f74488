"""What is read of a store to say how far quota is used."""

from datetime import datetime

from provenance.asof import register_as_of
from provenance.graph.port import GraphStore
from provenance.ingest.records import SHANGHAI
from provenance.utilisation.facts import facts
from provenance.utilisation.hindsight import covered_by
from provenance.utilisation.rollup import Rollup
from provenance.utilisation.scope import Scope


async def utilisation(
    store: GraphStore,
    scope: Scope,
    *,
    as_of: datetime | None = None,
    now: datetime | None = None,
) -> Rollup:
    """How far quota is used, as of now or as it was known at a time.

    As of a time, quotas, adjustments, designations, groups and seats are those received by then;
    draws are those of movements whose record had been received by then, with the masses they are
    settled with now (what was withdrawn since is not among them), covered anew by the quotas of
    then. Raises StoreUnavailableError.
    """
    first, last = scope.months
    settled = await store.settled()
    if as_of is None:
        register, drawn = await store.register(), await store.drawn(first, last)
    else:
        register = await register_as_of(store, as_of)
        drawn = covered_by(register, await store.draws(first, last, as_of))
    day = (as_of or now or datetime.now(SHANGHAI)).astimezone(SHANGHAI).date()
    asked = [fact for fact in facts(register, drawn) if scope.holds(fact, register)]
    return Rollup(asked, register, scope, day, settled)
