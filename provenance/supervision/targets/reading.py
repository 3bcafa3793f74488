"""What is read of a store to say which declarations to look at: few questions, many at once."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from provenance.graph.law import law_on_record
from provenance.graph.on_record import firm_asked
from provenance.graph.pages import pages
from provenance.graph.port.graph import GraphStore, Thing
from provenance.ledger.papers import party_of
from provenance.model.reference.customs import Codes, lists
from provenance.model.targeting import Targeting
from provenance.model.terms import Label
from provenance.model.text import fold
from provenance.model.thresholds import Range
from provenance.settings import Settings
from provenance.supervision.targets.around import around
from provenance.supervision.targets.considered import Considered, Declared, Shipped, Usual
from provenance.supervision.targets.scope import Scope, check_port

AT_ONCE = 5_000

_TRACE = 1e-9
"""The least content that is reckoned with: thresholds may be set to none."""


@dataclass(slots=True)
class Declarations:
    """All that was declared in a span of days, by whom and with whom, each in order of day."""

    all: list[Declared] = field(default_factory=list)
    since: date = date.max
    """The first day that any declaration on record is of."""
    by_party: dict[tuple[str, bool], list[Declared]] = field(default_factory=dict)
    by_heading: dict[tuple[str, str, bool], list[Declared]] = field(default_factory=dict)
    by_customer: dict[tuple[str, str, bool], list[Declared]] = field(default_factory=dict)
    by_code: dict[tuple[str, bool], list[tuple[Decimal, str]]] = field(default_factory=dict)
    """What parties declare a kilogram of goods under a code at, by their median, in order."""

    def index(self) -> None:
        """Put them in order, and by who they are of."""
        self.all.sort(key=lambda one: (one.day, one.number))
        for one in self.all:
            self.by_party.setdefault((one.party, one.imports), []).append(one)
            self.by_heading.setdefault((one.party, one.heading, one.imports), []).append(one)
            if one.customer:
                key = (fold(one.customer), one.heading, one.imports)
                self.by_customer.setdefault(key, []).append(one)
        for (party, imports), own in self.by_party.items():
            asked: defaultdict[str, list[Decimal]] = defaultdict(list)
            for one in own:
                if one.cny_per_kg is not None and len(one.goods) == 1:
                    asked[one.goods[0][0]].append(one.cny_per_kg)
            for code, values in asked.items():
                said = (sorted(values)[len(values) // 2], party)
                self.by_code.setdefault((code, imports), []).append(said)
        for medians in self.by_code.values():
            medians.sort()

    def considered(self, one: Declared, limits: Targeting) -> Considered:
        """A declaration beside those of its party, of its customer, and of its goods."""
        return Considered(
            one,
            self.by_party[one.party, one.imports],
            self.by_heading[one.party, one.heading, one.imports],
            self.by_customer.get((fold(one.customer or ""), one.heading, one.imports), ()),
            self.usual(one, limits),
            self.since,
            limits=limits,
        )

    def usual(self, one: Declared, limits: Targeting) -> Usual | None:
        """What others declare goods under its code at; None where too few do to tell."""
        asked = self.by_code.get((one.goods[0][0], one.imports), ())
        others = [value for value, party in asked if party != one.party]
        if len(others) < limits.peers:
            return None
        return Usual(others[len(others) // 2], others[len(others) * 19 // 20], len(others))


@dataclass(frozen=True, slots=True)
class Looked:
    """How many declarations were asked about, and those that no flows on record fit."""

    asked: int
    considered: Sequence[Considered]


async def look(store: GraphStore, scope: Scope, settings: Settings) -> Looked:
    """The declarations of a scope without flows that fit them, with what is on record around.

    Raises MisuseError, UnknownSubjectError, StoreUnavailableError.
    """
    limits = settings.targets
    scope = replace(scope, exporter=await firm_asked(store, scope.exporter))
    found = await _declarations(store, scope, limits)
    asked = [one for one in found.all if scope.holds(one)]
    if not asked:
        check_port(scope.port, found.all)
    beside = await around(store, asked)
    codes = (await law_on_record(store.graph)).codes
    alone = [
        replace(
            found.considered(one, limits),
            invoices=beside.invoices.get(one.party, ()),
            stock=beside.stock.get(one.party, ()),
            maker=beside.makers.get(one.producer or ""),
            dealer=beside.makers.get(one.party),
            codes=codes,
        )
        for one in asked
        if not _fit(one, beside.shipped.get(one.number, ()), settings.thresholds.content, codes)
    ]
    return Looked(len(asked), alone)


async def _declarations(store: GraphStore, scope: Scope, limits: Targeting) -> Declarations:
    found = Declarations()
    first = scope.since and scope.since - timedelta(limits.look_back_days)
    async for things in pages(store.graph, Label.DECLARATION, AT_ONCE):
        for thing in things:
            if not thing.known:
                continue
            day = date.fromisoformat(thing.props["date"])
            found.since = min(found.since, day)
            if (first or day) <= day <= (scope.until or day):
                found.all.append(declared(thing))
    await asyncio.to_thread(found.index)
    return found


def declared(thing: Thing) -> Declared:
    """A declaration as a store has it."""
    props: Mapping[str, Any] = thing.props
    said = props.get
    text = said("lines")
    lines = json.loads(text) if text else [props]
    return Declared(
        number=thing.ref.key,
        imports=props["direction"] == "import",
        day=date.fromisoformat(props["date"]),
        party=party_of(props),
        declarant=props["declarant"],
        goods=tuple((one.get("hs_code") or props["hs_code"], one["goods"]) for one in lines),
        net_g=props["net_g"],
        country=props["country"],
        port=said("port") or thing.ref.key[:4],
        gross_g=said("gross_g"),
        packages=said("packages"),
        value_cny=None if said("value_cny") is None else Decimal(str(props["value_cny"])),
        origin_country=said("origin_country"),
        customer=said("consignee_abroad") or said("end_user"),
        producer=said("producer"),
    )


def _fit(
    one: Declared, shipped: Sequence[Shipped], content: Mapping[str, Range], codes: Codes
) -> bool:
    """Whether lots are on record under it that may travel under one of its codes, and enough.

    A handful of alloy on record does not explain a container of it: goods with the least REO that
    their kind can have must weigh as much as is declared.
    """
    may = all(
        any(lists(code, lot.product, one.day, codes) for code, _ in one.goods) for lot in shipped
    )
    most_g = sum(lot.reo_g / max(content[lot.product][0], _TRACE) for lot in shipped)
    return bool(shipped) and may and most_g >= one.net_g
