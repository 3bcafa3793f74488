"""Who may sign in, by which keys their tokens are signed, and who is signed in: never a secret.

A store keeps no token and no cookie. Of a session it has the SHA-256 of what the browser shows; a
private key only encrypted, by a key that is not in the store.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone the service itself knows by name; `role` and `authority` as the viewer has them.

    `mark` is in every token and session of the user: where the user has another, or is none any
    more, they are over.
    """

    name: str
    role: str
    enterprise: str | None = None
    region: str | None = None
    authority: str | None = None
    added_at: datetime
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key of the service, as JWK; `private` is encrypted, None where it is kept elsewhere.

    `retired_at` is when another took its place: it verifies what it signed, and signs no more.
    """

    id: str
    public: str
    private: str | None = None
    made_at: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """That a browser is signed in until a time, under the SHA-256 of what it shows.

    `who` is a JSON text of access/identity. All sessions that followed one another since somebody
    signed in are a `family`; `follows` is the one before, until this one is first seen.
    """

    id: str
    family: str
    who: str
    issued_at: datetime
    ends_at: datetime
    follows: str | None = None


class Access(Protocol):
    """What a GraphStore, and its Writer, answers of who may sign in."""

    async def users(self) -> Sequence[User]:
        """All users, by name."""

    async def user(self, name: str) -> User | None:
        """A user, None where there is none of this name."""

    async def keys(self) -> Sequence[SigningKey]:
        """All keys of the service, the newest last."""

    async def session(self, id_: str) -> Session | None:
        """A session, be it over or not."""

    async def newest_of(self, family: str) -> Session | None:
        """The session of a family that was issued last, be it over or not."""


class AccessWriter(Access, Protocol):
    """What a Writer keeps of who may sign in."""

    async def keep_user(self, user: User) -> None:
        """Keep a user, in place of the one of that name."""

    async def remove_user(self, name: str) -> bool:
        """Forget a user; false where there is none."""

    async def keep_key(self, key: SigningKey) -> None:
        """Keep a key, in place of the one with its id."""

    async def remove_key(self, id_: str) -> None:
        """Forget a key: nothing it signed is valid any more."""

    async def keep_session(self, session: Session) -> None:
        """Keep a session, in place of the one with its id; forget all that were over by then."""

    async def end_family(self, family: str) -> None:
        """Forget all sessions of a family."""

    async def end_sessions(self) -> None:
        """Forget all sessions."""
