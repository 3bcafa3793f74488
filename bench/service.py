"""A service on a store, in a process of its own, asked over HTTP; and the peer, the same way."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bench.places import Place
from tools.neo4j_server import free_port

PATIENCE_S = 60


class Asker:
    """One connection that is kept open, as a program would."""

    def __init__(self, port: int, pid: int = 0) -> None:
        self.port, self.pid = port, pid
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)

    def ask(self, query: str) -> bytes:
        """The answer as it comes."""
        try:
            return self._ask(query)
        except (ConnectionError, http.client.HTTPException):
            self.close()  # the service hangs up where nothing was asked for some seconds
            return self._ask(query)

    def _ask(self, query: str) -> bytes:
        body = json.dumps({"query": query})
        self._connection.request("POST", "/graphql", body, {"content-type": "application/json"})
        return self._connection.getresponse().read()

    def data(self, query: str) -> Any:
        """The data of an answer that must have no errors."""
        answer = json.loads(self.ask(query))
        if answer.get("errors"):
            raise RuntimeError(f"{query[:60]}…: {answer['errors'][0]['message']}")
        return answer["data"]

    def close(self) -> None:
        self._connection.close()


@contextmanager
def serving(
    place: Place, *options: str, env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Asker]:
    """The product's service on a store."""
    port = free_port()
    command = [sys.executable, "-m", "provenance", "serve", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--store", place.address, *options]
    with running(command, port, {**place.env, **env}) as asker:
        yield asker


@contextmanager
def running(
    command: Sequence[str], port: int, env: dict[str, str], folder: Path | None = None
) -> Iterator[Asker]:
    """A process that answers GraphQL on a port."""
    out = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env={**os.environ, **env}, stdout=out, stderr=out, cwd=folder
    )
    asker = Asker(port, process.pid)
    try:
        _wait(asker, process)
        yield asker
    finally:
        asker.close()
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(asker: Asker, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            asker.ask("{ __typename }")
            return
        except (OSError, http.client.HTTPException):
            asker.close()
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{process.args!r} does not answer") from None
            time.sleep(0.1)
