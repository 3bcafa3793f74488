"""Misused sockets: closed in plain words, and nothing in the log as if it were ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from structlog.testing import capture_logs

from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from provenance.settings.limits import Limits

CHARACTERS = Limits().query_length

INIT = {"type": "connection_init"}


@pytest.fixture
def client(example_store: GraphStore) -> TestClient:
    return TestClient(create_http_app(example_store, Settings()), base_url="http://localhost")


@pytest.fixture(autouse=True)
def nothing_is_logged() -> Iterator[None]:
    with capture_logs() as logs:
        yield
    assert not logs


def _subscribe(**payload: object) -> dict[str, object]:
    return {"type": "subscribe", "id": "1", "payload": payload}


def _said(client: TestClient, *messages: object) -> Any:
    """What the last of some messages is answered with: a message, or a code and a reason."""
    with client.websocket_connect(
        "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
    ) as socket:
        try:
            for message in messages:
                if isinstance(message, bytes):
                    socket.send_bytes(message)
                else:
                    socket.send_text(message if isinstance(message, str) else json.dumps(message))
            while (answer := socket.receive_json())["type"] == "connection_ack":
                pass
        except WebSocketDisconnect as closed:
            return closed.code, closed.reason
        return answer


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ([1], "A message must be a JSON object, not a list."),
        (None, "A message must be a JSON object, not nothing."),
        ({}, "The type of a message must be a text, not nothing."),
        ({"type": []}, "The type of a message must be a text, not a list."),
        ({"type": "\ud800"}, "Unknown message type: \N{REPLACEMENT CHARACTER}"),
        ({"type": "稀" * 200}, f"Unknown message type: {'稀' * 33}"),
        ("{", "WebSocket message must be valid JSON"),
        ("[" * 100_000, "WebSocket message must be valid JSON"),
        ("1" * 5_000, "WebSocket message must be valid JSON"),
        (b"\x00", "WebSocket message type must be text"),
        ({"type": "connection_init", "payload": []}, "Invalid connection init payload"),
        ({"type": "complete", "id": []}, "The id of a message must be a text, not a list."),
        ({"type": "subscribe"}, "The id of a message must be a text, not nothing."),
        ({"type": "subscribe", "id": "1"}, "The payload must be an object, not nothing."),
        (_subscribe(), "`query` must be a text, not nothing."),
        (_subscribe(query=1), "`query` must be a text, not 1."),
        (
            _subscribe(query="{x}#" + "x" * CHARACTERS),
            f"`query` may have {CHARACTERS} characters, this one has {CHARACTERS + 4}.",
        ),
        (_subscribe(query="{x}", variables=[]), "`variables` must be an object, not a list."),
        (_subscribe(query="{x}", operationName=1), "`operationName` must be a text, not 1."),
    ],
)
def test_what_is_no_message_ends_the_conversation(
    client: TestClient, message: object, reason: str
) -> None:
    assert _said(client, message) == (4400, reason)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"query": ""}, "No GraphQL query found in the request"),
        ({"query": "{x}", "operationName": "A"}, 'Unknown operation named "A".'),
        ({"query": "{x}", "operationName": "\ud800"}, 'Unknown operation named "\ud800".'),
        ({"query": "fragment F on Query { x }"}, "Can't get GraphQL operation type"),
        (
            {"query": "query($c: [String!]) { __typename }", "variables": {"c": ["x"] * 20_001}},
            "list_length is 20000 things in a list; this query asks for 20001",
        ),
        ({"query": "{" + "x" * 500 + "!"}, "Syntax Error: Expected Name, found '!'."),
    ],
)
def test_what_cannot_run_is_answered(
    client: TestClient, question: dict[str, object], words: str
) -> None:
    answer = _said(client, INIT, _subscribe(**question))
    assert answer["type"] == "error"
    assert answer["payload"][0]["message"] == words
    assert answer["payload"][0]["extensions"]["code"] in {
        "MISUSE",
        "LIMIT_EXCEEDED",
        "GRAPHQL_PARSE_FAILED",
    }


def test_what_is_left_empty_is_as_if_left_out(client: TestClient) -> None:
    question = _subscribe(query="{ __typename }", operationName="", variables=None)
    answer = _said(client, {**INIT, "payload": None}, question)
    assert answer["payload"] == {"data": {"__typename": "Query"}}


def test_asking_before_introducing_oneself(client: TestClient) -> None:
    assert _said(client, _subscribe(query="{ __typename }")) == (4401, "Unauthorized")
    assert _said(client, INIT, INIT) == (4429, "Too many initialisation requests")


def test_pages_elsewhere_may_open_a_socket_if_they_are_named(example_store: GraphStore) -> None:
    desk = "https://desk.example.cn"
    named = TestClient(
        create_http_app(example_store, Settings(origins=(desk,))), base_url="http://localhost"
    )
    with named.websocket_connect("ws://localhost/graphql", **_from(desk)) as socket:
        socket.send_json(INIT)
        assert socket.receive_json() == {"type": "connection_ack"}
    with (
        pytest.raises(WebSocketDisconnect),
        named.websocket_connect("ws://localhost/graphql", **_from("https://elsewhere.example")),
    ):
        pass


def _from(origin: str) -> Any:
    return {"subprotocols": ["graphql-transport-ws"], "headers": {"origin": origin}}
