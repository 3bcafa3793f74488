"""Paths over HTTP: between lots, enterprises and regions, within a span of time."""

from provenance.graph.port.graph import GraphStore
from provenance.ledger.paths import Span
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.paths import find_routes
from provenance.verdict.wording import path_json
from tests.diamonds import diamonds
from tests.example import DECLARATION, M, S, Z
from tests.loading import load_all
from tests.schema.api import Api, Counting, serving

QUERY = """query ($from: SubjectInput!, $to: SubjectInput!, $first: Int! = 10, $since: Date,
$until: Date) { paths(from: $from, to: $to, first: $first, since: $since, until: $until) {
  paths { kg start { key } steps { event { key } date lot { key } reoKg } } waiting truncated } }"""


async def ask(api: Api, **asked: object) -> list[tuple[float, list[str]]]:
    """Kilograms and lots of each path."""
    found = (await api.ask(QUERY, **asked))["paths"]
    assert not found["waiting"]
    assert not found["truncated"]
    return [
        (path["kg"], [path["start"]["key"], *(step["lot"]["key"] for step in path["steps"])])
        for path in found["paths"]
    ]


async def test_between_lots(api: Api, example_store: GraphStore) -> None:
    asked = {"from": {"lot": "C2"}, "to": {"lot": "F1"}}
    found = (await api.ask(QUERY, **asked))["paths"]["paths"]
    ends = [Ref(Label.LOT, "C2")], [Ref(Label.LOT, "F1")]
    same = await find_routes(example_store, *ends, Span(), 10, Settings())
    assert same is not None
    assert found == [path_json(route) for route in same.routes]
    assert found[0]["steps"][1] == {
        "event": {"key": "processing:P1"},
        "date": "2026-03-01",
        "lot": {"key": "D1"},
        "reoKg": 60_000,
    }


async def test_between_enterprises_from_the_last_lot_to_the_first(api: Api) -> None:
    from_mine = {"from": {"enterprise": M}}
    assert await ask(api, **from_mine, to={"enterprise": S}) == [
        (80_000, ["C1", "K1"]),
        (40_000, ["C2", "K2"]),
    ]
    assert await ask(api, **from_mine, to={"enterprise": Z}, first=2) == [
        (40_000, ["C1", "K1", "D1", "F1"]),
        (36_000, ["C1", "K1", "D2", "F2"]),
    ]
    assert await ask(api, **{"from": {"enterprise": Z}}, to={"enterprise": M}) == []


async def test_only_those_that_carry_so_much(api: Api) -> None:
    query = """query ($to: SubjectInput!, $least: Kilograms) {
      paths(from: {lot: "C1"}, to: $to, leastKg: $least) { paths { kg } } }"""
    asked = {"to": {"enterprise": Z}}
    assert (await api.ask(query, **asked, least=38_000))["paths"]["paths"] == [{"kg": 40_000}]
    assert len((await api.ask(query, **asked))["paths"]["paths"]) == 2
    assert (await api.ask(query, **asked, least=40_000.001))["paths"]["paths"] == []


async def test_between_regions_with_all_that_lies_in_them(api: Api) -> None:
    """Mine and separator both lie in Baotou, the trader in Shanghai."""
    asked = {"from": {"region": "150200"}, "to": {"region": "310000"}}
    assert await ask(api, **asked) == [(60_000, ["D1", "F1"]), (54_000, ["D2", "F2"])]
    within = {"from": {"region": "150206"}, "to": {"region": "150203"}}
    assert [lots for _, lots in await ask(api, **within)] == [["C1", "K1"], ["C2", "K2"]]


async def test_within_a_span_of_time(api: Api) -> None:
    asked = {"from": {"enterprise": M}, "to": {"enterprise": Z}}
    assert await ask(api, **asked, since="2026-02-21") == []
    assert await ask(api, **asked, until="2026-03-04") == []
    assert len(await ask(api, **asked, since="2026-02-20", until="2026-03-05")) == 4


async def test_unknown_and_unsuitable_ends(api: Api) -> None:
    assert (await api.ask(QUERY, **{"from": {"lot": "?"}}, to={"lot": "F1"}))["paths"] is None
    code, message = await api.fail(QUERY, **{"from": {"quota": "QM"}}, to={"lot": "F1"})
    assert code == "MISUSE"
    assert "must be a lot or event or declaration or licence or enterprise or region" in message


async def test_between_events_and_documents(api: Api) -> None:
    shipped = await ask(
        api, **{"from": {"event": "extraction:E1"}}, to={"declaration": DECLARATION}
    )
    assert shipped == [(40_000, ["C1", "K1", "D1", "F1"]), (36_000, ["C1", "K1", "D2", "F2"])]
    first = await ask(api, **{"from": {"event": "extraction:E1"}}, to={"event": "export:X1/1"})
    assert first == shipped[:1]
    assert await ask(api, **{"from": {"declaration": DECLARATION}}, to={"lot": "D1"}) == []


async def test_the_store_is_asked_the_same_few_questions(store: GraphStore) -> None:
    await load_all(store, diamonds(layers=8, width=40))
    counting = Counting(store)
    async with serving(counting) as api:
        await ask(api, **{"from": {"lot": "L0/0"}}, to={"lot": "L7/0"}, first=5)
        few = counting.calls.copy()
        counting.calls.clear()
        many = await ask(api, **{"from": {"lot": "L0/0"}}, to={"lot": "L7/0"}, first=50)
    assert len(many) > 5
    assert counting.calls == few
