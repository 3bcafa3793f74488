"""Who need not sign in, who is not answered at all, and in whose name something is said."""

from typing import Any

import httpx2
import pytest

from provenance.access.identity import users
from provenance.access.identity.configured import check_settings
from provenance.access.identity.keys import Keys
from provenance.access.identity.people import viewer
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.access.identity.kit import TOKENS, wang
from tests.schema.api import Api, serving
from tests.schema.signin.test_refused import ASKED, must_be_refused

NOTHING_SET = Settings()


async def test_where_nothing_is_set_everyone_on_this_machine_is_the_owner(
    store: GraphStore,
) -> None:
    async with serving(store) as api:
        assert (await api.http.post("/graphql", json=ASKED)).status_code == 200


async def test_whoever_shows_a_token_there_is_judged_by_it(store: GraphStore) -> None:
    # Signed by the key beside the file of the store, as the command line has it.
    path: Any = store
    given = Settings(store=f"sqlite:///{path._path}")
    _, token = await wang(store, given)
    async with serving(store, given) as api:
        shown = {"authorization": f"Bearer {token}"}
        assert (await api.http.post("/graphql", json=ASKED, headers=shown)).status_code == 200
        bad = {"authorization": f"Bearer {token[:-3]}"}
        must_be_refused(await api.http.post("/graphql", json=ASKED, headers=bad))


@pytest.mark.parametrize("here", ["10.0.0.5", "192.168.1.7", "::ffff:10.0.0.5", "2001:db8::1"])
async def test_from_elsewhere_nobody_is_answered_where_nothing_is_set(
    store: GraphStore, here: str
) -> None:
    app = create_http_app(store, NOTHING_SET)

    async def reached_at(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "server": (here, 8000)}, receive, send)

    transport = httpx2.ASGITransport(app=reached_at)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        answer = await http.post("/graphql", json=ASKED)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]["code"]) == (403, "FORBIDDEN")
        assert "PROVENANCE_ACCESS__MODE=tokens" in error["message"]
        assert (await http.get("/healthz")).status_code == 200


@pytest.mark.parametrize(
    "here", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "localhost", "testserver"]
)
async def test_this_machine_is_this_machine_by_any_name(store: GraphStore, here: str) -> None:
    app = create_http_app(store, NOTHING_SET)

    async def reached_at(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "server": (here, 8000)}, receive, send)

    transport = httpx2.ASGITransport(app=reached_at)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        assert (await http.post("/graphql", json=ASKED)).status_code == 200


REVIEW = """mutation R($by: String) {
  reviewFinding(id: "0", decision: CONFIRM, reason: "x", by: $by) { id } }"""
DECIDE = """mutation D($by: String) {
  decideClearance(declaration: "530120260000000042", decision: HOLD, reason: "x", by: $by) {
    by } }"""
WATCH = """mutation W($by: String) {
  watch(url: "https://example.org/", by: $by) { watch { by } } }"""


async def _errors(api: Api, token: str | None, query: str, by: str | None) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    asked = {"query": query, "variables": {"by": by}}
    answer = (await api.http.post("/graphql", json=asked, headers=headers)).json()
    errors = [(error["extensions"]["code"], error["message"]) for error in answer.get("errors", [])]
    return errors or answer["data"]


@pytest.fixture
async def customs(store: GraphStore) -> str:
    """A token of a customs officer, who reviews, decides and watches."""
    await users.add(store, viewer("王", "customs", name="王"), anew=True)
    return await users.token_for(store, Keys(store, TOKENS), "王", 30)


@pytest.mark.parametrize("query", [REVIEW, DECIDE, WATCH])
async def test_nobody_speaks_for_anybody_else(api: Api, customs: str, query: str) -> None:
    words = "you are signed in as 王, and speak for nobody else"
    assert await _errors(api, customs, query, "李") == [("FORBIDDEN", words)]


async def test_what_is_said_is_in_the_name_of_whoever_is_signed_in(api: Api, customs: str) -> None:
    for by in (None, "王", " 王 "):
        assert await _errors(api, customs, DECIDE, by) == {"decideClearance": {"by": "王"}}
        assert await _errors(api, customs, WATCH, by) == {"watch": {"watch": {"by": "王"}}}


async def test_the_owner_says_whose(store: GraphStore) -> None:
    async with serving(store) as api:
        assert await _errors(api, None, DECIDE, "李") == {"decideClearance": {"by": "李"}}
        assert await _errors(api, None, DECIDE, None) == [
            ("MISUSE", "by is required: say in words that others can read later")
        ]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"issuer": "https://a.cn"}, "ISSUER alone lets nobody in"),
        ({"client_id": "x", "issuer": "https://a.cn"}, "CLIENT_ID needs"),
        ({"client_id": "x", "url": "https://b.cn"}, "CLIENT_ID needs"),
        (
            {"client_id": "x", "url": "https://b.cn", "issuer": "https://a.cn", "audience": "x"},
            "are the same",
        ),
    ],
)
def test_what_lets_nobody_in_is_said_at_once(stated: dict[str, Any], told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        check_settings(Settings(access=Access(**stated)))


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"issuer": "https://a.cn", "audience": "x"},
        {"issuer": "https://a.cn/realms/x/", "client_id": "y", "url": "https://b.cn/"},
        {"issuer": "http://127.0.0.1:9000", "client_id": "y", "url": "http://[::1]:8000"},
    ],
)
def test_what_lets_people_in(stated: dict[str, Any]) -> None:
    check_settings(Settings(access=Access(**stated)))
