"""What is known to be of imported ore, or of monazite, and what may be."""

from dataclasses import replace
from typing import Any

import pytest

from provenance.ledger.lineage import Lineage
from provenance.ledger.papers import Papers
from provenance.ledger.quota.by_feed import Between, FeedPart, Known, monazite, separated
from provenance.model.terms import OreClass, Product
from tests.ledger.build import (
    TRADER,
    Step,
    T,
    extraction,
    imported,
    lab_test,
    paper,
    processing,
    scrap,
    transfer,
    with_facts,
)

IMPORTED, MONAZITE = FeedPart.IMPORTED, FeedPart.MONAZITE
OXIDE = {"D": (Product.OXIDE, 90 * T)}


def worked(lineage: Lineage) -> dict[FeedPart, Between]:
    return separated(lineage.events["processing:P"], lineage, Known())


def claiming(step: Step, **said: Any) -> Step:
    """A step whose output says more of itself."""
    return replace(step, outputs=tuple(replace_output(out, said) for out in step.outputs))


def replace_output(out: Any, said: dict[str, Any]) -> Any:
    return out._replace(**said)


def test_imported_ore_is_told_by_its_feed() -> None:
    lineage = with_facts(
        extraction("C", 60 * T),
        imported("M", 40 * T, product=Product.CONCENTRATE),
        transfer("C", 60 * T, "K"),
        transfer("M", 40 * T, "N", seller=TRADER),
        processing("P", {"K": 60 * T, "N": 40 * T}, OXIDE),
    )
    assert worked(lineage)[IMPORTED] == Between(36 * T, 36 * T)
    assert worked(lineage)[MONAZITE] == Between(0, 90 * T)  # nothing tells of either


def test_before_it_needed_quota_it_may_be_told_or_left_out() -> None:
    lineage = with_facts(
        imported("M", 100 * T, "2025-07-01", product=Product.CONCENTRATE, by="P"),
        processing("P", {"M": 100 * T}, OXIDE, "2025-07-27", by="P"),
    )
    assert worked(lineage)[IMPORTED] == Between(0, 90 * T)
    after = with_facts(
        imported("M", 100 * T, "2025-07-01", product=Product.CONCENTRATE, by="P"),
        processing("P", {"M": 100 * T}, OXIDE, "2025-07-28", by="P"),
    )
    assert worked(after)[IMPORTED] == Between(90 * T, 90 * T)


def test_of_feed_that_nobody_knows_anything_may_be() -> None:
    lineage = with_facts(processing("P", {"X": 100 * T}, OXIDE))
    assert worked(lineage) == {IMPORTED: Between(), MONAZITE: Between()}  # nor what product it is
    blend = {"B": (Product.CONCENTRATE, 100 * T)}
    lineage = with_facts(
        extraction("C", 60 * T, by="P"),
        imported("M", 40 * T, product=Product.CONCENTRATE, by="P"),
        processing("B", {"C": 60 * T, "M": 40 * T}, blend, "2026-02-01", by="P"),
        processing("P", {"B": 100 * T}, OXIDE, by="P"),
    )
    assert worked(lineage)[IMPORTED] == Between(0, 90 * T)


def test_what_is_no_mineral_product_is_in_neither() -> None:
    lineage = with_facts(
        imported("M", 50 * T, product=Product.MIXED_SALT, by="P"),
        scrap("R", 50 * T, by="P"),
        processing("P", {"M": 50 * T, "R": 50 * T}, OXIDE, by="P"),
    )
    assert worked(lineage) == {IMPORTED: Between(), MONAZITE: Between()}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (claiming(imported("C", T, product=Product.CONCENTRATE), hs_code="2612.20"), True),
        (imported("C", T, product=Product.CONCENTRATE, hs_code="2612200000"), True),
        (imported("C", T, product=Product.CONCENTRATE, hs_code="2530902000"), None),
        (claiming(extraction("C", T), deposit="Mount Weld"), True),
        (claiming(extraction("C", T), deposit="Weishan"), False),
        (claiming(extraction("C", T), deposit="Bayan Obo"), None),  # mixed
        (claiming(extraction("C", T), deposit="某矿"), None),
        (extraction("C", T), None),
        (extraction("C", T, product=Product.IONIC_CONCENTRATE, ore_class=OreClass.IONIC), False),
    ],
)
def test_monazite_by_code_by_deposit_or_not_at_all(step: Step, expected: bool | None) -> None:
    lineage = with_facts(step, transfer("C", T, "K", seller=step.event.enterprise))
    assert monazite("C", lineage, Known()) is expected
    assert monazite("K", lineage, Known()) is expected


@pytest.mark.parametrize(
    ("own", "declared", "tested", "expected"),
    [
        ("2530902000", "2612200000", None, True),  # what customs was told outranks the filer
        ("2612200000", "2530902000", None, None),
        (None, "2612.20", None, True),
        ("2612200000", "2612200000", Product.IONIC_CONCENTRATE, False),  # and a test both
        ("2612200000", "2612200000", Product.CONCENTRATE, True),
        ("2612200000", None, None, True),  # nothing but the filer's word
        ("2612200000", None, Product.IONIC_CONCENTRATE, False),
    ],
)
def test_what_was_declared_outranks_the_filer_and_a_test_outranks_both(
    own: str | None, declared: str | None, tested: Product | None, expected: bool | None
) -> None:
    step = imported("C", T, product=Product.CONCENTRATE, hs_code=own, declaration="D")
    papers = Papers({"D": paper(True, TRADER, declared, T)} if declared else {})
    handed = transfer("C", T, "K", seller=TRADER)
    tests = [lab_test("K", product=tested)] if tested else []
    lineage = with_facts(claiming(step, hs_code=own), handed, papers=papers, tests=tests)
    known = Known.of(papers, tests, lineage)
    assert monazite("C", lineage, known) is expected
    assert monazite("K", lineage, known) is expected
