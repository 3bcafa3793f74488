"""Signs in how somebody trades: since when, how fast, by which ports, and to where."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from provenance.model.message import Message
from provenance.model.text import fold
from provenance.supervision.targets.considered import Considered, Declared, between
from provenance.supervision.targets.noticed import Noticed

CHINA = "CHN"


def new_exporter(considered: Considered) -> Noticed | None:
    """Somebody who began to declare, or began again, a short while ago."""
    declared, limits = considered.declared, considered.limits
    start = max(considered.since, declared.day - timedelta(limits.look_back_days))
    own = between(considered.own, start, declared.day)
    first = own[0].day
    if (declared.day - first).days >= limits.new_days:
        return None
    if (first - start).days < limits.known_days:
        return None
    return Noticed(
        Message(
            "{who} declared nothing from {start} to {first}, then {n} times",
            who=declared.party,
            start=start,
            first=first,
            n=len(own),
        ),
        Message("who is behind it, and from whom the goods were bought: its purchase invoices"),
        (declared.party,),
    )


def burst(considered: Considered) -> Noticed | None:
    """Several declarations close together, over ports or over parties, where there were few."""
    return _burst(considered, considered.same, _by_ports) or _burst(
        considered, considered.alike, _by_parties
    )


def _by_ports(close: Sequence[Declared]) -> Message | None:
    ports = _ports(close)
    if len(ports) < 2:
        return None
    return Message("by {n} ports: {ports}", n=len(ports), ports=ports)


def _ports(close: Sequence[Declared]) -> tuple[str, ...]:
    """The ports of declarations, each once however it is spelt.

    One that names none may have gone by any that others at its office name in words.
    """
    spelt: dict[str, str] = {}
    for one in close:
        spelt.setdefault(fold(one.port) or one.port, one.port)
    named = {one.office for one in close if not fold(one.port).isdecimal()}
    unnamed = {one.office for one in close if one.port == one.office}
    return tuple(sorted(port for port in spelt.values() if port not in named & unnamed))


def _by_parties(close: Sequence[Declared]) -> Message | None:
    parties = sorted({one.party for one in close})
    if len(parties) < 2:
        return None
    return Message(
        "by {n} parties to {customer}: {parties}",
        n=len(parties),
        customer=close[0].customer,
        parties=tuple(parties),
    )


def _burst(
    considered: Considered,
    same: Sequence[Declared],
    spread: Callable[[Sequence[Declared]], Message | None],
) -> Noticed | None:
    declared, limits = considered.declared, considered.limits
    days = timedelta(limits.burst_days - 1)
    close = max(
        between(same, declared.day - days, declared.day),
        between(same, declared.day, declared.day + days),
        key=len,
    )
    if len(close) < limits.burst_declarations or (over := spread(close)) is None:
        return None
    first = close[0].day
    # Where records do not reach so far back that such a pace would show, none is known.
    if first - considered.since < limits.burst_factor * timedelta(limits.burst_days):
        return None
    # How fast somebody trades shows from when they began to, not from when records begin.
    start = max(same[0].day, first - timedelta(limits.look_back_days))
    before = between(same, start, first - timedelta(1))
    known_days = max((first - start).days, limits.burst_days)
    usual = len(before) * limits.burst_days / known_days
    if len(close) < limits.burst_factor * usual or _long_served(before, close, limits.ways_known):
        return None
    return Noticed(
        Message(
            "{n} declarations under heading {heading} from {first} to {last}, {mass:kg} together,"
            " {over}; before that {usual:.1f} in {days} days",
            n=len(close),
            heading=declared.heading,
            first=first,
            last=close[-1].day,
            mass=sum(one.net_g for one in close),
            over=over,
            usual=usual,
            days=limits.burst_days,
        ),
        Message("their contracts and packing lists, side by side"),
        tuple(one.number for one in close),
    )


def _long_served(before: Sequence[Declared], close: Sequence[Declared], times: int) -> bool:
    """Whether all deliver to customers whom they have long delivered to: these are orders."""
    served = Counter((one.party, one.customer) for one in before)
    pairs = {(one.party, one.customer) for one in close if one.customer}
    return bool(pairs) and all(served[pair] >= times for pair in pairs)


def route_changed(considered: Considered) -> Noticed | None:
    """Another country than always; or goods whose origin is a third one."""
    return _elsewhere(considered) or _third_country(considered)


def _elsewhere(considered: Considered) -> Noticed | None:
    declared, limits = considered.declared, considered.limits
    start, end = declared.day - timedelta(limits.look_back_days), declared.day - timedelta(1)
    for who, known in ((declared.customer, considered.alike), (declared.party, considered.same)):
        before = between(known, start, end)
        countries = sorted({one.country for one in before})
        if who is None or len(before) < limits.ways_known or declared.country in countries:
            continue
        if len(countries) > limits.route_countries:
            continue
        return Noticed(
            Message(
                "{country} for the first time; {n} declarations of {who} before name {countries}",
                country=declared.country,
                n=len(before),
                who=who,
                countries=tuple(countries),
            ),
            Message("the bill of lading, and the last consignee's word that the goods arrived"),
            tuple(one.number for one in before[-limits.ways_known :]),
        )
    return None


def _third_country(considered: Considered) -> Noticed | None:
    declared = considered.declared
    origin = declared.origin_country
    usual = declared.country if declared.imports else CHINA
    if declared.neighbour is None or origin in (None, usual):
        return None
    return Noticed(
        Message(
            "the goods are said to be from {origin}, and come from {country}"
            if declared.imports
            else "the goods are said to be from {origin}, and leave China for {country}",
            origin=origin,
            country=declared.country,
        ),
        Message("the certificate of origin, and how the goods came here"),
    )
