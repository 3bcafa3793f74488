"""Invoices and the goods they go with."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from provenance.law.book import BUILT_IN
from provenance.model.reference.customs import with_codes
from provenance.model.reference.rows import CustomsCode
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.rules.slices.billing import Billing, Movement
from tests.ledger.build import MINE, PLANT, TRADER
from tests.rules.build import only, raised, weighed

TODAY = date(2026, 6, 1)
KG = 1_000


def line(net_g: int, reo_g: int | None = None, **fields: Any) -> dict[str, Any]:
    stated = {"reo_g": reo_g} if reo_g is not None else {}
    return {"goods": "氧化镨钕", "hs_code": "2846901999", "net_g": net_g} | stated | fields


def invoice(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An invoice for a hundred kilograms from mine to plant, as filed."""
    found = list(lines or [line(100 * KG, 90 * KG)])
    return {
        "issued_on": "2026-02-20",
        "seller": MINE,
        "buyer": PLANT,
        "status": "valid",
        "rare_earth_mark": True,
        "net_g": sum(one["net_g"] for one in found),
        "lines": json.dumps(found, ensure_ascii=False),
    } | fields


def movement(record: str, *invoices: str, item: int = 1, **fields: Any) -> Movement:
    stated: dict[str, Any] = {
        "event": f"transfer:{record}/{item}",
        "record": record,
        "date": date(2026, 2, 20),
        "seller": MINE,
        "buyer": PLANT,
        "reason": "sale",
        "reo_g": 90 * KG,
        "net_g": 100 * KG,
        "product": Product.OXIDE,
        "hs_code": None,
    }
    return Movement(**(stated | fields), invoices=invoices)


def billing(*movements: Movement, today: date = TODAY, **invoices: dict[str, Any]) -> Billing:
    return Billing(movements, invoices, today)


def codes(judged: Billing) -> set[str]:
    every = ("MOVEMENT_WITHOUT_INVOICE", "INVOICE_MISMATCH", "INVOICE_REUSED", "GOODS_RENAMED")
    return {code for code in every if raised(code, judged)}


def test_goods_as_invoiced() -> None:
    assert not codes(billing(movement("T1", "A"), A=invoice()))


class TestMovementWithoutInvoice:
    CODE = "MOVEMENT_WITHOUT_INVOICE"

    def test_a_sale_that_names_none(self) -> None:
        found = only(self.CODE, billing(movement("T1")))
        assert found.subject == Ref(Label.EVENT, "transfer:T1/1")
        assert found.mass_g == 90 * KG
        assert "names no invoice, 101 days later" in str(found.message)

    def test_or_only_such_as_do_not_count(self) -> None:
        moved = movement("T1", "A", "GONE")
        found = only(self.CODE, billing(moved, A=invoice(status="void")))
        assert "names A, GONE, void or not on record" in str(found.message)
        assert not raised(self.CODE, billing(moved, A=invoice()))
        assert not raised(self.CODE, billing(moved, A=invoice(status="red_letter")))

    @pytest.mark.parametrize("reason", ["tolling", "agency", "branch", "return"])
    def test_not_what_is_no_sale(self, reason: str) -> None:
        assert not raised(self.CODE, billing(movement("T1", reason=reason)))

    def test_not_before_sixty_days_are_over(self) -> None:
        assert not raised(self.CODE, billing(movement("T1"), today=date(2026, 4, 21)))
        assert raised(self.CODE, billing(movement("T1"), today=date(2026, 4, 22)))

    def test_not_an_intake_of_scrap(self) -> None:
        taken = movement("SI", event="scrap_intake:SI", reason=None)
        assert not raised(self.CODE, billing(taken))


class TestInvoiceMismatch:
    CODE = "INVOICE_MISMATCH"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"seller": TRADER}, f"its seller is {TRADER}, of transfer:T1/1 {MINE}"),
            ({"buyer": TRADER}, f"its buyer is {TRADER}, of transfer:T1/1 {PLANT}"),
        ],
    )
    def test_other_parties(self, fields: dict[str, Any], words: str) -> None:
        found = only(self.CODE, billing(movement("T1", "A"), A=invoice(**fields)))
        assert found.subject == Ref(Label.INVOICE, "A")
        assert words in str(found.message)

    def test_not_where_a_recycler_names_its_source_only(self) -> None:
        taken = movement("SI", "A", event="scrap_intake:SI", seller=None)
        assert not raised(self.CODE, billing(taken, A=invoice(seller=TRADER)))

    def test_another_quantity(self) -> None:
        found = only(self.CODE, billing(movement("T1", "A", reo_g=95 * KG), A=invoice()))
        assert "95 kg REO were delivered, 90 kg invoiced" in str(found.message)
        assert raised(self.CODE, billing(movement("T1", "A", reo_g=85 * KG), A=invoice()))

    def test_not_within_a_percent_and_a_kilogram(self) -> None:
        for reo_g in (91 * KG, 89 * KG):
            assert not raised(self.CODE, billing(movement("T1", "A", reo_g=reo_g), A=invoice()))
        big = invoice(line(1000 * KG, 1000 * KG))
        assert not raised(self.CODE, billing(movement("T1", "A", reo_g=1010 * KG), A=big))
        assert raised(self.CODE, billing(movement("T1", "A", reo_g=1010 * KG + 1), A=big))

    def test_in_net_mass_where_a_line_states_no_reo(self) -> None:
        net = invoice(line(50 * KG, 45 * KG), line(50 * KG))
        assert not raised(self.CODE, billing(movement("T1", "A", reo_g=1), A=net))
        assert raised(self.CODE, billing(movement("T1", "A", net_g=102 * KG), A=net))
        assert not raised(self.CODE, billing(movement("T1", "A", net_g=None), A=net))

    def test_services_on_it_weigh_nothing(self) -> None:
        freight = invoice(line(100 * KG, 90 * KG), line(0, goods="运费", hs_code="9965"))
        assert not codes(billing(movement("T1", "A"), A=freight))

    def test_one_invoice_for_several_deliveries(self) -> None:
        half = {"reo_g": 45 * KG}
        both = (movement("T1", "A", **half), movement("T2", "A", **half))
        assert not codes(billing(*both, A=invoice()))
        assert codes(billing(both[0], A=invoice())) == {self.CODE}

    def test_several_invoices_for_one_delivery(self) -> None:
        whole = movement("T1", "A", "B", reo_g=180 * KG)
        assert not codes(billing(whole, A=invoice(), B=invoice()))
        found = only(self.CODE, billing(whole, A=invoice(), B=invoice(status="void")))
        assert found.subject.key == "A"

    def test_groups_that_nothing_connects_are_apart(self) -> None:
        short = movement("T1", "A", reo_g=80 * KG)
        ample = movement("T2", "B", reo_g=100 * KG)
        found = raised(self.CODE, billing(short, ample, A=invoice(), B=invoice()))
        assert [one.subject.key for one in found] == ["A", "B"]
        assert not raised(
            self.CODE,
            billing(short, ample, movement("T3", "A", "B", reo_g=0), A=invoice(), B=invoice()),
        )


class TestInvoiceReused:
    CODE = "INVOICE_REUSED"

    def test_one_invoice_for_two_deliveries_of_all_of_it(self) -> None:
        judged = billing(movement("T1", "A"), movement("T2", "A"), A=invoice())
        found = only(self.CODE, judged)
        assert found.subject == Ref(Label.INVOICE, "A")
        assert "2 deliveries of 180 kg REO name 90 kg" in str(found.message)
        assert codes(judged) == {self.CODE}

    def test_not_within_a_percent_and_a_kilogram(self) -> None:
        half, more = movement("T1", "A", reo_g=45 * KG), movement("T2", "A", reo_g=46 * KG)
        assert not raised(self.CODE, billing(half, more, A=invoice()))
        over = movement("T2", "A", reo_g=46 * KG + 1)
        assert raised(self.CODE, billing(half, over, A=invoice()))

    def test_two_items_are_one_delivery(self) -> None:
        judged = billing(movement("T1", "A"), movement("T1", "A", item=2), A=invoice())
        assert codes(judged) == {"INVOICE_MISMATCH"}


class TestGoodsRenamed:
    CODE = "GOODS_RENAMED"

    def test_without_the_mark(self) -> None:
        found = only(self.CODE, billing(movement("T1", "A"), A=invoice(rare_earth_mark=False)))
        assert found.subject == Ref(Label.INVOICE, "A")
        assert "it bears no mark for rare earths" in str(found.message)
        assert "17/2012" in str(found.basis)

    @pytest.mark.parametrize(
        ("product", "needs"),
        [
            (Product.ORE, True),
            (Product.CONCENTRATE, True),
            (Product.IONIC_CONCENTRATE, True),
            (Product.MIXED_SALT, True),
            (Product.OXIDE, True),
            (Product.SALT, True),
            (Product.METAL, False),
            (Product.ALLOY, False),
            (Product.MAGNET, False),
            (Product.SCRAP, False),
            (None, False),  # nobody knows what it is
        ],
    )
    def test_the_mark_is_for_minerals_and_compounds(
        self, product: Product | None, needs: bool
    ) -> None:
        unmarked = invoice(line(100 * KG, 90 * KG, hs_code=None), rare_earth_mark=False)
        moved = movement("T1", "A", product=product)
        assert bool(raised(self.CODE, billing(moved, A=unmarked))) is needs

    def test_under_another_chapter(self) -> None:
        kaolin = invoice(line(100 * KG, 90 * KG, goods="瓷土", hs_code="25070010"))
        found = only(self.CODE, billing(movement("T1", "A"), A=kaolin))
        assert "it says 瓷土 under 25070010, the goods are of chapter 28, 38" in str(found.message)

    @pytest.mark.parametrize(
        ("product", "hs_code"),
        [
            (Product.CONCENTRATE, "25309020"),
            (Product.CONCENTRATE, "2612200000"),  # monazite goes with thorium ores
            (Product.IONIC_CONCENTRATE, "2846901993"),
            (Product.METAL, "2805301100"),
            (Product.ALLOY, "7202999100"),  # neodymium-iron-boron is a ferro-alloy
            (Product.ALLOY, "2805302100"),
            (Product.MAGNET, "8505111000"),
            (Product.SCRAP, "7204"),
        ],
    )
    def test_not_under_its_own(self, product: Product, hs_code: str) -> None:
        stated = invoice(line(100 * KG, 90 * KG, hs_code=hs_code))
        assert not raised(self.CODE, billing(movement("T1", "A", product=product), A=stated))

    def test_a_metal_is_no_ferro_alloy(self) -> None:
        iron = invoice(line(100 * KG, 90 * KG, hs_code="7202999100"))
        assert raised(self.CODE, billing(movement("T1", "A", product=Product.METAL), A=iron))

    def test_the_lots_own_code_goes_first(self) -> None:
        salt = movement("T1", "A", hs_code="38249999")
        assert raised(self.CODE, billing(salt, A=invoice()))
        other = invoice(line(100 * KG, 90 * KG, hs_code="3824"))
        assert not raised(self.CODE, billing(salt, A=other))

    @pytest.mark.parametrize("hs_code", [None, "unknown", "n/a", "2"])
    def test_not_lines_that_say_no_code(self, hs_code: str | None) -> None:
        plain = invoice(line(100 * KG, 90 * KG, hs_code=hs_code))
        assert not raised(self.CODE, billing(movement("T1", "A"), A=plain))

    def test_what_is_no_code_of_a_lot_is_as_none(self) -> None:
        lot = movement("T1", "A", hs_code="unknown")
        assert not raised(self.CODE, billing(lot, A=invoice()))
        kaolin = invoice(line(100 * KG, 90 * KG, goods="瓷土", hs_code="25070010"))
        assert raised(self.CODE, billing(lot, A=kaolin))

    def test_codes_on_record_count_as_those_built_in(self) -> None:
        row = CustomsCode("2850", ("magnet",), None, (), None, None, "published", "")
        stated = invoice(line(100 * KG, 90 * KG, hs_code="28500090"))
        judged = billing(movement("T1", "A", product=Product.MAGNET), A=stated)
        assert raised(self.CODE, judged)
        book = replace(BUILT_IN, codes=with_codes([row]))
        assert not raised(self.CODE, replace(judged, law=book))
        ended = replace(BUILT_IN, codes=with_codes([row._replace(valid_to=date(2020, 1, 1))]))
        assert raised(self.CODE, replace(judged, law=ended))


@pytest.mark.parametrize(("issued_on", "forbidden"), [("2011-01-31", False), ("2011-02-01", True)])
def test_by_the_day_of_issue(issued_on: str, forbidden: bool) -> None:
    judged = billing(movement("T1", "A"), A=invoice(seller=TRADER, issued_on=issued_on))
    assert weighed(only("INVOICE_MISMATCH", judged), Severity.MAJOR, in_force=forbidden)
