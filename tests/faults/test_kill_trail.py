"""A service killed at random moments has every request that it answered in the trail."""

import asyncio
import json
import random
import time

import httpx2

from provenance.access.trail.verify import verify
from provenance.graph.port.graph import GraphStore
from tests.access.trail.kit import seals
from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.loading import load_all
from tools.neo4j_server import free_port

KILLS, ASKERS = 3, 8

PATIENCE_S = 60


async def test_kill_9_while_answering(address: StoreAddress) -> None:
    """Two services on one store at a time, one of which is killed while the other answers on."""
    store = address.open()
    await load_all(store, worked_example())
    cli = Cli(address.store, {**address.env, "PROVENANCE_TRAIL__ON": "true"})
    rng = random.Random(9)
    answered: list[str] = []
    ports = [free_port(), free_port()]
    services = [cli.start("serve", "--port", str(port)) for port in ports]
    for n in range(KILLS):
        await asyncio.gather(*map(_up, ports))
        ending = asyncio.Event()
        askers = [
            asyncio.create_task(_ask(ports[m % 2], f"K{n}-{m}-", answered, ending))
            for m in range(ASKERS)
        ]
        enough = len(answered) + rng.randint(20, 60)
        while len(answered) < enough:  # noqa: ASYNC110 - eight fill it
            await asyncio.sleep(0.001)
        await asyncio.sleep(rng.uniform(0, 0.05))
        killed = n % 2
        services[killed].kill()
        services[killed].communicate()
        ending.set()
        await asyncio.gather(*askers)
        services[killed] = cli.start("serve", "--port", str(ports[killed]))
    for service in services:
        service.kill()
        service.communicate()
    found = await verify(store.trail, seals().read)
    assert found.fault is None, found.fault
    assert len(answered) >= KILLS * 20
    assert set(answered) <= await _asked_about(store)
    await store.close()


async def _up(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        while True:
            try:
                assert (await client.get("/healthz")).status_code == 200
                return
            except httpx2.TransportError:
                assert time.monotonic() < end
                await asyncio.sleep(0.05)


async def _ask(port: int, prefix: str, answered: list[str], ending: asyncio.Event) -> None:
    """Ask about one number after the other, and note which were answered, until nobody does."""
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for number in map(str, range(100_000)):
            if ending.is_set():
                return
            query = f'{{ lot(key: "{prefix}{number}") {{ key }} search(text: "D1") {{ key }} }}'
            try:
                response = await client.post("/graphql", json={"query": query})
                assert "errors" not in response.json(), response.text
            except (httpx2.TransportError, json.JSONDecodeError):
                return
            answered.append(prefix + number)


async def _asked_about(store: GraphStore) -> set[str]:
    found: set[str] = set()
    after = 0
    while entries := await store.trail.page(after, 1_000):
        bodies = [{"about": {}} | json.loads(entry.body) for entry in entries]
        lots = [body["about"]["Lot"]["keys"] for body in bodies if "Lot" in body["about"]]
        found |= {key for keys in lots for key in keys}
        after = entries[-1].number
    return found
