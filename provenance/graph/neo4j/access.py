"""What is kept in Neo4j of who may sign in, and who is signed in.

Readers go by the graph, not by this: of what changes here they need not be told.
"""

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Aspect, WriterAspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.port.access import Session, SigningKey, User
from provenance.graph.rows.access import access_row, key_from, session_from, user_from


class Access(Aspect):
    """What is answered of who may sign in."""

    @asking
    async def users(self, ask: Ask) -> list[User]:
        return [user_from(props) for props in await ask(query("users"))]

    @asking
    async def user(self, ask: Ask, name: str) -> User | None:
        found = await ask(query("user"), name=name)
        return user_from(found[0]) if found else None

    @asking
    async def keys(self, ask: Ask) -> list[SigningKey]:
        return [key_from(props) for props in await ask(query("signing_keys"))]

    @asking
    async def session(self, ask: Ask, id_: str) -> Session | None:
        found = await ask(query("session"), id=id_)
        return session_from(found[0]) if found else None

    @asking
    async def newest_of(self, ask: Ask, family: str) -> Session | None:
        found = await ask(query("newest_session"), family=family)
        return session_from(found[0]) if found else None


class AccessWriter(WriterAspect, Access):
    """What is kept of who may sign in."""

    @asking
    async def keep_user(self, ask: Ask, user: User) -> None:
        await ask(query("keep_user"), row=access_row(user))

    @asking
    async def remove_user(self, ask: Ask, name: str) -> bool:
        return bool(await ask(query("remove_user"), name=name))

    @asking
    async def keep_key(self, ask: Ask, key: SigningKey) -> None:
        await ask(query("keep_signing_key"), row=access_row(key))

    @asking
    async def remove_key(self, ask: Ask, id_: str) -> None:
        await ask(query("remove_signing_key"), id=id_)

    @asking
    async def keep_session(self, ask: Ask, session: Session) -> None:
        row = access_row(session)
        await ask(query("forget_sessions"), at=row["issued_at"])
        await ask(query("keep_session"), row=row)

    @asking
    async def end_family(self, ask: Ask, family: str) -> None:
        await ask(query("end_family"), family=family)

    @asking
    async def end_sessions(self, ask: Ask) -> None:
        await ask(query("end_sessions"))
