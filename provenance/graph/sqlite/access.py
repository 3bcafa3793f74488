"""What the embedded store keeps of who may sign in, and who is signed in."""

from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import Any, TypeVar

from provenance.graph.port.access import Session, SigningKey, User
from provenance.graph.rows.access import access_row, key_from, session_from, user_from
from provenance.graph.sqlite.aspect import Aspect, on_connection

Kept = TypeVar("Kept")


class Access(Aspect):
    """What is answered of who may sign in."""

    @on_connection
    def users(self, db: Connection) -> list[User]:
        return _read(db, user_from, "access_user ORDER BY name")

    @on_connection
    def user(self, db: Connection, name: str) -> User | None:
        return next(iter(_read(db, user_from, "access_user WHERE name = ?", name)), None)

    @on_connection
    def keys(self, db: Connection) -> list[SigningKey]:
        return _read(db, key_from, "access_key ORDER BY made_at, id")

    @on_connection
    def session(self, db: Connection, id_: str) -> Session | None:
        return next(iter(_read(db, session_from, "session WHERE id = ?", id_)), None)

    @on_connection
    def newest_of(self, db: Connection, family: str) -> Session | None:
        rest = "session WHERE family = ? ORDER BY issued_at DESC, id LIMIT 1"
        return next(iter(_read(db, session_from, rest, family)), None)


class AccessWriter(Access):
    """What is kept of who may sign in."""

    @on_connection
    def keep_user(self, db: Connection, user: User) -> None:
        _keep(db, "access_user", access_row(user))

    @on_connection
    def remove_user(self, db: Connection, name: str) -> bool:
        return db.execute("DELETE FROM access_user WHERE name = ?", (name,)).rowcount > 0

    @on_connection
    def keep_key(self, db: Connection, key: SigningKey) -> None:
        _keep(db, "access_key", access_row(key))

    @on_connection
    def remove_key(self, db: Connection, id_: str) -> None:
        db.execute("DELETE FROM access_key WHERE id = ?", (id_,))

    @on_connection
    def keep_session(self, db: Connection, session: Session) -> None:
        row = access_row(session)
        db.execute("DELETE FROM session WHERE ends_at <= :issued_at", row)
        _keep(db, "session", row)

    @on_connection
    def end_family(self, db: Connection, family: str) -> None:
        db.execute("DELETE FROM session WHERE family = ?", (family,))

    @on_connection
    def end_sessions(self, db: Connection) -> None:
        db.execute("DELETE FROM session")


def _read(
    db: Connection, made: Callable[[Mapping[str, Any]], Kept], rest: str, *values: str
) -> list[Kept]:
    found = db.execute(f"SELECT * FROM {rest}", values)
    names = [column[0] for column in found.description]
    return [made(dict(zip(names, row, strict=True))) for row in found]


def _keep(db: Connection, table: str, row: Mapping[str, Any]) -> None:
    values = ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({values})", row)
