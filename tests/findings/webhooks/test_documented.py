"""The receiver that the documentation shows works as it stands there."""

import asyncio
import os
import re
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

from provenance.findings.webhooks.deliver import Deliverer
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.watches import Watch
from tests.findings.webhooks.kit import SETTINGS, Receiver, watching
from tests.graph.test_findings import found, keep

PAGE = Path(__file__).parents[3] / "docs" / "webhooks.md"
(SHOWN,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@asynccontextmanager
async def shown(port: int, watch: Watch) -> AsyncIterator[Process]:
    env = {**os.environ, "WEBHOOK_SECRET": watch.secret, "PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SHOWN, env=env, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        await process.communicate()


async def answered(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the shown receiver's answer, once it listens."""
    async with httpx2.AsyncClient() as http, asyncio.timeout(30):
        while True:
            try:
                return (await http.post(url, content=body, headers=headers)).status_code
            except httpx2.ConnectError:
                await asyncio.sleep(0.05)


async def test_it_takes_what_was_signed_and_nothing_else(embedded: GraphStore) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    watch = await watching(embedded, url)
    async with Receiver() as beside:
        await watching(embedded, beside.url)
        await keep(embedded, found(1), found(2, message="第二"))
        async with shown(port, watch) as process, Deliverer(embedded, SETTINGS).at_work():
            assert process.stdout is not None
            lines = [(await process.stdout.readline()).decode() for _ in range(2)]
            assert [line.split(" ", 1)[1].strip() for line in lines] == [
                "Drawn 1,200 kg of 1,000 kg.",
                "第二",
            ]
            sent, *_ = await beside.got(2)  # signed, with another secret
            headers = {name: sent.headers[name] for name in sent.headers if "webhook" in name}
            assert await answered(url, sent.body, headers) == 401
