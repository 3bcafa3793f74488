"""How full a quota was when something was drawn on it: its draws in order, with the balance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.terms import EdgeType, Label, Ref


@dataclass(frozen=True, slots=True)
class QuotaDraw:
    """A draw on a quota in grams REO, and what the quota still had before it and after it."""

    event: str
    date: date
    reo_g: int
    covered_g: int
    before_g: int
    after_g: int


async def drawn_down(store: GraphStore, quotas: Sequence[str]) -> Mapping[str, Sequence[QuotaDraw]]:
    """All draws on each of some quotas on record, in the order in which they count.

    What a quota has is what it covers as adjusted, less what was handed on within it.
    """
    refs = [Ref(Label.QUOTA, key) for key in quotas]
    register = await store.records.register()
    found = await everything(store.graph, refs, EdgeType.DRAWS, out=False)
    holders = {quota.id: quota for quota in register.quotas}
    drawn = {}
    for ref, near in found.items():
        quota = holders.get(ref.key)
        if quota is None:
            continue
        capacities = register.capacities(quota.enterprise, quota.year, quota.activity)
        capacity = dict(capacities[quota.ore_class])[ref.key]
        drawn[ref.key] = _in_order([(one.thing, one.edge) for one in near], capacity)
    return drawn


def _in_order(draws: Collection[tuple[Thing, Mapping[str, Any]]], left: int) -> list[QuotaDraw]:
    found = []
    for event, edge in sorted(draws, key=lambda draw: _order(draw[0])):
        before, left = left, left - edge["covered_g"]
        day = date.fromisoformat(event.props["date"])
        found.append(QuotaDraw(event.ref.key, day, edge["reo_g"], edge["covered_g"], before, left))
    return found


def _order(event: Thing) -> tuple[str, str, str]:
    """The order in which events draw on a right (`Event.order`)."""
    kind, _, number = event.ref.key.partition(":")
    return str(event.props["date"]), kind, number
