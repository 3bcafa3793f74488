"""Where a subject's grams physically came from, and which quotas they drew on."""

from collections import Counter

import pytest
from hypothesis import given

from provenance.ledger.composition.holding import Holding
from provenance.ledger.composition.origins import Origins, passed, trace
from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import EventKind, Product
from tests.ledger.build import (
    IONIC,
    MINE,
    MINING,
    PLANT,
    ROCK,
    SEPARATION,
    TRADER,
    Step,
    T,
    all_allowed,
    designated,
    export,
    extraction,
    imported,
    last_lots,
    lot_as_made,
    on_record,
    processing,
    quota,
    registers,
    settled,
    shipment,
    steady,
    stock,
    tangles,
    transfer,
    worked_example,
)

ORE, CONCENTRATE, OXIDE = Product.ORE, Product.CONCENTRATE, Product.OXIDE


def origins(holding: Holding, lineage: Lineage) -> Origins:
    return trace(passed(holding, lineage), lineage)


def of_lot(lineage: Lineage, *lots: str) -> Origins:
    return origins(lot_as_made(lineage, *lots), lineage)


def test_the_worked_example() -> None:
    lineage = worked_example()
    found = of_lot(lineage, "D1")
    assert found.events == pytest.approx({"extraction:E-C1": 40 * T, "extraction:E-C2": 20 * T})
    found = origins(shipment(lineage), lineage)
    assert found.events == pytest.approx({"extraction:E-C1": 76 * T, "extraction:E-C2": 38 * T})
    # 100 t of 120 t were covered at the mine, 90 t of 114 t at the plant.
    assert found.quotas == pytest.approx({"QM": 95 * T, "QS": 90 * T})


def test_grams_passed_through_every_lot_on_the_way() -> None:
    lineage = worked_example()
    through = passed(lot_as_made(lineage, "F1"), lineage)
    expected = {"F1": 60.0, "D1": 60.0, "K1": 40.0, "K2": 20.0, "C1": 40.0, "C2": 20.0}
    assert {lot: grams for lot, grams in through.items() if grams} == pytest.approx(
        {lot: tonnes * T for lot, tonnes in expected.items()}
    )


def test_gates_change_a_status_and_not_an_origin() -> None:
    steps = (
        extraction("C", 90, by=PLANT),
        processing("P", {"C": 90}, {"X": (OXIDE, 60)}),
    )
    nothing, plenty = settled(*steps), settled(*steps, register=all_allowed(90, 90))
    assert of_lot(nothing, "X").events == of_lot(plenty, "X").events == {"extraction:E-C": 60.0}


def test_mass_from_nowhere_has_no_origin() -> None:
    lineage = settled(
        stock("S", 60),
        processing("P", {"S": 60}, {"X": (OXIDE, 90)}),  # more out than in
        processing("Q", {"X": 90}, {"Y": (OXIDE, 90)}, by=TRADER),  # not held
        transfer("X", 180, "Z", "2026-03-05", PLANT, TRADER),  # drawn beyond its mass
        export("U", 5),  # nobody produced it
    )
    assert of_lot(lineage, "X").events == pytest.approx({"opening_stock:E-S": 60})
    assert of_lot(lineage, "Y").events == {}
    assert of_lot(lineage, "Z").events == pytest.approx({"opening_stock:E-S": 60})
    assert of_lot(lineage, "U").events == {}


def test_a_draw_beyond_the_mass_has_the_origin_of_what_there_was() -> None:
    lineage = settled(stock("S", 60), export("S", 90, by=PLANT))
    assert origins(shipment(lineage), lineage).events == pytest.approx({"opening_stock:E-S": 60})
    lineage = settled(stock("S", 60), export("S", 90, by=TRADER))
    assert origins(shipment(lineage), lineage).events == {}


def test_a_lot_claimed_twice_has_no_origin() -> None:
    lineage = settled(stock("S", 60), extraction("S", 50), register=all_allowed(90, 0))
    assert of_lot(lineage, "S") == Origins({}, {})


def test_items_add_up() -> None:
    lineage = settled(
        stock("S", 60, id_="S"),
        imported("M", 40, by=PLANT),
        transfer("S", 30, "S2", seller=PLANT),
        processing("P", {"M": 40, "S2": 10}, {"X": (OXIDE, 50)}),
    )
    found = of_lot(lineage, "S", "S2", "X")
    assert found.events == pytest.approx({"opening_stock:S": 60 + 30 + 10, "import:E-M": 40})


class TestQuotas:
    def test_of_each_class_by_what_it_covered(self) -> None:
        lineage = settled(
            extraction("C", 50),
            register=on_record(
                designated(MINE, MINING),
                quota("R", MINE, MINING, 20, ore_class=ROCK),
                quota("ANY", MINE, MINING, 5),
                quota("I", MINE, MINING, 90, ore_class=IONIC),
            ),
        )
        assert of_lot(lineage, "C").quotas == pytest.approx({"R": 20, "ANY": 5})

    def test_only_what_passed_a_gate_drew_on_its_quota(self) -> None:
        lineage = settled(
            extraction("O", 60, by=PLANT, product=ORE),
            imported("M", 40, by=PLANT, product=OXIDE),
            processing("P", {"O": 60, "M": 40}, {"O2": (ORE, 40), "X": (OXIDE, 40)}),
            register=on_record(
                designated(PLANT, MINING),
                designated(PLANT, SEPARATION),
                quota("QM", PLANT, MINING, 12),
                quota("QS", PLANT, SEPARATION, 90),
            ),
        )
        # 40 × 60/100 = 24 g were drawn at either gate; ore on its way to ore drew nothing.
        assert of_lot(lineage, "X").quotas == pytest.approx({"QM": 12, "QS": 24})
        assert of_lot(lineage, "O2").quotas == {}

    def test_mass_from_nowhere_drew_on_none(self) -> None:
        lineage = settled(
            extraction("C", 60, by=PLANT),
            processing("P", {"C": 60}, {"X": (OXIDE, 90)}),
            register=all_allowed(0, 900),
        )
        assert lineage.events["processing:P"].grants[0].covered_g == 90
        assert of_lot(lineage, "X").quotas == pytest.approx({"QS": 60})

    def test_documents_of_other_kinds_are_no_quotas(self) -> None:
        lineage = settled(extraction("O", 60, product=ORE), register=all_allowed(90, 90))
        assert of_lot(lineage, "O").quotas == {}


class TestCycles:
    def test_what_goes_round_came_in_once(self) -> None:
        lineage = settled(
            stock("S", 10),
            imported("M", 30, by=PLANT),
            processing("P", {"B": 60, "S": 10, "M": 30}, {"A": (OXIDE, 100)}),
            processing("Q", {"A": 60}, {"B": (OXIDE, 60)}),
            transfer("A", 40, "F", "2026-03-05", PLANT, TRADER),
        )
        for lot, grams in (("A", 100), ("B", 60), ("F", 40)):
            assert of_lot(lineage, lot).events == pytest.approx(
                {"opening_stock:E-S": grams / 4, "import:E-M": grams * 3 / 4}
            )

    def test_what_nothing_enters_has_no_origin(self) -> None:
        lineage = settled(
            processing("P", {"B": 60}, {"A": (OXIDE, 60)}),
            processing("Q", {"A": 60}, {"B": (OXIDE, 60)}),
        )
        assert of_lot(lineage, "A").events == {}


@steady
@given(tangles(), registers())
def test_origins_are_at_most_the_mass(steps: tuple[Step, ...], register: Register) -> None:
    lineage = settled(*steps, register=register)
    for lot in lineage.lots:
        holding = lot_as_made(lineage, lot)
        found = origins(holding, lineage)
        assert sum(found.events.values()) <= holding.reo_g * (1 + 1e-9)
        assert all(grams > 0 for grams in found.events.values())
        assert {lineage.events[key].kind for key in found.events} <= {
            EventKind.EXTRACTION,
            EventKind.IMPORT,
        }


@steady
@given(tangles(cycles=False), registers())
def test_what_is_left_in_the_end_drew_at_most_what_was_covered(
    steps: tuple[Step, ...], register: Register
) -> None:
    lineage = settled(*steps, register=register)
    grants = [grant for event in lineage.events.values() for grant in event.grants]
    covered: Counter[str] = Counter()
    for part in (part for grant in grants for part in grant.parts):
        covered[part.entitlement.key] += part.covered_g
    found = of_lot(lineage, *last_lots(lineage))
    for quota_id, grams in found.quotas.items():
        # Each draw was rounded to grams.
        assert grams <= covered[quota_id] + 0.5 * len(grants) + 1e-6


@steady
@given(tangles())
def test_a_subject_is_traced_as_the_sum_of_its_items(steps: tuple[Step, ...]) -> None:
    lineage = settled(*steps)
    together = of_lot(lineage, *lineage.lots).events
    apart = [of_lot(lineage, lot).events for lot in lineage.lots]
    for key, grams in together.items():
        assert grams == pytest.approx(sum(events.get(key, 0.0) for events in apart))
