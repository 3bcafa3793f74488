"""What would clear it: each document tried, most first."""

from hypothesis import given

from provenance.graph.holding import Holding, divide
from provenance.graph.lineage import Lineage
from provenance.graph.origins import passed
from provenance.graph.register import Register
from provenance.model import LAWFUL, Label, Product, Ref
from provenance.remedies import Remedy, remedies
from tests.graph.build import (
    MINE,
    MINING,
    PLANT,
    ROCK,
    SEPARATION,
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
    tangles,
    transfer,
    worked_example,
)

D1 = Ref(Label.LOT, "D1")
OXIDE = Product.OXIDE


def found(lineage: Lineage, holding: Holding, subject: Ref = D1) -> list[Remedy]:
    return remedies(subject, holding, lineage, passed(holding, lineage))


def said(lineage: Lineage, *lots: str) -> list[tuple[str, int, bool]]:
    holding = lot_as_made(lineage, *lots)
    return [(r.record, r.gain_g, r.certain) for r in found(lineage, holding)]


def test_more_quota_would_clear_the_worked_example() -> None:
    lineage = worked_example()
    # Covered at one gate in full, what the other turned is still there.
    assert said(lineage, "D1") == [
        ("quota_adjustment", 10_526_316, True),  # 24 t of separation: 60 x 24/114 x 100/120
        ("quota_adjustment", 7_894_737, True),  # 20 t of mining: 60 x 90/114 x 20/120
    ]


def test_a_transfer_record_that_is_missing() -> None:
    lineage = settled(
        extraction("C1", 80 * T, "2026-01-10"),
        extraction("C2", 40 * T, "2026-02-10"),
        transfer("C1", 80 * T, "K1"),
        processing(
            "P1", {"K1": 80 * T, "C2": 40 * T}, {"D1": (OXIDE, 60 * T), "D2": (OXIDE, 54 * T)}
        ),
        register=on_record(
            designated(MINE, MINING),
            designated(PLANT, SEPARATION),
            quota("QM", MINE, MINING, 100 * T, ore_class=ROCK),
            quota("QS", PLANT, SEPARATION, 90 * T),
        ),
    )
    remedy = next(r for r in found(lineage, lot_as_made(lineage, "D1")) if r.record == "transfer")
    assert remedy.gain_g == 7_894_737
    assert remedy.on == Ref(Label.LOT, "C2")
    assert f"a transfer record from {MINE} to {PLANT} for lot C2" in remedy.text


def test_an_export_of_what_somebody_else_holds() -> None:
    lineage = settled(extraction("C", 10), export("C", 10), register=all_allowed(10, 0))
    (remedy,) = found(lineage, shipment(lineage))
    assert (remedy.record, remedy.gain_g) == ("transfer", 10)


def test_declared_and_not_exported() -> None:
    lineage = settled(extraction("C", 10), export("C", 10, by=MINE), register=all_allowed(10, 0))
    (remedy,) = found(lineage, shipment(lineage, missing_g=5))
    assert (remedy.record, remedy.gain_g, remedy.certain) == ("export", 5, False)


def test_a_lot_nobody_made_may_turn_out_anything() -> None:
    lineage = settled(processing("P", {"X": 10}, {"D1": (OXIDE, 10)}))
    assert ("extraction", 10, False) in said(lineage, "D1")


def test_more_out_than_in_of_what_somebody_else_holds() -> None:
    made = {"D1": (Product.CONCENTRATE, 10)}
    lineage = settled(
        extraction("A", 8),
        processing("P", {"A": 8}, made, by="91110000000000000Z"),
        register=all_allowed(8, 0),
    )
    assert said(lineage, "D1") == [("transfer", 8, True), ("processing", 2, False)]


def test_a_lot_sold_twice() -> None:
    lineage = settled(
        extraction("A", 6),
        transfer("A", 4, "D1"),
        transfer("A", 4, "D2"),
        register=all_allowed(6, 0),
    )
    assert said(lineage, "D1") == [("revision", 1, False)]


def test_an_import_without_its_declaration() -> None:
    lineage = settled(imported("D1", 10))
    assert said(lineage, "D1") == [("declaration", 10, True)]


def test_what_is_lawful_needs_nothing() -> None:
    lineage = settled(extraction("D1", 10), register=all_allowed(10, 0))
    assert said(lineage, "D1") == []


@steady
@given(tangles(), registers())
def test_no_document_clears_more_than_there_is_to_clear(
    steps: tuple[Step, ...], register: Register
) -> None:
    lineage = settled(*steps, register=register)
    for lot in last_lots(lineage):
        holding = lot_as_made(lineage, lot)
        lawful = sum(g for status, g in divide(holding, lineage).items() if status in LAWFUL)
        gains = [remedy.gain_g for remedy in found(lineage, holding)]
        assert gains == sorted(gains, reverse=True)
        assert all(0 < gain <= holding.reo_g - lawful + 1 for gain in gains)
