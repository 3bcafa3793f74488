"""Each sign has a case that must show it, and a near miss that must not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from provenance.model.reference.customs import with_codes
from provenance.model.reference.rows import CustomsCode
from provenance.model.targeting import Targeting, TargetSign
from provenance.model.terms import Product
from provenance.supervision.targets.considered import Bought, Considered, Held, Usual
from provenance.supervision.targets.reasons import SIGNS
from provenance.words.table import Language
from tests.supervision.targets.build import (
    DAY,
    IRON,
    RARE,
    SEPARATOR,
    TOYS,
    TRADER,
    WHO,
    considered,
    declared,
    found,
    known,
    signs,
    with_party,
)

Sign = TargetSign


def test_every_sign_is_looked_for_once() -> None:
    assert sorted(sign for sign, _ in SIGNS) == sorted(TargetSign)


@pytest.mark.parametrize(
    ("goods", "like"),
    [
        (("2821100000", "氧化铁红"), "iron oxide"),
        (("2821100000", "颜料"), "iron oxide"),
        (("3824999999", "IRON OXIDE red"), "iron oxide"),
        (("3214900090", "瓷砖胶"), "tile adhesive"),
        (("6907219000", "瓷砖"), "ceramic tiles"),
        (("7202990000", "铁合金"), "ferro-alloy"),
    ],
)
def test_neighbour_goods(goods: tuple[str, str], like: str) -> None:
    one = considered(declared(goods=(goods,)), *known())
    assert f"travelled as {like} (" in str(found(one)[Sign.NEIGHBOUR_GOODS].why)


@pytest.mark.parametrize("goods", [TOYS, RARE, (("8505111000", "烧结钕铁硼磁体"),)])
def test_no_neighbour_goods(goods: Any) -> None:
    assert Sign.NEIGHBOUR_GOODS not in signs(considered(declared(goods=goods), *known()))


def test_a_value_that_such_goods_do_not_fetch() -> None:
    dear = considered(declared(value_cny=Decimal(20_000 * 37)), *known())
    why = str(found(dear)[Sign.VALUE_PER_KG].why)
    assert why.startswith("CNY 37.00 a kilogram; iron oxide fetches 3 to 30 (general knowledge).")
    assert "light rare-earth oxide 4 to 90" in why
    for value in (Decimal(20_000 * 36), Decimal(20_000), None):
        assert Sign.VALUE_PER_KG not in signs(considered(declared(value_cny=value), *known()))
    several = declared(value_cny=Decimal(20_000 * 37), goods=IRON + TOYS)
    assert Sign.VALUE_PER_KG not in signs(considered(several, *known()))


def test_a_value_that_no_others_declare() -> None:
    glaze = declared(goods=(("3207200000", "色釉料"),), value_cny=Decimal(20_000 * 25))
    usual = Usual(Decimal(11), Decimal(20), parties=5)
    why = str(found(considered(glaze, usual=usual))[Sign.VALUE_PER_KG].why)
    assert why.startswith("CNY 25.00 a kilogram; 5 others under 3207200000 declare 11.00 in the")
    assert Sign.VALUE_PER_KG not in signs(considered(glaze))
    assert Sign.VALUE_PER_KG not in signs(
        considered(glaze, usual=replace(usual, high_cny=Decimal("20.9")))
    )
    # What rare earths fetch by their own name is no sign of another.
    oxide = replace(glaze, goods=RARE)
    assert Sign.VALUE_PER_KG not in signs(considered(oxide, usual=usual))


def test_a_dear_grade_that_somebody_has_always_sold() -> None:
    dear = Decimal(20_000 * 60)
    before = [declared(-90 - n, n=n, value_cny=dear) for n in range(4)]
    assert Sign.VALUE_PER_KG not in signs(considered(declared(value_cny=dear), *before))
    assert Sign.VALUE_PER_KG in signs(considered(declared(value_cny=dear), *before[1:]))
    late = [declared(-89 - n, n=n, value_cny=dear) for n in range(4)]
    assert Sign.VALUE_PER_KG in signs(considered(declared(value_cny=dear), *late))
    cheaper = [declared(-90 - n, n=n, value_cny=dear / 2) for n in range(4)]
    assert Sign.VALUE_PER_KG in signs(considered(declared(value_cny=dear), *cheaper))


def test_a_new_exporter() -> None:
    new = considered(declared(), declared(-89))
    assert "then 2 times" in str(found(new)[Sign.NEW_EXPORTER].why)
    assert Sign.NEW_EXPORTER not in signs(considered(declared(), declared(-90)))
    # Who was quiet for more than a year is new again; who was quiet for less is not.
    assert Sign.NEW_EXPORTER in signs(considered(declared(), declared(-401)))
    assert Sign.NEW_EXPORTER not in signs(considered(declared(), declared(-400)))


def test_nobody_is_new_where_records_are() -> None:
    since = DAY - timedelta(90)
    assert Sign.NEW_EXPORTER in signs(considered(declared(), since=since))
    assert Sign.NEW_EXPORTER not in signs(considered(declared(), since=since + timedelta(1)))


def burst(days: tuple[int, ...], ports: tuple[str, ...]) -> Considered:
    others = [declared(day, port=port) for day, port in zip(days, ports, strict=True)]
    return considered(declared(), *others, declared(-300))


def test_a_burst_over_ports() -> None:
    why = str(found(burst((-13, -5), ("2248", "5301")))[Sign.BURST].why)
    assert "3 declarations under heading 2821" in why
    assert "by 2 ports: 2248, 5301; before that 0." in why
    assert Sign.BURST in signs(burst((5, 13), ("2248", "5301")))
    for days, ports in (
        ((-14, -5), ("2248", "2248")),  # the first is a day too early
        ((-13, -5), ("5301", "5301")),  # one port
        ((-13,), ("2248",)),  # two only
    ):
        assert Sign.BURST not in signs(burst(days, ports))


def test_a_port_is_one_however_it_is_spelt() -> None:
    """Where a declaration names none, it may be one that others name at its office."""
    for one, other, by in (
        ("深圳蛇口", "深圳 蛇口", 1), ("Shekou Port", "ＳＨＥＫＯＵ port", 1),
        ("深圳蛇口", "5301", 1), ("5301", "5301", 1), ("深圳蛇口", "盐田", 2), ("2248", "5301", 2),
    ):  # fmt: skip
        same = burst((-2, -1), (one, other))
        close = considered(replace(same.declared, port=one), *same.own[:-1])
        assert (Sign.BURST in signs(close)) is (by > 1)
    away = [declared(-2, port="深圳蛇口"), declared(-1, number="224820260990000001", port="2248")]
    assert Sign.BURST in signs(considered(declared(port="深圳蛇口"), *away))


def test_where_records_begin_no_pace_is_known() -> None:
    """Nothing before is a sign where six weeks before are on record, and none on the first day."""
    sudden = burst((-13, -5), ("2248", "5301"))
    for days, shown in ((42, True), (41, False), (0, False)):
        since = DAY - timedelta(13 + days)
        recorded = replace(sudden, own=sudden.own[1:], same=sudden.same[1:], since=since)
        assert (Sign.BURST in signs(recorded)) is shown


def test_who_always_ships_as_much_has_no_burst() -> None:
    weekly = [declared(-7 * week, port=("5301", "2248")[week % 2]) for week in range(1, 40)]
    assert Sign.BURST not in signs(considered(declared(), declared(-2, port="2248"), *weekly))


def test_an_order_of_who_was_long_served_is_no_burst() -> None:
    close = [declared(-2, port="2248", customer="C"), declared(-1, port="2248", customer="C")]
    now = declared(customer="C")
    for times, shown in ((3, True), (4, False)):
        before = [declared(-60 - 30 * n, n=n, customer="C") for n in range(times)]
        assert (Sign.BURST in signs(considered(now, *close, *before))) is shown


def test_a_burst_over_parties() -> None:
    alike = [declared(customer="Example Pigments")]
    alike += with_party([declared(-3, n=1), declared(-6, n=2)], TRADER.code)
    alike.sort(key=lambda each: each.day)
    one = declared(customer="Example Pigments")
    assert "by 2 parties" in str(found(considered(one, *known(), alike=alike))[Sign.BURST].why)
    own = [declared(-6, n=2), declared(-3, n=1), one]
    assert Sign.BURST not in signs(considered(one, *known(), alike=own))


def bought(days: int) -> Bought:
    return Bought(f"2633{days:016d}", DAY - timedelta(days), 19_000_000, SEPARATOR.code)


def test_a_marked_invoice_without_movement() -> None:
    one = found(considered(declared(), *known(), invoices=[bought(90), bought(110)]))
    assert one[Sign.INVOICE_UNMOVED].evidence == (bought(90).number,)
    assert "invoiced 19,000 kg of rare earths" in str(one[Sign.INVOICE_UNMOVED].why)
    heavy = declared(net_g=20_900_001)  # more than 1.1 times what was invoiced
    assert Sign.INVOICE_UNMOVED not in signs(considered(heavy, *known(), invoices=[bought(9)]))
    both = considered(heavy, *known(), invoices=[bought(9), bought(10)])
    assert Sign.INVOICE_UNMOVED in signs(both)
    for days in (91, -1):  # too long ago; after the declaration
        one_ = considered(declared(), *known(), invoices=[bought(days)])
        assert Sign.INVOICE_UNMOVED not in signs(one_)


def held(days: int, left_g: int, reo_g: int = 1_000_000) -> Held:
    return Held("L1", Product.OXIDE, DAY - timedelta(days), reo_g, left_g)


def test_stock_that_never_left() -> None:
    assert Sign.STOCK_KEPT in signs(considered(declared(), *known(), stock=[held(45, 900_000)]))
    for one in (
        held(44, 900_000),  # it came a day too late
        held(45, 899_999),  # some of it left
        held(45, 199_999, 199_999),  # hardly anything
    ):
        assert Sign.STOCK_KEPT not in signs(considered(declared(), *known(), stock=[one]))


def test_another_country_than_always() -> None:
    thai = declared(country="THA")
    why = str(found(considered(thai, *known()))[Sign.ROUTE_CHANGED].why)
    assert why == f"THA for the first time; 11 declarations of {WHO} before name KOR"
    assert Sign.ROUTE_CHANGED not in signs(considered(declared(), *known()))
    assert Sign.ROUTE_CHANGED not in signs(considered(thai, *known()[:3]))  # ways unknown
    everywhere = [declared(-n, n=n, country=c) for n, c in enumerate(("KOR", "JPN", "DEU", "USA"))]
    assert Sign.ROUTE_CHANGED not in signs(considered(thai, *everywhere[1:], declared(-9)))


def test_orders_from_several_who_were_long_served_are_no_burst() -> None:
    now = [declared(customer="C"), *with_party([declared(-1, n=1, customer="C")] * 2, TRADER.code)]
    for times, shown in ((3, True), (4, False)):
        served = [declared(-60 - 30 * n, n=n, customer="C") for n in range(times)]
        both = served + with_party(served, TRADER.code) + now
        alike = sorted(both, key=lambda each: each.day)
        one = considered(now[0], *served, alike=alike)
        assert (Sign.BURST in signs(one)) is shown


def test_a_customer_who_is_elsewhere_now() -> None:
    before = with_party(known(customer="Example Pigments"), TRADER.code)
    one = declared(customer="Example Pigments", country="MEX")
    alike = [*sorted(before, key=lambda each: each.day), one]
    assert Sign.ROUTE_CHANGED in signs(considered(one, alike=alike))
    same = declared(customer="Example Pigments")
    assert Sign.ROUTE_CHANGED not in signs(considered(same, alike=[*alike[:-1], same]))


def test_a_third_country() -> None:
    through = declared(imports=True, country="THA", origin_country="MMR")
    why = str(found(considered(through))[Sign.ROUTE_CHANGED].why)
    assert why == "the goods are said to be from MMR, and come from THA"
    direct = declared(imports=True, country="MMR", origin_country="MMR")
    assert Sign.ROUTE_CHANGED not in signs(considered(direct))
    ours = declared(origin_country="CHN")
    assert Sign.ROUTE_CHANGED not in signs(considered(ours, *known()))
    theirs = declared(origin_country="MYS")
    assert Sign.ROUTE_CHANGED in signs(considered(theirs, *known()))
    toys = declared(origin_country="MYS", goods=TOYS)
    assert Sign.ROUTE_CHANGED not in signs(considered(toys, *known()))


def test_a_producing_unit_that_makes_no_such_goods() -> None:
    one = found(considered(declared(), *known(), maker=SEPARATOR))[Sign.PRODUCER_UNLIKE]
    assert str(one.why).startswith("龙南分离（合成） is on record for separation")
    assert one.evidence == (SEPARATOR.code,)
    assert Sign.PRODUCER_UNLIKE in signs(considered(declared(), *known(), dealer=SEPARATOR))
    # Who produces what is exported is said; that the exporter produces too is no sign.
    said = considered(declared(), *known(), maker=TRADER, dealer=SEPARATOR)
    assert Sign.PRODUCER_UNLIKE not in signs(said)
    coming = declared(imports=True)
    one = found(considered(coming, dealer=SEPARATOR))[Sign.PRODUCER_UNLIKE]
    assert str(one.why).endswith("imports 氧化铁红（合成）")
    assert Sign.PRODUCER_UNLIKE not in signs(considered(coming, dealer=TRADER, maker=SEPARATOR))
    powder = declared(imports=True, goods=(("7205210000", "合金粉"),))
    maker = replace(SEPARATOR, roles=frozenset({"magnet"}))
    assert Sign.PRODUCER_UNLIKE not in signs(considered(powder, dealer=maker))
    rare = declared(goods=RARE)
    assert Sign.PRODUCER_UNLIKE in signs(considered(rare, *known(), maker=TRADER))
    assert Sign.PRODUCER_UNLIKE not in signs(considered(rare, *known(), maker=SEPARATOR))
    assert Sign.PRODUCER_UNLIKE not in signs(considered(rare, *known(), dealer=TRADER))


def test_packages_that_weigh_something_else() -> None:
    for packages, shown in ((20_000_000 // 1_100_001 + 1, False), (18, True), (2_000, True)):
        one = considered(declared(packages=packages), *known())
        assert (Sign.PACKAGE_MASS in signs(one)) is shown, packages
    light = considered(declared(gross_g=19_999_999), *known())
    assert Sign.PACKAGE_MASS in signs(light)
    assert Sign.PACKAGE_MASS not in signs(considered(declared(gross_g=20_000_000), *known()))


def test_points_are_set_and_none_are_no_reason() -> None:
    limits = Targeting(neighbour_goods=7, new_exporter=0)
    one = found(considered(declared(), limits=limits))
    assert one[Sign.NEIGHBOUR_GOODS].points == 7
    assert Sign.NEW_EXPORTER not in one


def test_every_reason_says_what_would_settle_it_in_both_languages() -> None:
    everything = considered(
        declared(country="THA", packages=1, value_cny=Decimal(10**7)),
        *known(),
        invoices=[bought(10)],
        stock=[held(100, 1_000_000)],
        maker=SEPARATOR,
    )
    for reason in found(everything).values():
        for message in (reason.why, reason.settles):
            assert message.said(Language.ZH) != message.said(Language.EN)


def test_no_sign_needs_more_than_a_declaration() -> None:
    first = Considered(declared(), [declared()], since=date(2026, 6, 15))
    assert signs(first) == {Sign.NEIGHBOUR_GOODS}


def test_codes_on_record_are_of_rare_earths_too() -> None:
    row = CustomsCode("28500090", ("oxide",), None, ("Lu",), None, None, "published", "")
    stated = declared(goods=(("2850009010", "氢化物（合成）"),))
    about = considered(stated, *known(), maker=TRADER)
    assert Sign.PRODUCER_UNLIKE not in signs(about)
    assert Sign.PRODUCER_UNLIKE in signs(replace(about, codes=with_codes([row])))
