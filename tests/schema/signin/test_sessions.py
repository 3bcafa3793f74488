"""A browser signs in with a token: its cookie is strict, renewed, and ended on the server."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx2
import pytest
from httpx2 import Response

from provenance.access.identity import sessions as at_work
from provenance.access.identity import users
from provenance.access.identity.gate import Gate
from provenance.access.identity.keys import Keys
from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from provenance.settings.access import Access, AccessMode
from tests.access.identity.kit import HOSTS, TOKENS
from tests.schema.signin.test_refused import ASKED, _restated, must_be_refused

HTTPS, PLAIN = "https://provenance.example.cn", "http://127.0.0.1:8000"
NAMES = {HTTPS: "__Host-provenance_session", PLAIN: "provenance_session"}
FROM_HERE = {"sec-fetch-site": "same-origin"}


class Browser:
    """Keeps no cookie by itself: what it shows is said each time."""

    def __init__(self, http: httpx2.AsyncClient, base: str) -> None:
        self._http, self.base = http, base

    async def sign_in(self, token: str, **headers: str) -> Response:
        """Send the form of /login."""
        return await self._http.post(
            "/login", data={"token": token}, headers={**FROM_HERE, **headers}
        )

    async def ask(self, number: str, **headers: str) -> Response:
        """Ask as a page of the service does, unless the headers say otherwise."""
        shown = {**FROM_HERE, **headers, "cookie": f"{NAMES[self.base]}={number}"}
        kept = {name: value for name, value in shown.items() if value}
        return await self._http.post("/graphql", json=ASKED, headers=kept)

    async def post(self, path: str, number: str, **headers: str) -> Response:
        shown = {**FROM_HERE, **headers, "cookie": f"{NAMES[self.base]}={number}"}
        return await self._http.post(path, headers=shown)

    @property
    def http(self) -> httpx2.AsyncClient:
        return self._http


async def browsing(store: GraphStore, settings: Settings, base: str) -> AsyncIterator[Browser]:
    transport = httpx2.ASGITransport(app=create_http_app(store, settings))
    async with httpx2.AsyncClient(transport=transport, base_url=base, cookies=None) as http:
        http.cookies.jar.set_policy(_Nothing())
        yield Browser(http, base)


class _Nothing:
    """A policy by which no cookie is kept."""

    netscape, rfc2965, hide_cookie2 = True, False, False

    def set_ok(self, *_: Any) -> bool:
        return False

    def return_ok(self, *_: Any) -> bool:
        return False

    def domain_return_ok(self, *_: Any) -> bool:
        return False

    def path_return_ok(self, *_: Any) -> bool:
        return False


def settings(**more: Any) -> Settings:
    return Settings(
        access=Access(mode=AccessMode.TOKENS, key=TOKENS.access.key, **more), hosts=HOSTS
    )


@pytest.fixture(params=[HTTPS, PLAIN])
async def browser(store: GraphStore, request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async for one in browsing(store, settings(), request.param):
        yield one


def cookies(answer: Response) -> dict[str, Morsel[str]]:
    """The cookies that an answer sets."""
    return {
        name: morsel
        for header in answer.headers.get_list("set-cookie")
        for name, morsel in SimpleCookie(header).items()
    }


def number_of(answer: Response, base: str = HTTPS) -> str:
    """The number that a browser is to show."""
    return cookies(answer)[NAMES[base]].value


async def test_the_form_signs_in(browser: Browser, token: str) -> None:
    form = await browser.http.get("/login")
    assert (form.status_code, 'name="token"' in form.text) == (200, True)
    assert "default-src 'none'" in form.headers["content-security-policy"]
    answer = await browser.sign_in(token)
    assert (answer.status_code, "王" in answer.text) == (200, True)
    kept = cookies(answer)[NAMES[browser.base]]
    assert (kept["httponly"], kept["samesite"].lower(), kept["path"]) == (True, "strict", "/")
    assert (kept["max-age"], kept["domain"]) == ("43200", "")
    assert bool(kept["secure"]) == (browser.base == HTTPS)
    asked = await browser.ask(kept.value)
    assert (asked.status_code, "set-cookie" in asked.headers) == (200, False)


async def test_programs_sign_in_by_json(browser: Browser, token: str) -> None:
    answer = await browser.http.post("/login", json={"token": token}, headers=FROM_HERE)
    assert answer.json() == {"name": "王", "role": "enterprise"}
    assert (await browser.ask(number_of(answer, browser.base))).status_code == 200


async def test_the_store_has_no_number_and_no_token(
    browser: Browser, store: GraphStore, token: str
) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    path: Any = store
    held = b"".join(
        file.read_bytes() for file in path._path.parent.glob("store.sqlite*") if file.is_file()
    )
    assert number.encode() not in held
    assert token.split(".")[2].encode() not in held


@pytest.mark.parametrize(
    "shown", [{"token": "x"}, {"token": ""}, {}, {"other": "y"}, {"token": "x" * 20_000}]
)
async def test_what_is_no_token_signs_nobody_in(browser: Browser, shown: dict[str, str]) -> None:
    answer = await browser.http.post("/login", json=shown, headers=FROM_HERE)
    if "token" in shown:
        must_be_refused(answer)
    assert (answer.status_code in (400, 401), cookies(answer)) == (True, {})
    page = await browser.http.post("/login", data=shown, headers=FROM_HERE)
    assert (page.status_code, cookies(page)) == (401, {})


async def test_nobody_is_signed_in_by_a_page_of_elsewhere(browser: Browser, token: str) -> None:
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "", "origin": "https://evil.example.cn"},
        {"sec-fetch-site": "", "origin": "null"},
        {"sec-fetch-site": ""},
    ):
        kept = {name: value for name, value in headers.items() if value}
        answer = await browser.http.post("/login", data={"token": token}, headers=kept)
        assert (answer.status_code, cookies(answer)) == (403, {})


FOREIGN = {
    "another site": {"sec-fetch-site": "cross-site"},
    "another origin of the site": {"sec-fetch-site": "same-site"},
    "another site that claims our origin": {"sec-fetch-site": "cross-site", "origin": HTTPS},
    "no header at all": {"sec-fetch-site": ""},
    "another Origin": {"sec-fetch-site": "", "origin": "https://evil.example.cn"},
    "an opaque Origin": {"sec-fetch-site": "", "origin": "null"},
    "our host by another scheme": {"sec-fetch-site": "", "origin": "ftp://provenance.example.cn"},
    "our host with more behind it": {"sec-fetch-site": "", "origin": f"{HTTPS}.evil.cn"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
async def test_no_page_of_elsewhere_asks_in_somebodys_name(
    browser: Browser, token: str, headers: dict[str, str]
) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    refused = await browser.ask(number, **headers)
    must_be_refused(refused)
    assert not cookies(refused)  # nor does it sign anybody out
    assert (await browser.ask(number)).status_code == 200


async def test_without_fetch_metadata_our_origin_and_json_do(browser: Browser, token: str) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    ours = {"sec-fetch-site": "", "origin": browser.base}
    assert (await browser.ask(number, **ours)).status_code == 200
    shown = {"cookie": f"{NAMES[browser.base]}={number}", "origin": browser.base}
    form = {**shown, "content-type": "text/plain"}
    must_be_refused(await browser.http.post("/graphql", content=b"{}", headers=form))
    must_be_refused(await browser.http.get("/graphql", params=ASKED, headers=shown))


async def test_a_cookie_for_plain_http_is_none_over_tls(store: GraphStore, token: str) -> None:
    async for browser in browsing(store, settings(), HTTPS):
        number = number_of(await browser.sign_in(token))
        shown = {**FROM_HERE, "cookie": f"provenance_session={number}"}
        must_be_refused(await browser.http.post("/graphql", json=ASKED, headers=shown))


async def test_signing_in_again_is_another_session(browser: Browser, token: str) -> None:
    first = number_of(await browser.sign_in(token), browser.base)
    cookie = f"{NAMES[browser.base]}={first}"
    second = number_of(await browser.sign_in(token, cookie=cookie), browser.base)
    assert first != second
    must_be_refused(await browser.ask(first))
    assert (await browser.ask(second)).status_code == 200


async def test_signing_out_ends_it_on_the_server(browser: Browser, token: str) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    assert (await browser.http.get("/logout")).status_code == 405
    foreign = await browser.post("/logout", number, **{"sec-fetch-site": "cross-site"})
    assert (foreign.status_code, cookies(foreign)) == (403, {})
    assert (await browser.ask(number)).status_code == 200
    answer = await browser.post("/logout", number)
    assert cookies(answer)[NAMES[browser.base]]["max-age"] == "0"
    refused = await browser.ask(number)
    must_be_refused(refused)
    assert cookies(refused)[NAMES[browser.base]]["max-age"] == "0"
    # The token is still good: signing out ends a session.
    assert (await browser.sign_in(token)).status_code == 200


async def test_sessions_end_with_their_user(
    browser: Browser, store: GraphStore, token: str
) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    await users.remove(store, "王")
    must_be_refused(await browser.ask(number))


async def test_sessions_end_where_a_key_was_compromised(
    browser: Browser, store: GraphStore, token: str
) -> None:
    number = number_of(await browser.sign_in(token), browser.base)
    await Keys(store, TOKENS).rotate()
    assert (await browser.ask(number)).status_code == 200
    await Keys(store, TOKENS).rotate(compromised=True)
    must_be_refused(await browser.ask(number))


async def test_a_session_ends_in_time(store: GraphStore, token: str) -> None:
    async for browser in browsing(store, settings(session_h=1e-9), HTTPS):
        number = number_of(await browser.sign_in(token))
        must_be_refused(await browser.ask(number))


async def test_a_session_ends_with_the_token_that_began_it(
    browser: Browser, store: GraphStore, token: str
) -> None:
    soon = int(time.time()) + 600
    short = await _restated(exp=soon)(token, store)
    number = number_of(await browser.sign_in(short), browser.base)
    kept = await store.access.session(at_work._hash(number))
    assert kept is not None
    assert kept.ends_at == datetime.fromtimestamp(soon, UTC)


async def test_the_number_is_another_every_so_often(
    store: GraphStore, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "GRACE_S", 0)
    async for browser in browsing(store, settings(renew_min=1e-9), HTTPS):
        first = number_of(await browser.sign_in(token))
        begun = await store.access.session(at_work._hash(first))
        second = number_of(await browser.ask(first))
        # Until the new one has been shown the old one holds: an answer may be lost on the way.
        assert (await browser.ask(first)).status_code == 200
        third = number_of(await browser.ask(second))
        must_be_refused(await browser.ask(first))
        assert (await browser.ask(third)).status_code == 200
        must_be_refused(await browser.ask(second))
        last = await store.access.session(at_work._hash(third))
        assert begun is not None
        assert last is not None
        assert (last.ends_at, last.family) == (begun.ends_at, begun.family)
        # Signing out ends all of them.
        await browser.post("/logout", third)
        for number in (first, second, third):
            must_be_refused(await browser.ask(number))


async def test_what_is_under_way_may_still_show_the_number_before(
    store: GraphStore, token: str
) -> None:
    async for browser in browsing(store, settings(renew_min=1e-9), HTTPS):
        first = number_of(await browser.sign_in(token))
        second = number_of(await browser.ask(first))
        await browser.ask(second)
        assert (await browser.ask(first)).status_code == 200
        before = await store.access.session(at_work._hash(first))
        assert before is not None
        assert before.ends_at <= datetime.now(UTC) + timedelta(seconds=at_work.GRACE_S)


async def test_of_many_who_ask_at_once_one_is_given_a_new_number(
    store: GraphStore, token: str
) -> None:
    async for browser in browsing(store, settings(renew_min=1e-5), HTTPS):
        number = number_of(await browser.sign_in(token))
        await asyncio.sleep(0.002)
        answers = await asyncio.gather(*(browser.ask(number) for _ in range(8)))
        assert {answer.status_code for answer in answers} == {200}
        fresh = [number_of(answer) for answer in answers if cookies(answer)]
        assert fresh
        assert (await browser.ask(fresh[-1])).status_code == 200


async def test_a_store_that_is_written_to_keeps_nobody_at_the_door(
    store: GraphStore, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asyncio.Event()
    monkeypatch.setattr(at_work, "PATIENCE_S", 0.05)
    terms = settings(renew_min=1e-9)
    async for browser in browsing(store, terms, HTTPS):
        number = number_of(await browser.sign_in(token))
        load = asyncio.create_task(store.write(lambda _: done.wait()))
        await asyncio.sleep(0.01)
        # What is answered waits for the trail; who asks is known at once, under the same number.
        admitted = await asyncio.wait_for(Gate(store, terms).admit(None, number, renew=True), 5)
        assert (admitted.viewer.name, admitted.number) == ("王", None)
        done.set()
        await load
        assert (await browser.ask(number)).status_code == 200
