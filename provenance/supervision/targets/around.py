"""What is on record around declarations: lots under them, invoices and stock, who makes what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from provenance.graph.meant import meant_things
from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Neighbour, Thing
from provenance.model.terms import EdgeType, EventKind, Label, Product, Ref
from provenance.supervision.targets.considered import Bought, Declared, Held, Maker, Shipped

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Around:
    """What was shipped by declaration; invoices without goods, and stock, by enterprise.

    `makers` are enterprises on record by code, and by name where one bears it.
    """

    shipped: Mapping[str, Sequence[Shipped]]
    invoices: Mapping[str, Sequence[Bought]]
    stock: Mapping[str, Sequence[Held]]
    makers: Mapping[str, Maker]


async def around(store: GraphStore, asked: Sequence[Declared]) -> Around:
    """What is on record around some declarations: a few questions, however many they are."""
    shipped = await _shipped(store, asked)
    # What its party bought or holds says nothing of goods whose lots are on record.
    parties = {one.party for one in asked if one.number not in shipped and not one.imports}
    firms = [Ref(Label.ENTERPRISE, code) for code in sorted(parties)]
    makers = {one.producer for one in asked if one.producer} | {one.party for one in asked}
    return Around(
        shipped,
        await _unmoved(store, firms),
        await _stock(store, firms),
        await _makers(store, makers),
    )


async def _ends(
    store: GraphStore, refs: Collection[Ref], edge: EdgeType, *, out: bool
) -> dict[Ref, list[Neighbour]]:
    """The neighbours of many things along one kind of edge, so many things at a time."""
    found: dict[Ref, list[Neighbour]] = {}
    for some in _portions(sorted(refs)):
        found |= await everything(store.graph, some, edge, out=out)
    return found


def _portions(refs: Sequence[Ref]) -> Iterator[Sequence[Ref]]:
    return (refs[at : at + AT_ONCE] for at in range(0, len(refs), AT_ONCE))


async def _shipped(store: GraphStore, asked: Iterable[Declared]) -> dict[str, list[Shipped]]:
    """What its party imported or exported under each declaration; what others say is theirs."""
    parties = {Ref(Label.DECLARATION, one.number): one.party for one in asked}
    under = await _ends(store, parties, EdgeType.DECLARED_IN, out=False)
    own = {
        near.thing.ref: (near.thing, declaration.key)
        for declaration, nears in under.items()
        for near in nears
        if near.thing.props.get("enterprise") == parties[declaration]
    }
    drawn = await _ends(store, own, EdgeType.INPUT, out=False)
    found: defaultdict[str, list[Shipped]] = defaultdict(list)
    for ref, (event, number) in own.items():
        lots = [(near.thing.props.get("product"), near.edge["reo_g"]) for near in drawn[ref]]
        if event.props.get("kind") == EventKind.IMPORT:
            lots = [(event.props.get("product"), event.props["reo_g"])]
        found[number] += [Shipped(Product(product), reo_g) for product, reo_g in lots if product]
    return {number: lots for number, lots in found.items() if lots}


async def _unmoved(store: GraphStore, firms: Sequence[Ref]) -> dict[str, list[Bought]]:
    """The valid special invoices to enterprises that no movement names, in order of day."""
    bought = await _ends(store, firms, EdgeType.BOUGHT_BY, out=False)
    special = {
        near.thing.ref: near.thing
        for nears in bought.values()
        for near in nears
        if near.thing.props.get("status") == "valid" and near.thing.props.get("rare_earth_mark")
    }
    found: defaultdict[str, list[Bought]] = defaultdict(list)
    for some in _portions(sorted(special)):
        moved = await store.graph.neighbours(
            some, EdgeType.INVOICED_BY, out=False, after=None, first=1
        )
        for ref, page in zip(some, moved, strict=True):
            if not page.items:
                props = special[ref].props
                day = date.fromisoformat(props["issued_on"])
                one = Bought(ref.key, day, props["net_g"], props["seller"])
                found[props["buyer"]].append(one)
    for invoices in found.values():
        invoices.sort(key=lambda one: (one.day, one.number))
    return found


async def _stock(store: GraphStore, firms: Sequence[Ref]) -> dict[str, list[Held]]:
    """The lots that enterprises hold, in order of day."""
    did = await _ends(store, firms, EdgeType.BY, out=False)
    received = await _ends(store, firms, EdgeType.TO, out=False)
    events = {
        near.thing.ref: near.thing
        for nears in (*did.values(), *received.values())
        for near in nears
        if near.thing.ref.label is Label.EVENT
    }
    outputs = await _ends(store, events, EdgeType.OUTPUT, out=True)
    found: defaultdict[str, dict[str, Held]] = defaultdict(dict)
    holders = {ref.key for ref in firms}
    for event, nears in outputs.items():
        since = date.fromisoformat(events[event].props["date"])
        for lot in (near.thing for near in nears):
            held = _held(lot, since)
            if held and lot.props.get("holder") in holders:
                found[lot.props["holder"]][held.lot] = held
    return {code: sorted(lots.values(), key=_by_day) for code, lots in found.items()}


def _held(lot: Thing, since: date) -> Held | None:
    """A lot of which something is left; None while it is not settled, or where nothing is."""
    props = lot.props
    left_g = props.get("reo_g", 0) - props.get("drawn_g", 0)
    if left_g <= 0:
        return None
    product = props.get("product")
    return Held(lot.ref.key, product and Product(product), since, props["reo_g"], left_g)


def _by_day(held: Held) -> tuple[date, str]:
    return held.since, held.lot


async def _makers(store: GraphStore, named: Collection[str]) -> dict[str, Maker]:
    """The enterprises on record that codes or names mean, each by what it is named."""
    names = sorted(named)
    found: dict[str, Maker] = {}
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        refs = [Ref(Label.ENTERPRISE, name) for name in some]
        things = await meant_things(store.graph, refs)
        found |= {
            name: _maker(thing)
            for name, thing in zip(some, things, strict=True)
            if thing is not None and thing.known
        }
        rest = [name for name in some if name not in found]
        for name, bearing in zip(rest, await store.graph.bearing(rest, 5), strict=True):
            firms = [thing for thing in bearing if thing.ref.label is Label.ENTERPRISE]
            if len(firms) == 1 and firms[0].known:
                found[name] = _maker(firms[0])
    return found


def _maker(thing: Thing) -> Maker:
    roles: Sequence[str] = thing.props.get("roles") or ()
    return Maker(thing.ref.key, thing.props.get("name") or "", frozenset(roles))
