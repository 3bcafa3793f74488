"""A Neo4j that stops and comes back under a running service."""

import json
import re
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Cli, write_jsonl
from tests.conftest import Neo4jServer
from tests.example import DECLARATION, worked_example

QUERY = f'{{ verdict(subject: {{declaration: "{DECLARATION}"}}) {{ lawfulKg }} }}'


@pytest.fixture
def own_server(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server, where it is ours to stop."""
    if not neo4j_server.owned:
        pytest.skip("the Neo4j at NEO4J_URI is not ours to stop")
    return neo4j_server


@pytest.mark.restarts
def test_stopped_and_started_under_the_service(
    own_server: Neo4jServer, neo4j_address: Any, tmp_path: Path
) -> None:
    env = {**neo4j_address.env, "PROVENANCE_STORE_TIMEOUT_S": "5"}
    cli = Cli(neo4j_address.store, env)
    file = write_jsonl(tmp_path / "records.jsonl", worked_example())
    assert cli.run("ingest", file)[0] == 0
    service = cli.start("serve", "--port", "0")
    try:
        assert service.stdout is not None
        url = re.findall(r"http://\S+/graphql", service.stdout.readline())[0]
        assert _ask(url)["data"]["verdict"]["lawfulKg"] == 75_000

        own_server.stop()
        began = time.monotonic()
        answer = _ask(url)
        assert answer["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
        assert time.monotonic() - began < 20
        code, _, err = cli.run("ingest", file)
        assert code == 3
        assert "STORE_UNAVAILABLE" in err
        assert "Traceback" not in err

        own_server.start()
        assert _until_it_answers(url)["data"]["verdict"]["lawfulKg"] == 75_000
        assert cli.run("ingest", file)[0] == 0
    finally:
        service.send_signal(signal.SIGINT)
        service.communicate(timeout=20)
        if not own_server.running():
            own_server.start()


def _until_it_answers(url: str, patience_s: float = 120.0) -> Any:
    """The first answer of a service that was never restarted; a database may be slow to wake."""
    deadline = time.monotonic() + patience_s
    while "errors" in (answer := _ask(url)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return answer


def _ask(url: str) -> Any:
    request = urllib.request.Request(
        url, json.dumps({"query": QUERY}).encode(), {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
