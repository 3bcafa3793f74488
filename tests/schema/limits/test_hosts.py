"""The service answers by its own names alone, and says of its answers where they may be shown."""

from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from tests.schema.api import Api

OURS = Settings(hosts=("desk.example.cn",))


async def _status(store: GraphStore, host: str, settings: Settings = OURS) -> tuple[int, str]:
    app: Any = create_http_app(store, settings)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        told = await client.get("/", headers={"host": host})
    return told.status_code, told.text


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "10.0.0.7",
     "desk.example.cn", "Desk.Example.CN:443"],
)  # fmt: skip
async def test_names_of_ours_and_numbers_are_answered(example_store: GraphStore, host: str) -> None:
    assert (await _status(example_store, host))[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "desk.example.cn.evil.example", "localhost.evil.example", "", "1.evil.example",
     "evil.example:127.0.0.1", "2130706433", "desk.example.cn@evil.example", "::1.evil"],
)  # fmt: skip
async def test_other_names_are_not(example_store: GraphStore, host: str) -> None:
    status, text = await _status(example_store, host)
    assert status == 421
    assert "PROVENANCE_HOSTS" in text
    assert "rare earths" not in text


async def test_any_name_is_where_the_operator_says_so(example_store: GraphStore) -> None:
    assert (await _status(example_store, "evil.example", Settings(hosts=("*",))))[0] == 200


def test_sockets_are_opened_by_our_names_alone(example_store: GraphStore) -> None:
    app = create_http_app(example_store, OURS)
    protocols = ["graphql-transport-ws"]
    client = TestClient(app)
    with client.websocket_connect("ws://desk.example.cn/graphql", subprotocols=protocols):
        pass
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("ws://evil.example/graphql", subprotocols=protocols),
    ):
        pass


async def test_answers_say_that_they_are_shown_nowhere(api: Api) -> None:
    for told in (
        await api.http.get("/healthz"),
        await api.http.get("/nothing"),
        await api.http.post("/graphql", json={"query": "{ __typename }"}),
        await api.http.get("/", headers={"host": "evil.example"}),
    ):
        policy = told.headers["content-security-policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"
        assert told.headers["referrer-policy"] == "no-referrer"
        assert told.headers["x-content-type-options"] == "nosniff"
        assert "strict-transport-security" not in told.headers
    over_tls = await api.http.get("https://localhost/healthz")
    assert over_tls.headers["strict-transport-security"] == "max-age=31536000"


async def test_how_long_a_body_is_is_told_once(api: Api) -> None:
    both = {"content-length": "2", "transfer-encoding": "chunked"}
    told = await api.http.post("/graphql", content=b"{}", headers=both)
    assert (told.status_code, told.headers["connection"]) == (400, "close")
    assert told.json()["errors"][0]["extensions"]["code"] == "MISUSE"
