"""The service's own users: added, given tokens, signed out, removed; from then on nothing is valid.

What ends a user's tokens and sessions is its mark: they bear the one it had, and it has another.
"""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from provenance.access.identity.keys import MOST_DAYS, Keys
from provenance.access.identity.tokens import signed
from provenance.access.viewer import Viewer
from provenance.graph.port.access import User
from provenance.graph.port.graph import GraphStore, Writer
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.message import Message

OURS = "provenance"
"""Who issues tokens of the service's own, and for whom."""

TOKEN = "provenance+jwt"
"""What these are, so that nothing else that its key signs is taken for one."""


async def add(store: GraphStore, viewer: Viewer, *, anew: bool = False) -> User:
    """Keep someone as a user by name; raises MisuseError where there is one, unless `anew`."""
    made = User(
        name=viewer.name,
        role=viewer.role.value,
        enterprise=viewer.enterprise,
        region=viewer.region,
        authority=viewer.authority and viewer.authority.value,
        added_at=datetime.now(UTC),
        mark=_mark(),
    )

    async def turn(writer: Writer) -> None:
        if await writer.access.user(made.name) is not None and not anew:
            raise MisuseError(
                Message("there is a user {name} already: remove it first", name=made.name)
            )
        await writer.access.keep_user(made)

    await store.write(turn)
    return made


async def remove(store: GraphStore, name: str) -> None:
    """Forget a user; its tokens and sessions are over. Raises UnknownSubjectError."""
    if not await store.write(lambda writer: writer.access.remove_user(name)):
        raise _unknown(name)


async def sign_out(store: GraphStore, name: str) -> None:
    """End all tokens and sessions of a user, who stays one. Raises UnknownSubjectError."""

    async def turn(writer: Writer) -> None:
        found = await writer.access.user(name)
        if found is None:
            raise _unknown(name)
        await writer.access.keep_user(replace(found, mark=_mark()))

    await store.write(turn)


async def token_for(store: GraphStore, keys: Keys, name: str, days: int) -> str:
    """A token of a user, valid for so many days.

    Raises UnknownSubjectError, and MisuseError where it cannot be signed.
    """
    if not 1 <= days <= MOST_DAYS:
        raise MisuseError(Message("a token is valid for 1 to {most} days", most=MOST_DAYS))
    user = await store.access.user(name)
    if user is None:
        raise _unknown(name)
    now = datetime.now(UTC)
    claims = {
        "iss": OURS,
        "aud": OURS,
        "sub": user.name,
        "mark": user.mark,
        "iat": int(now.timestamp()),
        "nbf": int(now.timestamp()),
        "exp": int((now + timedelta(days=days)).timestamp()),
        "jti": secrets.token_urlsafe(12),
    }
    return signed(claims, await keys.signing(), TOKEN)


def _mark() -> str:
    return secrets.token_urlsafe(12)


def _unknown(name: str) -> UnknownSubjectError:
    return UnknownSubjectError(
        Message("there is no user {name}; see `provenance user list`", name=ascii(name[:40]))
    )
