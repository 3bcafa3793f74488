"""Kept findings over GraphQL: filtered, counted, reviewed, decided upon, and told as raised."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from provenance.findings.audit.run import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Found
from provenance.law.book import BUILT_IN
from provenance.model.errors import StoreUnavailableError
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import cited
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from tests.conftest import StoreAddress
from tests.example import DECLARATION, M
from tests.graph.kit import NOON, lot
from tests.graph.test_findings import found, keep
from tests.loading import load_all
from tests.schema.api import Api, Broken, serving
from tests.verdict.test_modelled_cases import world as imported_clay
from tests.verdict.test_requests import lab_test

ALL = """query($f: FindingFilter, $n: Int! = 50, $after: String) {
  findings(filter: $f, first: $n, after: $after) {
    edges { cursor node { id code severity relation message kg basis evidence status about day
      subject { label key node { key } } enterprise { name } region { name }
      firstSeen lastSeen goneAt reviews { at by decision reason } } }
    pageInfo { hasNextPage endCursor }
    facets { total codes { key count } severities { key count } statuses { key count }
      enterprises { key count } regions { key count } } } }"""
REVIEW = """mutation($id: ID!, $d: ReviewDecision! = CONFIRM, $by: String! = "王", $why: String!) {
  reviewFinding(id: $id, decision: $d, by: $by, reason: $why) {
    id status reviews { by decision reason } } }"""
DECIDE = """mutation($key: String!, $d: ClearanceDecision!, $by: String!, $why: String!) {
  decideClearance(declaration: $key, decision: $d, by: $by, reason: $why) {
    by decision reason advice conclusion } }"""


@pytest.fixture
async def kept(example_store: GraphStore) -> AsyncIterator[Api]:
    """The service on the worked example, with three findings, the third of them gone."""
    await keep(
        example_store,
        found(1, subject=lot("D1"), scope="lot:D1", enterprise=M, about=("C1",)),
        found(2, subject=Ref(Label.EVENT, "processing:P1"), severity=Severity.MINOR, mass_g=None),
        found(3),
    )
    await keep(example_store, scopes=["lot:L3"], at=NOON + timedelta(days=1))
    async with serving(example_store) as api:
        yield api


async def test_a_finding_as_kept(kept: Api) -> None:
    findings = (await kept.ask(ALL))["findings"]
    first, second = (edge["node"] for edge in findings["edges"])
    assert first == {
        "id": found(1, subject=lot("D1"), about=("C1",)).id,
        "code": "OVERDRAWN_LOT",
        "severity": "CRITICAL",
        "relation": "DIRECT",
        "message": "Drawn 1,200 kg of 1,000 kg.",
        "kg": 200,
        "basis": "Order 785 Art. 14",
        "evidence": ["transfer:T1/1", "transfer:T2/1"],
        "status": "OPEN",
        "about": ["C1"],
        "day": "2026-03-01",
        "subject": {"label": "LOT", "key": "D1", "node": {"key": "D1"}},
        "enterprise": {"name": "矿"},
        "region": {"name": "白云鄂博矿区"},
        "firstSeen": "2026-11-01T20:00:00+08:00",
        "lastSeen": "2026-11-01T20:00:00+08:00",
        "goneAt": None,
        "reviews": [],
    }
    assert (second["severity"], second["kg"]) == ("MINOR", None)
    assert findings["facets"] == {
        "total": 2,
        "codes": [{"key": "OVERDRAWN_LOT", "count": 2}],
        "severities": [{"key": "CRITICAL", "count": 1}, {"key": "MINOR", "count": 1}],
        "statuses": [{"key": "OPEN", "count": 2}],
        "enterprises": [{"key": M, "count": 2}],
        "regions": [{"key": "150206", "count": 2}],
    }


async def test_a_finding_in_the_language_asked(example_store: GraphStore) -> None:
    said = Message("Licence {number} is {status:licence_status}.", number="L1", status="revoked")
    basis = Message("{articles}", articles=cited([BUILT_IN.articles["R14"]]))
    await keep(example_store, found(1, code="LICENCE_NOT_VALID", message=said, basis=basis))
    query = """query($l: Language!, $f: FindingFilter) { findings(filter: $f) { edges { node {
      title(language: $l) message(language: $l) basis(language: $l) } } } }"""
    async with serving(example_store) as api:
        for language, text, words in (
            ("EN", "is revoked", ["export licence not valid", str(said), str(basis)]),
            (
                "ZH",
                "状态为撤销",
                ["出口许可证无效", "出口许可证 L1 的状态为撤销。", "《稀土管理条例》第十四条"],
            ),
        ):
            answer = await api.ask(query, l=language, f={"text": text})
            (edge,) = answer["findings"]["edges"]
            assert list(edge["node"].values()) == words


async def test_pages_go_on_behind_their_cursors(kept: Api) -> None:
    every = (await kept.ask(ALL, f={"gone": None}))["findings"]
    assert [edge["node"]["subject"]["key"] for edge in every["edges"]][-1] == "processing:P1"
    seen, after, more = [], None, True
    while more:
        page = (await kept.ask(ALL, f={"gone": None}, n=1, after=after))["findings"]
        seen += page["edges"]
        assert page["facets"]["total"] == 3
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == every["edges"]
    past = (await kept.ask(ALL, f={"gone": None}, after=after))["findings"]
    assert past["edges"] == []
    assert past["pageInfo"] == {"hasNextPage": False, "endCursor": None}


@pytest.mark.parametrize(
    ("narrowed", "keys"),
    [
        ({"gone": True}, ["L3"]),
        ({"subject": {"lot": "D1"}}, ["D1"]),
        ({"subject": {"event": "processing:P1"}}, ["processing:P1"]),
        ({"severities": ["MINOR"], "codes": ["OVERDRAWN_LOT"], "statuses": ["OPEN"]}, None),
        ({"from": "2026-03-02", "to": "2026-03-02", "region": "150000"}, None),
        ({"text": "processing"}, None),
    ],
)
async def test_a_filter_narrows(kept: Api, narrowed: object, keys: list[str] | None) -> None:
    edges = (await kept.ask(ALL, f=narrowed))["findings"]["edges"]
    shown = [edge["node"]["subject"]["key"] for edge in edges]
    assert shown == (["processing:P1"] if keys is None else keys)


async def test_filters_that_are_none(kept: Api) -> None:
    code, message = await kept.fail(ALL, f={"subject": {"region": "150206"}})
    assert code == "MISUSE"
    assert "must be a lot" in message
    code, _ = await kept.fail(ALL, f={"from": "yesterday"})
    assert code == "GRAPHQL_VALIDATION_FAILED"
    code, _ = await kept.fail(ALL, n=1001)
    assert code == "LIMIT_EXCEEDED"


FILTERED = "query($f: FindingFilter) { findings(filter: $f) { facets { total } } }"
HALF = "\ud800"


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        (FILTERED, {"f": {"text": HALF}}, "MISUSE"),
        (FILTERED, {"f": {"codes": [HALF]}}, "MISUSE"),
        (FILTERED, {"f": {"subject": {"lot": HALF}}}, "MISUSE"),
        (REVIEW, {"id": HALF, "why": "x"}, "UNKNOWN_SUBJECT"),
        (REVIEW, {"id": "x", "why": HALF}, "MISUSE"),
        (DECIDE, {"key": HALF, "d": "HOLD", "by": "x", "why": "y"}, "MISUSE"),
    ],
)
async def test_half_a_character_is_no_text(
    kept: Api, query: str, variables: object, code: str
) -> None:
    body = json.dumps({"query": query, "variables": variables})
    headers = {"content-type": "application/json"}
    answer = (await kept.http.post("/graphql", content=body, headers=headers)).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


async def test_a_review_needs_a_name_and_a_reason_and_stays(kept: Api) -> None:
    id_ = found(1, subject=lot("D1"), about=("C1",)).id
    for wrong in ({"by": " "}, {"why": ""}, {"why": "\n"}):
        code, message = await kept.fail(REVIEW, **{"id": id_, "why": "stock taken", **wrong})
        assert code == "MISUSE"
        assert "is required" in message
    code, message = await kept.fail(REVIEW, id=id_, why="x" * 4_001)
    assert code == "LIMIT_EXCEEDED"
    code, message = await kept.fail(REVIEW, id="nothing", why="stock taken")
    assert code == "UNKNOWN_SUBJECT"
    await kept.ask(REVIEW, id=id_, why=" stock taken ")
    reviewed = (await kept.ask(REVIEW, id=id_, d="DISMISS", by="李", why="误报"))["reviewFinding"]
    assert reviewed == {
        "id": id_,
        "status": "DISMISSED",
        "reviews": [
            {"by": "王", "decision": "CONFIRM", "reason": "stock taken"},
            {"by": "李", "decision": "DISMISS", "reason": "误报"},
        ],
    }
    (edge,) = (await kept.ask(ALL, f={"statuses": ["DISMISSED"]}))["findings"]["edges"]
    assert [said["reason"] for said in edge["node"]["reviews"]] == ["stock taken", "误报"]


async def test_an_officers_decision_stands_beside_the_advice(kept: Api) -> None:
    decided = await kept.ask(DECIDE, key=DECLARATION, d="RELEASE", by="李", why="papers shown")
    first = {
        "by": "李",
        "decision": "RELEASE",
        "reason": "papers shown",
        "advice": "HOLD",
        "conclusion": "MIXED",
    }
    assert decided["decideClearance"] == first
    await kept.ask(DECIDE, key=DECLARATION, d="SAMPLE", by="Li", why="assay")
    query = """query($d: String!) { declaration(key: $d) {
      decisions { by decision reason advice conclusion at open labTest { key } } } }"""
    history = (await kept.ask(query, d=DECLARATION))["declaration"]["decisions"]
    assert [one["decision"] for one in history] == ["RELEASE", "SAMPLE"]
    assert [(one.pop("open"), one.pop("labTest")) for one in history] == [
        (False, None),
        (True, None),
    ]
    assert history[0].pop("at").endswith("+08:00")
    assert history[0] == first
    code, _ = await kept.fail(DECIDE, key="nowhere", d="HOLD", by="Li", why="?")
    assert code == "UNKNOWN_SUBJECT"
    code, _ = await kept.fail(DECIDE, key=DECLARATION, d="HOLD", by="", why="?")
    assert code == "MISUSE"
    code, _ = await kept.fail(DECIDE, key=DECLARATION, d="BURN", by="x", why="?")
    assert code == "GRAPHQL_VALIDATION_FAILED"


async def test_a_sample_is_open_until_a_test_answers_it(example_store: GraphStore) -> None:
    query = "query($d: String!) { declaration(key: $d) { decisions { open labTest { key } } } }"
    async with serving(example_store) as api:
        await api.ask(DECIDE, key=DECLARATION, d="SAMPLE", by="李", why="存疑")
        (waiting,) = (await api.ask(query, d=DECLARATION))["declaration"]["decisions"]
        assert waiting == {"open": True, "labTest": None}
        await load_all(example_store, [lab_test("LT", declaration=DECLARATION)])
        (answered,) = (await api.ask(query, d=DECLARATION))["declaration"]["decisions"]
        assert answered == {"open": False, "labTest": {"key": "LT"}}


CHANGED = """query($d: String!) { declaration(key: $d) { conclusionChanges {
  after causes { kind id } answers { declaration decision { decision labTest { key } } } } } }"""


async def test_a_change_tells_which_sample_the_test_that_caused_it_answers(
    store: GraphStore,
) -> None:
    """What came in was sampled; the test changes what the shipment it went into comes to."""
    imported, shipped = "864120260000000002", "530120261000800002"
    await load_all(store, imported_clay("kachin-feed"))
    await audit(store, Settings())
    async with serving(store) as api:
        await api.ask(DECIDE, key=imported, d="SAMPLE", by="李", why="存疑")
        test = lab_test("LT", declaration=imported) | {"product": "mixed_salt"}
        await load_all(store, [test])
        await audit(store, Settings(), whole=False)
        found = (await api.ask(CHANGED, d=shipped))["declaration"]["conclusionChanges"]
    answered = {"declaration": imported,
                "decision": {"decision": "SAMPLE", "labTest": {"key": "LT"}}}  # fmt: skip
    assert [change["answers"] for change in found] == [[], [answered]]


async def test_orders_and_counts(kept: Api) -> None:
    query = """query($f: FindingFilter, $o: FindingOrder!) {
      findings(filter: $f, order: $o, first: 1) {
        totalCount edges { node { subject { key } } } } }"""
    for order, first in (("MASS", "D1"), ("DAY", "processing:P1"), ("SEVERITY", "D1")):
        page = (await kept.ask(query, o=order))["findings"]
        assert (page["totalCount"], page["edges"][0]["node"]["subject"]["key"]) == (2, first)
    late = (await kept.ask(query, o="FIRST_SEEN", f={"firstSeenFrom": "2026-11-02"}))["findings"]
    assert (late["totalCount"], late["edges"]) == (0, [])


async def test_a_finding_by_its_id(kept: Api) -> None:
    query = "query($id: ID!) { finding(id: $id) { id status goneAt } }"
    one = (await kept.ask(query, id=found(3).id))["finding"]
    assert (one["id"], one["goneAt"] is None) == (found(3).id, False)
    for unknown in ("nothing", HALF):
        assert (await kept.ask(query, id=unknown))["finding"] is None


MANY = """mutation($ids: [ID!]!) {
  reviewFindings(ids: $ids, decision: DISMISS, by: "王", reason: "误报") {
    id error finding { status reviews { reason } } } }"""


async def test_several_are_reviewed_for_one_reason(kept: Api) -> None:
    there, gone = found(1, subject=lot("D1"), about=("C1",)).id, found(3).id
    answers = (await kept.ask(MANY, ids=[there, "nothing", gone]))["reviewFindings"]
    assert [one["id"] for one in answers] == [there, "nothing", gone]
    said = {"status": "DISMISSED", "reviews": [{"reason": "误报"}]}
    assert [one["finding"] for one in answers] == [said, None, said]
    assert "no finding was ever kept" in answers[1]["error"]
    assert (await kept.fail(MANY, ids=["x"] * 1_001))[0] == "LIMIT_EXCEEDED"


async def test_findings_of_a_verdict_are_known_by_their_ids(example_store: GraphStore) -> None:
    query = """query($key: String!) { verdict(subject: {declaration: $key}) {
      findings { id code subject { key } } } }"""
    async with serving(example_store) as api:
        before = (await api.ask(query, key=DECLARATION))["verdict"]["findings"]
        await audit(example_store, Settings(), whole=True)
        after = (await api.ask(query, key=DECLARATION))["verdict"]["findings"]
        assert {one["id"] for one in before} == {None}
        for one in after:
            (kept,) = await example_store.findings.by_id([one["id"]])
            assert kept is not None
            assert (kept.code, kept.subject.key) == (one["code"], one["subject"]["key"])


RAISED = """subscription($f: FindingFilter) { findingRaised(filter: $f) {
  id severity subject { key node { ... on Lot { holder { key } } } } } }"""


async def test_what_another_process_raises_is_told_over_a_socket(
    example_store: GraphStore, sqlite_address: StoreAddress
) -> None:
    """Only what is raised from now on, as far as the filter leaves it, in that order."""
    other = sqlite_address.open()
    await keep(other, found(1))
    app = create_http_app(example_store, Settings(findings_look_s=0.02))
    client = TestClient(app, base_url="http://localhost")
    with (
        client,
        client.websocket_connect(
            "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        payload = {"query": RAISED, "variables": {"f": {"severities": ["CRITICAL"]}}}
        socket.send_json({"type": "subscribe", "id": "1", "payload": payload})
        _settle(socket)
        minor = found(3, severity=Severity.MINOR)
        await keep(other, found(2), minor, found(4, subject=lot("D1")))
        told = [_told(socket), _told(socket)]
        assert [one["id"] for one in told] == [found(2).id, found(4, subject=lot("D1")).id]
        assert told[0]["subject"]["node"] is None
        assert told[1]["subject"]["node"]["holder"]["key"]
        await keep(other, scopes=["lot:L2"])
        await keep(other, found(2), found(4, subject=lot("D1")))
        assert _told(socket)["id"] == found(2).id
        socket.send_json({"type": "complete", "id": "1"})
        _settle(socket)
    await other.close()


def test_a_query_nobody_can_read_is_answered_over_a_socket_too(
    example_store: GraphStore,
) -> None:
    client = TestClient(create_http_app(example_store, Settings()), base_url="http://localhost")
    with (
        client,
        client.websocket_connect(
            "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": "{"}})
        answer = socket.receive_json()
        assert (answer["type"], answer["id"]) == ("error", "1")
        assert answer["payload"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"region": "150000"}, ["L1", "export:X1/1"]),
        ({"region": "150206"}, ["L1", "export:X1/1"]),
        ({"declaration": DECLARATION}, ["export:X1/1", "L3"]),
        ({"enterprise": "nobody"}, ["L3"]),
        ({"subject": {"lot": "L2"}, "codes": ["OVERDRAWN_LOT"]}, ["L2"]),
    ],
)
def test_a_listener_is_told_what_it_asked_for(
    example_store: GraphStore,
    sqlite_address: StoreAddress,
    narrowed: dict[str, Any],
    expected: list[str],
) -> None:
    """A province's listener is told of what is in its counties; a declaration's of its exports."""
    app = create_http_app(example_store, Settings(findings_look_s=0.02))
    with (
        TestClient(app, base_url="http://localhost") as client,
        client.websocket_connect(
            "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
        ) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        payload = {"query": RAISED, "variables": {"f": narrowed}}
        socket.send_json({"type": "subscribe", "id": "1", "payload": payload})
        _settle(socket)
        shipment = Ref(Label.EVENT, "export:X1/1")
        asyncio.run(
            _keep_elsewhere(
                sqlite_address,
                found(1),
                found(2, region="360783"),
                found(1, subject=shipment, scope="event:X1"),
                found(3, region=None, enterprise="nobody", evidence=(DECLARATION,)),
            )
        )
        assert [_told(socket)["subject"]["key"] for _ in expected] == expected


async def _keep_elsewhere(address: StoreAddress, *findings: Found) -> None:
    other = address.open()
    await keep(other, *findings)
    await other.close()


def _settle(socket: Any) -> None:
    """Ask something else in between: what was sent before is under way once it is answered."""
    for _ in range(3):
        payload = {"query": "{ findings(filter: {gone: null}) { facets { total } } }"}
        socket.send_json({"type": "subscribe", "id": "2", "payload": payload})
        assert socket.receive_json()["type"] == "next"
        assert socket.receive_json()["type"] == "complete"


def _told(socket: Any) -> Any:
    message = socket.receive_json()
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    return message["payload"]["data"]["findingRaised"]


@pytest.mark.parametrize(("text", "code"), [(HALF, "MISUSE"), ("anything", "STORE_UNAVAILABLE")])
def test_a_listener_is_told_why_nothing_more_comes(text: str, code: str) -> None:
    broken: Any = Broken(StoreUnavailableError("it is gone"))
    client = TestClient(create_http_app(broken, Settings()), base_url="http://localhost")
    with client.websocket_connect(
        "ws://localhost/graphql", subprotocols=["graphql-transport-ws"]
    ) as socket:
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        asked = {"query": RAISED, "variables": {"f": {"text": text}}}
        socket.send_json({"type": "subscribe", "id": "1", "payload": asked})
        message = socket.receive_json()
        errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
        assert [error["extensions"]["code"] for error in errors] == [code]
