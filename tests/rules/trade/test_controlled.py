"""Which export goods hold a controlled element."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from provenance.law.book import BUILT_IN
from provenance.law.controls import ANY, ControlState, built_in_controls
from provenance.ledger.lineage import Output
from provenance.ledger.papers import LabTest
from provenance.model.terms import Product
from provenance.model.thresholds import Thresholds
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.trade.controlled import Item, items
from provenance.rules.trade.elements import single_element
from provenance.rules.trade.names import NAMES
from tests.rules.build import DECLARATION, consigned, declared

ON = "2026-03-10"
UNDECIDED_ON = "2026-11-20"


def known(goods: str, hs_code: str = "2846901999", on: str = ON, **fields: Any) -> tuple[Item, ...]:
    return items(consigned(declared(date=on, goods=goods, hs_code=hs_code, **fields)))


def elements(goods: str, hs_code: str = "2846901999", on: str = ON) -> set[str]:
    return {item.control.element for item in known(goods, hs_code, on)}


def shipped(product: Product = Product.OXIDE, test: LabTest | None = None, **made: Any) -> Shipped:
    fields: dict[str, Any] = {"net_g": 100_000, "hs_code": None, "assay": None} | made
    output = Output("processing:P", "F", 0, 100_000, product, **fields)
    return Shipped("export:E/1", "F", 100_000, product, output, test)


def codes(*draws: Shipped, **fields: Any) -> set[str | None]:
    """The items of a shipment called rare-earth products, under no code of one element."""
    stated = {"goods": "稀土产品", "hs_code": "2846901999"} | fields
    return {item.code for item in items(consigned(declared(**stated), draws=draws))}


def test_every_controlled_element_has_its_names() -> None:
    assert {control.element for control in built_in_controls()} <= {*NAMES, ANY}


@pytest.mark.parametrize("element", sorted(NAMES))
def test_an_element_is_known_by_each_of_its_names(element: str) -> None:
    expected = {element} & {control.element for control in built_in_controls()}
    for name in NAMES[element]:
        for goods in (name, name.upper(), f"99.9% {name} ", f"({name})"):
            assert expected <= elements(goods, on=UNDECIDED_ON)
    assert elements(f"oxide of {element}, pure", on=UNDECIDED_ON) == expected


@pytest.mark.parametrize(
    ("hs_code", "code"),
    [
        ("2846901500", "1C905.b"),  # dysprosium oxide
        ("2846901600", "1C904.b"),
        ("2846901100", "1C908.b"),
        ("2846901940", "1C902.b"),
        ("2846901930", "1C903.b"),
        ("2846902200", "1C905.c"),  # its chloride, fluoride and carbonate
        ("2846903200", "1C905.c"),
        ("2846904300", "1C905.c"),
        ("2846904600", "1C908.c"),
        ("2805301200", "1C905.a"),
        ("2805301300", "1C904.a"),
        ("28053017", "1C908.a"),
    ],
)
def test_an_item_is_known_by_its_code(hs_code: str, code: str) -> None:
    assert [item.code for item in known("稀土产品", hs_code)] == [code]


@pytest.mark.parametrize(
    "hs_code",
    ["2846901200", "2846901300", "2846901700", "2846101000", "2805301100", "2846901999",
     "2846904800", "284690", "2846", "2507001000", "8505111000", ""],
)  # fmt: skip
def test_no_item_by_codes_of_others_or_of_many(hs_code: str) -> None:
    assert known("稀土产品", hs_code) == ()


def test_europium_oxide_is_none_while_its_control_is_suspended() -> None:
    assert known("稀土氧化物", "2846901400") == ()
    (item,) = known("稀土氧化物", "2846901400", UNDECIDED_ON)
    assert (item.code, item.state) == ("1C912.b", ControlState.UNDECIDED)


class TestByLots:
    """What is shipped tells first: by test or assay, by a lot's own code."""

    @pytest.mark.parametrize(
        ("product", "assay", "expected"),
        [
            (Product.OXIDE, {"Nd2O3": 0.94, "Dy2O3": 0.05}, {"1C905.b"}),  # a mixture
            (Product.OXIDE, {"Nd2O3": 0.98, "Dy2O3": 0.01}, set()),  # at the threshold
            (Product.OXIDE, {"Nd2O3": 0.98, "Dy2O3": 0.0101}, {"1C905.b"}),
            (Product.OXIDE, {"Y2O3": 0.6, "La2O3": 0.4}, {"1C908.b"}),
            (Product.SALT, {"Gd2O3": 1.0}, {"1C903.c"}),
            (Product.IONIC_CONCENTRATE, {"Y2O3": 0.3, "La2O3": 0.7}, {"1C908.c"}),
            (Product.CONCENTRATE, {"Y2O3": 0.3, "La2O3": 0.7}, set()),  # ore is no item
            (Product.SCRAP, {"Nd2O3": 0.9, "Dy2O3": 0.1}, set()),
            (Product.METAL, {"Dy2O3": 1.0}, {"1C905.a"}),
            (Product.MAGNET, {"Sm2O3": 1.0}, {"1C902.a"}),
            (Product.MAGNET, {"Nd2O3": 0.97, "Gd2O3": 0.03}, set()),  # magnets of Gd are none
            (Product.ALLOY, {"Nd2O3": 0.97, "Gd2O3": 0.03}, {"1C903.a"}),
            (Product.MAGNET, {"Nd2O3": 0.9967, "Dy2O3": 0.0033}, set()),  # 0.1 % of its mass
            (Product.MAGNET, {"Dy2O3": 0.002, "Tb4O7": 0.002}, {"1C905.a", "1C904.a"}),
        ],
    )  # fmt: skip
    def test_by_assay(self, product: Product, assay: Any, expected: set[str]) -> None:
        assert codes(shipped(product, assay=assay)) == expected

    def test_by_a_code_of_the_lot(self) -> None:
        assert codes(shipped(hs_code="2846901500")) == {"1C905.b"}
        assert codes(shipped(hs_code="2846901200")) == set()

    def test_a_test_outranks_the_assay_as_filed(self) -> None:
        filed = {"assay": {"La2O3": 1.0}}
        test = LabTest("LT1", date.fromisoformat(ON), "F", assay={"Dy2O3": 0.99})
        assert codes(shipped(**filed)) == set()
        (item,) = items(consigned(declared(goods="稀土"), draws=[shipped(test=test, **filed)]))
        assert (item.code, item.shown) == ("1C905.b", ("F", "LT1"))
        cleared = LabTest("LT2", date.fromisoformat(ON), "F", assay={"La2O3": 0.99})
        assert codes(shipped(test=cleared, assay={"Dy2O3": 1.0})) == set()

    def test_a_test_says_what_goods_are_too(self) -> None:
        test = LabTest(
            "LT1", date.fromisoformat(ON), "F", product=Product.SCRAP, assay={"Dy2O3": 0.99}
        )
        assert codes(shipped(test=test)) == set()

    def test_lots_that_tell_all_tell_alone(self) -> None:
        whole, part = shipped(assay={"La2O3": 0.95}), shipped(assay={"La2O3": 0.94})
        assert codes(whole, goods="氧化镝") == set()
        assert codes(part, goods="氧化镝") == {"1C905.b"}
        assert codes(whole, part, goods="氧化镝") == {"1C905.b"}
        assert codes(whole, hs_code="2846901500") == set()
        assert codes(shipped(), hs_code="2846901500") == {"1C905.b"}

    def test_thresholds_are_settings(self) -> None:
        held = shipped(assay={"La2O3": 0.95, "Dy2O3": 0.05})
        judged = consigned(declared(goods="稀土"), draws=[held])
        lax = replace(judged, limits=Thresholds(concealed_share=0.05))
        assert items(judged)
        assert not items(lax)

    def test_a_test_of_the_declaration_where_no_lots_are_on_record(self) -> None:
        test = LabTest(
            "LT1", date.fromisoformat(ON), declaration=DECLARATION, assay={"Dy2O3": 0.52}
        )
        stated = declared(goods="高岭土", hs_code="2507001000")
        (item,) = items(Consignment(DECLARATION, stated, None, test=test))
        assert (item.code, item.shown) == ("1C905", ("LT1",))


def test_a_declared_composition_tells_too() -> None:
    mixed = json.dumps({"La2O3": 0.9, "Dy2O3": 0.1})
    (item,) = known("混合稀土氧化物", composition=mixed)
    assert item.control.element == "Dy"
    assert not known("混合稀土氧化物", composition=json.dumps({"La2O3": 0.99, "Dy2O3": 0.01}))


@pytest.mark.parametrize(
    ("goods", "hs_code", "expected"),
    [
        ("含镝磁体的电机", "8501310000", set()),
        ("转子(钕铁硼含镝)", "8503009090", set()),
        ("钕铁硼(含镝)", "8505111000", {"Dy"}),
    ],
)
def test_motors_with_magnets_built_in_are_outside(
    goods: str, hs_code: str, expected: set[str]
) -> None:
    assert elements(goods, hs_code) == expected


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        ("氧化镝", {"Dy"}),
        ("氧化钇铕", {"Y"}),  # europium is suspended
        ("镨钕氧化物", set()),
        ("钕铁硼(含镝、铽)", {"Dy", "Tb"}),
        ("Dysprosium oxide", {"Dy"}),
        ("dysprosium-iron alloy", {"Dy"}),
        ("Dy2O3", {"Dy"}),  # which ends in the letters of Y2O3
        ("Y2O3", {"Y"}),
        ("Dy2O3/Y2O3", {"Dy", "Y"}),
        ("Yttrium oxide", {"Y"}),
        ("ytterbium oxide", set()),  # not yttrium, and suspended
        ("SmCo magnets", {"Sm"}),
        ("NdFeB magnets, Dy 2%", {"Dy"}),
        ("Nd2O3, Pr6O11, La2O3, CeO2", set()),
        ("Year book", set()),
        ("Y-stabilised zirconia", {"Y"}),
        ("Type Y1", set()),
        ("sm, dy", set()),  # symbols are written as they are
        ("scissors, luggage, tubes", set()),
        ("ＤＹ２Ｏ３，氧化物", {"Dy"}),  # full width
        ("Ｄｙ", {"Dy"}),
        ("Dy₂O₃", {"Dy"}),
        ("DyFe alloy", {"Dy"}),
        ("TbDyFe", {"Tb", "Dy"}),
        ("Tb0.3Dy0.7Fe1.9", {"Tb", "Dy"}),
        ("NdDyFeB magnets", {"Dy"}),
        ("GdF3", {"Gd"}),
        ("Sm2(CO3)3", {"Sm"}),
        ("NdFeB, PrNd, LaCe, Nd2Fe14B", set()),
        ("50% BY NET MASS", set()),
        ("Yttria-free, HoReCa, type BYO", set()),
    ],
)
def test_an_element_is_known_by_its_name_alone(goods: str, expected: set[str]) -> None:
    assert elements(goods) == expected


@pytest.mark.parametrize("hs_code", ["28053012", "2805301200", "2805.30.12", "２８０５３０１２"])
def test_a_code_may_have_eight_digits_or_ten(hs_code: str) -> None:
    assert single_element(hs_code, date.fromisoformat(ON)) == "Dy"
    assert single_element("280530", date.fromisoformat(ON)) is None


@pytest.mark.parametrize(
    ("goods", "hs_code"),
    [
        ("钆喷酸葡胺注射液(钆造影剂)", "3006300000"),  # a medicine
        ("Gadolinium-based contrast agent", "30063000"),
        ("Lutetium (Lu-177) injection", "3004909099"),
        ("手机(屏幕含氧化钇)", "8517130000"),
        ("Dysprosium vapour lamp", "8539490000"),
        ("掺铒光纤激光器 Er:YAG", "9013200090"),
        ("氧化钇稳定氧化锆陶瓷刀", "8211920000"),
        ("氧化钇涂层的刻蚀机零件", "8486909900"),  # no target
        ("钇铝石榴石荧光粉", "3206500000"),  # no form of 1C908, though of 1C912 and such
        ("含镝磁体的电机", "8501310000"),
        ("铁氧体磁铁, 镝", "8505200000"),
    ],
)
def test_a_word_alone_accuses_no_goods_of_another_kind(goods: str, hs_code: str) -> None:
    assert elements(goods, hs_code) == set()
    shares = json.dumps({"Gd2O3": 0.5, "Dy2O3": 0.5})
    assert known(goods, hs_code, composition=shares) == ()


@pytest.mark.parametrize(
    ("goods", "hs_code", "expected"),
    [
        ("钐钴磁体", "8505190090", {"1C902.a"}),
        ("钕铁硼磁体(含镝)", "8505111000", {"1C905.a"}),
        ("钕铁硼磁体(含钆)", "8505111000", set()),  # 1C903 has no magnets
        ("金属镝", "2805301999", {"1C905.a"}),
        ("铝钪合金", "7601200090", {"1C907.a"}),
        ("镝铁合金", "7202999100", {"1C905.a"}),
        ("氧化钆混合物", "3824999999", {"1C903.b"}),
        ("钐靶材", "8486909110", {"1C902.a"}),
        ("氧化镝", "2846", {"1C905.b"}),
        ("氧化镝", "unknown", {"1C905.b"}),  # no code: what is called so may be so
    ],
)
def test_words_tell_where_the_code_leaves_it_open(
    goods: str, hs_code: str, expected: set[str]
) -> None:
    assert {item.code for item in known(goods, hs_code)} == expected


def test_lots_of_rare_earths_let_a_name_tell_whatever_the_code() -> None:
    kaolin = {"goods": "氧化镝", "hs_code": "2507001000"}
    assert codes(**kaolin) == set()
    assert codes(shipped(), **kaolin) == {"1C905.b"}
    motors = {"goods": "电机(磁体含镝)", "hs_code": "8501310000"}
    assert codes(shipped(Product.MAGNET), **motors) == set()


def test_a_code_of_a_control_itself_lets_a_name_tell() -> None:
    glass = declared(goods="镧玻璃 含镥", hs_code="7020001990")
    assert items(consigned(glass)) == ()
    (lutetium,) = (c for c in built_in_controls() if c.element == "Lu")
    stated = replace(lutetium, record="C1", hs_codes=("702000", "unknown"))
    judged = replace(consigned(glass), law=BUILT_IN.with_controls([stated]))
    assert [item.control for item in items(judged)] == [stated]
    other = replace(judged, declared=declared(goods="镥 片", hs_code="9001500000"))
    assert items(other) == ()


@pytest.mark.parametrize(
    ("goods", "code"),
    [
        ("氧化钬", "1C909.b"),
        ("holmium oxide 99.9%", "1C909.b"),
        ("Ho2O3", "1C909.b"),
        ("金属钬", "1C909.a"),
        ("钬铁合金", "1C909.a"),
        ("holmium alloy ingots", "1C909.a"),
        ("氯化钬", "1C909.c"),
        ("氢氧化钬", "1C909.c"),  # a hydroxide is no oxide
        ("holmium carbonate", "1C909.c"),
        ("HoF3", "1C909.c"),
        ("钬化合物", "1C909.c"),
        ("钬靶", "1C909.a"),
        ("掺钬单晶", "1C909.a"),
        ("钬", "1C909"),
        ("holmium products", "1C909"),
        ("氧化钬、金属镧", "1C909.b"),
        ("金属镧、钬", "1C909.a"),
        ("氧化钬、氯化钬", "1C909"),  # either
    ],
)
def test_a_name_tells_the_form_where_no_lot_and_no_code_does(goods: str, code: str) -> None:
    assert [item.code for item in known(goods, "unknown", UNDECIDED_ON)] == [code]


def test_a_code_tells_the_form_before_a_name() -> None:
    assert [item.code for item in known("氧化镝", "2805301200")] == ["1C905.a"]
    assert [item.code for item in known("氯化镝", "2846901500")] == ["1C905.b"]
    assert [item.code for item in known("氧化镝", "2846909400")] == ["1C905.b"]  # of either
    assert codes(shipped(Product.METAL), goods="镝", hs_code="unknown") == {"1C905.a"}


def test_what_is_denied_or_but_a_trace_is_none_by_its_name() -> None:
    for goods in ("无镝钕铁硼", "低钇镧铈", "Dy-free", "without terbium", "free of Y"):
        assert known(goods) == ()
        assert [item.code for item in known(goods, "2846901500")] == ["1C905.b"]
    assert codes(shipped(assay={"Dy2O3": 1.0}), goods="不含镝") == {"1C905.b"}


def test_goods_are_named_in_lines_too() -> None:
    lines = [
        {"goods": "氧化镧", "net_g": 1_000},
        {"goods": "氧化铽", "net_g": 1_000},
        {"goods": "稀土金属", "hs_code": "28053012", "net_g": 1_000},
    ]
    assert known("稀土产品") == ()
    found = known("稀土产品", lines=json.dumps(lines, ensure_ascii=False))
    assert {item.control.element for item in found} == {"Tb", "Dy"}


@pytest.mark.parametrize(
    ("goods", "on", "expected"),
    [
        ("氧化镝", "2025-04-03", set()),
        ("氧化镝", "2025-04-04", {"Dy"}),
        ("氧化钬", "2025-11-07", set()),
        ("氧化钬", "2025-11-08", set()),  # suspended before it came into force
        ("氧化钬", "2026-11-10", set()),
        ("氧化钬", "2026-11-11", {"Ho"}),
        ("氧化镱", "2026-11-11", {"Yb"}),
    ],
)
def test_controls_have_dates(goods: str, on: str, expected: set[str]) -> None:
    assert elements(goods, on=on) == expected


def test_a_control_names_its_item_and_its_notice() -> None:
    (item,) = known("镝")
    assert (item.code, item.control.announcement) == ("1C905", "18/2025")
    (item,) = known("镝", "2846901500")
    assert item.code == "1C905.b"  # the name adds nothing to the code
