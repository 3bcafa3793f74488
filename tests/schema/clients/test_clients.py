"""The service asked by programs that others wrote, over a real port.

With REQUIRE_NODE=1, as `.ci/run` sets it, a machine without Node.js fails these tests; else it is
said what is missing.
"""

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

from tests.cli.run import Cli, write_jsonl
from tests.example import DECLARATION, worked_example
from tests.fetching import FetchError, run_by_node

HERE = Path(__file__).parent

VERDICT = ["MIXED", 75_000]
"""What is answered about the shipment of the worked example."""

INVALID = "GRAPHQL_VALIDATION_FAILED"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the worked example, in a process of its own."""
    folder = tmp_path_factory.mktemp("service")
    cli = Cli(f"sqlite:///{folder / 'store.sqlite'}")
    assert cli.run("ingest", write_jsonl(folder / "records.jsonl", worked_example()))[0] == 0
    process = cli.start("serve", "--port", "0")
    try:
        assert process.stdout is not None
        yield re.findall(r"http://\S+/graphql", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def _said(script: str, *argv: str) -> Any:
    """What a program of Node.js printed."""
    lacking = [name for name in ("node", "npm") if not shutil.which(name)]
    try:
        if not lacking:
            return json.loads(run_by_node(HERE / script, *argv))
        missing = f"{', '.join(lacking)} is not there"
    except FetchError as error:
        missing = str(error)
    if os.environ.get("REQUIRE_NODE") == "1":
        pytest.fail(f"{script} cannot ask: {missing}")
    pytest.skip(f"{script} cannot ask: {missing}")


def test_the_audits_of_graphql_over_http(service: str) -> None:
    ended = _said("audit.cjs", service)
    assert [one for one in ended if one["status"] != "ok"] == []
    assert len(ended) == 61


def test_apollo_client(service: str) -> None:
    assert _said("apollo.cjs", service, DECLARATION) == {
        "post": VERDICT,
        "get": VERDICT,
        "persisted": VERDICT,
        "persisted, by GET": VERDICT,
        "mistake": ["CombinedGraphQLErrors", INVALID],
    }


def test_urql(service: str) -> None:
    assert _said("urql.cjs", service, DECLARATION) == {
        "post": VERDICT,
        "get": VERDICT,
        "persisted": VERDICT,
        "persisted, by GET": VERDICT,
        "mistake": ["CombinedError", INVALID],
    }


def test_graphql_request(service: str) -> None:
    said = _said("request.cjs", service, DECLARATION)
    assert said == {"post": VERDICT, "get": VERDICT, "mistake": [INVALID]}


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_gql(service: str, transport: str) -> None:
    asked = gql("query V($key: String!) { verdict(subject: {declaration: $key}) { lawfulKg } }")
    asked.variable_values = {"key": DECLARATION}
    over = (
        HTTPXAsyncTransport(service)
        if transport == "http"
        else WebsocketsTransport(
            service.replace("http", "ws"),
            subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
        )
    )
    async with Client(transport=over, fetch_schema_from_transport=transport == "http") as session:
        assert await session.execute(asked) == {"verdict": {"lawfulKg": VERDICT[1]}}
    async with Client(transport=over) as session:
        with pytest.raises(TransportQueryError) as mistake:
            await session.execute(gql("{ lotz }"))
    assert mistake.value.errors is not None
    assert mistake.value.errors[0]["extensions"]["code"] == INVALID
