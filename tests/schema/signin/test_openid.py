"""Signing in at a real provider (npm oidc-provider), and with the access tokens that it gives.

With REQUIRE_NODE=1, as `.ci/run` sets it, a machine without Node.js fails these tests; else it is
said what is missing.
"""

import json
import os
import re
import select
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from httpx2 import Response
from structlog.testing import capture_logs

from provenance.access.identity import provider as at_work
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from provenance.settings.access import Access, Algorithm
from tests.access.identity.kit import AUDIENCE, SECRET, made
from tests.fetching import FetchError, fetched, run
from tests.schema.signin.test_refused import ASKED, must_be_refused
from tests.schema.signin.test_sessions import FROM_HERE, Browser, browsing, cookies

HOME = Path(__file__).parent / "openid"
BASE = "http://127.0.0.1:8000"
BACK = f"{BASE}/login/callback"
LOGIN, SESSION = "provenance_login", "provenance_session"
CLIENT_SECRET = "c" * 32


@dataclass
class Peer:
    """A provider in a process of its own, at a port that it keeps."""

    packages: Path
    like: dict[str, Any]
    issuer: str = ""
    _process: Any = field(default=None, init=False)

    def start(self, **like: Any) -> None:
        """Start it, with new keys."""
        port = int(self.issuer.rpartition(":")[2]) if self.issuer else 0
        key = made(self.like["alg"]).as_dict(private=True)
        self.like |= {"port": port, "key": key, **like}
        self._process = subprocess.Popen(
            ["node", str(HOME / "provider.cjs"), json.dumps(self.like)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "NODE_PATH": str(self.packages / "node_modules")},
        )
        ready, _, _ = select.select([self._process.stdout], [], [], 60)
        assert ready, "it does not start"
        self.issuer = self._process.stdout.readline().strip()
        assert self.issuer.startswith("http://127.0.0.1:")

    def stop(self) -> None:
        if self._process is not None:
            self._process.communicate("", timeout=20)
            self._process = None


@pytest.fixture(scope="module")
def packages() -> Path:
    """Where what the provider needs is."""
    lacking = [name for name in ("node", "npm") if not shutil.which(name)]
    missing = f"{', '.join(lacking)} is not there"
    if not lacking:
        files = ("package.json", "package-lock.json", ".npmrc")
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        try:
            return fetched(HOME, "node", files, lambda made: run("npm", "ci", *quiet, cwd=made))
        except FetchError as error:
            missing = str(error)
    if os.environ.get("REQUIRE_NODE") == "1":
        pytest.fail(f"no provider: {missing}")
    pytest.skip(f"no provider: {missing}")


@pytest.fixture
def peer(packages: Path, request: pytest.FixtureRequest) -> Iterator[Peer]:
    like = {"back": BACK, "audience": AUDIENCE, "alg": "RS256", "lean": False, "secret": ""}
    found = Peer(packages, like | getattr(request, "param", {}))
    found.start()
    yield found
    found.stop()


def settings(peer: Peer, **more: Any) -> Settings:
    stated = {
        "issuer": peer.issuer,
        "audience": AUDIENCE,
        "client_id": "provenance",
        "client_secret": peer.like["secret"],
        "url": BASE,
        "key": SECRET,
        "algorithms": (peer.like["alg"],),
    }
    return Settings(access=Access(**stated | more))


@pytest.fixture
async def browser(store: GraphStore, peer: Peer) -> AsyncIterator[Browser]:
    async for one in browsing(store, settings(peer), BASE):
        yield one


async def at_provider(to: str, who: str) -> str:
    """Sign in at the provider as people do, and agree; returns where it sends the browser."""
    async with httpx2.AsyncClient(base_url="{0.scheme}://{0.netloc}".format(urlsplit(to))) as http:
        answer = await http.get(to)
        for _ in range(20):
            if answer.is_redirect:
                to = answer.headers["location"]
                if to.startswith(BASE):
                    return to
                answer = await http.get(to)
                continue
            action = re.findall(r'<form[^>]* action="([^"]+)"', answer.text)[0]
            prompt = re.findall(r'name="prompt" value="(\w+)"', answer.text)[0]
            filled = {"prompt": prompt, "login": who, "password": "x"}
            answer = await http.post(action, data=filled)
    raise AssertionError("it sends nobody back")


async def begun(browser: Browser) -> tuple[str, str]:
    """Where a browser is sent, and the cookie that it is given."""
    answer = await browser.http.get("/login")
    assert answer.status_code == 303
    kept = cookies(answer)[LOGIN]
    assert (kept["samesite"].lower(), kept["httponly"], kept["max-age"]) == ("lax", True, "600")
    return answer.headers["location"], kept.value


async def come_back(browser: Browser, at: str, cookie: str, **headers: str) -> Response:
    shown = {"cookie": f"{LOGIN}={cookie}", "sec-fetch-site": "cross-site", **headers}
    return await browser.http.get(at, headers=shown)


def changed(at: str, **more: str) -> str:
    """An address with other parameters."""
    said = {name: values[0] for name, values in parse_qs(urlsplit(at).query).items()}
    return f"{BACK}?{urlencode({**said, **more})}"


LIKE = [
    {"alg": "RS256"},
    {"alg": "PS256", "secret": CLIENT_SECRET},
    {"alg": "ES256", "lean": True},
    {"alg": "EdDSA"},
    {"alg": "Ed25519"},
]


@pytest.mark.parametrize("peer", LIKE, indirect=True, ids=str)
async def test_people_sign_in_at_the_provider(browser: Browser, store: GraphStore) -> None:
    to, cookie = await begun(browser)
    asked = parse_qs(urlsplit(to).query)
    assert (asked["redirect_uri"], asked["code_challenge_method"]) == ([BACK], ["S256"])
    answer = await come_back(browser, await at_provider(to, "li"), cookie)
    assert (answer.status_code, "李娜" in answer.text) == (200, True)
    given = cookies(answer)
    assert (given[LOGIN]["max-age"], given[SESSION]["samesite"].lower()) == ("0", "strict")
    assert (await browser.ask(given[SESSION].value)).status_code == 200
    reviewed = await _speak(browser, given[SESSION].value, None)
    assert reviewed == ("UNKNOWN_SUBJECT", None)
    assert await _speak(browser, given[SESSION].value, "王") == (
        "FORBIDDEN",
        "you are signed in as 李娜, and speak for nobody else",
    )


async def _speak(browser: Browser, number: str, by: str | None) -> tuple[str, str | None]:
    """What is said to a review in somebody's name of a finding that is not there."""
    said = f', by: "{by}"' if by else ""
    query = f'mutation {{ reviewFinding(id: "0", decision: CONFIRM, reason: "x"{said}) {{ id }} }}'
    answer = await browser.http.post(
        "/graphql",
        json={"query": query},
        headers={**FROM_HERE, "cookie": f"{SESSION}={number}"},
    )
    (error,) = answer.json()["errors"]
    code = error["extensions"]["code"]
    return code, error["message"] if code == "FORBIDDEN" else None


@pytest.mark.parametrize("who", ["zhao", "qian"])
async def test_who_has_no_role_there_or_calls_himself_owner_is_refused(
    browser: Browser, who: str
) -> None:
    to, cookie = await begun(browser)
    at = await at_provider(to, who)
    answer = await come_back(browser, at, cookie, **{"content-type": "application/json"})
    must_be_refused(answer)


async def test_a_way_back_that_is_not_ones_own_is_refused(browser: Browser) -> None:
    to, cookie = await begun(browser)
    at = await at_provider(to, "li")
    other_to, other = await begun(browser)
    stale = await at_provider(other_to, "li")
    forged = (
        (at, ""),
        (at, "x"),
        (at, other),  # somebody else's way back: signing in with another's account
        (stale, cookie),
        (changed(at, state="x"), cookie),
        (changed(at, state=""), cookie),
        (changed(at, code=""), cookie),
        (changed(at, code="x"), cookie),
        (changed(at, iss="https://evil.example.cn"), cookie),
        (BACK, cookie),
        (f"{BACK}?error=access_denied", cookie),
    )
    for where, shown in forged:
        answer = await come_back(browser, where, shown, **{"content-type": "application/json"})
        must_be_refused(answer)
        assert SESSION not in cookies(answer)
    assert (await come_back(browser, at, cookie)).status_code == 200
    # A code is good once.
    again = await come_back(browser, at, cookie, **{"content-type": "application/json"})
    must_be_refused(again)


async def test_whose_login_took_too_long_signs_in_anew(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from provenance.access.identity import login

    monkeypatch.setattr(login, "LIFE_S", -1)
    answer = await browser.http.get("/login")
    at = await at_provider(answer.headers["location"], "li")
    assert (await come_back(browser, at, cookies(answer)[LOGIN].value)).status_code == 401


async def test_signing_out_ends_a_session_of_the_provider_too(browser: Browser) -> None:
    to, cookie = await begun(browser)
    answer = await come_back(browser, await at_provider(to, "li"), cookie)
    number = cookies(answer)[SESSION].value
    assert (await browser.post("/logout", number)).status_code == 200
    must_be_refused(await browser.ask(number))


async def access_token(peer: Peer, audience: str = AUDIENCE) -> str:
    """A token that the provider gives a program."""
    asked = {"grant_type": "client_credentials", "resource": audience}
    async with httpx2.AsyncClient(auth=("robot", "s" * 32)) as http:
        return str((await http.post(f"{peer.issuer}/token", data=asked)).json()["access_token"])


async def with_token(browser: Browser, token: str) -> Response:
    bearer = {"authorization": f"Bearer {token}"}
    return await browser.http.post("/graphql", json=ASKED, headers=bearer)


@pytest.mark.parametrize("peer", LIKE, indirect=True, ids=str)
async def test_programs_show_an_access_token(browser: Browser, peer: Peer) -> None:
    assert (await with_token(browser, await access_token(peer))).status_code == 200


async def test_an_algorithm_that_is_not_set_is_refused(store: GraphStore, peer: Peer) -> None:
    given = settings(peer, algorithms=(Algorithm.PS256, Algorithm.ES256))
    async for browser in browsing(store, given, BASE):
        must_be_refused(await with_token(browser, await access_token(peer)))


async def test_a_token_for_another_service_is_refused(store: GraphStore, peer: Peer) -> None:
    async for browser in browsing(store, settings(peer, audience="urn:other"), BASE):
        must_be_refused(await with_token(browser, await access_token(peer)))


async def test_keys_rotate_and_unknown_ones_are_asked_for_once_a_minute(
    browser: Browser, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await access_token(peer)
    assert (await with_token(browser, old)).status_code == 200
    peer.stop()
    peer.start()
    fresh = await access_token(peer)
    # The keys are a moment old: a token by an unknown one is no reason to fetch them again.
    must_be_refused(await with_token(browser, fresh))
    monkeypatch.setattr(at_work, "PAUSE_S", 0)
    assert (await with_token(browser, fresh)).status_code == 200
    must_be_refused(await with_token(browser, old))


async def test_while_the_provider_is_down_its_last_keys_count(
    browser: Browser, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = await access_token(peer)
    assert (await with_token(browser, token)).status_code == 200
    peer.stop()
    monkeypatch.setattr(at_work, "PAUSE_S", 0)
    monkeypatch.setattr(at_work, "FRESH_S", 0)
    assert (await with_token(browser, token)).status_code == 200
    monkeypatch.setattr(at_work, "STALE_S", 0)
    must_be_refused(await with_token(browser, token))


async def test_a_provider_that_does_not_answer_is_said_so(store: GraphStore, peer: Peer) -> None:
    peer.stop()
    async for browser in browsing(store, settings(peer), BASE):
        answer = await browser.http.get("/login", headers={"content-type": "application/json"})
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]["code"]) == (503, "STORE_UNAVAILABLE")
        assert error["message"] == "the identity provider does not answer: try again later"


@pytest.mark.usefixtures("all_logged")
async def test_the_log_has_nothing_that_was_shown(browser: Browser, peer: Peer) -> None:
    with capture_logs() as logs:
        to, cookie = await begun(browser)
        at = await at_provider(to, "li")
        await come_back(browser, at, cookie[:-8])
        await come_back(browser, changed(at, code="c4n4ry"), cookie)
        await with_token(browser, (await access_token(peer))[:-4])
    said = json.dumps(logs)
    assert [log["event"] for log in logs] == ["access.refused"] * 3
    code = parse_qs(urlsplit(at).query)["code"][0]
    assert not any(secret in said for secret in (cookie[:40], "c4n4ry", code, "eyJ"))
