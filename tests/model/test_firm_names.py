"""Names that may be of one firm, and names that are not."""

import pytest

from provenance.model.firm_names import same_firm


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某矿业公司", "某矿业有限公司"),
        ("某矿业有限责任公司", "某矿业股份有限公司"),
        ("某矿业（集团）有限公司", "某矿业集团"),
        ("中国北方稀土（集团）高科技股份有限公司", "北方稀土"),
        ("某礦業有限公司", "某矿业总公司"),  # traditional characters
        ("某磁材厂（合成）", "某磁材有限公司"),
        ("江西省赣州市某矿业有限公司", "赣州某矿业"),
        ("中稀（江西）稀土矿业有限公司", "中稀江西稀土矿业"),
        ("Some Mining Co., Ltd", "SOME MINING COMPANY LIMITED"),
        ("Some Mining Co.,Ltd.", "Some Mining Inc."),
        ("Example Magnet GmbH & Co. KG", "Example Magnet G.m.b.H."),
        ("The Example S.p.A.", "Example SpA"),
        ("Société Exemple S.A.", "société exemple"),
        ("某矿业 Some Mining Co., Ltd.", "Some Mining"),
    ],
)
def test_one_firm(one: str, other: str) -> None:
    assert same_firm(one, other) is True
    assert same_firm(other, one) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲矿业公司", "乙矿业有限公司"),
        ("中国稀土集团有限公司", "中国北方稀土（集团）高科技股份有限公司"),
        ("包头市某矿业", "赣州市某矿业"),
        ("Alpha Mining Co., Ltd.", "Beta Mining Co., Ltd."),
    ],
)
def test_two_firms(one: str, other: str) -> None:
    assert same_firm(one, other) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some Mining Co., Ltd.", "某矿业有限公司"),
        ("有限公司", "某矿业有限公司"),
        ("Co., Ltd.", "Some Mining"),
        ("ООО Рудник", "Some Mining"),
        ("12345", "某矿业有限公司"),
    ],
)
def test_what_cannot_be_compared(one: str, other: str) -> None:
    assert same_firm(one, other) is None
