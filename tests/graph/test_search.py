"""Search by any part of a number or a name, with the same answers in the same order."""

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from tests.example import DECLARATION, worked_example
from tests.graph.kit import MINE, WORKS, enterprise, extraction, quota, transfer, withdrawal
from tests.loading import load_all


async def found(store: GraphStore, text: str, first: int = 10) -> list[str]:
    return [thing.ref.key for thing in await store.graph.search(text, first)]


@pytest.fixture
async def named(store: GraphStore) -> GraphStore:
    await load_all(
        store,
        [
            enterprise(
                MINE, name="包钢集团矿业公司", name_en="Baogang Mining", aliases=["北方稀土"]
            ),
            enterprise(WORKS, name="钢联稀土冶炼", region="310115"),
            extraction("E-2026/001", "LOT-001"),
            extraction("E-2026/002", "lot-0012"),
            extraction("Ｅ９", "Straße"),
            quota("AND"),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("矿业", [MINE]),
        ("稀土", [MINE, WORKS]),
        ("包", ["150200", MINE]),
        ("钢", [MINE, WORKS]),
        ("冶炼", [WORKS]),
        ("炼", [WORKS]),
        ("钢矿", []),
        ("团业", []),
        ("司北", []),  # the end of one name and the beginning of another
        ("baogang", [MINE]),
        ("GANG MIN", [MINE]),
        ("mining稀土", []),
        ("lot-001", ["LOT-001", "lot-0012"]),
        ("LOT 0012", ["lot-0012"]),
        ("ot001", ["LOT-001", "lot-0012"]),
        ("strasse", ["Straße"]),
        ("ＳＴＲＡＳ", ["Straße"]),
        ("e9", ["extraction:Ｅ９"]),
        ("701463622", [MINE]),
        ("and", ["AND"]),
        ("内蒙古", ["150000"]),
        ("浦东", ["310115"]),
        ("", []),
        ("!? *", []),
        ('"', []),
        ("x y z nothing", []),
        ("\ud800矿业", [MINE]),
        ("包鋼集團", [MINE]),  # traditional characters
        ("beifangxitu", [MINE]),
        ("bei fang xi tu", [MINE]),
        ("Běifāng Xītǔ", [MINE]),
        ("bfxt", [MINE]),
        ("xitu", [MINE, WORKS]),
        ("baotou", ["150200"]),
        ("neimenggu", ["150000"]),
        ("稀土 包钢", [MINE]),  # words in any order
        ("Mining Baogang", [MINE]),
        ("矿业 xitu", [MINE]),
        ("北方 MINE", []),
        ("0012 lot", ["lot-0012"]),
        ("3622 矿业", [MINE]),  # of a number and of a name
        ("北方希土", [MINE]),  # one wrong: changed, left out, put in
        ("钢稀土冶炼", [WORKS]),
        ("钢联稀士土冶炼", [WORKS]),
        ("钢联稀土冶连", [WORKS]),
        ("Baogamg", [MINE]),
        ("beifangxtu", [MINE]),
        ("北方希士", []),
        ("LOT-901", []),
    ],
)
async def test_found_by(named: GraphStore, text: str, expected: list[str]) -> None:
    assert await found(named, text) == expected


async def test_what_fits_best_is_first(store: GraphStore) -> None:
    named = {"91150000701463622D": "稀土", "91150203XXXX000016": "稀土集团", "Y2": "新稀土"}
    firms = [enterprise(id_, name=name) for id_, name in named.items()]
    lots = ["稀土", "稀土9", "A稀土", "xitu", "1xitu"]
    await load_all(store, [*firms, *(extraction(f"E{n}", lot) for n, lot in enumerate(lots))])
    found_so = ["稀土", "稀土9", MINE, "Y2", "A稀土", "91150203XXXX000016"]
    assert await found(store, "稀土") == found_so
    assert await found(store, "稀土", 4) == found_so[:4]
    assert await found(store, "xitu") == ["xitu", "1xitu", "Y2", MINE, "91150203XXXX000016"]


async def test_what_bears_a_text_whole(store: GraphStore) -> None:
    firm = enterprise(MINE, name="赣州矿业", aliases=["赣矿"])
    firm["identifiers"] = [{"scheme": "customs", "number": "1502930123"}]
    await load_all(
        store,
        [
            firm,
            extraction("E-1", "LOT-001"),
            extraction("E-2", "lot 001"),
            transfer("T1", {"LOT-001": "A", "lot 001": "B"}),
            quota("e1"),
        ],
    )
    texts = [
        "贛州礦業",
        "赣矿",
        "赣州",
        "1502930123",
        "ＬＯＴ００１",
        "t1",
        "transfer:T1/2",
        "E1",
        "—",
    ]
    found = await store.graph.bearing(texts, 9)
    assert [[thing.ref.key for thing in things] for things in found] == [
        [MINE],
        [MINE],
        [],
        [MINE],
        ["LOT-001", "lot 001"],
        ["transfer:T1/1", "transfer:T1/2"],
        ["transfer:T1/2"],
        ["e1", "extraction:E-1"],
        [],
    ]
    assert [len(things) for things in await store.graph.bearing(["lot001", "t1"], 1)] == [1, 1]
    assert list(await store.graph.bearing([], 9)) == []


async def test_what_only_is_referred_to_bears_its_number(store: GraphStore) -> None:
    await load_all(store, [transfer("T1", {"A": "B"})])
    ((lot,), (firm,)) = await store.graph.bearing(["a", MINE], 9)
    assert (lot.ref, firm.ref) == (Ref(Label.LOT, "A"), Ref(Label.ENTERPRISE, MINE))
    assert not firm.known


async def test_hundreds_of_texts_at_once(store: GraphStore) -> None:
    await load_all(store, [extraction(f"E{n}", f"LOT{n}") for n in range(300)])
    texts = [f"lot {n}" for n in range(0, 600, 2)]
    found = await store.graph.bearing(texts, 9)
    keys = [[thing.ref.key for thing in things] for things in found]
    assert keys == [[f"LOT{n}"] if n < 300 else [] for n in range(0, 600, 2)]


async def test_shortest_number_first_and_no_more_than_asked(store: GraphStore) -> None:
    await load_all(store, [extraction(f"E{n}", f"LOT{n}") for n in range(30)])
    first = [f"LOT{n}" for n in range(10)]
    assert await found(store, "lot", 10) == first
    assert await found(store, "lot", 12) == [*first, "LOT10", "LOT11"]
    assert await found(store, "lot2", 3) == ["LOT2", "LOT20", "LOT21"]


async def test_equal_numbers_in_order_of_label(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "SAME"), quota("SAME", enterprise="SAME")])
    things = await store.graph.search("same", 10)
    assert [thing.ref for thing in things] == [
        Ref(label, "SAME") for label in (Label.ENTERPRISE, Label.LOT, Label.QUOTA)
    ]
    assert [thing.known for thing in things] == [False, True, True]


async def test_length_is_in_characters(store: GraphStore) -> None:
    lots = ["矿石", "a矿", "𠮷矿", "矿", "矿abc", "￥矿"]
    await load_all(store, [extraction(f"E{n}", key) for n, key in enumerate(lots)])
    assert await found(store, "矿") == ["矿", "￥矿", "矿石", "矿abc", "a矿", "𠮷矿"]


async def test_old_names_are_forgotten(store: GraphStore) -> None:
    await load_all(store, [enterprise(MINE, name="老名字")])
    await load_all(store, [enterprise(MINE, name="新名字", revision=1)])
    assert await found(store, "老名") == []
    assert await found(store, "新名") == [MINE]
    await load_all(store, [withdrawal("W", "enterprise", MINE)])
    assert await found(store, "新名") == []


async def test_numbers_of_the_worked_example(store: GraphStore) -> None:
    await load_all(store, worked_example())
    assert await found(store, DECLARATION) == [DECLARATION]
    assert await found(store, "0042") == [DECLARATION]
    assert (await found(store, "D1"))[0] == "D1"


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("稀土", {Label.ENTERPRISE}, [MINE, WORKS]),
        ("包", {Label.ENTERPRISE}, [MINE]),
        ("包", {Label.REGION, Label.LOT}, ["150200"]),
        ("001", {Label.LOT}, ["LOT-001", "lot-0012"]),
        ("001", {Label.QUOTA}, []),
        ("beifangxitu", {Label.LOT}, []),
        ("北万稀土", {Label.ENTERPRISE}, [MINE]),
        ("北万稀土", {Label.LOT}, []),
    ],
)
async def test_only_of_some_kinds(
    named: GraphStore, text: str, labels: set[Label], expected: list[str]
) -> None:
    found = await named.graph.search(text, 10, labels)
    assert [thing.ref.key for thing in found] == expected
