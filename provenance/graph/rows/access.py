"""How users, keys and sessions are written down in a store, and read back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from provenance.graph.port.access import Session, SigningKey, User
from provenance.graph.rows.findings import moment

_USER, _KEY, _SESSION = TypeAdapter(User), TypeAdapter(SigningKey), TypeAdapter(Session)


def access_row(kept: User | SigningKey | Session) -> dict[str, Any]:
    """What is kept as properties, under the names both stores keep them by."""
    return {
        name: moment(value) if isinstance(value, datetime) else value
        for name, value in asdict(kept).items()
    }


def user_from(props: Mapping[str, Any]) -> User:
    """A user of its properties."""
    return _USER.validate_python(props)


def key_from(props: Mapping[str, Any]) -> SigningKey:
    """A key of its properties."""
    return _KEY.validate_python(props)


def session_from(props: Mapping[str, Any]) -> Session:
    """A session of its properties."""
    return _SESSION.validate_python(props)
