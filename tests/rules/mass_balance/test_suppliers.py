"""Who scrap is said to come from, and what it ever had."""

import pytest

from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.material import Material
from provenance.rules.slices.suppliers import ScrapSupplier, Supplied
from tests.ledger.build import PLANT, TRADER, T, day, scrap, settled
from tests.rules.build import material, only, raised

CODE = "SCRAP_SUPPLIER_IMPLAUSIBLE"
SHELL = frozenset({"trade"})


def taken(lot: str, on: str, net_t: float | None, reo_t: float = 42) -> Supplied:
    net_g = None if net_t is None else round(net_t * T)
    return Supplied(f"scrap_intake:E-{lot}", day(on), round(reo_t * T), net_g)


def judged(
    *supplied: Supplied, roles: frozenset[str] = SHELL, had_t: float = 0, invoiced_t: float = 0
) -> Material:
    """An intake of 42 t, of 140 t net, that names a trader as its source."""
    lineage = settled(scrap("R", 42 * T, "2026-03-05", source=TRADER))
    supplier = ScrapSupplier(
        roles,
        supplied or (taken("R", "2026-03-05", 140),),
        round(had_t * T),
        round(invoiced_t * T),
    )
    return material(lineage, suppliers={TRADER: supplier}, roles={PLANT: frozenset({"recycling"})})


def test_one_that_never_had_any() -> None:
    found = only(CODE, judged())
    assert found.severity is Severity.MAJOR
    assert found.subject == Ref(Label.EVENT, "scrap_intake:E-R")
    assert found.evidence[:2] == ("scrap_intake:E-R", TRADER)
    assert f"took in 140,000 kg net of scrap from {TRADER}" in str(found.message)
    assert "never made or bought more than 0 kg" in str(found.message)
    assert "Order 785 Art. 22(2), 25" in str(found.basis)
    assert (found.mass_g, found.share) == (42 * T, 1.0)


@pytest.mark.parametrize("role", ["magnet", "metal"])
def test_not_one_whose_works_give_swarf(role: str) -> None:
    assert not raised(CODE, judged(roles=frozenset({"trade", role})))


def test_not_one_that_nobody_says_anything_of() -> None:
    assert not raised(CODE, judged(roles=frozenset()))
    lineage = settled(scrap("R", 42 * T, source=TRADER))
    assert not raised(CODE, material(lineage))  # not on record


@pytest.mark.parametrize(("invoiced_t", "accused"), [(128, False), (127, True), (140, False)])
def test_what_it_bought_on_invoices(invoiced_t: float, accused: bool) -> None:
    """140 t are a tenth more than 127.3 t."""
    assert bool(raised(CODE, judged(invoiced_t=invoiced_t))) is accused


def test_what_it_had_by_records_of_flows() -> None:
    """42 t REO of scrap are 140 t net: as its intakes have it."""
    assert not raised(CODE, judged(had_t=42))
    found = only(CODE, judged(had_t=21))
    assert "more than 70,000 kg" in str(found.message)
    assert found.share == pytest.approx(0.5)
    assert found.mass_g == 21 * T


def test_what_was_taken_in_first_is_within() -> None:
    first, last = taken("Q", "2026-02-01", 100, 30), taken("R", "2026-03-05", 140)
    assert not raised(CODE, judged(last, taken("S", "2026-04-01", 500, 150), invoiced_t=140))
    found = only(CODE, judged(first, last, invoiced_t=140))
    assert "had supplied 240,000 kg with it" in str(found.message)
    assert found.share == pytest.approx(100 / 140)


def test_in_reo_where_no_net_mass_is_stated() -> None:
    assert not raised(CODE, judged(taken("R", "2026-03-05", None), had_t=40))
    assert raised(CODE, judged(taken("R", "2026-03-05", None), had_t=38))


def test_not_a_tonne_that_people_brought() -> None:
    assert not raised(CODE, judged(taken("R", "2026-03-05", 1, 0.3)))
    assert raised(CODE, judged(taken("R", "2026-03-05", 1.1, 0.3)))
