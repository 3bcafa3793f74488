"""A pasted list of numbers and names over HTTP."""

from provenance.graph.port.graph import GraphStore
from tests.example import DECLARATION, M
from tests.graph.kit import withdrawal
from tests.loading import load_all
from tests.schema.api import serving

QUERY = """query($t: [String!]!) { resolve(texts: $t) {
    text found { label key name } withdrawn { record key } refused
    told: refused(language: ZH) near { key }
} }"""


async def test_each_text_is_what_it_is(example_store: GraphStore) -> None:
    await load_all(example_store, [withdrawal("W", "designation", "DM")])
    texts = ["ｄ１", "5301-2026-0000-000042", "矿", "530120260000000043", "DM", "5.3E+17", "T2"]
    async with serving(example_store) as api:
        found = (await api.ask(QUERY, t=texts))["resolve"]
    assert [one["text"] for one in found] == texts
    lot, declaration, firm, near, withdrawn, lost, transfer = found
    assert lot["found"] == [{"label": "LOT", "key": "D1", "name": None}]
    assert declaration["found"][0]["key"] == DECLARATION
    assert firm["found"] == [{"label": "ENTERPRISE", "key": M, "name": "矿"}]
    assert (near["found"], near["near"]) == ([], [{"key": DECLARATION}])
    assert withdrawn["withdrawn"] == [{"record": "designation", "key": "DM"}]
    assert "digits are lost" in lost["refused"]
    assert "数字已丢失" in lost["told"]
    assert [hit["key"] for hit in transfer["found"]] == ["transfer:T2/1", "transfer:T2/2"]
    assert lot["near"] == []


async def test_so_many_at_most(example_store: GraphStore) -> None:
    async with serving(example_store) as api:
        few = "query($t: [String!]!) { resolve(texts: $t) { found { key } } }"
        assert len((await api.ask(few, t=["d1"] * 500))["resolve"]) == 500
        code, message = await api.fail(few, t=["d1"] * 501)
        assert (code, "at most 500 texts" in message) == ("LIMIT_EXCEEDED", True)
        code, _ = await api.fail(QUERY, t=["d1"] * 500)
        assert code == "LIMIT_EXCEEDED"
