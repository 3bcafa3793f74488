"""What a monitor is told: how much, how fast, of no one."""

import re

import httpx2

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.viewer import Role, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.schema.limits.metrics import SECONDS, Metrics
from tests.access.identity.kit import TOKENS
from tests.schema.api import serving

VERDICT = '{ verdict(subject: {declaration: "530120260000000042"}) { lawfulKg } }'


async def test_answers_are_counted_by_path_and_status(example_store: GraphStore) -> None:
    async with serving(example_store) as api:
        for _ in range(3):
            await api.ask(VERDICT)
        await api.http.get("/graphql/530120260000000042")
        text = (await api.http.get("/metrics")).text
        assert re.search(r'requests_total\{process="\d+",path="/graphql",status="200"\} 3\n', text)
        assert re.search(r'requests_total\{process="\d+",path="other",status="404"\} 1\n', text)
        assert re.search(r'path="/graphql",le="\+Inf"\} 3\n', text)
        assert re.search(r"under_way\{[^}]*\} 1\n", text)  # the monitor itself
        assert "5301" not in text
        assert (await api.http.get("/readyz")).json() == {"status": "ok"}


def test_times_are_sorted_into_what_is_no_longer() -> None:
    metrics = Metrics()
    for seconds in (0.001, SECONDS[0], 0.3, 99.0):
        metrics.answered("/graphql", 200, seconds)
    found = dict(re.findall(r'le="([^"]+)"\} (\d+)', metrics.text()))
    assert (found["0.005"], found["0.25"], found["0.5"]) == ("2", "2", "3")
    assert (found["30.0"], found["+Inf"]) == ("3", "4")


async def test_they_are_for_whoever_runs_the_service(example_store: GraphStore) -> None:
    app = create_http_app(example_store, TOKENS)
    transport = httpx2.ASGITransport(app=app)
    statuses = {}
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        statuses["nobody"] = (await client.get("/metrics")).status_code
        for role in (Role.OPERATOR, Role.CUSTOMS, Role.AUDITOR):
            await users.add(example_store, Viewer(role.value, role, name=role.value), anew=True)
            token = await users.token_for(example_store, Keys(example_store, TOKENS), role.value, 1)
            headers = {"authorization": f"Bearer {token}"}
            statuses[role.value] = (await client.get("/metrics", headers=headers)).status_code
    assert statuses == {"nobody": 401, "operator": 200, "customs": 403, "auditor": 403}
