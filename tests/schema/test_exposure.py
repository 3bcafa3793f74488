"""Exposure over HTTP: the worked example downstream, and what is asked of the store for it."""

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from provenance.verdict.exposure import expose
from provenance.verdict.wording import exposure_json
from tests.diamonds import diamonds
from tests.example import M, S, Z
from tests.loading import load_all
from tests.schema.api import Api, Counting, serving

ROW = "place { label key } kg unlawfulKg leastKg mostKg"
FULL = f"""subject {{ label key }} reoKg unlawfulKg lots {{ {ROW} }} enterprises {{ {ROW} }}
exports {{ {ROW} }} leftOut settledAt waiting truncated"""


def masses(rows: list[dict[str, object]]) -> dict[str, tuple[object, ...]]:
    return {
        str(row["place"]["key"]): (row["kg"], row["unlawfulKg"], row["leastKg"], row["mostKg"])  # type: ignore[index]
        for row in rows
    }


async def test_the_worked_example(api: Api) -> None:
    found = (await api.ask(f'{{ exposure(subject: {{lot: "C2"}}) {{ {FULL} }} }}'))["exposure"]
    assert (found["reoKg"], found["unlawfulKg"], found["leftOut"]) == (40_000, 20_000, 0)
    assert masses(found["lots"]) == {
        "K2": (40_000, 20_000, 40_000, 40_000),
        "D1": (20_000, 10_000, 0, 40_000),
        "F1": (20_000, 10_000, 0, 40_000),
        "D2": (18_000, 9_000, 0, 40_000),
        "F2": (18_000, 9_000, 0, 40_000),
    }
    assert masses(found["enterprises"]) == {
        S: (40_000, 20_000, 40_000, 40_000),
        Z: (38_000, 19_000, 34_000, 40_000),
    }
    assert masses(found["exports"]) == {
        "export:X1/1": (20_000, 10_000, 0, 40_000),
        "export:X1/2": (18_000, 9_000, 0, 40_000),
    }


async def test_an_event_is_its_outputs(api: Api) -> None:
    query = f"query ($of: SubjectInput!) {{ exposure(subject: $of) {{ {FULL} }} }}"
    found = (await api.ask(query, of={"event": "processing:P1"}))["exposure"]
    assert found["reoKg"] == 114_000
    assert masses(found["lots"])["F1"] == (60_000, 20_526.316, 60_000, 60_000)
    assert (await api.ask(query, of={"event": "export:X1/1"}))["exposure"]["reoKg"] == 0
    assert (await api.ask(query, of={"lot": "?"}))["exposure"] is None
    assert (await api.fail(query, of={"region": "150203"}))[0] == "MISUSE"


async def test_the_same_words_as_on_paper(api: Api, example_store: GraphStore) -> None:
    found = (await api.ask(f'{{ exposure(subject: {{lot: "C1"}}) {{ {FULL} }} }}'))["exposure"]
    exposed = await expose(example_store, Ref(Label.LOT, "C1"), Settings())
    assert exposed is not None
    assert found == exposure_json(exposed)


async def test_the_largest_first_and_the_rest_counted(api: Api) -> None:
    query = '{ exposure(subject: {lot: "C1"}, first: 1) { lots { kg } leftOut } }'
    found = (await api.ask(query))["exposure"]
    assert [row["kg"] for row in found["lots"]] == [80_000]
    assert found["leftOut"] == 4 + 1 + 1


async def test_the_store_is_asked_the_same_few_questions(store: GraphStore) -> None:
    await load_all(store, diamonds(layers=6, width=40))
    counting = Counting(store)
    query = "query ($of: String!) { exposure(subject: {lot: $of}, first: 5) { lots { kg } } }"
    async with serving(counting) as api:
        await api.ask(query, of="L5/0")
        few = counting.calls.copy()
        counting.calls.clear()
        assert len((await api.ask(query, of="L0/0"))["exposure"]["lots"]) == 5
    assert counting.calls == few | {"graph.neighbours": 1}


async def test_an_enterprise_is_what_came_to_it(api: Api) -> None:
    query = f"query ($of: SubjectInput!) {{ exposure(subject: $of) {{ {FULL} }} }}"
    mine = (await api.ask(query, of={"enterprise": M}))["exposure"]
    assert (mine["reoKg"], mine["unlawfulKg"]) == (120_000, 20_000)
    assert masses(mine["exports"])["export:X1/1"][0] == 60_000
    separator = (await api.ask(query, of={"enterprise": S}))["exposure"]
    assert separator["reoKg"] == 120_000
    assert "K1" not in masses(separator["lots"])
    assert masses(separator["lots"])["F2"][0] == 54_000
    assert (await api.ask(query, of={"enterprise": "91110000000000000X"}))["exposure"] is None
