"""Secrets of webhooks as a store keeps them: encrypted with a key that is elsewhere, if set.

AES-256-GCM under a key made of PROVENANCE_WEBHOOKS__KEY; what it seals is bound to its watch: it
opens as no other's. Sealed with the key of before, it opens by PROVENANCE_WEBHOOKS__FORMER_KEY.
"""

import base64
import secrets
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import SecretStr

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.watches import Watch
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Webhooks

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEALED = "sealed:"
NONCE = 12
"""Bytes that are never the same twice under a key (NIST SP 800-38D, 8.2.2)."""


def sealed(secret: str, watch: str, terms: Webhooks) -> str:
    """A secret as it is kept; as it is where there is no key."""
    if not terms.key.get_secret_value():
        return secret
    nonce = secrets.token_bytes(NONCE)
    shut = _cipher(terms.key).encrypt(nonce, secret.encode(), watch.encode())
    return SEALED + base64.b64encode(nonce + shut).decode()


def opened(kept: str, watch: str, terms: Webhooks) -> str:
    """A secret out of what is kept of it. Raises MisuseError where no key opens it."""
    if not kept.startswith(SEALED):
        return kept
    from cryptography.exceptions import InvalidTag

    shut = base64.b64decode(kept.removeprefix(SEALED))
    for key in (terms.key, terms.former_key):
        if key.get_secret_value():
            try:
                found = _cipher(key).decrypt(shut[:NONCE], shut[NONCE:], watch.encode())
                return found.decode()
            except InvalidTag:
                continue
    raise MisuseError(
        Message(
            "its secret is encrypted with another key: set PROVENANCE_WEBHOOKS__KEY, or"
            " …__FORMER_KEY, to the one it was made with"
        )
    )


async def seal_all(store: GraphStore, terms: Webhooks) -> int:
    """Seal by the key that is set what was kept as it is, or by the key of before.

    Returns how many are kept as they are all the same, since no key is set.
    """
    kept = await store.watches.all()
    if not terms.key.get_secret_value():
        return sum(not one.secret.startswith(SEALED) for one in kept)
    alone = terms.model_copy(update={"former_key": SecretStr("")})
    anew: dict[str, tuple[str, str]] = {}
    for one in kept:
        with suppress(MisuseError):  # which no key opens: whoever delivers says so
            plain = opened(one.secret, one.id, terms)
            if one.secret == plain or not _opens(one, alone):
                anew[one.id] = one.secret, sealed(plain, one.id, terms)

    async def turn(writer: Writer) -> None:
        for id_, (before, after) in anew.items():
            await writer.watches.reseal(id_, before, after)

    if anew:
        await store.write(turn)
    return 0


def _opens(watch: Watch, terms: Webhooks) -> bool:
    try:
        opened(watch.secret, watch.id, terms)
    except MisuseError:
        return False
    return True


def _cipher(key: SecretStr) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # a tenth of a second

    return AESGCM(sha256(b"webhooks\0" + key.get_secret_value().encode()).digest())
