"""People who sign in, tokens as they should be and as forgers make them, a provider of its own."""

import base64
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.identity.people import viewer
from provenance.graph.port.access import User
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from provenance.settings.access import Access, AccessMode, Algorithm
from tests.graph.kit import MINE

SECRET = "k" * 32
ISSUER, AUDIENCE = "https://login.example.cn", "https://provenance.example.cn"

HOSTS = ("provenance.example.cn",)
TOKENS = Settings(
    access=Access(mode=AccessMode.TOKENS, key=SECRET),
    hosts=HOSTS,
)
FEDERATED = Settings(
    access=Access(
        issuer=ISSUER,
        audience=AUDIENCE,
        algorithms=tuple(Algorithm),
    )
)


async def wang(store: GraphStore, settings: Settings = TOKENS, **more: Any) -> tuple[User, str]:
    """An enterprise's user, and a token of hers."""
    made = viewer("王", "enterprise", name="王", enterprise=MINE, **more)
    user = await users.add(store, made, anew=True)
    return user, await users.token_for(store, Keys(store, settings), "王", 30)


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Header, claims and signature of a token, as anyone can read them."""
    header, claims, signature = token.split(".")
    return json.loads(_bytes(header)), json.loads(_bytes(claims)), signature


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def text(value: Mapping[str, Any] | bytes) -> str:
    """A part of a token."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sign(header: Mapping[str, Any], claims: Mapping[str, Any], key: Key | bytes) -> str:
    """A token signed by any algorithm there is, sound or not; bytes are a shared secret."""
    signed = f"{text(header)}.{text(claims)}".encode()
    if isinstance(key, bytes):
        digest = f"sha{str(header['alg'])[2:]}"
        signature = hmac.new(key, signed, digest).digest()
    else:
        signature = JWSRegistry.algorithms[header["alg"]].sign(signed, key)
    return f"{signed.decode()}.{text(signature)}"


def of_provider(key: Key, algorithm: str = "RS256", **more: Any) -> str:
    """An access token as a provider gives it; None leaves a claim out."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "4711",
        "iat": now,
        "exp": now + 600,
        "name": "李娜",
        "provenance_role": "regulator",
        "provenance_region": "150000",
        **more,
    }
    said = {name: value for name, value in claims.items() if value is not None}
    return sign({"alg": algorithm, "kid": key.kid, "typ": "at+jwt"}, said, key)


def made(kind: str) -> Any:
    """A key of a kind, named by its thumbprint."""
    if kind in ("RS256", "PS256"):
        return RSAKey.generate_key(2048, auto_kid=True)
    if kind == "ES256":
        return ECKey.generate_key("P-256", auto_kid=True)
    return OKPKey.generate_key("Ed25519", auto_kid=True)


def as_secret(key: Any, form: str) -> bytes:
    """A public key's text as a shared secret: what key confusion would verify with."""
    if form == "jwk":
        return json.dumps(key.as_dict(private=False)).encode()
    encoding = Encoding.PEM if form == "pem" else Encoding.DER
    public: bytes = key.public_key.public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    return public
