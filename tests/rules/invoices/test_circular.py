"""Invoices without goods, alone or in a circle."""

from datetime import date
from typing import Any

import pytest

from provenance.model.terms import Label, Ref
from provenance.rules.slices.filings import Unmoved
from tests.ledger.build import MINE, PLANT, TRADER
from tests.rules.build import only, raised
from tests.rules.invoices.test_matching import KG, TODAY, invoice, line

CODE = "INVOICE_CYCLE"
ALONE = "INVOICE_WITHOUT_MOVEMENT"


def unmoved(*invoices: dict[str, Any], today: date = TODAY) -> Unmoved:
    """Invoices N1, N2, … that no movement names."""
    return Unmoved({f"N{n}": one for n, one in enumerate(invoices, 1)}, today)


class TestInvoiceWithoutMovement:
    def test_no_movement_names_it(self) -> None:
        found = only(ALONE, unmoved(invoice()))
        assert found.subject == Ref(Label.INVOICE, "N1")
        assert found.mass_g == 90 * KG
        assert "is for 100 kg net of rare earths" in str(found.message)

    def test_not_before_sixty_days_are_over(self) -> None:
        assert not raised(ALONE, unmoved(invoice(), today=date(2026, 4, 21)))
        assert raised(ALONE, unmoved(invoice(), today=date(2026, 4, 22)))

    def test_not_of_other_goods_or_of_services(self) -> None:
        assert not raised(ALONE, unmoved(invoice(rare_earth_mark=False)))
        assert not raised(ALONE, unmoved(invoice(line(0, goods="运费"))))


class TestInvoiceCycle:
    WAY = ((MINE, PLANT), (PLANT, TRADER), (TRADER, MINE))

    def circle(self, last: dict[str, Any] | None = None, lines: Any = None) -> Unmoved:
        days = ("2026-02-01", "2026-03-01", "2026-05-02")
        found = [
            invoice(seller=seller, buyer=buyer, issued_on=on)
            for (seller, buyer), on in zip(self.WAY, days, strict=True)
        ]
        found[2] = invoice(
            *(lines or ()),
            **({"seller": TRADER, "buyer": MINE, "issued_on": days[2]} | (last or {})),
        )
        return unmoved(*found)

    def test_invoices_that_come_back_to_the_first_seller(self) -> None:
        found = only(CODE, self.circle())
        assert found.subject == Ref(Label.INVOICE, "N1")
        assert found.evidence == ("N1", "N2", "N3")
        assert f"go from {MINE} to {PLANT} to {TRADER} to {MINE}" in str(found.message)
        assert not raised(ALONE, self.circle())

    def test_within_ninety_days(self) -> None:
        assert raised(CODE, self.circle({"issued_on": "2026-05-02"}))
        assert not raised(CODE, self.circle({"issued_on": "2026-05-03"}))

    def test_for_masses_within_five_percent(self) -> None:
        assert raised(CODE, self.circle(lines=[line(105 * KG)]))
        assert raised(CODE, self.circle(lines=[line(95 * KG)]))
        assert not raised(CODE, self.circle(lines=[line(105 * KG + 1)]))
        assert not raised(CODE, self.circle(lines=[line(95 * KG - 1)]))

    @pytest.mark.parametrize(
        ("fields", "alike"),
        [
            ({"hs_code": "2846101000", "goods": "铈"}, True),  # the same heading
            ({"hs_code": "2805301100", "goods": "氧化镨钕"}, True),  # the same name
            ({"hs_code": "2805301100", "goods": "钕"}, False),
            ({"hs_code": None, "goods": "钕"}, False),
        ],
    )
    def test_for_like_goods(self, fields: dict[str, Any], alike: bool) -> None:
        judged = self.circle(lines=[line(100 * KG, **fields)])
        assert bool(raised(CODE, judged)) is alike

    def test_not_an_open_chain(self) -> None:
        open_ = self.circle({"buyer": PLANT})
        assert [found.subject.key for found in raised(CODE, open_)] == ["N2"]  # plant and trader
        assert not raised(CODE, self.circle({"seller": MINE, "buyer": TRADER}))

    def test_two_parties_are_a_circle_too(self) -> None:
        judged = unmoved(invoice(), invoice(seller=PLANT, buyer=MINE))
        assert only(CODE, judged).evidence == ("N1", "N2")

    def test_whom_an_invoice_names_twice_is_no_circle(self) -> None:
        assert not raised(CODE, unmoved(invoice(seller=MINE, buyer=MINE)))
