"""Sessions of browsers: an opaque number in a cookie, of which the store has the hash alone.

The number is another at every signing in and every few minutes. The one before is valid until the
new one has been shown, and a moment longer, for what was under way: an answer that gets lost signs
nobody out. Whoever copied an earlier one is refused from then on.
"""

import asyncio
import json
import secrets
from collections.abc import Coroutine
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import structlog

from provenance.access.identity.people import of_user
from provenance.access.identity.tokens import RefusedError
from provenance.access.viewer import Authority, Role, Viewer
from provenance.graph.port.access import Session, User
from provenance.graph.port.graph import GraphStore, Writer
from provenance.model.errors import StoreUnavailableError
from provenance.settings.access import Access

log = structlog.get_logger(__name__)

GRACE_S = 10
"""So long what was under way may still show the number before."""

PATIENCE_S = 0.5
"""So long an answer waits for a new number; a store that others write to may keep it waiting."""


class Proven(NamedTuple):
    """Who has shown what proves it, and until when that holds, where it does not for ever."""

    who: Viewer | User
    until: datetime | None = None

    @property
    def viewer(self) -> Viewer:
        """Who it is."""
        return of_user(self.who) if isinstance(self.who, User) else self.who


class SignedIn(NamedTuple):
    """Who asks; of a session its family, and the number to show from now on, if it is another."""

    viewer: Viewer
    family: str | None = None
    number: str | None = None


class Sessions:
    """The sessions on a store."""

    def __init__(self, store: GraphStore, terms: Access) -> None:
        self._store = store
        self._life = timedelta(hours=terms.session_h)
        self._renew = timedelta(minutes=terms.renew_min)
        self._at_work: set[asyncio.Task[bool]] = set()

    async def begin(self, proven: Proven, instead_of: str | None = None) -> str:
        """Sign someone in, for no longer than what proved it holds; returns the number to show.

        A session shown before is over.
        """
        number, now = _number(), datetime.now(UTC)
        made = Session(
            id=_hash(number),
            family=secrets.token_hex(8),
            who=_written(proven.who),
            issued_at=now,
            ends_at=min(now + self._life, proven.until or datetime.max.replace(tzinfo=UTC)),
        )

        async def turn(writer: Writer) -> None:
            if instead_of and (before := await writer.access.session(_hash(instead_of))):
                await writer.access.end_family(before.family)
            await writer.access.keep_session(made)

        await self._store.write(turn)
        return number

    async def end(self, number: str) -> None:
        """Sign out whoever shows a number, here and wherever it has become another."""
        found = await self._store.access.session(_hash(number))
        if found is not None:
            await self._store.write(lambda writer: writer.access.end_family(found.family))

    async def shown(self, number: str, *, renew: bool) -> SignedIn:
        """Who shows a number, which may be another from now on. Raises RefusedError."""
        now = datetime.now(UTC)
        found = await self._store.access.session(_hash(number))
        if found is None or found.ends_at <= now:
            raise RefusedError("session")
        viewer = await self._viewer(found)
        if found.follows is not None:
            await self._meanwhile(self._confirm(found, now))
            found = replace(found, follows=None)
        if not renew or now - found.issued_at < self._renew:
            return SignedIn(viewer, found.family)
        fresh = _number()
        renewed = await self._meanwhile(self._follow(found, fresh, now))
        return SignedIn(viewer, found.family, fresh if renewed else None)

    async def lasting(self, family: str) -> Viewer:
        """Who a family is of, whatever its number is by now. Raises RefusedError."""
        found = await self._store.access.newest_of(family)
        if found is None or found.ends_at <= datetime.now(UTC):
            raise RefusedError("session")
        return await self._viewer(found)

    async def _viewer(self, session: Session) -> Viewer:
        """Who a session is of: a user as it is now, whoever a provider sent as it was then."""
        who = json.loads(session.who)
        if "mark" not in who:
            held = who.pop("authority")
            authority = Authority(held) if held else None
            return Viewer(**{**who, "role": Role(who["role"]), "authority": authority})
        user = await self._store.access.user(who["user"])
        if user is None or user.mark != who["mark"]:
            raise RefusedError("user")
        return of_user(user)

    async def _follow(self, found: Session, fresh: str, now: datetime) -> bool:
        """Let a new number follow one; false where another has begun to, or it is over."""

        async def turn(writer: Writer) -> bool:
            if await writer.access.session(found.id) != found:
                return False
            await writer.access.keep_session(replace(found, issued_at=now, follows=None))
            await writer.access.keep_session(
                replace(found, id=_hash(fresh), issued_at=now, follows=found.id)
            )
            return True

        return await self._store.write(turn)

    async def _confirm(self, found: Session, now: datetime) -> bool:
        """The number before one that is shown is over, but for what is under way."""

        async def turn(writer: Writer) -> bool:
            if await writer.access.session(found.id) != found or found.follows is None:
                return False
            before = await writer.access.session(found.follows)
            if before is not None:
                ends_at = min(before.ends_at, now + timedelta(seconds=GRACE_S))
                await writer.access.keep_session(replace(before, ends_at=ends_at))
            await writer.access.keep_session(replace(found, follows=None))
            return True

        return await self._store.write(turn)

    async def _meanwhile(self, work: Coroutine[Any, Any, bool]) -> bool:
        """Whether some writing was done in a moment; what takes longer goes on by itself."""
        task = asyncio.create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._done)
        await asyncio.wait({task}, timeout=PATIENCE_S)
        return task.done() and not task.cancelled() and not task.exception() and task.result()

    def _done(self, task: "asyncio.Task[bool]") -> None:
        self._at_work.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, StoreUnavailableError):
            log.error("session.failed", exc_info=error)


def _number() -> str:
    return secrets.token_urlsafe(32)


def _hash(number: str) -> str:
    return sha256(number.encode(errors="surrogatepass")).hexdigest()


def _written(who: Viewer | User) -> str:
    kept = {"user": who.name, "mark": who.mark} if isinstance(who, User) else asdict(who)
    return json.dumps(kept, ensure_ascii=False)
