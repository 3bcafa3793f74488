"""When something goes wrong: a code and plain words for whoever asked, the rest in the log."""

from typing import Self

import pytest
from structlog.testing import capture_logs

from provenance.graph.port.graph import Thing
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label, Ref
from tests.schema.api import Api, Broken, serving

LOT = '{ lot(key: "D1") { key } }'


@pytest.mark.parametrize(
    "query",
    [
        LOT,
        '{ verdict(subject: {lot: "D1"}) { lawfulKg } }',
        '{ lineage(subject: {lot: "D1"}) { hidden } }',
        '{ search(text: "x") { key } }',
        "mutation { ingest(records: []) { new } }",
    ],
)
async def test_a_store_that_is_gone(query: str) -> None:
    gone = StoreUnavailableError("the store at neo4j://db does not answer")
    async with serving(Broken(gone)) as api:
        assert await api.fail(query) == (
            "STORE_UNAVAILABLE",
            "the store at neo4j://db does not answer",
        )


async def test_what_nobody_expected_is_masked_and_logged() -> None:
    async with serving(Broken(RuntimeError("secret of /home/me"))) as api:
        with capture_logs() as logs:
            code, message = await api.fail(LOT)
    assert code == "INTERNAL"
    assert "secret" not in message
    (entry,) = logs
    assert entry["event"] == "graphql.failed"
    assert entry["path"] == ["lot"]
    assert str(entry["exc_info"]) == "secret of /home/me"


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("{", "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>."),
        ("{ lotz { key } }", "GRAPHQL_VALIDATION_FAILED", "Did you mean 'lot'"),
        ("{ lot { key } }", "GRAPHQL_VALIDATION_FAILED", "is required, but it was not provided"),
        (
            '{ lineage(subject: {lot: "D1"}, from: "2026-02-30") { hidden } }',
            "GRAPHQL_VALIDATION_FAILED",
            "the date is '2026-02-30', which is no day there is",
        ),
        (
            '{ lineage(subject: {lot: "D1"}, from: "0001-01-01") { hidden } }',
            "GRAPHQL_VALIDATION_FAILED",
            "is '0001-01-01', which is not in the years 1900 to 2100",
        ),
        (
            '{ lineage(subject: {lot: "D1"}, eventKinds: [BOILING]) { hidden } }',
            "GRAPHQL_VALIDATION_FAILED",
            "BOILING",
        ),
        ("fragment a on Lot { key }", "MISUSE", "operation"),
        ("", "MISUSE", "No GraphQL query found in the request"),
    ],
)
async def test_what_is_no_good_query_says_what_is_wrong(
    api: Api, query: str, code: str, words: str
) -> None:
    response = await api.http.post("/graphql", json={"query": query})
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == code
    assert words in error["message"]


async def test_bad_variables_say_what_is_wrong(api: Api) -> None:
    query = 'query($d: Date) { lineage(subject: {lot: "D1"}, from: $d) { hidden } }'
    for day in ("2026-13-01", 20260101, "x" * 500):
        code, message = await api.fail(query, d=day)
        assert code == "GRAPHQL_VALIDATION_FAILED"
        assert "A day is written" in message
    assert (await api.ask(query, d="2026-01-01"))["lineage"] == {"hidden": 0}


class _Odd:
    """A store with a word in it that a later version may have put there."""

    @property
    def graph(self) -> Self:
        return self

    async def things(self, refs: object) -> list[Thing]:
        return [Thing(Ref(Label.LOT, "D1"), {"product": "moonstone"}, known=True)]


async def test_an_answer_that_its_type_refuses_is_ours_to_mend() -> None:
    async with serving(_Odd()) as api:
        with capture_logs() as logs:
            code, message = await api.fail('{ lot(key: "D1") { product } }')
    assert code == "INTERNAL"
    assert "moonstone" not in message
    assert "moonstone" in logs[0]["message"]
