"""How the service listens."""

import socket
from pathlib import Path

import pytest

from provenance.cli.serve import listen as serve
from provenance.settings import Settings


def test_small_answers_are_sent_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    protocols: list[int] = []

    def run(_: object, sockets: list[socket.socket]) -> None:
        protocols.extend(one.proto for one in sockets)

    monkeypatch.setattr("uvicorn.Server.run", run)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    serve(Settings(store=f"sqlite:///{tmp_path / 'empty.sqlite'}"), "127.0.0.1", 0)
    # On no other socket does asyncio set TCP_NODELAY, and a body would come 40 ms after its head.
    assert protocols == [socket.IPPROTO_TCP]
