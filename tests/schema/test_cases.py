"""Cases over HTTP: pinned, saved again, closed, deleted, and nothing of another written over."""

from typing import Any

from provenance.graph.port.graph import GraphStore
from tests.example import DECLARATION, M
from tests.schema.api import Api

CASE = """id version title note open by at
pins { note subject { label key node { onRecord } } } versions { version title by }"""
SAVE = f"""mutation ($title: String!, $pins: [CasePinInput!]!, $id: ID, $version: Int! = 0,
$open: Boolean! = true, $by: String) {{ saveCase(
  title: $title, pins: $pins, id: $id, version: $version, open: $open, by: $by) {{ {CASE} }} }}"""
PINS = [
    {"subject": {"declaration": DECLARATION}, "note": "held"},
    {"subject": {"enterprise": M}},
    {"subject": {"lot": "D1"}, "note": "<img onerror=…>"},
]


async def _save(api: Api, **said: Any) -> Any:
    asked = {"title": "Dingnan", "pins": PINS, "by": "王", **said}
    return (await api.ask(SAVE, **asked))["saveCase"]


async def test_a_case_is_saved_shared_and_closed(api: Api) -> None:
    made = await _save(api)
    assert (made["version"], made["open"], made["by"]) == (1, True, "王")
    assert [pin["subject"]["label"] for pin in made["pins"]] == [
        "DECLARATION",
        "ENTERPRISE",
        "LOT",
    ]
    assert made["pins"][2]["note"] == "<img onerror=…>"
    assert all(pin["subject"]["node"]["onRecord"] for pin in made["pins"])
    closed = await _save(api, id=made["id"], version=1, title="Over", pins=[], open=False, by="李")
    assert [(one["version"], one["by"]) for one in closed["versions"]] == [(1, "王"), (2, "李")]
    ask = f"query ($id: ID!, $v: Int) {{ case(id: $id, version: $v) {{ {CASE} }} }}"
    assert (await api.ask(ask, id=made["id"]))["case"] == closed
    earlier = (await api.ask(ask, id=made["id"], v=1))["case"]
    assert earlier["pins"] == made["pins"]
    assert (await api.ask(ask, id=made["id"], v=3))["case"] is None
    assert (await api.ask(ask, id="none"))["case"] is None
    listed = "query ($open: Boolean) { cases(open: $open) { edges { node { title } } } }"
    assert (await api.ask(listed, open=True))["cases"]["edges"] == []
    assert (await api.ask(listed, open=False))["cases"]["edges"] == [{"node": {"title": "Over"}}]


async def test_what_another_saved_is_not_written_over(api: Api) -> None:
    made = await _save(api)
    await _save(api, id=made["id"], version=1, by="李")
    code, message = await api.fail(SAVE, title="mine", pins=[], id=made["id"], version=1, by="王")
    assert code == "MISUSE"
    assert "李 saved version 2" in message


async def test_who_made_it_deletes_it(api: Api, example_store: GraphStore) -> None:
    made = await _save(api)
    delete = "mutation ($id: ID!, $by: String) { deleteCase(id: $id, by: $by) { title } }"
    assert (await api.fail(delete, id=made["id"], by="李"))[0] == "FORBIDDEN"
    assert (await api.ask(delete, id=made["id"], by="王"))["deleteCase"] == {"title": "Dingnan"}
    assert (await api.fail(delete, id=made["id"], by="王"))[0] == "UNKNOWN_SUBJECT"
    assert list(await example_store.cases.versions(made["id"])) == []


async def test_what_is_too_much_is_refused(api: Api) -> None:
    many = [{"subject": {"lot": f"L{n}"}} for n in range(501)]
    assert (await api.fail(SAVE, title="t", pins=many, by="王"))[0] == "LIMIT_EXCEEDED"
    assert (await api.fail(SAVE, title="t" * 201, pins=[], by="王"))[0] == "LIMIT_EXCEEDED"
    assert (await api.fail(SAVE, title=" ", pins=[], by="王"))[0] == "MISUSE"
    assert (await api.fail(SAVE, title="t", pins=[], id="none", version=1, by="王"))[0] == (
        "UNKNOWN_SUBJECT"
    )
