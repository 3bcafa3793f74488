"""A store that tells of what is changed in it: in the transaction of the change itself."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

from provenance.access.trail.asking import CHANGED, Asking
from provenance.access.trail.keys import MOST_CHANGED, listed
from provenance.graph.port.access import SigningKey, User
from provenance.graph.port.cases import CaseVersion
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.kept import Decision, Review
from provenance.graph.port.watches import Watch
from provenance.records.changes import Changes

Result = TypeVar("Result")


class Change(NamedTuple):
    """That something was changed: how, what kind of thing, by its key and what was said of it."""

    how: str
    kind: str
    key: Any


def _recorded(changes: Changes) -> Iterable[Change]:
    for version in changes.versions:
        kind, id_ = version.record
        yield Change("recorded", kind, [id_, version.revision])


def _reviewed(finding: str, review: Review) -> Iterable[Change]:
    yield Change("reviewed", "Finding", [finding, review.decision])


def _decided(declaration: str, decision: Decision) -> Iterable[Change]:
    yield Change("decided", "Declaration", [declaration, decision.decision])


def _watched(watch: Watch) -> Iterable[Change]:
    yield Change("watched", "Watch", watch.id)


def _unwatched(id_: str) -> Iterable[Change]:
    yield Change("unwatched", "Watch", id_)


def _saved(version: CaseVersion) -> Iterable[Change]:
    yield Change("saved", "Case", [version.case, version.version])


def _case_removed(case: str) -> Iterable[Change]:
    yield Change("removed", "Case", case)


def _named(user: User) -> Iterable[Change]:
    yield Change("named", "User", [user.name, user.role])


def _removed(name: str) -> Iterable[Change]:
    yield Change("removed", "User", name)


def _key_kept(key: SigningKey) -> Iterable[Change]:
    yield Change("signing", "Key", [key.id, "retired" if key.retired_at else "signs"])


def _key_removed(id_: str) -> Iterable[Change]:
    yield Change("signing", "Key", [id_, "removed"])


def _expired(number: int, seal: str) -> Iterable[Change]:
    yield Change("expired", "Trail", number)


def _resealed(number: int, seal: str) -> Iterable[Change]:
    yield Change("resealed", "Trail", number)


TOLD: Mapping[str, Mapping[str, Callable[..., Iterable[Change]]]] = {
    "records": {"apply": _recorded},
    "findings": {"review": _reviewed, "decide": _decided},
    "watches": {"keep": _watched, "remove": _unwatched},
    "cases": {"save": _saved, "remove": _case_removed},
    "access": {
        "keep_user": _named,
        "remove_user": _removed,
        "keep_key": _key_kept,
        "remove_key": _key_removed,
    },
    "trail": {"expire": _expired, "reseal": _resealed},
}
"""What of a Writer changes something that people state, by its part and method."""


def trailed(store: GraphStore, asking: Asking) -> GraphStore:
    """A store that puts in the trail what a request changes."""
    inner = store.inner if isinstance(store, _Trailed) else store
    return cast("GraphStore", _Trailed(inner, asking))


class _Trailed:
    def __init__(self, store: GraphStore, asking: Asking) -> None:
        self.inner = store
        self._asking = asking

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        async def turn(writer: Writer) -> Result:
            found: dict[str, dict[str, list[Any]]] = {}  # anew: a turn may be tried again
            result = await work(cast("Writer", _Writer(writer, found)))
            if found:
                changes = {how: listed(keys, MOST_CHANGED) for how, keys in sorted(found.items())}
                await writer.trail.append([self._asking.draft(CHANGED, changes=changes)])
            return result

        return await self.inner.write(turn)


class _Writer:
    def __init__(self, writer: Writer, found: dict[str, dict[str, list[Any]]]) -> None:
        self._writer, self._found = writer, found

    def __getattr__(self, part: str) -> Any:
        inner = getattr(self._writer, part)
        return _Part(inner, TOLD[part], self._found) if part in TOLD else inner


class _Part:
    def __init__(
        self,
        part: Any,
        told: Mapping[str, Callable[..., Iterable[Change]]],
        found: dict[str, dict[str, list[Any]]],
    ) -> None:
        self._part, self._told, self._found = part, told, found

    def __getattr__(self, name: str) -> Any:
        method, tell = getattr(self._part, name), self._told.get(name)
        if tell is None:
            return method

        async def told(*given: Any) -> Any:
            result = await method(*given)
            if result is not False:  # there was nothing of that id
                for how, kind, key in tell(*given):
                    self._found.setdefault(how, {}).setdefault(kind, []).append(key)
            return result

        return told
