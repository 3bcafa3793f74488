"""Whatever does not hold is refused in the same words by the same status, and says not why."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from joserfc.jwk import OKPKey
from structlog.testing import capture_logs

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.identity.tokens import MOST_BYTES
from provenance.graph.port.graph import GraphStore
from tests.access.identity.kit import TOKENS, as_secret, made, parts, sign, text, wang
from tests.schema.api import Api

ASKED = {"query": "{ __typename }"}
REFUSAL = {
    "errors": [
        {
            "message": "sign in: nothing was shown that proves who you are, or it does no longer",
            "extensions": {"code": "UNAUTHENTICATED"},
        }
    ]
}


async def ask(api: Api, authorization: str | None, **headers: str) -> Response:
    shown = {} if authorization is None else {"authorization": authorization}
    return await api.http.post("/graphql", json=ASKED, headers={**shown, **headers})


def must_be_refused(answer: Response) -> None:
    assert (answer.status_code, answer.json()) == (401, REFUSAL)
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["cache-control"] == "no-store"


async def test_who_shows_a_token_is_answered(api: Api, token: str) -> None:
    answer = await ask(api, f"Bearer {token}")
    assert (answer.status_code, "errors" in answer.json()) == (200, False)
    assert (await ask(api, f"bEaReR  {token} ")).status_code == 200
    got = await api.http.get("/graphql", params=ASKED, headers={"authorization": f"Bearer {token}"})
    assert got.status_code == 200


async def test_health_and_the_welcome_are_open(api: Api) -> None:
    assert [(await api.http.get(path)).status_code for path in ("/", "/healthz")] == [200, 200]


async def test_whoever_shows_nothing_is_refused_before_anything_is_read(api: Api) -> None:
    must_be_refused(await ask(api, None))
    must_be_refused(await api.http.get("/graphql", params=ASKED))
    must_be_refused(await api.http.put("/graphql", content=b"x"))
    must_be_refused(await api.http.post("/graphql", content=b"{" * 99, headers={"a": "b"}))


Forger = Callable[[str, GraphStore], Awaitable[str]]


async def _key(store: GraphStore) -> OKPKey:
    """The service's own private key, which no forger has."""
    return await Keys(store, TOKENS).signing()


def _restated(**more: Any) -> Forger:
    """The token with other claims, signed as it should be: None leaves one out."""

    async def forge(token: str, store: GraphStore) -> str:
        header, claims, _ = parts(token)
        told = {name: value() if callable(value) else value for name, value in more.items()}
        said = {name: value for name, value in {**claims, **told}.items() if value is not None}
        return sign(header, said, await _key(store))

    return forge


def _headed(**more: Any) -> Forger:
    """The token under another header, signed by the right key all the same."""

    async def forge(token: str, store: GraphStore) -> str:
        header, claims, _ = parts(token)
        return sign({**header, **more}, claims, await _key(store))

    return forge


async def _other_key(token: str, _: GraphStore) -> str:
    header, claims, _ = parts(token)
    return sign(header, claims, made("Ed25519"))


async def _own_key_in_header(token: str, _: GraphStore) -> str:
    header, claims, _ = parts(token)
    key = made("Ed25519")
    return sign({**header, "jwk": key.as_dict(private=False), "kid": key.kid}, claims, key)


async def _none(token: str, _: GraphStore) -> str:
    header, claims, _ = parts(token)
    return f"{text({**header, 'alg': 'none'})}.{text(claims)}."


async def _none_with_signature(token: str, _: GraphStore) -> str:
    header, claims, signature = parts(token)
    return f"{text({**header, 'alg': 'NoNe'})}.{text(claims)}.{signature}"


def _confused(form: str, algorithm: str = "HS256") -> Forger:
    async def forge(token: str, store: GraphStore) -> str:
        header, claims, _ = parts(token)
        (kept,) = await store.access.keys()
        secret = as_secret(OKPKey.import_key(json.loads(kept.public)), form)
        return sign({**header, "alg": algorithm}, claims, secret)

    return forge


async def _promoted(token: str, _: GraphStore) -> str:
    header, claims, signature = parts(token)
    return f"{text(header)}.{text({**claims, 'sub': 'admin'})}.{signature}"


async def _signature_of_another(token: str, store: GraphStore) -> str:
    await users.add(store, (await _viewer()), anew=True)
    other = await users.token_for(store, Keys(store, TOKENS), "other", 1)
    return ".".join((*token.split(".")[:2], other.split(".")[2]))


async def _viewer() -> Any:
    from provenance.access.identity.people import viewer

    return viewer("other", "auditor", name="other")


async def _login_cookie(token: str, store: GraphStore) -> str:
    """What the same key signs for another purpose."""
    header, claims, _ = parts(token)
    return sign({**header, "typ": "provenance-login+jwt"}, claims, await _key(store))


def _in(seconds: int) -> Callable[[], int]:
    """A time so long from when it is stated."""
    return lambda: int(time.time()) + seconds


FORGED: dict[str, Forger] = {
    "another key": _other_key,
    "a key of its own in the header": _own_key_in_header,
    "none": _none,
    "none, with a signature": _none_with_signature,
    "HS256 with the public key as JWK": _confused("jwk"),
    "HS256 with the public key as PEM": _confused("pem"),
    "HS512 with the public key as DER": _confused("der", "HS512"),
    "EdDSA, which is the provider's": _headed(alg="EdDSA"),
    "an unknown kid": _headed(kid="zzz"),
    "no kid": _headed(kid=""),
    "another kind": _login_cookie,
    "no kind": _headed(typ=None),
    "critical extensions": _headed(crit=["exp"], exp=1),
    "unencoded payload": _headed(b64=True, crit=["b64"]),
    "other claims under the signature": _promoted,
    "the signature of another token": _signature_of_another,
    "expired": _restated(exp=_in(-3_600)),
    "expired beyond the skew": _restated(exp=_in(-90)),
    "never expiring": _restated(exp=None),
    "expiring as a text": _restated(exp=str(2**40)),
    "expiring at infinity": _restated(exp=float("inf")),
    "not yet valid": _restated(nbf=_in(3_600)),
    "of no beginning": _restated(nbf=None),
    "issued in the future": _restated(iat=_in(3_600)),
    "issued at no time": _restated(iat=None),
    "for somebody else": _restated(aud="https://elsewhere.example.cn"),
    "for nobody": _restated(aud=None),
    "for a map": _restated(aud={"provenance": 1}),
    "by somebody else": _restated(iss="https://evil.example.cn"),
    "by nobody": _restated(iss=None),
    "of nobody": _restated(sub=None),
    "of a number": _restated(sub=7),
    "of someone who is no user": _restated(sub="nobody"),
    "of an earlier user of that name": _restated(mark="another"),
    "without a mark": _restated(mark=None),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
async def test_forged(api: Api, store: GraphStore, token: str, forge: Forger) -> None:
    forged = await forge(token, store)
    assert forged != token
    must_be_refused(await ask(api, f"Bearer {forged}"))
    assert (await ask(api, f"Bearer {token}")).status_code == 200


async def test_what_is_within_the_skew_holds(api: Api, store: GraphStore, token: str) -> None:
    for more in (
        {"exp": _in(-30)},
        {"nbf": _in(30)},
        {"iat": _in(30)},
        {"aud": ["provenance", "x"]},
    ):
        near = await _restated(**more)(token, store)
        assert (await ask(api, f"Bearer {near}")).status_code == 200, more


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer ..",
        "Bearer a.b.c",
        "Bearer e30.e30.e30",
        "Bearer " + ".".join([text([1]), text([2]), "x"]),  # type: ignore[arg-type]
        "Bearer " + ".".join([text({"alg": ["Ed25519"]}), text({"iss": "provenance"}), "x"]),
        "Bearer " + ".".join([text({"alg": "Ed25519"}), text(b"[" * 3_000), "x"]),
        "Bearer " + "." * 4_000,
        "Basic cHJvdmVuYW5jZTpwcm92ZW5hbmNl",
        "Digest username=x",
    ],
    ids=lambda shown: shown[:20],
)
async def test_what_is_no_token(api: Api, shown: str) -> None:
    must_be_refused(await ask(api, shown))


async def test_oversized(api: Api, store: GraphStore, token: str) -> None:
    fits = await _restated(padding="x" * 5_000)(token, store)
    assert len(fits) <= MOST_BYTES
    assert (await ask(api, f"Bearer {fits}")).status_code == 200
    large = await _restated(padding="x" * 6_200)(token, store)
    assert len(large) > MOST_BYTES
    must_be_refused(await ask(api, f"Bearer {large}"))


async def test_replayed_after_the_user_was_removed_and_named_again(
    api: Api, store: GraphStore, token: str
) -> None:
    await users.remove(store, "王")
    must_be_refused(await ask(api, f"Bearer {token}"))
    _, fresh = await wang(store)
    must_be_refused(await ask(api, f"Bearer {token}"))
    assert (await ask(api, f"Bearer {fresh}")).status_code == 200


async def test_replayed_after_signing_out(api: Api, store: GraphStore, token: str) -> None:
    await users.sign_out(store, "王")
    must_be_refused(await ask(api, f"Bearer {token}"))


async def test_after_a_rotation_old_tokens_stay_valid_unless_it_was_compromised(
    api: Api, store: GraphStore, token: str
) -> None:
    await Keys(store, TOKENS).rotate()
    fresh = await users.token_for(store, Keys(store, TOKENS), "王", 30)
    assert parts(fresh)[0]["kid"] != parts(token)[0]["kid"]
    assert [(await ask(api, f"Bearer {each}")).status_code for each in (token, fresh)] == [200, 200]
    await Keys(store, TOKENS).rotate(compromised=True)
    for each in (token, fresh):
        must_be_refused(await ask(api, f"Bearer {each}"))


async def test_a_user_is_seen_as_it_is_now(api: Api, store: GraphStore, token: str) -> None:
    user = await store.access.user("王")
    assert user is not None
    changed = replace(user, role="auditor", enterprise=None)
    await store.write(lambda writer: writer.access.keep_user(changed))
    assert (await ask(api, f"Bearer {token}")).status_code == 200


@pytest.mark.usefixtures("all_logged")
async def test_the_log_says_why_and_never_what_was_shown(
    api: Api, store: GraphStore, token: str
) -> None:
    canary = await _restated(exp=_in(-3_600), canary="c4n4ry")(token, store)
    with capture_logs() as logs:
        must_be_refused(await ask(api, f"Bearer {canary}"))
        must_be_refused(await ask(api, "Bearer c4n4ry"))
        must_be_refused(await ask(api, None, cookie="provenance_session=c4n4ry"))
    assert [log["why"] for log in logs] == ["expired_token", "form", "nothing"]
    said = json.dumps(logs)
    assert not any(part in said for part in (*canary.split("."), "c4n4ry", text(b"c4n4ry")))
