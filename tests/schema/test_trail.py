"""Whatever is asked is in the trail before it is answered: by whom, about whom, whose keys."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from provenance.access.trail.journal import Journal
from provenance.access.trail.verify import verify
from provenance.access.viewer import OWNER, Role, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Found
from provenance.graph.port.trail import Draft
from provenance.graph.sqlite.trail import TrailWriter
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Context
from provenance.schema.http import create_http_app
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from provenance.settings.trail import Trail as Terms
from tests.access.trail.kit import seals
from tests.conftest import StoreAddress
from tests.example import DECLARATION, worked_example
from tests.graph.kit import MINE
from tests.graph.test_findings import found, keep
from tests.loading import load_all
from tests.schema.api import serving

SECRET = Access(pseudonyms="of the tests, and long enough for all of them")
ON = Settings(trail=Terms(on=True), access=SECRET)
SCHEMA = Schema(ON)
OFFICER = Viewer("李", Role.CUSTOMS, name="CANARY-NAME")
VERDICT = "query($d: String!) { verdict(subject: {declaration: $d}) { conclusion lawfulKg } }"


async def bodies(store: GraphStore) -> list[dict[str, Any]]:
    """What all entries say, of a trail that holds."""
    entries = await store.trail.page(0, 1_000)
    assert (await verify(store.trail, seals().read)).fault is None
    return [json.loads(entry.body) for entry in entries]


def less(body: dict[str, Any]) -> dict[str, Any]:
    """What is not different each time."""
    inner = {"at", "number", "previous", "request"}
    return {name: value for name, value in body.items() if name not in inner}


async def ask(store: GraphStore, viewer: Viewer, query: str, **variables: Any) -> Any:
    """What somebody is answered."""
    context = Context(store, ON, Announcer(store, 1), viewer)
    context.journal, context.address = Journal(store, Terms()), "192.0.2.7"
    return await SCHEMA.execute(query, variable_values=variables, context_value=context)


@pytest.fixture
async def told(store: GraphStore) -> GraphStore:
    """Either store, with the worked example."""
    await load_all(store, worked_example())
    return store


async def test_a_question_is_in_the_trail(told: GraphStore) -> None:
    answer = await ask(told, OFFICER, VERDICT, d=DECLARATION)
    assert answer.data["verdict"]["conclusion"]
    (body,) = await bodies(told)
    declared = {"Declaration": {"count": 1, "keys": [DECLARATION]}}
    assert less(body) == {
        "who": "李",
        "role": "customs",
        "from": "192.0.2.7",
        "asked": ["Query.verdict"],
        "about": declared,
        "answered": declared,
        "status": "answered",
    }


@pytest.mark.parametrize(
    ("query", "about", "answered"),
    [
        ('{ search(text: "D1") { key } }', {"text": ["D1"]}, {"Lot": ["D1"]}),
        (
            '{ a: lot(key: "D1") { onRecord } ...F } fragment F on Query { lot(key: "x") { id } }',
            {"Lot": ["D1", "x"]},
            {"Lot": ["D1"]},
        ),
        (
            'query($l: String! = "D1") { lineage(subject: {lot: $l}) { inputs { lot } } }',
            {"Lot": ["D1"]},
            None,
        ),
        (
            '{ node(id: "TG90OkQx") { key ... on Lot { holder { key } versions { number } } } }',
            {"Lot": ["D1"]},
            None,
        ),
        ("{ enterprises(first: 1) { edges { node { name } } } }", {}, {"Enterprise": [MINE]}),
        ("{ __typename }", {}, {}),
    ],
)
async def test_about_whom_and_whose_keys(
    told: GraphStore, query: str, about: Any, answered: Any
) -> None:
    result = await ask(told, OFFICER, query)
    assert not result.errors, result.errors
    (body,) = await bodies(told)
    assert keys(body.get("about", {})) == about
    given = keys(body.get("answered", {}))
    if answered is not None:
        assert given == answered
    # Whatever key the answer holds is among those that were given out.
    said = json.dumps(result.data)
    known = {ref for listed in given.values() for ref in listed}
    assert {key for key in ("D1", "D2", "C1", "processing:P1", MINE) if f'"{key}"' in said} <= known


def keys(listed: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: said["keys"] for kind, said in listed.items()}


async def test_a_long_answer_is_listed_in_part_with_a_digest_of_all(told: GraphStore) -> None:
    names = " ".join(f'a{n}: lot(key: "x{n}") {{ key }}' for n in range(25))
    await ask(told, OFFICER, f"{{ {names} }}")
    (body,) = await bodies(told)
    lots = body["about"]["Lot"]
    assert (lots["count"], len(lots["keys"]), len(lots["sha256"])) == (25, 20, 64)


async def test_what_is_refused_is_in_the_trail(told: GraphStore) -> None:
    auditor = Viewer("审计", Role.AUDITOR)
    assert (await ask(told, auditor, VERDICT, d=DECLARATION)).errors
    assert (await ask(told, OFFICER, "{ lot(key: 1) { key } }")).errors
    assert (await ask(told, OFFICER, "{ nothing")).errors
    assert (await ask(told, OFFICER, '{ lineage(subject: {quota: "Q1"}) { hidden } }')).errors
    said = [(body["who"], body.get("asked"), body["status"]) for body in await bodies(told)]
    assert said == [
        ("审计", ["Query.verdict"], "FORBIDDEN"),
        ("李", ["Query.lot"], "GRAPHQL_VALIDATION_FAILED"),
        ("李", None, "GRAPHQL_PARSE_FAILED"),
        ("李", ["Query.lineage"], "answered"),  # null, and why
    ]


async def test_a_change_is_in_the_trail_with_what_it_changes(told: GraphStore) -> None:
    decided = """mutation($d: String!) { decideClearance(declaration: $d, decision: HOLD,
        reason: "CANARY-REASON") { at } }"""
    assert not (await ask(told, OFFICER, decided, d=DECLARATION)).errors
    told_of = [body for body in await bodies(told) if body["status"] == "changed"]
    assert [body["changes"] for body in told_of] == [
        {"decided": {"Declaration": {"count": 1, "keys": [[DECLARATION, "hold"]]}}}
    ]
    assert "CANARY" not in json.dumps(await bodies(told))


async def test_reading_the_trail_is_in_it(told: GraphStore) -> None:
    await ask(told, OFFICER, VERDICT, d=DECLARATION)
    auditor = Viewer("审计", Role.AUDITOR)
    query = """query($about: String, $after: String) {
        trail(about: $about, after: $after, first: 1) {
            edges { node { number who role status asked body hash } }
            pageInfo { hasNextPage endCursor } } }"""
    found = (await ask(told, auditor, query, about=DECLARATION)).data["trail"]
    entry = await told.trail.head()
    (edge,) = found["edges"]
    first, second = await told.trail.page(0, 10)
    assert edge["node"] == {
        "number": 1,
        "who": "李",
        "role": "customs",
        "status": "answered",
        "asked": ["Query.verdict"],
        "body": first.body,
        "hash": first.hash,
    }
    assert not found["pageInfo"]["hasNextPage"]
    assert entry == second
    told_of = json.loads(second.body)
    assert (told_of["who"], told_of["asked"]) == ("审计", ["Query.trail"])
    assert keys(told_of["about"]) == {"about": [DECLARATION]}
    assert keys(told_of["answered"]) == {"TrailEntry": ["1"]}
    page = (await ask(told, auditor, query)).data["trail"]
    assert page["pageInfo"]["hasNextPage"]
    after = page["pageInfo"]["endCursor"]
    page = (await ask(told, auditor, query, after=after)).data["trail"]
    assert [edge["node"]["number"] for edge in page["edges"]] == [1]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, Role.OWNER}])
async def test_nobody_else_reads_the_trail(example_store: GraphStore, role: Role) -> None:
    viewer = Viewer("x", role, enterprise=MINE, region="150000")
    result = await ask(example_store, viewer, "{ trail { edges { node { who } } } }")
    assert [error.extensions["code"] for error in result.errors] == ["FORBIDDEN"]


async def test_the_owner_is_in_the_trail_where_that_is_set(told: GraphStore) -> None:
    async with serving(told) as api:
        await api.ask("{ __typename }")
    assert await told.trail.head() is None
    ingest = "mutation($r: [JSON!]!) { ingest(records: $r) { committed } }"
    quota = next(record for record in worked_example() if record["record"] == "quota")
    async with serving(told, ON) as api:
        await api.ask(VERDICT, d=DECLARATION)
        await api.ask(ingest, r=[{**quota, "revision": 7}])
    first, change, last = await bodies(told)
    assert (first["who"], first["role"], first["from"]) == (OWNER.id, "owner", "127.0.0.1")
    recorded = {"quota": {"count": 1, "keys": [[quota["id"], 7]]}}
    assert change["changes"] == {"recorded": recorded}
    assert change["request"] == last["request"] != first["request"]
    assert (change["asked"], last["status"]) == (["Mutation.ingest"], "answered")


RAISED = "subscription { findingRaised { id subject { key } } }"


@contextmanager
def talking(store: Any) -> Iterator[Any]:
    """A socket, on which somebody listens to what is raised."""
    app = create_http_app(store, ON.model_copy(update={"findings_look_s": 0.02}))
    with (
        TestClient(app, base_url="http://127.0.0.1") as client,
        client.websocket_connect(
            "ws://127.0.0.1/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": RAISED}})
        yield socket


class Unwritable:
    """A store whose trail cannot be written."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.trail: Any = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def append(self, drafts: list[Draft]) -> None:
        raise StoreUnavailableError("the disk is full")


UNWRITABLE = (
    "TRAIL_UNWRITABLE",
    "The trail cannot be written, and what is not in it is not answered; the log has why.",
)


async def test_what_the_trail_does_not_take_is_not_answered(example_store: GraphStore) -> None:
    async with serving(Unwritable(example_store), ON) as api:
        assert await api.fail(VERDICT, d=DECLARATION) == UNWRITABLE
        answer = await api.send(VERDICT, d=DECLARATION)
        assert answer.get("data") is None


async def test_a_change_the_trail_does_not_take_is_not_made(
    example_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def append(self: object, drafts: list[Draft]) -> None:
        raise StoreUnavailableError("the disk is full")

    monkeypatch.setattr(TrailWriter, "append", append)
    decided = """mutation($d: String!) { decideClearance(declaration: $d, decision: HOLD, by: "x",
        reason: "y") { at } }"""
    async with serving(example_store, ON) as api:
        answer = await api.send(decided, d=DECLARATION)
    assert answer["errors"]
    monkeypatch.undo()
    (decisions,) = (
        await example_store.findings.decisions([Ref(Label.DECLARATION, DECLARATION)])
    ).values()
    assert list(decisions) == []


def test_over_a_socket_nothing_is_told_before_the_trail_has_it(
    example_store: GraphStore, sqlite_address: StoreAddress
) -> None:
    with talking(example_store) as socket:
        for _ in range(3):
            query = '{ lot(key: "D1") { key } }'
            socket.send_json({"type": "subscribe", "id": "2", "payload": {"query": query}})
            assert socket.receive_json()["payload"]["data"] == {"lot": {"key": "D1"}}
            assert socket.receive_json()["type"] == "complete"
        asyncio.run(keep_elsewhere(sqlite_address, found(1), found(2)))
        told = [socket.receive_json()["payload"]["data"]["findingRaised"]["id"] for _ in "12"]
    assert told == [found(1).id, found(2).id]
    entries = asyncio.run(bodies_at(sqlite_address))
    listened = [body for body in entries if body["asked"] == ["Subscription.findingRaised"]]
    assert [body["status"] for body in listened] == ["begun", "answered", "answered"]
    assert len({body["request"] for body in listened}) == 1
    given = [keys(body.get("answered", {})).get("KeptFinding") for body in listened]
    assert given == [None, [found(1).id], [found(2).id]]
    assert [body["asked"] for body in entries].count(["Query.lot"]) == 3


def test_over_a_socket_what_the_trail_does_not_take_is_not_told(
    example_store: GraphStore,
) -> None:
    with talking(Unwritable(example_store)) as socket:
        refused = [socket.receive_json()]
        query = '{ lot(key: "D1") { key } }'
        socket.send_json({"type": "subscribe", "id": "2", "payload": {"query": query}})
        while refused[-1]["id"] == "1":
            refused.append(socket.receive_json())
    for message in refused:
        if message["type"] != "complete":
            payload = message["payload"]
            errors = payload if message["type"] == "error" else payload["errors"]
            told = [(error["extensions"]["code"], error["message"]) for error in errors]
            assert told == [UNWRITABLE]
            assert message["type"] == "error" or payload.get("data") is None


async def keep_elsewhere(address: StoreAddress, *findings: Found) -> None:
    other = address.open()
    await keep(other, *findings)
    await other.close()


async def bodies_at(address: StoreAddress) -> list[dict[str, Any]]:
    store = address.open()
    said = await bodies(store)
    await store.close()
    return said
