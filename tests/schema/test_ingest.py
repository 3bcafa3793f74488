"""Records over HTTP: the good ones go in whatever the others are like, exact to the gram."""

import json

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from tests.example import worked_example
from tests.schema.api import Api, serving

INGEST = """mutation($r: [JSON!]!, $filer: String, $file: String! = "graphql") {
  ingest(records: $r, filer: $filer, file: $file) {
    committed new settled rejected { line field reason excerpt } } }"""


async def test_good_records_go_in_and_are_settled(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        done = (await api.ask(INGEST, r=worked_example()))["ingest"]
        assert done == {"committed": 14, "new": 14, "rejected": [], "settled": 17}
        again = (await api.ask(INGEST, r=worked_example()))["ingest"]
        assert again == {"committed": 14, "new": 0, "rejected": [], "settled": 0}
        query = '{ verdict(subject: {lot: "D1"}) { lawfulKg } lot(key: "D1") { source { file } } }'
        data = await api.ask(query)
    assert data == {"verdict": {"lawfulKg": 39_473.684}, "lot": {"source": {"file": "graphql"}}}


async def test_bad_ones_are_rejected_alone_and_kept(sqlite_store: GraphStore) -> None:
    good = worked_example()[0]
    bad: list[object] = [
        {"record": "extraction", "id": "E", "output": {"id": "L", "product": "ore", "reo_kg": -1}},
        {"record": "nonsense"},
        "not a record",
        [1],
        {**worked_example()[7], "id": "E3", "date": "2026-02-30"},
    ]
    async with serving(sqlite_store) as api:
        done = (await api.ask(INGEST, r=[bad[0], good, *bad[1:]], file="march"))["ingest"]
    assert (done["committed"], done["new"]) == (1, 1)
    assert [(line["line"], line["field"]) for line in done["rejected"]] == [
        (1, "date"),
        (3, "record"),
        (4, ""),
        (5, ""),
        (6, "date"),
    ]
    assert done["rejected"][1]["reason"].startswith("record must be a known kind, got 'nonsense'")
    assert done["rejected"][2]["excerpt"] == '"not a record"'
    kept = [line for _, line in await sqlite_store.records.rejected(0, 10)]
    assert [(line.file, line.line) for line in kept] == [("march", n) for n in (1, 3, 4, 5, 6)]


@pytest.mark.parametrize(
    ("mass", "kg"), [("0.001", 0.001), ("123456789.123", 123_456_789.123), ("1e3", 1000), ("5", 5)]
)
async def test_masses_are_exact(sqlite_store: GraphStore, mass: str, kg: float) -> None:
    body = json.dumps({"query": INGEST, "variables": {"r": [worked_example()[7]]}})
    assert "80000" in body
    async with serving(sqlite_store) as api:
        response = await api.http.post(
            "/graphql",
            content=body.replace("80000", mass),
            headers={"content-type": "application/json"},
        )
        assert response.json()["data"]["ingest"]["rejected"] == []
        assert (await api.ask('{ lot(key: "C1") { reoKg } }'))["lot"]["reoKg"] == kg


@pytest.mark.parametrize("mass", ["0.0001", "-1", "1e30", "NaN", "1e400", '"1,5"'])
async def test_masses_that_cannot_be(sqlite_store: GraphStore, mass: str) -> None:
    body = json.dumps({"query": INGEST, "variables": {"r": [worked_example()[7]]}})
    async with serving(sqlite_store) as api:
        response = await api.http.post(
            "/graphql",
            content=body.replace("80000", mass),
            headers={"content-type": "application/json"},
        )
    (line,) = response.json()["data"]["ingest"]["rejected"]
    assert line["field"] == "output.reo_kg"


async def test_a_field_given_twice_is_not_guessed_at(sqlite_store: GraphStore) -> None:
    body = json.dumps({"query": INGEST, "variables": {"r": [worked_example()[7]]}})
    async with serving(sqlite_store) as api:
        response = await api.http.post(
            "/graphql",
            content=body.replace('"reo_kg": 80000', '"reo_kg": 80000, "reo_kg": 90000'),
            headers={"content-type": "application/json"},
        )
    assert response.status_code == 400
    assert response.json()["errors"][0] == {
        "message": "The request must give a field once: 'reo_kg' is there twice.",
        "extensions": {"code": "MISUSE"},
    }


async def test_local_numbers_are_made_global(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        await api.ask(INGEST, r=[worked_example()[7]], filer="91150000701463622D")
        data = await api.ask('{ lot(key: "91150000701463622D/C1") { reoKg } }')
    assert data["lot"] == {"reoKg": 80_000}


async def test_so_many_records_a_request(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store, Settings(batch=13)) as api:
        code, message = await api.fail(INGEST, r=worked_example())
    assert code == "LIMIT_EXCEEDED"
    assert message == "ingest takes at most 13 records a request (batch), 14 were sent"


async def test_records_written_in_the_query_itself(sqlite_store: GraphStore) -> None:
    query = """mutation { ingest(records: [{record: "extraction", id: "E", date: "2026-01-01",
      enterprise: "91150000701463622D", ore_class: "rock",
      output: {id: "L", product: "ore", reo_kg: 12.5}}]) { committed rejected { reason } } }"""
    async with serving(sqlite_store) as api:
        done = (await api.ask(query))["ingest"]
    assert done == {"committed": 1, "rejected": []}


@pytest.mark.parametrize(
    ("file", "code"), [("\ud800", "MISUSE"), ("x" * 256, "LIMIT_EXCEEDED"), (" ", "MISUSE")]
)
@pytest.mark.parametrize(
    "asked",
    [
        "mutation ($file: String!) { ingest(records: [], file: $file) { new } }",
        'mutation ($file: String!) { fileMonth(workbook: "", file: $file) { new } }',
        'query ($file: String!) { checkMonth(workbook: "", file: $file) { new } }',
    ],
)
async def test_what_no_file_is_called_is_refused(
    api: Api, asked: str, file: str, code: str
) -> None:
    """It is kept with every line."""
    body = json.dumps({"query": asked, "variables": {"file": file}})  # half characters escaped
    headers = {"content-type": "application/json"}
    answer = (await api.http.post("/graphql", content=body, headers=headers)).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
