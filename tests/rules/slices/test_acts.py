"""What enterprises are: by their records, and by what they do whatever these say."""

import pytest

from provenance.model.terms import EventKind, Product
from provenance.rules.slices.acts import acts, roles_of
from tests.ledger.build import (
    MINE,
    PLANT,
    TRADER,
    Step,
    all_allowed,
    export,
    extraction,
    imported,
    processing,
    settled,
    source,
    transfer,
)
from tests.rules.build import material

P = Product


def shown(*steps: Step, who: str = PLANT, on_record: str | None = None) -> frozenset[str]:
    """What the last of some events shows who did it to be."""
    roles = {who: frozenset({on_record})} if on_record else {}
    judged = material(settled(*steps, register=all_allowed(1_000, 1_000)), roles=roles)
    return judged.roles_of(who, judged.lineage.events[steps[-1].event.key])


def scrap(by: str = PLANT) -> Step:
    return source(EventKind.SCRAP_INTAKE, "R", 100, "2026-01-10", by, product=P.SCRAP)


@pytest.mark.parametrize(
    ("step", "role"),
    [
        (extraction("C", 100), "mining"),
        (scrap(MINE), "recycling"),
        (imported("M", 100, by=MINE), "import"),
        (export("C", 100, by=MINE), "export"),
    ],
)
def test_by_the_kind_of_event(step: Step, role: str) -> None:
    assert acts(step.event) == {role}


@pytest.mark.parametrize(
    ("product", "out", "roles"),
    [
        (P.CONCENTRATE, P.OXIDE, {"separation"}),
        (P.IONIC_CONCENTRATE, P.MIXED_SALT, {"separation"}),
        (P.CONCENTRATE, P.CONCENTRATE, set()),
        (P.OXIDE, P.METAL, {"metal"}),
        (P.OXIDE, P.ALLOY, {"metal"}),
        (P.OXIDE, P.OXIDE, set()),
        (P.METAL, P.MAGNET, set()),
        (P.ALLOY, P.SCRAP, set()),
    ],
)
def test_by_what_is_made_of_what(product: Product, out: Product, roles: set[str]) -> None:
    # Nothing is drawn for what was in stock: what was made of what tells.
    held = source(EventKind.OPENING_STOCK, "S", 100, "2026-01-10", PLANT, product=product)
    assert shown(held, processing("P", {"S": 100}, {"X": (out, 100)})) == roles


def test_beneficiation_is_mining() -> None:
    ore = extraction("O", 100, product=P.ORE)
    made = processing("P", {"O": 100}, {"C": (P.CONCENTRATE, 100)}, by=MINE)
    assert shown(ore, made, who=MINE) == {"mining"}


def test_who_took_scrap_in_recycles_it() -> None:
    made = processing("P", {"R": 100}, {"X": (P.OXIDE, 90)})
    assert shown(scrap(), made) == {"recycling"}
    handed_on = processing("P", {"K": 100}, {"X": (P.OXIDE, 90)})
    bought = transfer("R", 100, "K", seller=MINE)
    assert shown(scrap(MINE), bought, handed_on) == set()


def test_the_record_counts_as_well() -> None:
    assert shown(scrap(), on_record="trade") == {"trade", "recycling"}
    assert shown(scrap(MINE), who=PLANT, on_record="trade") == {"trade"}
    assert roles_of({"roles": ["mining", "trade"]}) == {"mining", "trade"}
    assert roles_of({}) == roles_of({"roles": None}) == frozenset()


def test_what_else_is_in_the_lineage_tells_nothing() -> None:
    judged = material(settled(extraction("C", 100), transfer("C", 100, "K")), roles={})
    assert judged.roles_of(MINE) == set()
    assert judged.roles_of(MINE, judged.lineage.events["transfer:T-K/1"]) == {"mining"}


def test_of_a_lot_who_made_it_and_who_holds_it() -> None:
    roles = {PLANT: frozenset({"metal"}), TRADER: frozenset({"trade"})}
    lineage = settled(extraction("C", 100), transfer("C", 100, "K", buyer=TRADER))
    judged = material(lineage, roles=roles)
    assert judged.roles_at("C") == {"mining"}
    assert judged.roles_at("K") == {"mining", "trade"}
    assert judged.roles_in(list(lineage.events.values())) == {"mining", "trade"}
