"""Signed tokens (JWT): what one must be like before anything it says is believed.

A key is picked by the name in the token and must be of the kind that the algorithm takes; no
algorithm takes a shared secret. So what signs and what verifies can never be the same text, and
"none" is none of them.
"""

import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry, extract_compact
from joserfc.jwt import JWTClaimsRegistry

from provenance.settings.access import Algorithm

MOST_BYTES = 8_192
"""So many bytes a token may have: of more nothing is read."""

LEAST_RSA_BITS = 2_048

_KINDS: Mapping[str, tuple[type[Key], str | None]] = {
    Algorithm.ED25519: (OKPKey, "Ed25519"),
    Algorithm.EDDSA: (OKPKey, "Ed25519"),
    Algorithm.ES256: (ECKey, "P-256"),
    Algorithm.PS256: (RSAKey, None),
    Algorithm.RS256: (RSAKey, None),
}
"""Which kind of key each algorithm takes, and on which curve."""


class RefusedError(Exception):
    """What was shown proves nothing. The words are for the log, and bear nothing that was shown."""


KeyOf = Callable[[str | None], Awaitable[Sequence[Key]]]
"""The keys by a name that a token gives; all where it gives none."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a token must be: from whom, for whom, how signed; `kinds` are values of its `typ`."""

    issuer: str
    audience: str
    algorithms: Collection[str]
    kinds: Collection[str | None]
    skew_s: int
    essential: Collection[str] = field(default=("iss", "aud", "sub", "exp", "iat"))


class _Registry(JWSRegistry):
    """The algorithms as they are set; that EdDSA has a newer name is nobody's concern here."""

    def get_alg(self, name: str) -> Any:
        if name not in (self.allowed or ()):
            raise RefusedError("algorithm")
        return self.algorithms[name]


def claimed(token: str) -> dict[str, Any]:
    """What a token says, before any of it is believed. Raises RefusedError."""
    if len(token) > MOST_BYTES or not token.isascii():
        raise RefusedError("size")
    try:
        claims = json.loads(extract_compact(token.encode()).payload)
    except (JoseError, ValueError, TypeError, RecursionError):
        raise RefusedError("form") from None
    if not isinstance(claims, dict):
        raise RefusedError("form")
    return claims


async def verified(token: str, terms: Terms, keys: KeyOf, now: float) -> dict[str, Any]:
    """What a token says, all of which holds. Raises RefusedError."""
    claimed(token)
    try:
        header = extract_compact(token.encode()).headers()
        algorithm, kind = header.get("alg"), header.get("typ")
        if "crit" in header or not isinstance(algorithm, str) or not isinstance(kind, str | None):
            raise RefusedError("header")
        if algorithm not in terms.algorithms or algorithm not in _KINDS:
            raise RefusedError("algorithm")
        if (kind and kind.lower().removeprefix("application/")) not in terms.kinds:
            raise RefusedError("kind")
        key = _fitting(await keys(header.get("kid")), algorithm)
        said = jwt.decode(token, key, registry=_Registry(algorithms=[algorithm])).claims
        _check(said, terms, now)
    except (JoseError, ValueError, TypeError, RecursionError, OverflowError) as error:
        raise RefusedError(getattr(error, "error", "form")) from None
    return said


def _fitting(keys: Sequence[Key], algorithm: str) -> Key:
    """The one key that an algorithm can be verified with; a token that leaves it open is none."""
    fit = [key for key in keys if fits(key, algorithm)]
    if len(fit) != 1:
        raise RefusedError("key")
    return fit[0]


def fits(key: Key, algorithm: str) -> bool:
    """Whether a key is of the kind that an algorithm takes, long enough, and meant for it."""
    kind, curve = _KINDS[algorithm]
    if not isinstance(key, kind) or key.get("use", "sig") != "sig":
        return False
    if isinstance(key, RSAKey):
        right = key.public_key.key_size >= LEAST_RSA_BITS
    else:
        right = isinstance(key, ECKey | OKPKey) and key.curve_name == curve
    return right and key.get("alg", algorithm) == algorithm


def _check(claims: dict[str, Any], terms: Terms, now: float) -> None:
    """Whether a token is from whom and for whom it must be, and of now; raises JoseError."""
    registry = JWTClaimsRegistry(
        now=int(now),
        leeway=terms.skew_s,
        iss={"essential": True, "value": terms.issuer},
        aud={"essential": True, "value": terms.audience},
    )
    missing = [name for name in terms.essential if claims.get(name) in (None, "")]
    if missing:
        raise RefusedError("claims")
    registry.validate(claims)


def signed(claims: dict[str, Any], key: OKPKey, kind: str) -> str:
    """A token of the service itself."""
    header = {"alg": Algorithm.ED25519.value, "kid": key.kid, "typ": kind}
    registry = _Registry(algorithms=[Algorithm.ED25519.value])
    return jwt.encode(header, claims, key, registry=registry)
