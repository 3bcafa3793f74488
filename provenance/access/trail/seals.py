"""What the service signs of its trail, so that it can be held against a copy kept elsewhere."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key, OKPKey
from joserfc.jws import JWSRegistry

from provenance.graph.port.trail import Entry
from provenance.model.errors import MisuseError
from provenance.model.message import Message

KIND = "provenance-trail+jws"
"""What says that a signed text is a seal: what signs people in is of another kind."""

ALGORITHM = "Ed25519"


class SigningKeys(Protocol):
    """The service's own keys, as access/identity keeps them."""

    async def signing(self) -> OKPKey:
        """The key that signs."""

    async def public(self, id_: str | None) -> Sequence[Key]:
        """The keys by an id that a signature names."""


@dataclass(frozen=True, slots=True)
class Seal:
    """That an entry of this number, written at this time, has this hash."""

    number: int
    hash: str
    at: str

    @classmethod
    def of(cls, entry: Entry) -> "Seal":
        return cls(entry.number, entry.hash, entry.at)


Unsealed = Callable[[str], Awaitable[Seal]]
"""What a signed seal says; raises MisuseError where it is none of this service."""


class Seals:
    """Signs what the trail is, and reads what was signed."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    async def signed(self, seal: Seal) -> str:
        """A seal as compact JWS (RFC 7515). Raises MisuseError where no key can be had."""
        return signed(seal, await self._keys.signing())

    async def read(self, text: str) -> Seal:
        """What a signed seal says. Raises MisuseError where it is none of this service."""
        try:
            header = jws.extract_compact(text.strip().encode()).headers()
            keys = await self._keys.public(header.get("kid"))
            if header.get("typ") != KIND or len(keys) != 1:
                raise ValueError
            found = jws.deserialize_compact(text.strip(), keys[0], registry=_registry())
            return _seal(json.loads(found.payload or b""))
        except (JoseError, ValueError, TypeError, KeyError, RecursionError):
            raise MisuseError(
                Message(
                    "this is no head of the trail that a key of this store signed: give what"
                    " `provenance trail head` printed, as it was"
                )
            ) from None


def signed(seal: Seal, key: OKPKey) -> str:
    """A seal signed with a key, as compact JWS."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": KIND}
    text = json.dumps(asdict(seal), sort_keys=True, separators=(",", ":"))
    return jws.serialize_compact(header, text.encode(), key, registry=_registry())


def _seal(said: Mapping[str, Any]) -> Seal:
    seal = Seal(int(said["number"]), str(said["hash"]), str(said["at"]))
    if asdict(seal) != said:
        raise ValueError
    return seal


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=[ALGORITHM])
