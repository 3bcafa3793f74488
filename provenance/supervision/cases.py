"""Cases as chains: what an inspection led to, by violation, orders, penalty, up to a referral."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of
from provenance.graph.port.graph import GraphStore, Reader, Thing
from provenance.model.dates import day_of, day_said
from provenance.model.regions import beginnings
from provenance.model.terms import EdgeType, Label, Ref
from provenance.rules.orders import OrderStanding, order_standing

CHAIN = (Label.INSPECTION, Label.VIOLATION, Label.PENALTY, Label.REFERRAL)

_NAMES = {
    Label.INSPECTION: "inspection",
    Label.VIOLATION: "violation",
    Label.PENALTY: "penalty",
}
"""The links that others name, and by which field."""


class FineTier(StrEnum):
    """Which fines are open: those for the breach, or the higher ones for one not mended."""

    FIRST = "first"
    SECOND = "second"


class Step(NamedTuple):
    """A link of a case: its number, and what is stated of it, nothing while it is not on record."""

    key: str
    props: Mapping[str, Any]


class Chain(NamedTuple):
    """What led to what, by kind of link, and all orders to mend the violation in it, by day.

    `punished` are the days of all penalties for that violation, in this chain or another.
    """

    steps: Mapping[Label, Step]
    orders: Sequence[Step] = ()
    punished: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One chain and whose case it is, as it stands on a day (Asia/Shanghai).

    `carried_out_by` adjusts quota for its penalty; `punished` are the days of all penalties for its
    violation.
    """

    steps: Mapping[Label, Step]
    enterprise: str
    today: date
    orders: Sequence[Step] = ()
    name: str | None = None
    region: str | None = None
    carried_out_by: Sequence[str] = ()
    punished: Sequence[date] = ()

    @property
    def days(self) -> list[str]:
        """The days of its links, in the order of the chain."""
        links = [self.steps[label] for label in CHAIN if label in self.steps]
        return [link.props["date"] for link in (*links, *self.orders) if "date" in link.props]

    def standing(self, order: Step) -> OrderStanding:
        """Where one of its orders stands today."""
        return standing_on(self.today, order.props)

    @property
    def tier(self) -> FineTier | None:
        """Which fines are open to the authority today, or were on the day of a penalty."""
        return tier_of(self.orders, [self.today, *self.punished])


def tier_of(orders: Collection[Step], days: Collection[date]) -> FineTier | None:
    """Which fines follow a breach: the second where an order to mend it is overdue on one of days.

    None where nothing was ordered: the law's first fines stand there, or it knows but one.
    """
    if not orders:
        return None
    standings = {standing_on(day, order.props) for order in orders for day in days}
    return FineTier.SECOND if OrderStanding.OVERDUE in standings else FineTier.FIRST


def standing_on(day: date, order: Mapping[str, Any]) -> OrderStanding:
    """Where an order to mend, by its properties as filed, stands on a day."""
    deadline = date.fromisoformat(order["deadline"])
    return order_standing(deadline, day_said(order.get("fulfilled_on")), day)


def chains(things: Iterable[Thing]) -> list[Chain]:
    """Every chain there is, from its last link back to its first; each thing is in one at least."""
    known = {thing.ref: thing.props for thing in things if thing.known}
    orders, punished = _orders(known), _punished(known)
    found, seen = list[Chain](), set[Ref]()
    for label in reversed(CHAIN):
        for ref in sorted(ref for ref in known if ref.label is label and ref not in seen):
            steps = _back(ref, known)
            seen |= {Ref(label, step.key) for label, step in steps.items()}
            violation = steps.get(Label.VIOLATION)
            about = violation.key if violation else ""
            found.append(Chain(steps, orders.get(about, ()), punished.get(about, ())))
    for violation_key, some in orders.items():
        if violation_key is None:
            found += [Chain({}, [order]) for order in some]
        elif Ref(Label.VIOLATION, violation_key) not in seen:
            found.append(Chain({Label.VIOLATION: Step(violation_key, {})}, some))
    return found


def _orders(known: Mapping[Ref, Mapping[str, Any]]) -> dict[str | None, list[Step]]:
    """Orders to mend by the violation they are to mend, each list by day; None for no violation."""
    found: defaultdict[str | None, list[Step]] = defaultdict(list)
    for ref, props in sorted(known.items(), key=lambda one: (one[1].get("date", ""), one[0])):
        if ref.label is Label.ORDER:
            found[props.get("violation")].append(Step(ref.key, props))
    return dict(found)


def _punished(known: Mapping[Ref, Mapping[str, Any]]) -> dict[str, list[date]]:
    """The days of penalties by the violation they are for."""
    found: defaultdict[str, list[date]] = defaultdict(list)
    for ref, props in known.items():
        day = day_said(props.get("date")) if ref.label is Label.PENALTY else None
        if day is not None and props.get("violation"):
            found[props["violation"]].append(day)
    return dict(found)


def _back(ref: Ref, known: Mapping[Ref, Mapping[str, Any]]) -> dict[Label, Step]:
    """A link, and those that led to it, as each names the ones before."""
    keys = {ref.label: ref.key}
    for label in reversed(CHAIN):
        props = known.get(Ref(label, keys[label]), {}) if label in keys else {}
        for before, name in _NAMES.items():
            if props.get(name):
                keys.setdefault(before, props[name])
    return {
        label: Step(keys[label], known.get(Ref(label, keys[label]), {}))
        for label in CHAIN
        if label in keys
    }


async def cases(
    store: GraphStore,
    at: datetime | None = None,
    *,
    enterprise: str | None = None,
    region: str | None = None,
) -> list[Case]:
    """The cases on record as known at a time, now without one, in the order they began.

    `enterprise` is its credit code, another of its numbers or its name. `region` is a GB/T 2260
    code, or a name: of an authority that acted, or of the enterprise; a place contains what lies in
    it. Raises MisuseError for what is no such number, code or time, UnknownSubjectError for an
    enterprise that is not on record, StoreUnavailableError.
    """
    region = await place_asked(store, region)
    reader: Reader = store.graph if at is None else await as_of(store, at)
    things = await _concerning(reader, await firm_asked(store, enterprise, reader))
    firms = sorted({Ref(Label.ENTERPRISE, thing.props["enterprise"]) for thing in things})
    on_record = {t.ref.key: t.props for t in await reader.things(firms) if t is not None}
    penalties = [thing.ref for thing in things if thing.ref.label is Label.PENALTY]
    following = await everything(reader, penalties, EdgeType.FOLLOWS, out=False)
    carried = {
        ref.key: [n.thing.ref.key for n in near if n.thing.ref.label is Label.QUOTA_ADJUSTMENT]
        for ref, near in following.items()
    }
    today = day_of(at)
    found = []
    for steps, orders, punished in chains(things):
        links = (*steps.values(), *orders)
        firm = next(link.props["enterprise"] for link in links if link.props)
        penalty = steps.get(Label.PENALTY)
        found.append(
            Case(
                steps=steps,
                enterprise=firm,
                today=today,
                orders=orders,
                punished=punished,
                name=on_record.get(firm, {}).get("name"),
                region=on_record.get(firm, {}).get("region"),
                carried_out_by=carried.get(penalty.key, ()) if penalty else (),
            )
        )
    kept = [case for case in found if region is None or _in(case, beginnings(region))]
    return sorted(kept, key=lambda case: (min(case.days), case.enterprise))


async def _concerning(reader: Reader, enterprise: str | None) -> list[Thing]:
    if enterprise is None:
        lists = [await all_of(reader, label) for label in (*CHAIN, Label.ORDER)]
        return [thing for things in lists for thing in things if thing.known]
    ref = Ref(Label.ENTERPRISE, enterprise)
    near = (await everything(reader, [ref], EdgeType.CONCERNS, out=False))[ref]
    return [n.thing for n in near if n.thing.ref.label in (*CHAIN, Label.ORDER)]


def _in(case: Case, within: tuple[str, ...]) -> bool:
    links = (*case.steps.values(), *case.orders)
    places = [case.region, *(link.props.get("region") for link in links)]
    return any(place is not None and place.startswith(within) for place in places)
