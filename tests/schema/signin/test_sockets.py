"""On a socket it is known who asks before anything is asked, and looked at again at each answer."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from provenance.access.identity import users
from provenance.graph.port.graph import GraphStore
from provenance.schema import endpoint
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from tests.access.identity.kit import TOKENS
from tests.schema.signin.test_refused import REFUSAL

WORDS = REFUSAL["errors"][0]["message"]
ASKED = {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}
HOST = "http://127.0.0.1:8000"


@pytest.fixture
async def client(store: GraphStore) -> TestClient:
    return TestClient(create_http_app(store, TOKENS), base_url=HOST)


def said(
    client: TestClient,
    payload: Mapping[str, Any] | None,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """The type of what a question is answered with, or how the socket was closed."""
    init = {"type": "connection_init"} | ({} if payload is None else {"payload": payload})
    with client.websocket_connect(
        "/graphql",
        subprotocols=["graphql-transport-ws"],
        headers={"host": "127.0.0.1:8000", **(headers or {})},
    ) as socket:
        try:
            socket.send_json(init)
            assert socket.receive_json()["type"] == "connection_ack"
            socket.send_json(ASKED)
            return socket.receive_json()["type"]
        except WebSocketDisconnect as closed:
            return closed.code, closed.reason


async def in_thread(*args: Any) -> Any:
    """The client blocks; the store works on the loop of the client's own thread."""
    return await asyncio.to_thread(said, *args)


async def test_the_first_message_shows_a_token(client: TestClient, token: str) -> None:
    assert await in_thread(client, {"authorization": f"Bearer {token}"}) == "next"
    assert await in_thread(client, {"Authorization": f"Bearer {token}"}) == "next"


@pytest.mark.parametrize(
    "payload",
    [None, {}, {"authorization": "Bearer x"}, {"authorization": 7}, {"authorization": None}],
)
async def test_who_shows_none_is_refused_in_the_same_words(
    client: TestClient, payload: Mapping[str, Any] | None
) -> None:
    assert await in_thread(client, payload) == (4403, WORDS)


async def test_a_cookie_counts_where_our_own_page_asks(client: TestClient, token: str) -> None:
    def work() -> list[Any]:
        answer = client.post(
            "/login", json={"token": token}, headers={"sec-fetch-site": "same-origin"}
        )
        cookie = {"cookie": f"provenance_session={answer.cookies['provenance_session']}"}
        client.cookies.clear()
        return [
            said(client, None, {**cookie, "origin": HOST}),
            said(client, None, cookie),
        ]

    assert await asyncio.to_thread(work) == ["next", (4403, WORDS)]


async def test_who_is_removed_meanwhile_is_told_nothing_more(
    client: TestClient, store: GraphStore, token: str
) -> None:
    loop = asyncio.get_running_loop()

    def work() -> Any:
        with client.websocket_connect(
            "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket:
            socket.send_json(
                {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}
            )
            assert socket.receive_json()["type"] == "connection_ack"
            socket.send_json(ASKED)
            assert [socket.receive_json()["type"] for _ in "12"] == ["next", "complete"]
            asyncio.run_coroutine_threadsafe(users.remove(store, "王"), loop).result(20)
            socket.send_json({**ASKED, "id": "2"})
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
            return closed.value.code, closed.value.reason

    assert await asyncio.to_thread(work) == (4403, WORDS)


async def test_who_says_nothing_is_waited_for_twenty_seconds(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert endpoint.INIT_S == 20
    monkeypatch.setattr(endpoint, "INIT_S", 0.05)
    client = TestClient(create_http_app(store, Settings()), base_url=HOST)

    def work() -> Any:
        with client.websocket_connect(
            "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket:
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
            return closed.value.code

    assert await asyncio.to_thread(work) == 4408
