"""The service's own keys: made at first need, kept where only their owner reads them, rotated.

Public keys are in the store, so that all processes verify what one has signed. A private key is
there only encrypted, by the setting access.key; without that it lies in a file beside the file of
the store. Beside a database lies no file: there the setting has to be.
"""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import scrypt, sha256
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import Key, OctKey, OKPKey

from provenance.access.identity.private_file import write_private
from provenance.graph.port.access import SigningKey
from provenance.graph.port.graph import GraphStore, Writer
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.access import Algorithm
from provenance.settings.values import SQLITE

MOST_DAYS = 366
"""So long a token may be valid, and so long a retired key is needed."""

Reseal = Callable[[Writer, OKPKey], Awaitable[None]]

_ENCRYPTED = {"alg": "dir", "enc": "A256GCM"}


class Keys:
    """The keys of the service on a store."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self._store = store
        self._secret = settings.access.key.get_secret_value()
        self._pseudonyms = settings.access.pseudonyms.get_secret_value()
        of_file = settings.store.startswith(SQLITE)
        self._file = Path(f"{settings.store.removeprefix(SQLITE)}.keys") if of_file else None
        self._loaded: dict[str, OKPKey] = {}

    async def public(self, id_: str | None) -> Sequence[Key]:
        """The keys by an id that a token names; a token of ours names one."""
        kept = await self._store.access.keys()
        return [OKPKey.import_key(json.loads(key.public)) for key in kept if key.id == id_]

    async def signing(self) -> OKPKey:
        """The key that signs, made where there is none. Raises MisuseError where it cannot be."""
        current = _current(await self._store.access.keys())
        if current is None:
            current = await self._store.write(lambda writer: self._made(writer, anew=False))
        if current.id not in self._loaded:
            self._loaded = {current.id: self._private(current)}
        return self._loaded[current.id]

    async def of_pseudonyms(self) -> bytes:
        """The secret that pseudonyms are made with. Raises MisuseError where there can be none."""
        said = self._pseudonyms or self._secret
        if said:
            return said.encode()
        return hmac.digest(
            json.dumps((await self.signing()).as_dict(private=True)).encode(), b"pseudonyms", sha256
        )

    async def rotate(
        self, *, compromised: bool = False, reseal: Reseal | None = None
    ) -> SigningKey:
        """Sign with a new key from now on.

        What the old ones signed stays valid until it expires; where they are compromised it is
        over at once, and so is every session. `reseal` signs anew what is to hold beyond that.
        """

        async def turn(writer: Writer) -> SigningKey:
            before = await writer.access.keys()
            made = await self._made(writer, anew=True)
            for key in before:
                retired = replace(key, private=None, retired_at=key.retired_at or made.made_at)
                old = made.made_at - timedelta(days=MOST_DAYS)
                if compromised or (key.retired_at or made.made_at) < old:
                    await writer.access.remove_key(key.id)
                else:
                    await writer.access.keep_key(retired)
            if compromised:
                await writer.access.end_sessions()
            if reseal is not None:
                await reseal(writer, self._private(made))
            return made

        return await self._store.write(turn)

    async def _made(self, writer: Writer, *, anew: bool) -> SigningKey:
        """The key that signs; a new one `anew`, or where there is none. Nobody else makes one."""
        found = _current(await writer.access.keys())
        if found is not None and not anew:
            return found
        key = OKPKey.generate_key("Ed25519", {"alg": Algorithm.ED25519.value}, auto_kid=True)
        id_ = str(key.kid)
        made = SigningKey(
            id=id_,
            public=json.dumps(key.as_dict(private=False)),
            private=self._encrypted(id_, key) if self._secret else None,
            made_at=datetime.now(UTC),
        )
        if not self._secret:
            self._write(id_, key)
        await writer.access.keep_key(made)
        return made

    def _private(self, key: SigningKey) -> OKPKey:
        try:
            if key.private is None:
                return OKPKey.import_key(self._read()[key.id])
            secret = self._of_secret(key.id)
            plain = jwe.decrypt_compact(key.private, secret, list(_ENCRYPTED.values())).plaintext
            return OKPKey.import_key(json.loads(plain or b""))
        except (JoseError, KeyError, ValueError, OSError):
            raise MisuseError(
                Message(
                    "the key that signs tokens cannot be read: set PROVENANCE_ACCESS__KEY as it was"
                    " when it was made, or make another with `provenance key rotate`"
                )
            ) from None

    def _encrypted(self, id_: str, key: OKPKey) -> str:
        text = json.dumps(key.as_dict(private=True))
        return jwe.encrypt_compact(_ENCRYPTED, text, self._of_secret(id_), [*_ENCRYPTED.values()])

    def _of_secret(self, id_: str) -> OctKey:
        """What encrypts one key: of the secret and its name, slowly, for whoever has to guess."""
        made = scrypt(self._secret.encode(), salt=id_.encode(), n=2**14, r=8, p=1, dklen=32)
        return OctKey.import_key(made)

    def _read(self) -> dict[str, Any]:
        found = json.loads(self._file.read_bytes()) if self._file else {}
        return found if isinstance(found, dict) else {}

    def _write(self, id_: str, key: OKPKey) -> None:
        """Put a private key where only who owns the file reads it, in place of those before."""
        if self._file is None:
            raise MisuseError(
                Message(
                    "set PROVENANCE_ACCESS__KEY to what `openssl rand -base64 32` prints: it"
                    " encrypts the key that signs, which in a database others could read"
                )
            )
        write_private(self._file, json.dumps({id_: key.as_dict(private=True)}))


def _current(keys: Sequence[SigningKey]) -> SigningKey | None:
    return next((key for key in reversed(keys) if key.retired_at is None), None)
