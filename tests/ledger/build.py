"""Small lineages in a few lines: events as they are filed, and what settling makes of them.

Masses are grams. Unless a line says otherwise one mine, one plant and one trader do everything,
and the mine's concentrate is of rock.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.composition.mixing import settle_shares
from provenance.ledger.custody import settle_custody
from provenance.ledger.grants import Gate, Grant, Pool
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.ledger.nature import Shown, settle_nature
from provenance.ledger.papers import Declaration, LabTest, Line, Papers
from provenance.ledger.quota.demands import Demand, demands
from provenance.ledger.quota.drawdown import grants, pool_of
from provenance.ledger.quota.register import (
    Adjustment,
    Designation,
    Permit,
    Quota,
    Register,
)
from provenance.model.terms import Activity, EventKind, OreClass, Product, Stage
from tests.example import M, S, Z

MINE, PLANT, TRADER = M, S, Z

T = 1_000_000
"""A tonne in grams."""

NO_REGISTER = Register()
NO_PAPERS = Papers()
MINING, SEPARATION = Activity.MINING, Activity.SEPARATION
ROCK, IONIC = OreClass.ROCK, OreClass.IONIC

steady = settings(derandomize=True, deadline=None, max_examples=40)
"""Properties try the same examples every time, so that a run says something about the code."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event as it is filed: who did what, the lots that went in and the lots that came out."""

    event: Event
    inputs: tuple[tuple[str, int], ...] = ()
    outputs: tuple[Output, ...] = ()


def day(text: str) -> date:
    return date.fromisoformat(text)


# What happens to lots.


def source(
    kind: EventKind, lot: str, reo_g: int, on: str, by: str, *, id_: str = "", **more: Any
) -> Step:
    """An event by which a lot first comes in; `product` and `net_g` are the lot's."""
    made = {name: more.pop(name, None) for name in ("product", "net_g", "assay")}
    if kind is EventKind.IMPORT:
        more |= {"product": made["product"], "net_g": made["net_g"], "reo_g": reo_g}
    event = Event(kind, id_ or f"E-{lot}", day(on), by, **more)
    return Step(event, outputs=(Output(event.key, lot, 0, reo_g, **made),))


def extraction(lot: str, reo_g: int, on: str = "2026-01-10", by: str = MINE, **more: Any) -> Step:
    filed = {"product": Product.CONCENTRATE, "ore_class": ROCK} | more
    return source(EventKind.EXTRACTION, lot, reo_g, on, by, **filed)


def imported(lot: str, reo_g: int, on: str = "2026-01-10", by: str = TRADER, **more: Any) -> Step:
    return source(EventKind.IMPORT, lot, reo_g, on, by, **({"product": Product.OXIDE} | more))


def scrap(lot: str, reo_g: int, on: str = "2026-01-10", by: str = PLANT, **more: Any) -> Step:
    return source(EventKind.SCRAP_INTAKE, lot, reo_g, on, by, product=Product.SCRAP, **more)


def stock(lot: str, reo_g: int, on: str = "2026-01-10", by: str = PLANT, **more: Any) -> Step:
    filed = {"product": Product.OXIDE} | more
    return source(EventKind.OPENING_STOCK, lot, reo_g, on, by, **filed)


def processing(
    id_: str,
    inputs: Mapping[str, int],
    outputs: Mapping[str, tuple[Product, int]],
    on: str = "2026-03-01",
    by: str = PLANT,
) -> Step:
    made = [0, 0, 0]
    for product, reo_g in outputs.values():
        made[Stage.of(product)] += reo_g
    event = Event(EventKind.PROCESSING, id_, day(on), by, made=(made[0], made[1], made[2]))
    out = [
        Output(event.key, lot, n, reo_g, product, None)
        for n, (lot, (product, reo_g)) in enumerate(outputs.items())
    ]
    return Step(event, tuple(inputs.items()), tuple(out))


def transfer(
    lot: str,
    reo_g: int,
    new_lot: str,
    on: str = "2026-02-20",
    seller: str = MINE,
    buyer: str = PLANT,
) -> Step:
    event = Event(EventKind.TRANSFER, f"T-{new_lot}/1", day(on), seller, buyer=buyer)
    output = Output(event.key, new_lot, 0, reo_g, None, None)
    return Step(event, ((lot, reo_g),), (output,))


def export(
    lot: str, reo_g: int, on: str = "2026-03-10", by: str = TRADER, declaration: str = "D"
) -> Step:
    event = Event(EventKind.EXPORT, f"X-{lot}/1", day(on), by, declaration=declaration)
    return Step(event, ((lot, reo_g),))


# What is on record.


def designated(
    who: str, activity: Activity, since: str = "2020-01-01", until: str | None = None
) -> Designation:
    return Designation(who, activity, day(since), day(until) if until else None)


def quota(
    id_: str,
    who: str,
    activity: Activity,
    reo_g: int,
    year: int = 2026,
    ore_class: OreClass | None = None,
    *,
    issued_on: str = "",
    within: str | None = None,
) -> Quota:
    issued = day(issued_on or f"{year}-01-05")
    return Quota(id_, who, year, activity, ore_class, reo_g, issued, within)


Fact = Quota | Adjustment | Designation | Permit | LabTest


def on_record(*things: Fact, parents: Mapping[str, str] | None = None) -> Register:
    return Register(
        quotas=[thing for thing in things if isinstance(thing, Quota)],
        adjustments=[thing for thing in things if isinstance(thing, Adjustment)],
        designations=[thing for thing in things if isinstance(thing, Designation)],
        permits=[thing for thing in things if isinstance(thing, Permit)],
        tests=[thing for thing in things if isinstance(thing, LabTest)],
        parents=parents or {},
    )


def all_allowed(mining_g: int, separation_g: int) -> Register:
    """Mine and plant designated, each with quota of this much for 2026."""
    return on_record(
        designated(MINE, MINING),
        designated(PLANT, SEPARATION),
        quota("QM", MINE, MINING, mining_g),
        quota("QS", PLANT, SEPARATION, separation_g),
    )


def paper(
    imports: bool, party: str, hs_code: str, net_g: int, reo_g: int | None = None
) -> Declaration:
    """A declaration of one kind of goods."""
    return Declaration(imports, party, day("2026-01-10"), (Line(hs_code, net_g, reo_g),))


def lab_test(
    lot: str | None = "M", *, id_: str = "T", on: str = "2026-06-01", **found: Any
) -> LabTest:
    return LabTest(id_, day(on), lot, **found)


# What follows from it.


def filed(*steps: Step) -> Lineage:
    """The lineage as it was filed: nothing is settled, every draw counts as supported."""
    inputs = [
        Input(lot, step.event.key, reo_g, supported=True)
        for step in steps
        for lot, reo_g in step.inputs
    ]
    outputs = [output for step in steps for output in step.outputs]
    lots = {draw.lot for draw in inputs} | {output.lot for output in outputs}
    return Lineage(
        lots={lot: Lot(lot) for lot in sorted(lots)},
        events={step.event.key: step.event for step in steps},
        inputs=inputs,
        outputs=outputs,
    )


def with_facts(*steps: Step, papers: Papers = NO_PAPERS, tests: Iterable[LabTest] = ()) -> Lineage:
    """The lineage with custody, products, feeds and classes worked out."""
    found = filed(*steps)
    held = settle_custody(found, found.lots)
    return settle_nature(held, found.lots, Shown.of(held, papers, tests))


def demands_in(lineage: Lineage, papers: Papers, tests: Iterable[LabTest] = ()) -> list[Demand]:
    shown = Shown.of(lineage, papers, tests)
    return [
        demand for event in lineage.events.values() for demand in demands(event, lineage, shown)
    ]


def cover(
    asked: Iterable[Demand], register: Register, papers: Papers = NO_PAPERS
) -> dict[str, tuple[Grant, ...]]:
    """The draws of every event, by event key, gates in their order."""
    by_pool: defaultdict[Pool | None, list[Demand]] = defaultdict(list)
    for demand in asked:
        by_pool[pool_of(demand, register)].append(demand)
    found: defaultdict[str, list[Grant]] = defaultdict(list)
    for pool, drawn in by_pool.items():
        for demand, grant in grants(pool, drawn, register, papers):
            found[demand.event.key].append(grant)
    order = list(Gate)
    return {
        key: tuple(sorted(granted, key=lambda grant: order.index(grant.gate)))
        for key, granted in found.items()
    }


def settled(*steps: Step, register: Register = NO_REGISTER, papers: Papers = NO_PAPERS) -> Lineage:
    """The lineage as a store holds it once everything in it is settled."""
    facts = with_facts(*steps, papers=papers, tests=register.tests)
    granted = cover(demands_in(facts, papers, register.tests), register, papers)
    events = {
        key: replace(event, grants=granted.get(key, ())) for key, event in facts.events.items()
    }
    ready = replace(facts, events=events)
    shares = settle_shares(ready, ready.lots)
    lots = {key: replace(lot, shares=shares[key]) for key, lot in ready.lots.items()}
    return replace(ready, lots=lots)


def worked_example() -> Lineage:
    """The worked example of the design, section 4."""
    oxide = Product.OXIDE
    return settled(
        extraction("C1", 80 * T, "2026-01-10"),
        extraction("C2", 40 * T, "2026-02-10"),
        transfer("C1", 80 * T, "K1"),
        transfer("C2", 40 * T, "K2"),
        processing(
            "P1", {"K1": 80 * T, "K2": 40 * T}, {"D1": (oxide, 60 * T), "D2": (oxide, 54 * T)}
        ),
        transfer("D1", 60 * T, "F1", "2026-03-05", PLANT, TRADER),
        transfer("D2", 54 * T, "F2", "2026-03-05", PLANT, TRADER),
        export("F1", 60 * T),
        export("F2", 54 * T),
        register=on_record(
            designated(MINE, MINING),
            designated(PLANT, SEPARATION),
            quota("QM", MINE, MINING, 100 * T, ore_class=ROCK),
            quota("QS", PLANT, SEPARATION, 90 * T),
        ),
    )


def lot_as_made(lineage: Lineage, *lots: str) -> Holding:
    return Holding(tuple(Item(lot, lineage.lots[lot].reo_g) for lot in lots))


def last_lots(lineage: Lineage) -> list[str]:
    """The lots nobody has drawn on."""
    return sorted(lineage.lots.keys() - lineage.draws_on.keys())


def shipment(lineage: Lineage, missing_g: int = 0) -> Holding:
    """All that is exported in a lineage."""
    draws = [d for d in lineage.inputs if lineage.events[d.event].kind is EventKind.EXPORT]
    return Holding(tuple(Item(draw.lot, draw.reo_g, draw) for draw in draws), missing_g)


# Material at random.

_MADE_OF = (Product.CONCENTRATE, Product.OXIDE, Product.ORE, Product.METAL)


@st.composite
def tangles(draw: st.DrawFn, *, cycles: bool = True) -> tuple[Step, ...]:
    """A few lots made of one another, in rounds too; some drawn too often, early or by others."""
    names = [f"L{n}" for n in range(draw(st.integers(1, 7)))]
    mass = st.integers(1, 400)
    who = st.sampled_from((PLANT, PLANT, PLANT, MINE))
    steps: list[Step] = []
    for n, lot in enumerate(names):
        others = names if cycles else names[:n]
        how = draw(st.sampled_from(("mined", "bought", "moved", "made", "made", "made")))
        on = draw(st.sampled_from(("2026-03-01", "2026-03-20", "2026-04-01")))
        product = draw(st.sampled_from(_MADE_OF))
        by, grams = draw(who), draw(mass)
        if how == "mined" or not others:
            rock = draw(st.sampled_from((ROCK, IONIC)))
            raw = draw(st.sampled_from((Product.CONCENTRATE, Product.ORE)))
            steps.append(extraction(lot, grams, "2026-02-01", by, product=raw, ore_class=rock))
        elif how == "bought":
            steps.append(imported(lot, grams, "2026-02-01", by, product=product))
        elif how == "moved":
            steps.append(transfer(draw(st.sampled_from(others)), grams, lot, on, PLANT, by))
        else:
            taken = draw(st.dictionaries(st.sampled_from(others), mass, max_size=3))
            steps.append(processing(f"P-{lot}", taken, {lot: (product, grams)}, on, by))
    if draw(st.booleans()):  # one lot that a second output claims too
        steps.append(extraction(draw(st.sampled_from(names)), draw(mass), id_="TWICE", by=PLANT))
    return tuple(steps)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Mine and plant with or without leave and quota for what they do."""
    things: list[Quota | Designation] = []
    for who in (MINE, PLANT):
        for activity in Activity:
            if draw(st.booleans()):
                things.append(designated(who, activity))
            if draw(st.booleans()):
                grams = draw(st.integers(0, 600))
                things.append(quota(f"Q-{who}-{activity}", who, activity, grams))
    return on_record(*things)
