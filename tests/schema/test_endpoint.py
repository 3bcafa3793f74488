"""GraphQL over HTTP as its specification has it, and mistakes around it answered as the asker's."""

import gzip
import json
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from provenance.schema.endpoint import GRAPHQL_JSON
from provenance.settings import Settings
from tests.schema.api import Api, Broken, serving

LOT = '{ lot(key: "D1") { key } }'
ANSWER = {"data": {"lot": {"key": "D1"}}}
JSON = "application/json"


async def _posted(api: Api, content: bytes | str | dict[str, Any], **headers: str) -> Any:
    body = json.dumps(content) if isinstance(content, dict) else content
    given = {"content-type": JSON, **{name.replace("_", "-"): v for name, v in headers.items()}}
    return await api.http.post("/graphql", content=body, headers=given)


def _type(response: httpx2.Response) -> str:
    return response.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (GRAPHQL_JSON, GRAPHQL_JSON),
        ("Application/GraphQL-Response+JSON; charset=utf-8", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}, {JSON};q=0.9", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL_JSON};q=0", JSON),
        (f"{GRAPHQL_JSON};q=much", JSON),
        (JSON, JSON),
        ("*/*", JSON),
        ("", JSON),
        ("text/html", JSON),
    ],
)
async def test_answers_have_the_type_that_is_asked_for(api: Api, accept: str, kind: str) -> None:
    response = await _posted(api, {"query": LOT}, accept=accept)
    assert (response.status_code, _type(response), response.json()) == (200, kind, ANSWER)
    response = await _posted(api, {}, accept=accept)
    assert (response.status_code, _type(response)) == (400, kind)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ lotz }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{ lots(first: 20001) { edges { cursor } } }"}, "LIMIT_EXCEEDED"),
        (
            {"query": "query A { __typename } query B { __typename }"},
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            {"query": "query ($key: String!) { lot(key: $key) { key } }", "variables": {"key": 1}},
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            {"query": "query ($key: String!) { lot(key: $key) { key } }"},
            "GRAPHQL_VALIDATION_FAILED",
        ),
    ],
)
async def test_what_cannot_run_has_no_data(api: Api, question: dict[str, Any], code: str) -> None:
    for accept, status in ((GRAPHQL_JSON, 400), (JSON, 200)):
        response = await _posted(api, question, accept=accept)
        assert response.status_code == status
        assert "data" not in response.json()
        assert response.json()["errors"][0]["extensions"]["code"] == code


async def test_what_failed_while_it_ran_has_data() -> None:
    async with serving(Broken(RuntimeError("x"))) as api:
        response = await _posted(api, {"query": LOT}, accept=GRAPHQL_JSON)
    assert (response.status_code, response.json()["data"]) == (200, {"lot": None})


@pytest.mark.parametrize(
    "kind",
    ["Application/JSON", "APPLICATION/JSON;CHARSET=UTF-8", "application/json ; charset=utf-8"],
)
async def test_media_types_may_be_written_in_any_case(api: Api, kind: str) -> None:
    response = await _posted(api, {"query": LOT}, content_type=kind)
    assert response.json() == ANSWER


@pytest.mark.parametrize("kind", ["", "text/plain, application/json", "application/json5"])
async def test_what_only_looks_like_json_is_refused(api: Api, kind: str) -> None:
    response = await _posted(api, {"query": LOT}, content_type=kind)
    assert response.status_code == 400
    assert "application/json" in response.json()["errors"][0]["message"]


async def test_a_byte_order_mark_is_passed_over(api: Api) -> None:
    response = await _posted(api, b"\xef\xbb\xbf" + json.dumps({"query": LOT}).encode())
    assert response.json() == ANSWER


async def test_forms_not_filled_in_are_as_if_left_out(api: Api) -> None:
    empty = {"variables": "", "operationName": "", "extensions": ""}
    response = await api.http.get("/graphql", params={"query": LOT, **empty})
    assert response.json() == ANSWER
    for blank in (empty, dict.fromkeys(empty)):
        assert (await _posted(api, {"query": LOT, **blank})).json() == ANSWER


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"5", "The request must be a JSON object, not 5."),
        (b"null", "The request must be a JSON object, not nothing."),
        (b'"x"', "The request must be a JSON object, not 'x'."),
        (b"\xff", "The request must be UTF-8."),
        (b"1" * 5_000, "The request must not hold a number of thousands of digits."),
        (b'{"query": "{x}", "operationName": 5}', "`operationName` must be a text, not 5."),
        (b'{"query": "{x}", "operationName": "\\ud800"}', "`operationName` holds half"),
        (b'{"query": "{x}", "operationName": "\xe7\xa8\x80"}', 'Unknown operation named "稀".'),
        (b'{"query": "{x}", "extensions": []}', "`extensions` must be an object, not a list."),
        (b'{"query": ""}', "No GraphQL query"),
        (
            b'{"query": "subscription { findingRaised { id } }"}',
            "subscriptions are not allowed when using POST",
        ),
    ],
)
async def test_what_is_no_question_is_the_askers_mistake(
    api: Api, content: bytes, words: str
) -> None:
    response = await _posted(api, content)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "MISUSE"
    assert response.json()["errors"][0]["message"].startswith(words)


@pytest.mark.parametrize(
    "query",
    [
        "{ lots(first: %s) { edges { cursor } } }",
        "{ lots(first: -%s) { edges { cursor } } }",
        "{ quotas(year: %s) { edges { cursor } } }",
        '{ lineage(subject: {lot: "D1"}, from: %s) { hidden } }',
        "{ lot(key: %s) { key } }",
        "mutation { ingest(records: [{record: %s}]) { new } }",
        "mutation { adjustQuota(input: {reo_kg: %s}) { new } }",
    ],
)
async def test_an_integer_of_5000_digits_is_refused(api: Api, query: str) -> None:
    for response in (
        await _posted(api, {"query": query % ("9" * 5_000)}),
        await _posted(api, {"query": query % ("9" * 4_000)}),
    ):
        for error in response.json()["errors"]:
            assert error["extensions"]["code"] in {"LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize(
    "question",
    [
        'quotaUtilisation(asOf: "%s") { rows { reserved { kg } } }',
        'reportingStatus(month: "2026-01", at: "%s") { month }',
        'permits(asOf: "%s") { edges { cursor } }',
    ],
)
@pytest.mark.parametrize(
    "time",
    ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00"],
)
async def test_times_at_the_ends_of_the_calendar_are_refused(
    api: Api, question: str, time: str
) -> None:
    answer = await api.send("{ %s }" % (question % time))
    assert any("beyond the calendar" in error["message"] for error in answer["errors"])
    assert all(error["extensions"]["code"] != "INTERNAL" for error in answer["errors"])


async def test_persisted_queries_are_answered_so_that_clients_fall_back(api: Api) -> None:
    hashed = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    posted = await _posted(api, {"extensions": hashed})
    got = await api.http.get("/graphql", params={"extensions": json.dumps(hashed)})
    for response in (posted, got):
        assert response.status_code == 200
        assert response.json()["errors"] == [
            {
                "message": "PersistedQueryNotSupported",
                "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"},
            }
        ]
    assert (await _posted(api, {"query": LOT, "extensions": hashed})).json() == ANSWER


async def test_long_answers_are_compressed_for_whoever_takes_it(api: Api) -> None:
    query = "{ __schema { types { name description } } }"
    plain = await _posted(api, {"query": query}, accept_encoding="identity")
    assert "content-encoding" not in plain.headers
    small = await _posted(api, {"query": query}, accept_encoding="gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in small.headers["vary"].lower()
    assert int(small.headers["content-length"]) < len(plain.content) / 3
    assert small.json() == plain.json()
    assert len(gzip.compress(plain.content)) < len(plain.content)


async def test_short_answers_are_sent_as_they_are(api: Api) -> None:
    response = await _posted(api, {"query": LOT}, accept_encoding="gzip")
    assert "content-encoding" not in response.headers


DESK = "https://desk.example.cn"
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


async def test_pages_of_named_origins_may_ask(example_store: Any) -> None:
    async with serving(example_store, Settings(origins=(DESK,))) as api:
        for origin, allowed in ((DESK, DESK), ("https://elsewhere.example", None)):
            asked = await api.http.options("/graphql", headers={"origin": origin, **PREFLIGHT})
            answered = await _posted(api, {"query": LOT}, origin=origin)
            for response in (asked, answered):
                assert response.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize("origin", ["https://desk.example.cn/", "desk.example.cn", ""])
def test_what_no_browser_sends_is_no_origin(origin: str) -> None:
    with pytest.raises(ValidationError):
        Settings(origins=(origin,))


async def test_no_page_elsewhere_may_ask_unless_it_is_named(api: Api) -> None:
    response = await api.http.options("/graphql", headers={"origin": DESK, **PREFLIGHT})
    assert response.status_code == 405
    assert "access-control-allow-origin" not in response.headers


async def test_only_get_and_post_are_taken(api: Api) -> None:
    response = await api.http.request("DELETE", "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
