"""Leave to mine."""

from typing import Any

import pytest

from provenance.ledger.quota.register import Permit
from provenance.model.terms import Label, OreClass, Ref, Severity
from provenance.rules.slices.material import Material
from tests.ledger.build import MINE, PLANT, day, extraction, on_record, settled
from tests.rules.build import material, only, raised

CODE = "NO_MINING_PERMIT"


def permit(
    who: str, kind: str = "mining", since: str = "2020-01-01", to: str | None = None
) -> Permit:
    return Permit(who, kind, None, day(since), day(to) if to else None)


def mined(*permits: Permit, on: str = "2026-01-10", **more: Any) -> Material:
    return material(settled(extraction("C", 5_000, on, **more)), register=on_record(*permits))


def test_an_extraction_without_a_permit_while_others_have_one() -> None:
    found = only(CODE, mined(permit(PLANT)))
    assert found.subject == Ref(Label.EVENT, "extraction:E-C")
    assert (found.mass_g, found.share) == (5_000, 1.0)
    assert found.severity is Severity.CRITICAL
    assert (
        str(found.message)
        == f"{MINE} extracted 5 kg on 2026-01-10 and had no mining permit that day."
    )


@pytest.mark.parametrize(
    "permits",
    [
        (),
        (permit(MINE),),
        (permit(MINE, since="2026-01-10", to="2026-01-10"), permit(PLANT)),
        (permit(PLANT, to="2026-01-09"),),  # nobody's is valid that day
    ],
)
def test_not_with_one_or_where_none_is_on_record(permits: tuple[Permit, ...]) -> None:
    assert not raised(CODE, mined(*permits))


@pytest.mark.parametrize("own", [permit(MINE, to="2026-01-09"), permit(MINE, since="2026-01-11")])
def test_not_valid_that_day(own: Permit) -> None:
    assert raised(CODE, mined(own, permit(PLANT)))


def test_what_comes_with_another_mineral_needs_a_permit_of_its_own() -> None:
    assert not raised(CODE, mined(permit(MINE, "byproduct"), byproduct_of="iron"))
    found = only(CODE, mined(permit(MINE), byproduct_of="iron"))
    assert "no by-product permit" in str(found.message)
    assert raised(CODE, mined(permit(MINE, "byproduct")))


def test_ionic_ore_that_is_said_to_be_a_byproduct_is_mined_like_any_other() -> None:
    said = {"byproduct_of": "iron", "ore_class": OreClass.IONIC}
    assert not raised(CODE, mined(permit(MINE), **said))
    found = only(CODE, mined(permit(MINE, "byproduct"), permit(PLANT), **said))
    assert found.severity is Severity.CRITICAL


@pytest.mark.parametrize(
    ("on", "basis"),
    [
        ("2024-09-30", "Mineral Resources Law of 1986 Art. 3, 39 (from memory)"),
        (
            "2024-10-01",
            "Order 785 Art. 9, 20(1); Mineral Resources Law of 1986 Art. 3, 39 (from memory)",
        ),
        (
            "2025-06-30",
            "Order 785 Art. 9, 20(1); Mineral Resources Law of 1986 Art. 3, 39 (from memory)",
        ),
        ("2025-07-01", "Order 785 Art. 9, 20(1); Mineral Resources Law Art. 33, 64, 67"),
    ],
)
def test_by_date(on: str, basis: str) -> None:
    found = only(CODE, mined(permit(PLANT), on=on))
    assert (found.severity, str(found.basis)) == (Severity.CRITICAL, basis)


@pytest.mark.parametrize(
    ("on", "severity", "basis"),
    [
        ("2025-06-30", Severity.MINOR, "no article on record for 2025-06-30"),
        ("2025-07-01", Severity.MAJOR, "Mineral Resources Law Art. 39"),
    ],
)
def test_no_law_before_2025_spoke_of_what_comes_with_another_mineral(
    on: str, severity: Severity, basis: str
) -> None:
    found = only(CODE, mined(permit(MINE), byproduct_of="iron", on=on))
    assert (found.severity, str(found.basis)) == (severity, basis)
