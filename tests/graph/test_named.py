"""Pasted texts are looked up under every kind, many at once, with the same answers."""

from datetime import UTC, datetime

import pytest

from provenance.graph.named import LONGEST_TEXT, MOST_TEXTS, Named, named, near
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import LimitExceededError
from provenance.model.terms import Label, Ref
from provenance.records.changes import RecordKey
from tests.example import DECLARATION, M, S, worked_example
from tests.graph.kit import enterprise, extraction, quota, transfer, withdrawal
from tests.loading import load_all

LICENCE, INVOICE = "26-EL-000123", "26152000000012345679"
OTHER = "91510000MA62TEST2P"


@pytest.fixture
async def filled(store: GraphStore) -> GraphStore:
    firm = {
        **enterprise(OTHER, name="赣州冶炼厂", name_en="Ganzhou Works"),
        "identifiers": [{"scheme": "customs", "number": "3607930123"}],
    }
    billed = transfer("T9", {"D1": "Z1"}, invoices=[INVOICE])
    both = [extraction("BOTH", "BOTH"), quota("QA", enterprise=OTHER)]
    await load_all(store, [*worked_example(), firm, billed, *both])
    return store


async def refs(store: GraphStore, *texts: str) -> list[list[Ref]]:
    return [[thing.ref for thing in one.things] for one in await named(store, texts)]


def event(key: str) -> list[Ref]:
    return [Ref(Label.EVENT, key)]


AS_PASTED = [
    ("D1", [Ref(Label.LOT, "D1")]),
    (" d1\u200b ", [Ref(Label.LOT, "D1")]),
    ("ｌｏｔ：Ｄ１", [Ref(Label.LOT, "D1")]),
    (DECLARATION, [Ref(Label.DECLARATION, DECLARATION)]),
    ("5301 2026 0000 000042", [Ref(Label.DECLARATION, DECLARATION)]),
    ("'530120260000000042", [Ref(Label.DECLARATION, DECLARATION)]),
    ("530120260000000042.0", [Ref(Label.DECLARATION, DECLARATION)]),
    ("５３０１２０２６００００００００４２", [Ref(Label.DECLARATION, DECLARATION)]),
    ("lot:530120260000000042", []),
    (INVOICE, [Ref(Label.INVOICE, INVOICE)]),
    ("261520000000-12345679", [Ref(Label.INVOICE, INVOICE)]),
    (M.lower(), [Ref(Label.ENTERPRISE, M)]),
    ("3607930123", [Ref(Label.ENTERPRISE, OTHER)]),
    ("赣州冶炼厂", [Ref(Label.ENTERPRISE, OTHER)]),
    ("贛州冶煉廠", [Ref(Label.ENTERPRISE, OTHER)]),
    ("ganzhou works", [Ref(Label.ENTERPRISE, OTHER)]),
    ("赣州冶炼", []),
    ("T2/1", event("transfer:T2/1")),
    ("transfer:T2/1", event("transfer:T2/1")),
    ("转移：T2/1", event("transfer:T2/1")),
    ("T9", event("transfer:T9/1")),
    ("export:T9", []),
    ("processing:P1", event("processing:P1")),
    ("qm", [Ref(Label.QUOTA, "QM")]),
    ("150206", [Ref(Label.REGION, "150206")]),
    ("BOTH", [Ref(Label.LOT, "BOTH"), *event("extraction:BOTH")]),
    ("lot:BOTH", [Ref(Label.LOT, "BOTH")]),
    ("extraction:both", event("extraction:BOTH")),
    ("nowhere", []),
    ("—", []),
    ("", []),
]


async def test_any_number_as_pasted(filled: GraphStore) -> None:
    texts, expected = zip(*AS_PASTED, strict=True)
    found = await refs(filled, *texts)
    assert dict(zip(texts, found, strict=True)) == dict(zip(texts, expected, strict=True))


async def test_items_of_one_record_are_one_meaning(filled: GraphStore) -> None:
    both, items = await named(filled, ["BOTH", "T2"])
    assert [len(things) for things in both.meanings] == [1, 1]
    assert [[thing.ref.key for thing in things] for things in items.meanings] == [
        ["transfer:T2/1", "transfer:T2/2"]
    ]
    assert [thing.ref.label for thing in both.preferring([Label.LOT]).things] == [Label.LOT]
    assert both.preferring([Label.QUOTA]) == both


async def test_the_number_itself_goes_before_what_only_looks_like_it(store: GraphStore) -> None:
    lots = {"E1": "LOT-001", "E2": "lot 001", "E3": "LOT-9"}
    await load_all(store, [extraction(id_, lot) for id_, lot in lots.items()])
    (exact, other, like) = await refs(store, "LOT-001", "lot001", "lot 9")
    assert exact == [Ref(Label.LOT, "LOT-001")]
    assert set(other) == {Ref(Label.LOT, "LOT-001"), Ref(Label.LOT, "lot 001")}
    assert like == [Ref(Label.LOT, "LOT-9")]


async def test_a_code_on_record_is_nobody_elses_number(store: GraphStore) -> None:
    claims = {"identifiers": [{"scheme": "former_uscc", "number": S}]}
    await load_all(store, [enterprise(M, **claims), enterprise(OTHER, **claims)])
    assert [set(found) for found in await refs(store, S)] == [
        {Ref(Label.ENTERPRISE, M), Ref(Label.ENTERPRISE, OTHER)}
    ]
    await load_all(store, [enterprise(S)])
    assert await refs(store, S) == [[Ref(Label.ENTERPRISE, S)]]


async def test_what_is_withdrawn_is_said(filled: GraphStore) -> None:
    await load_all(filled, [withdrawal("W1", "transfer", "T9"), withdrawal("W2", "quota", "QA")])
    one, item, other, lot = await named(filled, ["T9", "t9", "QA", "D1"])
    assert [record for record, _ in one.withdrawn] == [RecordKey("transfer", "T9")]
    assert all(at < datetime.now(UTC) for _, at in one.withdrawn)
    assert (one.things, item.withdrawn, lot.withdrawn) == ([], [], [])
    assert [record for record, _ in other.withdrawn] == [RecordKey("quota", "QA")]
    await load_all(filled, [withdrawal("W3", "withdrawal", "W1")])
    (again,) = await named(filled, ["T9"])
    assert ([thing.ref for thing in again.things], again.withdrawn) == (event("transfer:T9/1"), [])
    assert await filled.records.withdrawn([RecordKey("transfer", "T9")]) == {}


async def test_what_is_withdrawn_and_still_referred_to(filled: GraphStore) -> None:
    await load_all(filled, [withdrawal("W", "declaration", DECLARATION)])
    (one,) = await named(filled, [DECLARATION])
    assert [thing.known for thing in one.things] == [False]
    assert [record.kind for record, _ in one.withdrawn] == ["declaration"]


async def test_what_is_no_number_says_why(filled: GraphStore) -> None:
    lost, lot, name = await named(filled, ["5.3E+17", "lot:5.3E+17", "nobody"])
    assert "digits are lost" in str(lost.refused)
    assert "digits are lost" in str(lot.refused)
    assert name == Named("nobody", [], [])


async def test_hundreds_in_the_order_asked(filled: GraphStore) -> None:
    texts = [f"NO{n}" if n % 2 else "d1" for n in range(MOST_TEXTS)]
    found = await named(filled, texts)
    assert [one.text for one in found] == texts
    assert [len(one.things) for one in found] == [0 if n % 2 else 1 for n in range(MOST_TEXTS)]
    assert await named(filled, []) == []


async def test_no_more_than_may_be_asked(filled: GraphStore) -> None:
    with pytest.raises(LimitExceededError, match="at most 500 texts"):
        await named(filled, ["x"] * (MOST_TEXTS + 1))
    with pytest.raises(LimitExceededError, match="may have 400 characters"):
        await named(filled, ["x" * (LONGEST_TEXT + 1)])
    assert (await named(filled, ["x" * LONGEST_TEXT]))[0].things == []


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("530120260000000043", [DECLARATION]),
        ("declaration:530120260000000043", [DECLARATION]),
        ("53012026000000042", [DECLARATION]),
        ("赣州冶炼", [OTHER]),
        ("赣州冶连厂", [OTHER]),
        ("nowhere", []),
        ("", []),
    ],
)
async def test_what_is_near(filled: GraphStore, text: str, like: list[str]) -> None:
    assert [thing.ref.key for thing in await near(filled, text)] == like
