"""What is read of a store to say how far quota is used."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.past import as_of as known_at
from provenance.graph.past import register_as_of
from provenance.graph.port.graph import GraphStore, Reader
from provenance.graph.port.sums import Drawn
from provenance.ledger.quota.register import Register
from provenance.model.dates import day_of
from provenance.supervision.utilisation.facts import Fact, facts
from provenance.supervision.utilisation.hindsight import covered_by
from provenance.supervision.utilisation.rollup import Rollup
from provenance.supervision.utilisation.scope import Scope


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
    then. Raises MisuseError for a time to come and for what is no place, UnknownSubjectError for an
    enterprise that is not on record, StoreUnavailableError.
    """
    scope = await _meant(store, scope, as_of)
    first, last = scope.months
    settled = await store.records.settled()
    if as_of is None:
        register = await store.records.register()
        drawn: Sequence[Drawn] = await store.sums.drawn(first, last)
    else:
        register = await register_as_of(store, as_of)
        events = await store.sums.draws(first, last, as_of)
        drawn = await asyncio.to_thread(covered_by, register, events)
    day = day_of(as_of or now)
    asked = await asyncio.to_thread(_asked, register, drawn, scope)
    return Rollup(asked, register, scope, day, settled)


async def _meant(store: GraphStore, scope: Scope, at: datetime | None) -> Scope:
    """A scope with the codes of the enterprises and the place that it names."""
    named = scope.enterprise or scope.group
    past: Reader | None = await known_at(store, at) if at and named else None
    return replace(
        scope,
        enterprise=await firm_asked(store, scope.enterprise, past),
        group=await firm_asked(store, scope.group, past),
        region=await place_asked(store, scope.region),
    )


def _asked(register: Register, drawn: Iterable[Drawn], scope: Scope) -> list[Fact]:
    return [fact for fact in facts(register, drawn) if scope.holds(fact, register)]
