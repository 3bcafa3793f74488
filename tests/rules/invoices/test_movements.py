"""Transfers and scrap intakes as invoices see them."""

from provenance.model.terms import Product
from provenance.rules.slices.movements import movements
from tests.ledger.build import (
    MINE,
    PLANT,
    export,
    extraction,
    processing,
    scrap,
    settled,
    stock,
    transfer,
)
from tests.rules.build import material, said, stated


def test_a_transfer_has_its_share_of_the_lots_net_mass() -> None:
    sold = said(transfer("C", 30, "K"), reason="sale", invoices=("A", "B"))
    lineage = settled(stated(extraction("C", 90), net_g=120, hs_code="25309020"), sold)
    (moved,) = movements(material(lineage))
    assert (moved.event, moved.record) == ("transfer:T-K/1", "T-K")
    assert (moved.seller, moved.buyer) == (MINE, PLANT)
    assert (moved.reo_g, moved.net_g) == (30, 40)
    assert (moved.product, moved.hs_code) == (Product.CONCENTRATE, "25309020")
    assert (moved.reason, moved.invoices) == ("sale", ("A", "B"))


def test_an_intake_of_scrap_names_its_source_where_that_is_a_code() -> None:
    lineage = settled(scrap("R", 30, net_g=100, invoices=("A",)))
    (moved,) = movements(material(lineage))
    assert (moved.event, moved.record) == ("scrap_intake:E-R", "E-R")
    assert (moved.seller, moved.buyer, moved.net_g) == (None, PLANT, 100)
    (named,) = movements(material(lineage), {"scrap_intake:E-R": MINE})
    assert named.seller == MINE


def test_nothing_else_is_delivered() -> None:
    lineage = settled(
        stock("S", 90), processing("P", {"S": 90}, {"X": (Product.METAL, 80)}), export("X", 80)
    )
    assert not list(movements(material(lineage)))


def test_net_mass_is_unknown_where_nobody_stated_it() -> None:
    (moved,) = movements(material(settled(transfer("U", 30, "K"))))
    assert (moved.net_g, moved.product) == (None, None)
