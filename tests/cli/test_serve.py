"""How the service listens."""

import http.client
import json
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from provenance.cli.serve import authority, bound
from provenance.cli.serve import listen as serve
from provenance.model.errors import MisuseError
from provenance.settings import Settings
from tests.cli.run import Cli
from tests.example import without_a_transfer


def test_small_answers_are_sent_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    protocols: list[int] = []

    def run(_: object, sockets: list[socket.socket]) -> None:
        protocols.extend(one.proto for one in sockets)

    monkeypatch.setattr("uvicorn.Server.run", run)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    settings = Settings(store=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with bound("127.0.0.1", 0) as listener:
        serve(settings, "127.0.0.1", listener)
    # On no other socket does asyncio set TCP_NODELAY, and a body would come 40 ms after its head.
    assert protocols == [socket.IPPROTO_TCP]


def _has_ipv6() -> bool:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            return False
    return True


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6")
def test_hosts_of_ipv6_are_listened_on() -> None:
    for host in ("::1", "[::1]"):
        with bound(host, 0) as probe:
            assert probe.getsockname()[0] == "::1"
            assert (probe.family, probe.proto) == (socket.AF_INET6, socket.IPPROTO_TCP)
    with bound("localhost", 0) as probe:
        assert probe.family == socket.AF_INET


def test_an_address_is_written_as_browsers_take_it() -> None:
    assert authority("::1", 8000) == authority("[::1]", 8000) == "[::1]:8000"
    assert authority("127.0.0.1", 8000) == "127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "shown"),
    [("::2:3", "[::2:3]:8000"), ("nowhere.invalid", "nowhere.invalid:8000"), ("a" * 70, "aaa")],
)
def test_hosts_that_are_not_here_are_refused(host: str, shown: str) -> None:
    with pytest.raises(MisuseError) as refused:
        bound(host, 8000)
    assert str(refused.value).startswith(f"cannot listen on {shown}")


def test_a_port_that_is_taken_is_refused() -> None:
    told = "in use; stop what uses it, or name another"
    with bound("127.0.0.1", 0) as taken, pytest.raises(MisuseError, match=told):
        bound("127.0.0.1", taken.getsockname()[1])


def test_what_libraries_log_is_json_too(tmp_path: Path) -> None:
    cli = Cli(f"sqlite:///{tmp_path / 'empty.sqlite'}").on_empty_store()
    service = cli.start("serve", "--port", "0")
    try:
        assert service.stdout is not None
        (port,) = re.findall(r"http://\S+:(\d+)/graphql", service.stdout.readline())
        with socket.create_connection(("127.0.0.1", int(port))) as client:
            client.sendall(b"\0 is no request\r\n\r\n")
            assert client.recv(99).startswith(b"HTTP/1.1 400")
    finally:
        service.send_signal(signal.SIGINT)
        _, logged = service.communicate(timeout=20)
    (line,) = logged.splitlines()
    assert json.loads(line)["event"] == "Invalid HTTP request received."


def test_several_processes_tell_each_other_by_the_store(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    records = without_a_transfer()
    cli = Cli(store, {"PROVENANCE_FINDINGS_LOOK_S": "0.1"}).on_empty_store()
    service = cli.start("serve", "--port", "0", "--workers", "2")
    try:
        assert service.stdout is not None
        (port,) = map(int, re.findall(r"http://\S+:(\d+)/graphql", service.stdout.readline()))
        with ExitStack() as stack:
            listening = [stack.enter_context(_listening(port)) for _ in range(6)]
            for part in (records[:4], records[4:]):
                _ask(port, "mutation($r: [JSON!]!) { ingest(records: $r) { new } }", {"r": part})
            told = [json.loads(one.recv(timeout=30)) for one in listening]
        assert {one["payload"]["data"]["findingRaised"]["code"] for one in told} == {
            told[0]["payload"]["data"]["findingRaised"]["code"]
        }
    finally:
        service.send_signal(signal.SIGTERM)
        out, logged = service.communicate(timeout=30)
    assert (service.returncode, out, logged) == (0, "", "")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@contextmanager
def _listening(port: int) -> Iterator[ClientConnection]:
    """A subscription to what is raised."""
    url, protocol = f"ws://127.0.0.1:{port}/graphql", Subprotocol("graphql-transport-ws")
    query = "subscription { findingRaised { code } }"
    with connect(url, subprotocols=[protocol], open_timeout=60) as client:
        client.send(json.dumps({"type": "connection_init"}))
        assert json.loads(client.recv(timeout=30))["type"] == "connection_ack"
        client.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": query}}))
        yield client


def _ask(port: int, query: str, variables: dict[str, Any]) -> Any:
    """What a new connection is answered, by whichever process takes it."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"query": query, "variables": variables})
    client.request("POST", "/graphql", body, {"content-type": "application/json"})
    answer = json.loads(client.getresponse().read())
    client.close()
    assert "errors" not in answer, answer
    return answer["data"]
