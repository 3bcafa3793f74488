"""What came in, load by load, and lines that were not taken, over GraphQL."""

from provenance.graph.port.graph import GraphStore
from tests.example import worked_example
from tests.graph.kit import rejected
from tests.schema.api import Api

LOADS = """query($after: String) { loads(first: 1, after: $after) {
  edges { node { system file receivedAt versions } } pageInfo { hasNextPage endCursor } } }"""
REJECTED = """query($after: String) { rejected(first: 2, after: $after) {
  edges { node { file line field excerpt reason receivedAt } }
  pageInfo { hasNextPage endCursor } } }"""


async def test_loads(api: Api) -> None:
    versions, after, more = 0, None, True
    while more:
        page = (await api.ask(LOADS, after=after))["loads"]
        versions += sum(edge["node"]["versions"] for edge in page["edges"])
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert versions == len(worked_example())
    assert (await api.fail(LOADS, after="Rm9v"))[0] == "MISUSE"


async def test_lines_that_were_not_taken(example_store: GraphStore, api: Api) -> None:
    lines = [rejected(n) for n in (3, 1, 2)]
    await example_store.write(lambda writer: writer.records.reject(lines))
    first = (await api.ask(REJECTED))["rejected"]
    assert [edge["node"]["line"] for edge in first["edges"]] == [3, 1]
    assert first["pageInfo"]["hasNextPage"]
    rest = (await api.ask(REJECTED, after=first["pageInfo"]["endCursor"]))["rejected"]
    assert rest["edges"][0]["node"] == {
        "file": "file.jsonl",
        "line": 2,
        "field": "items.0",
        "excerpt": "{…",
        "reason": "must be JSON",
        "receivedAt": "2026-11-01T20:00:00+08:00",
    }
