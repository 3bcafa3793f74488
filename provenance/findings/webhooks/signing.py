"""Signatures as the Standard Webhooks specification has them, version 1 (HMAC-SHA256)."""

import base64
import hmac
import secrets
from collections.abc import Mapping

PREFIX = "whsec_"
BYTES = 32
"""The specification asks for 24 to 64."""


def new_secret() -> str:
    """A secret that nobody else has, in the form that receivers' libraries take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signed(secret: str, id_: str, at: int, body: bytes) -> Mapping[str, str]:
    """The headers that say which delivery a body is, when it was sent (Unix seconds), by whom."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    mac = hmac.digest(key, f"{id_}.{at}.".encode() + body, "sha256")
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }
