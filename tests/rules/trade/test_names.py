"""What the names of goods say of rare earths: held, a trace, none."""

import pytest

from provenance.rules.trade.names import named, said


@pytest.mark.parametrize(
    ("goods", "held", "none"),
    [
        ("无镝钕铁硼", "Nd", "Dy"),
        ("无镝铽钕铁硼", "Nd", "Dy Tb"),
        ("无铽镝铁合金", "Dy", "Tb"),
        ("无重稀土钕铁硼", "Nd", ""),
        ("不含镝、铽", "", "Dy Tb"),
        ("不含 Dy/Tb 的钕铁硼", "Nd", "Dy Tb"),
        ("不含重稀土元素镝和铽的镨钕合金", "Pr Nd", "Dy Tb"),
        ("不含铁、钴、镝", "", "Dy"),
        ("未添加镝的钕铁硼, 镝铁合金", "Nd Dy", ""),
        ("不含镝，含铽", "Tb", "Dy"),
        ("不含镝的氧化铽", "Tb", "Dy"),
        ("不含氧化镝、氧化铽", "", "Dy Tb"),
        ("含镝无铽", "Dy", "Tb"),
        ("镝铽均未添加", "", "Dy Tb"),
        ("钕铁硼，镝含量为0", "Nd", "Dy"),
        ("镝:0%", "", "Dy"),
        ("镝未检出", "", "Dy"),
        ("非镝产品", "", "Dy"),
        ("Dy- and Tb-free NdFeB", "Nd", "Dy Tb"),
        ("NdFeB(Dy-free)", "Nd", "Dy"),
        ("NdFeB magnets (no Dy, no Tb)", "Nd", "Dy Tb"),
        ("NdFeB without heavy rare earths (Dy, Tb)", "Nd", "Dy Tb"),
        ("no Dy, NdFeB", "Nd", "Dy"),
        ("free of Y", "", "Y"),
        ("without Dy and with Tb", "Tb", "Dy"),
        ("contains neither Dy nor Tb", "", "Dy Tb"),
        ("does not contain dysprosium", "", "Dy"),
        ("Nd 30%, 0% Dy, Pr 5%", "Nd Pr", "Dy"),
        ("Dy: nil", "", "Dy"),
        ("Dy not added", "", "Dy"),
        ("Dy-less NdFeB", "Nd", "Dy"),
        ("ＤＹ２Ｏ３－ｆｒｅｅ", "", "Dy"),
        # What denies something else, or is no denial.
        ("无水氯化镝", "Dy", ""),
        ("无铅镝合金", "Dy", ""),
        ("非晶镝铁合金", "Dy", ""),
        ("氧化镝 无杂质", "Dy", ""),
        ("不含镝以外的稀土", "Dy", ""),
        ("低铁氧化镝", "Dy", ""),
        ("Dysprosium metal, free of oxygen", "Dy", ""),
        ("Dysprosium free of oxygen", "Dy", ""),
        ("dysprosium free flowing powder", "Dy", ""),
        ("duty-free dysprosium oxide", "Dy", ""),
        ("No. 5 dysprosium oxide", "Dy", ""),
        ("Non-magnetic dysprosium oxide", "Dy", ""),
        ("不含镝，铽2%", "Tb", "Dy"),
        ("Nd 0% Dy 2%", "Dy", "Nd"),
        ("99.9%Dy2O3", "Dy", ""),
    ],
)
def test_an_element_may_be_named_to_deny_it(goods: str, held: str, none: str) -> None:
    assert said(goods).held == set(held.split())
    assert said(goods).none == set(none.split())


@pytest.mark.parametrize(
    ("goods", "held", "trace"),
    [
        ("低钇", "", "Y"),
        ("微量镝", "", "Dy"),
        ("low-Dy NdFeB", "Nd", "Dy"),
        ("traces of terbium", "", "Tb"),
        ("Y2O3 99.9% min, Dy2O3 <10ppm", "Y", "Dy"),
        ("Dy<0.1%", "", "Dy"),
        ("镝含量低于0.1%", "", "Dy"),
        ("钕铁硼（镝铽总量≤0.1%）", "Nd", "Dy Tb"),
        ("镝和铽合计不超过0.1%", "", "Dy Tb"),
        ("NdFeB, Dy and Tb combined content below 0.1%", "Nd", "Dy Tb"),
        ("Nd2O3 (Y2O3 not exceeding 10ppm)", "Nd", "Y"),
        ("Dy up to 0.1%", "", "Dy"),
        ("钕铁硼（镝铽总量≤1%）", "Nd Dy Tb", ""),
        ("Dy+Tb total 3%", "Dy Tb", ""),
        ("Dy not more than 2%", "Dy", ""),
        ("dysprosium, not more than 0.1% impurities", "Dy", ""),
        ("Dy 0.2%", "Dy", ""),
        ("低镝钕铁硼与镝铁", "Nd Dy", ""),
        ("氧化钇≥99.99%", "Y", ""),
        ("low iron dysprosium oxide", "Dy", ""),
    ],
)
def test_a_trace_is_not_said_to_be_held(goods: str, held: str, trace: str) -> None:
    assert named(goods) == set(held.split())
    assert said(goods).trace == set(trace.split())


@pytest.mark.parametrize("goods", ["Dy and ", "Dy - & ", "无 镝 和 ", "镝" + " " * 299])
def test_a_list_as_long_as_goods_may_be_is_read(goods: str) -> None:
    assert said(goods * (300 // len(goods))) is not None
