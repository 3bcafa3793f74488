"""What follows for an enterprise: entries in its credit record, material that was taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Thing
from provenance.law.book import BUILT_IN
from provenance.model.regions import beginnings
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.supervision.cases import cases

CREDIT_RECORD = "R27"
"""The article by which whoever was punished is entered in the credit record."""

SEIZED = f"{EventKind.SEIZURE.value}:"
"""How the keys of seizures begin; those of an enterprise, or of all, stand together in order."""

_PAGE = 1_000


class CreditEntry(NamedTuple):
    """That a penalty is entered in the credit record of who was punished.

    `violation` and the `article` that was broken are as the penalty's case has them, None where it
    does not say.
    """

    day: date
    enterprise: str
    penalty: str
    authority: str
    violation: str | None
    article: str | None
    fine_cny: float | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a seizure took of one lot, in grams REO."""

    seizure: str
    day: date
    authority: str
    enterprise: str
    name: str | None
    decision: str
    lot: str
    reo_g: int


def entry(
    penalty: str, props: Mapping[str, Any], violation: Mapping[str, Any], name: str | None = None
) -> CreditEntry | None:
    """The entry that a penalty leads to; None of one decided while no article asked for it."""
    day = date.fromisoformat(props["date"])
    if not BUILT_IN.articles[CREDIT_RECORD].in_force(day):
        return None
    return CreditEntry(
        day,
        props["enterprise"],
        penalty,
        props["authority"],
        props.get("violation"),
        violation.get("article"),
        props.get("fine_cny"),
        name,
    )


async def credit_entries(
    store: GraphStore,
    at: datetime | None = None,
    *,
    enterprise: str | None = None,
    region: str | None = None,
) -> list[CreditEntry]:
    """The entries that penalties on record lead to, by day; as known at a time, now without one.

    `enterprise` and `region` as of cases. Raises MisuseError, UnknownSubjectError,
    StoreUnavailableError.
    """
    found: dict[str, CreditEntry] = {}
    for case in await cases(store, at, enterprise=enterprise, region=region):
        penalty, violation = (case.steps.get(of) for of in (Label.PENALTY, Label.VIOLATION))
        if penalty is not None and penalty.props:
            made = entry(
                penalty.key, penalty.props, violation.props if violation else {}, case.name
            )
            if made is not None:
                found[penalty.key] = made
    return sorted(found.values())


async def seizures(
    store: GraphStore, *, enterprise: str | None = None, region: str | None = None
) -> list[Taken]:
    """What authorities took away, lot by lot, by day: from an enterprise, or in a place.

    Raises MisuseError for what is no number or place, UnknownSubjectError for an enterprise that is
    not on record, StoreUnavailableError.
    """
    firm = await firm_asked(store, enterprise)
    within = await place_asked(store, region)
    events = [t for t in await _events(store) if firm in (None, t.props["enterprise"])]
    firms = {Ref(Label.ENTERPRISE, event.props["enterprise"]) for event in events}
    things = await store.graph.things(sorted(firms)) if firms else ()
    known = {thing.ref.key: thing.props for thing in things if thing is not None}
    if within is not None:
        begins = beginnings(within)
        events = [e for e in events if _place(known, e.props["enterprise"]).startswith(begins)]
    taken = await everything(store.graph, [e.ref for e in events], EdgeType.INPUT, out=False)
    rows = [
        Taken(
            event.props["id"],
            date.fromisoformat(event.props["date"]),
            event.props["authority"],
            event.props["enterprise"],
            known.get(event.props["enterprise"], {}).get("name"),
            event.props["decision"],
            near.thing.ref.key,
            near.edge["reo_g"],
        )
        for event in events
        for near in taken[event.ref]
    ]
    return sorted(rows, key=lambda row: (row.day, row.seizure, row.lot))


def _place(known: Mapping[str, Mapping[str, Any]], enterprise: str) -> str:
    return str(known.get(enterprise, {}).get("region") or "")


async def _events(store: GraphStore) -> list[Thing]:
    """All seizures: their keys stand together."""
    found: list[Thing] = []
    after, more = SEIZED, True
    while more:
        page = await store.graph.page(Label.EVENT, after, _PAGE)
        some: Iterable[Thing] = page.items
        found += [t for t in some if t.known and t.ref.key.startswith(SEIZED)]
        more = page.more and page.items[-1].ref.key.startswith(SEIZED)
        after = page.items[-1].ref.key if page.items else after
    return found
