"""Registers, draws and places in few words, and any of them by chance."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from provenance.graph.port.records import Settled
from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event
from provenance.ledger.quota.register import Adjustment, Designation, Quota, Register
from provenance.model.status import Status
from provenance.model.terms import Activity, EventKind, OreClass
from provenance.supervision.utilisation import Rollup, Scope
from provenance.supervision.utilisation.facts import facts
from provenance.supervision.utilisation.hindsight import covered_by

FIRMS = ("A", "B", "C", "D")
SEATS = ("360727", "360783", "360704", "360700", "360000", "100000", "150206", "150203", "469001",
         "460001", "310115", "nowhere", "")  # fmt: skip
YEARS = (2024, 2024, 2026)
T = 1_000_000

firms = st.sampled_from(FIRMS)
days = st.builds(date, st.sampled_from(YEARS), st.integers(1, 12), st.integers(1, 28))
classes = st.sampled_from((None, *OreClass))
grams = st.integers(1, 100 * T)


def quota(id_: str, holder: str, reo_g: int, **more: Any) -> Quota:
    """100 t of rock mined in 2024, if nothing else is said."""
    stated: dict[str, Any] = {
        "year": 2024,
        "activity": Activity.MINING,
        "ore_class": None,
        "issued_on": date(2024, 2, 6),
        **more,
    }
    return Quota(id=id_, enterprise=holder, reo_g=reo_g, **stated)


def drawing(n: int, who: str, day: date, grams: int, **more: Any) -> Event:
    """An event that draws mining quota, of rock if nothing else is said."""
    gate, ore_class = more.get("gate", Gate.MINING), more.get("ore_class", OreClass.ROCK)
    grant = Grant(gate, grams, 0, Status.NO_QUOTA_RECORD, ore_class)
    return Event(EventKind.EXTRACTION, f"E{n}", day, who, grants=(grant,))


def rolled(register: Register, *events: Event, scope: Scope | None = None, day: date) -> Rollup:
    """What these events come to, covered as they are when loaded."""
    scope = scope or Scope()
    found = facts(register, covered_by(register, events))
    asked = [fact for fact in found if scope.holds(fact, register)]
    return Rollup(asked, register, scope, day, Settled(None, waiting=False))


@st.composite
def quotas(draw: Callable[..., Any]) -> list[Quota]:
    """Some quotas, some within others, some late, whatever the others are of."""
    n = draw(st.integers(0, 9))
    ids = [f"Q{at}" for at in range(n)]
    within = st.sampled_from([None] * 12 + [*ids, "not on record"])
    return [
        Quota(
            id=id_,
            enterprise=draw(firms),
            year=draw(st.sampled_from(YEARS)),
            activity=draw(st.sampled_from(Activity)),
            ore_class=draw(classes),
            reo_g=draw(grams),
            issued_on=draw(days),
            within=draw(within),
        )
        for id_ in ids
    ]


@st.composite
def registers(draw: Callable[..., Any]) -> Register:
    """Any register: groups in circles, seats nowhere, adjustments below zero among them."""
    held = draw(quotas())
    adjusted = st.sampled_from([quota.id for quota in held] or ["Q"])
    return Register(
        quotas=held,
        adjustments=draw(
            st.lists(
                st.builds(Adjustment, adjusted, st.integers(-150 * T, 50 * T), days), max_size=4
            )
        ),
        designations=draw(
            st.lists(
                st.builds(Designation, firms, st.sampled_from(Activity), st.just(date(2024, 1, 1))),
                max_size=8,
            )
        ),
        parents=draw(st.dictionaries(firms, firms, min_size=1)),
        regions=draw(st.dictionaries(firms, st.sampled_from(SEATS), min_size=2)),
    )


@st.composite
def events(draw: Callable[..., Any]) -> list[Event]:
    """Some events that draw quota."""
    gates = st.sampled_from((Gate.MINING, Gate.SEPARATION))
    return [
        drawing(n, draw(firms), draw(days), draw(grams), gate=draw(gates), ore_class=draw(classes))
        for n in range(draw(st.integers(0, 15)))
    ]
