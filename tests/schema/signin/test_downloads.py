"""Downloads are what whoever is signed in may ask, see, and is noted to have been given."""

import json
from io import BytesIO
from typing import Any

import networkx as nx

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.identity.people import viewer
from provenance.graph.port.graph import GraphStore
from tests.access.identity.kit import TOKENS
from tests.example import DECLARATION, M, Z
from tests.schema.api import Api

SHIPMENT = {"subject": {"declaration": DECLARATION}}


async def _token(store: GraphStore, role: str, **of: Any) -> str:
    await users.add(store, viewer(role, role, name=role, **of), anew=True)
    return await users.token_for(store, Keys(store, TOKENS), role, 30)


async def _get(api: Api, token: str | None, file: str, variables: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    asked = {"variables": json.dumps(variables)}
    return await api.http.get(f"/download/{file}", params=asked, headers=headers)


async def test_nobody_and_those_who_may_not_ask_get_no_file(api: Api, store: GraphStore) -> None:
    assert (await _get(api, None, "lineage.csv", SHIPMENT)).status_code == 401
    importer = await _token(store, "importer", enterprise=Z)
    for file in ("targets.csv", "quotas.json", "reports.csv", "case.graphml"):
        said = {"id": "c"} if file.startswith("case") else {"month": "2026-01"}
        refused = await _get(
            api, importer, file, said if "reports" in file or "case" in file else {}
        )
        assert refused.status_code == 403, (file, refused.text)
        assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_an_importers_file_names_nobody_and_adds_up(api: Api, store: GraphStore) -> None:
    importer = await _token(store, "importer", enterprise=Z)
    answer = await _get(api, importer, "lineage.graphml", SHIPMENT)
    assert answer.status_code == 200, answer.text
    for name in (M, "矿", "E1", "C1", "K1"):
        assert f":{name}<" not in answer.text
        assert f'"{name}"' not in answer.text
    assert M not in answer.text
    graph = nx.read_graphml(BytesIO(answer.content))
    mined = [
        said["of_subject_kg"]
        for tail, _, said in graph.edges(data=True)
        if tail.startswith("Event:extraction:") and "reo_kg" in said
    ]
    assert sum(mined) == 114_000


async def test_a_file_is_in_the_trail(api: Api, store: GraphStore) -> None:
    customs = await _token(store, "customs")
    await _get(api, customs, "lineage.gexf", SHIPMENT)
    (entry,) = await store.trail.page(0, 10)
    body = json.loads(entry.body)
    assert (entry.who, body["asked"], body["status"]) == (
        "customs",
        ["Query.lineage"],
        "answered",
    )
    assert body["about"]["Declaration"]["keys"] == [DECLARATION]
    assert "D1" in body["answered"]["Lot"]["keys"]
