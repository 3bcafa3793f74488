"""Which output made a lot, followed back through transfers."""

from provenance.ledger.custody import producing_outputs
from provenance.model.terms import Product
from tests.ledger.build import PLANT, TRADER, export, processing, settled, stock, transfer


def test_a_transfer_hands_on_what_somebody_made() -> None:
    lineage = settled(
        stock("S", 100, net_g=110),
        processing("P", {"S": 100}, {"X": (Product.METAL, 90)}),
        transfer("X", 50, "Y", seller=PLANT, buyer=TRADER),
        transfer("Y", 20, "Z", seller=TRADER, buyer=PLANT),
    )
    made = producing_outputs(lineage)
    assert made["Z"] == made["Y"] == made["X"] == lineage.outputs_of["processing:P"][0]
    assert made["S"].net_g == 110


def test_nothing_made_what_nobody_or_two_made_or_what_only_goes_round() -> None:
    lineage = settled(
        export("U", 60),
        stock("T", 100),
        stock("T", 100, id_="TWICE"),
        transfer("T", 50, "K"),
        transfer("A", 50, "B"),
        transfer("B", 50, "A"),
        transfer("A", 10, "C"),
    )
    assert producing_outputs(lineage) == {}
