"""On sockets too each asker has a share of its own, however many sockets that is asked on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from provenance.settings.limits import Limits

LISTEN = "subscription { findingRaised { id } }"
ASK = "query Asks { __typename }"


@pytest.fixture
def limits(request: pytest.FixtureRequest) -> Limits:
    return Limits(**request.param)


@pytest.fixture
def client(example_store: GraphStore, limits: Limits) -> Iterator[TestClient]:
    app = create_http_app(example_store, Settings(limits=limits, findings_look_s=0.05))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@contextmanager
def socket(client: TestClient) -> Iterator[Any]:
    with client.websocket_connect(
        "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
    ) as opened:
        opened.send_json({"type": "connection_init"})
        assert opened.receive_json()["type"] == "connection_ack"
        yield opened


def ask(opened: Any, id_: str, query: str, name: str | None = None) -> None:
    payload = {"query": query, "operationName": name}
    opened.send_json({"type": "subscribe", "id": id_, "payload": payload})


def refused(opened: Any, limit: str) -> bool:
    """Whether the next thing said is that a share is used up."""
    said = opened.receive_json()
    (error,) = said["payload"] if said["type"] == "error" else ({},)
    code = error.get("extensions", {}).get("code")
    return code == "LIMIT_EXCEEDED" and f"limits.{limit} is 1 for each" in error["message"]


@pytest.mark.parametrize("limits", [{"sockets": 1}], indirect=True)
def test_so_many_sockets(client: TestClient) -> None:
    with socket(client), pytest.raises(WebSocketDisconnect) as closed, socket(client):
        pass
    assert (closed.value.code, closed.value.reason[:34]) == (
        4429,
        "limits.sockets is 1 for each asker",
    )
    with socket(client):  # which is free again
        pass


@pytest.mark.parametrize("limits", [{"subscriptions": 1}], indirect=True)
def test_so_many_subscriptions_on_all_of_them_together(client: TestClient) -> None:
    with socket(client) as one, socket(client) as other:
        ask(one, "1", LISTEN)
        ask(one, "2", "{ __typename }")  # once this is answered the other is under way
        assert one.receive_json()["id"] == "2"
        ask(other, "1", LISTEN)
        assert refused(other, "subscriptions")
        # What is called so is none.
        ask(other, "2", f"{ASK} {LISTEN.replace('subscription', 'subscription Other')}", "Asks")
        assert other.receive_json()["type"] == "next"


@pytest.mark.parametrize("limits", [{"requests_per_minute": 1}], indirect=True)
def test_a_question_counts_as_over_http(client: TestClient) -> None:
    with socket(client) as opened:
        ask(opened, "1", ASK)
        assert [opened.receive_json()["type"] for _ in "12"] == ["next", "complete"]
        for n in "23":
            ask(opened, n, ASK)
        found = [opened.receive_json() for _ in "1"]
        while found[-1]["type"] != "error":
            found.append(opened.receive_json())
        assert "limits.requests_per_minute is 1" in found[-1]["payload"][0]["message"]
