"""The service as HTTP and sockets see it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self, cast

import httpx2
import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from provenance.graph.port.graph import GraphStore
from provenance.model.errors import StoreUnavailableError
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from provenance.settings.limits import Limits
from tests.schema.api import Api, Broken, serving

LOT = '{ lot(key: "D1") { key } }'


async def test_health(api: Api) -> None:
    response = await api.http.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_health_without_a_store() -> None:
    async with serving(Broken(StoreUnavailableError("it is gone"))) as api:
        response = await api.http.get("/healthz")
    assert response.status_code == 503
    assert response.json()["errors"] == [
        {"message": "it is gone", "extensions": {"code": "STORE_UNAVAILABLE"}}
    ]


class _Slow:
    @property
    def graph(self) -> Self:
        return self

    async def things(self, refs: object) -> None:
        await asyncio.sleep(60)


async def test_health_of_a_store_that_hangs() -> None:
    async with serving(_Slow(), Settings(store_timeout_s=0.05)) as api:
        response = await api.http.get("/healthz")
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"


async def test_what_broke_in_health_is_masked() -> None:
    async with serving(Broken(RuntimeError("secret"))) as api:
        response = await api.http.get("/healthz")
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "secret" not in response.text


async def test_what_broke_is_logged_once_and_not_raised_at_the_server() -> None:
    app = create_http_app(cast("Any", Broken(RuntimeError("secret"))), Settings())
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=True)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        with capture_logs() as logs:
            assert (await client.get("/healthz")).status_code == 500
    assert [(entry["event"], entry["path"]) for entry in logs] == [("http.failed", "/healthz")]


async def test_a_word_for_whoever_comes_by(api: Api) -> None:
    response = await api.http.get("/")
    assert response.headers["content-type"].startswith("text/plain")
    assert "/graphql" in response.text


async def test_queries_by_get_but_no_mutations(api: Api) -> None:
    response = await api.http.get("/graphql", params={"query": LOT})
    assert response.json() == {"data": {"lot": {"key": "D1"}}}
    mutation = "mutation { ingest(records: []) { new } }"
    response = await api.http.get("/graphql", params={"query": mutation})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "MISUSE"


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("GET", "/graphql", None, 400),
        ("PUT", "/graphql", b"{}", 405),
        ("POST", "/", b"", 405),
        ("GET", "/nothing", None, 404),
        ("POST", "/graphql", b"{", 400),
        ("POST", "/graphql", b"\xff", 400),
        ("POST", "/graphql", b"[" * 100_000, 400),
        ("POST", "/graphql", b'{"query": 1}', 400),
        ("POST", "/graphql", b'{"query": "{x}", "variables": []}', 400),
        ("POST", "/graphql", b'[{"query": "{ __typename }"}]', 400),
        ("POST", "/graphql", b"1" * 5_000, 400),
    ],
)
async def test_what_is_no_request_is_refused_in_the_same_form(
    api: Api, method: str, path: str, content: bytes | None, status: int
) -> None:
    headers = {"content-type": "application/json"}
    response = await api.http.request(method, path, content=content, headers=headers)
    assert response.status_code == status, response.text
    assert response.json()["errors"][0]["extensions"]["code"] == "MISUSE"


async def test_no_more_values_are_read_than_the_table_says(example_store: GraphStore) -> None:
    async with serving(example_store, Settings(limits=Limits(values=50))) as api:
        for n, status in ((40, 200), (60, 400)):
            asked = {"query": LOT, "variables": {"x": [{}] * (n // 2)}}
            response = await api.http.post("/graphql", json=asked)
            assert response.status_code == status
        assert "more than 50 values" in response.text
        response = await api.http.get(
            "/graphql", params={"query": LOT, "variables": "[" * 60 + "]" * 60}
        )
        assert "more than 50 values" in response.text


async def test_only_json_is_taken(api: Api) -> None:
    """A page elsewhere can send forms and text to us without asking first, but no JSON."""
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        response = await api.http.post("/graphql", content=b"x", headers={"content-type": kind})
        assert response.status_code == 400


async def test_bodies_are_limited_announced_or_not(api: Api) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(Limits().body_bytes // 2**20 + 1):
            yield b" " * 2**20

    headers = {"content-type": "application/json"}
    for content in (b" " * (Limits().body_bytes + 1), pieces()):
        response = await api.http.post("/graphql", content=content, headers=headers)
        assert response.status_code == 413
        assert response.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_who_hangs_up_in_the_middle_is_no_failure(example_store: GraphStore) -> None:
    parts = [{"type": "http.request", "body": b"{", "more_body": True}]

    async def receive() -> Any:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }
    with capture_logs() as logs:
        await create_http_app(example_store, Settings())(scope, receive, send)
    assert not logs


@pytest.mark.parametrize(
    "path",
    [
        "/<script>alert(1)</script>",
        "/?<script>alert(1)</script>",
        "/graphql?query=<script>alert(1)</script>",
        "/graphql?query={a}&operationName=<script>",
        "/graphql?variables=<script>",
        "/healthz?<script>",
    ],
)
async def test_no_answer_is_a_page(api: Api, path: str) -> None:
    """What was asked comes back as text or JSON, which no browser takes for anything else.

    At the root there is the page, which has nothing of what was asked and runs no words of it.
    """
    answer = await api.http.get(path, headers={"accept": "text/html"})
    kind = answer.headers["content-type"].split(";")[0]
    if path.startswith("/?"):
        assert kind == "text/html"
        assert "alert" not in answer.text
        assert "script-src 'self';" in answer.headers["content-security-policy"]
    else:
        assert kind in {"text/plain", "application/json"}
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_answers_are_not_kept_nor_taken_for_something_else(api: Api) -> None:
    response = await api.http.post("/graphql", json={"query": LOT})
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in response.headers


def test_sockets_answer_queries_each_with_a_view_of_its_own(example_store: GraphStore) -> None:
    client = TestClient(create_http_app(example_store, Settings()), base_url="http://localhost")
    with client.websocket_connect(
        "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
    ) as socket:
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        assert _asked(socket, '{ lot(key: "Q") { key } }') == {"data": {"lot": None}}
        mutation = """mutation { ingest(records: [{record: "extraction", id: "E", ore_class: "rock",
          date: "2026-01-01", enterprise: "M", output: {id: "Q", product: "ore", reo_kg: 1}}]) {
          new } }"""
        assert _asked(socket, mutation) == {"data": {"ingest": {"new": 1}}}
        assert _asked(socket, '{ lot(key: "Q") { key } }') == {"data": {"lot": {"key": "Q"}}}
        (error,) = _asked(socket, "{ lots(first: 20001) { edges { cursor } } }")
        assert error["extensions"]["code"] == "LIMIT_EXCEEDED"


def _asked(socket: Any, query: str) -> Any:
    socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": query}})
    answer = socket.receive_json()
    if answer["type"] == "next":
        assert socket.receive_json()["type"] == "complete"
    return answer["payload"]
