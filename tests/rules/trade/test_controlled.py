"""Which export goods hold a controlled element."""

import json
from datetime import date

import pytest

from provenance.model.reference import controls
from provenance.rules.trade.controlled import CODES, NAMES, controls_on

ON = "2026-03-10"


def elements(goods: str, hs_code: str = "2846901999", on: str = ON) -> set[str]:
    found = controls_on({"date": on, "goods": goods, "hs_code": hs_code})
    return {control.element for control in found}


def test_every_controlled_element_has_its_names() -> None:
    assert {control.element for control in controls()} == set(NAMES)
    assert set(CODES.values()) <= set(NAMES)


@pytest.mark.parametrize("element", sorted(NAMES))
def test_an_element_is_known_by_each_of_its_names(element: str) -> None:
    day = "2030-01-01"  # when no suspension holds
    assert any(c.element == element and c.in_force(date.fromisoformat(day)) for c in controls())
    for name in NAMES[element]:
        for goods in (name, name.upper(), f"99.9% {name} ", f"({name})"):
            assert element in elements(goods, on=day)
    assert elements(f"oxide of {element}, pure", on=day) == {element}


@pytest.mark.parametrize(("hs_code", "element"), sorted(CODES.items()))
def test_an_element_is_known_by_its_code(hs_code: str, element: str) -> None:
    assert elements("rare-earth metal", hs_code) == {element}
    assert elements("rare-earth metal", hs_code[:6] + "1100") == set()


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
    assert elements("rare-earth metal", hs_code) == {"Dy"}
    assert elements("rare-earth metal", "280530") == set()


def test_goods_are_named_in_lines_too() -> None:
    lines = [
        {"goods": "氧化镧", "net_g": 1_000},
        {"goods": "氧化铽", "net_g": 1_000},
        {"goods": "稀土金属", "hs_code": "28053012", "net_g": 1_000},
    ]
    filed = {"date": ON, "goods": "稀土产品", "hs_code": "2846901999"}
    assert controls_on(filed) == ()
    found = controls_on(filed | {"lines": json.dumps(lines, ensure_ascii=False)})
    assert {control.element for control in found} == {"Tb", "Dy"}


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
    (control,) = controls_on({"date": ON, "goods": "镝", "hs_code": ""})
    assert (control.control_code, control.announcement) == ("1C905", "18/2025")
