"""In which order an audit of everything goes: as things happened, since what is near is at hand."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from provenance.findings.audit.cache import PORTION
from provenance.findings.audit.view import View
from provenance.graph.pages import pages
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref

if TYPE_CHECKING:
    from provenance.findings.audit.columnar.flows import Flows


Item = TypeVar("Item")


async def in_order(view: View, noted: "Flows") -> AsyncIterator[Sequence[Ref]]:
    """All events in order of date, each with the lots it put out; then the lots that nobody did.

    What was noted of one portion when the next is asked for is not among that any more.
    """
    by_day = await _by_day(view.store)
    dated = [key for day in sorted(by_day) for key in by_day[day]]
    for keys in portions(dated, PORTION):
        web = await view.web()
        events = [Ref(Label.EVENT, key) for key in keys]
        await web.reach(events)
        yield [*events, *(Ref(Label.LOT, lot) for lot in sorted(noted.lacks(web.given(keys))))]
    async for things in pages(view.store.graph, Label.LOT, PORTION):
        lots = noted.lacks(thing.ref.key for thing in things)
        if lots:
            yield [Ref(Label.LOT, lot) for lot in sorted(lots)]


async def _by_day(store: GraphStore) -> Mapping[str, Sequence[str]]:
    """The keys of all events by date, in order; of what is only referred to no date is known."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    async for things in pages(store.graph, Label.EVENT, PORTION):
        for thing in things:
            found[str(thing.props.get("date", ""))].append(thing.ref.key)
    return found


def portions(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Some things, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))
