"""How the service listens."""

import json
import re
import signal
import socket
from pathlib import Path

import pytest

from provenance.cli.serve import authority, bound
from provenance.cli.serve import listen as serve
from provenance.model.errors import MisuseError
from provenance.settings import Settings
from tests.cli.run import Cli


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
