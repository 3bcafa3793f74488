"""What a question names is found by number or by exact name; what is not there is told."""

import pytest

from provenance.graph.on_record import firm_asked, is_empty, not_on_record, place_asked
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.terms import Label, Ref
from provenance.words.table import Language
from tests.graph.kit import MINE, WORKS, enterprise
from tests.loading import load_all


@pytest.fixture
async def named(store: GraphStore) -> GraphStore:
    """Three enterprises, two of one name; one of them in a place that there is not."""
    await load_all(
        store,
        [
            enterprise(MINE, "北方矿业有限公司", name_en="Northern Mining"),
            enterprise(WORKS, "分离厂"),
            enterprise("91310000MA1KTEST2M", "分离厂", region="150299"),
        ],
    )
    return store


@pytest.mark.parametrize(
    "text", [MINE, MINE.lower(), f" {MINE[:9]} {MINE[9:]}", "北方矿业有限公司", "northern mining"]
)
async def test_an_enterprise_by_number_or_exact_name(named: GraphStore, text: str) -> None:
    assert await firm_asked(named, text) == MINE
    assert await firm_asked(named, None) is None


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("北方矿业", UnknownSubjectError, f"or name 北方矿业; near it: {MINE} 北方矿业有限公司"),
        (f"{MINE[:-1]}0", UnknownSubjectError, f"near it: {MINE} 北方矿业有限公司"),
        ("nobody", UnknownSubjectError, "no enterprise on record bears the number or name nobody"),
        ("分离厂", MisuseError, "several enterprises are called 分离厂"),
        ("", MisuseError, "must not be empty"),
    ],
)
async def test_no_enterprise(
    named: GraphStore, text: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as refusal:
        await firm_asked(named, text)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("包头市", "150200"),
        ("包头", "150200"),
        ("36070０", "360700"),
        (" 36 07 00", "360700"),
        ("360700.0", "360700"),
        ("150299", "150299"),  # on record, though it is no place
        (None, None),
    ],
)
async def test_a_place_by_code_or_exact_name(
    named: GraphStore, text: str | None, code: str | None
) -> None:
    assert await place_asked(named, text) == code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("999999", "there is no such region code"),
        ("3607", "did you mean 360700 (赣州市)?"),
        ("36-0700-00", "there is no such region code"),
        ("内蒙古", "no place is called 内蒙古; did you mean 150000 (内蒙古自治区)?"),
        ("包投市", "did you mean 150200 (内蒙古自治区包头市)?"),
        ("朝阳区", "several places are called 朝阳区: 110105 (北京市朝阳区), 220104 ("),
        ("#REF!", "a spreadsheet's word for an error"),
        ("D\ud800", "half characters"),
        ("Atlantis", "there is no such region code"),
        ("", "must not be empty"),
    ],
)
async def test_no_place(named: GraphStore, text: str, said: str) -> None:
    with pytest.raises(MisuseError) as refusal:
        await place_asked(named, text)
    assert said in str(refusal.value)


async def test_nothing_is_loaded(store: GraphStore) -> None:
    assert await is_empty(store.graph)
    error = await not_on_record(store.graph, Ref(Label.DECLARATION, "530120260000000042"))
    assert "no declaration on record bears" in str(error)
    assert "nothing is loaded yet: `provenance ingest FILE`" in str(error)
    assert error.said(Language.ZH).startswith(
        "没有编号或名称为 530120260000000042 的报关单记录；尚未"
    )
    await load_all(store, [enterprise(MINE)])
    assert not await is_empty(store.graph)
