"""Behind no cursor of any list, nor of a list within a thing, is anything that is not theirs."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from provenance.access.policy.tables import may_ask
from provenance.access.viewer import OWNER, Viewer
from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from tests.access import canaries
from tests.access.test_scope import SCHEMA, SECRET, SETTINGS, ask
from tests.access.walker import object_type

LISTENERS = ("buyer abroad", "importer by code", "trader", "regulator of the works")
TIMES = ("2026-09-01", "2026-10-15", "2026-11-15")
"""Before anything was stated, when half of it was, and since."""


@pytest.fixture
async def stated(store: GraphStore) -> GraphStore:
    """The world of canaries, half of which was stated a month after the other."""
    await canaries.stated(store)
    await audit(store, SETTINGS, whole=True)
    return store


def lists(type_: Any) -> Iterator[tuple[str, GraphQLField]]:
    """The fields of a type that list something page by page, and need nothing else said."""
    for name, field in getattr(type_, "fields", {}).items():
        needed = any(is_required_argument(arg) for arg in field.args.values())
        if {"first", "after"} <= field.args.keys() and not needed:
            yield name, field


def page(name: str, field: GraphQLField, given: str = "") -> str:
    """A page of a list with all that stands plainly in it."""
    connection: Any = get_named_type(field.type)
    edge: Any = get_named_type(connection.fields["edges"].type)
    node = f" node {{ {_plain(get_named_type(edge.fields['node'].type))} }}"
    edges = f"edges {{ {_plain(edge)}{node} }}"
    paging = "pageInfo { hasNextPage endCursor }"
    return f"{name}(first: 2, after: $after{given}) {{ {edges} {paging} }}"


def _plain(type_: Any) -> str:
    fields = getattr(type_, "fields", {})
    plain = (
        name
        for name, field in fields.items()
        if is_leaf_type(get_named_type(field.type))
        and not any(is_required_argument(arg) for arg in field.args.values())
    )
    return " ".join(("__typename", *plain))


async def pages(
    store: GraphStore, viewer: Viewer, query: str, *path: str, after: str | None = None
) -> AsyncIterator[Any]:
    """Each page of a list from a cursor on, by following the cursor of the one before."""
    while True:
        found = await ask(store, viewer, query.replace("$after", json.dumps(after)))
        listed = found["data"]
        for name in path:
            listed = listed and listed[name]
        if listed is None:
            assert {one["extensions"]["code"] for one in found["errors"]} <= {
                "MISUSE",
                "FORBIDDEN",
            }, found
            return
        yield listed
        if not listed["pageInfo"]["hasNextPage"]:
            return
        assert listed["edges"], "a page before the last holds something"
        assert after != listed["pageInfo"]["endCursor"]
        after = listed["pageInfo"]["endCursor"]


@pytest.mark.parametrize("who", LISTENERS)
async def test_behind_no_cursor_is_what_is_not_theirs(stated: GraphStore, who: str) -> None:
    viewer, secret = SECRET[who]
    heard: dict[str, set[str]] = {}
    followed = 0
    things: dict[str, str] = {}
    for name, field in lists(object_type(SCHEMA._schema)):
        if not may_ask(viewer.role, f"Query.{name}"):
            continue
        times = TIMES if "asOf" in field.args else ()
        for given in [f', asOf: "{at}T00:00:00+08:00"' for at in times] or [""]:
            query = f"{{ {page(name, field, given)} }}"
            async for listed in pages(stated, viewer, query, name):
                followed += 1
                _hear(heard, name + given, listed, secret)
                nodes = [edge["node"] for edge in listed["edges"]]
                things |= {one["id"]: one["__typename"] for one in nodes if "id" in one}
        # Nor behind those of whoever sees all.
        async for listed in pages(stated, OWNER, f"{{ {page(name, field)} }}", name):
            for edge in listed["edges"]:
                query = f"{{ {page(name, field)} }}"
                async for theirs in pages(stated, viewer, query, name, after=edge["cursor"]):
                    _hear(heard, f"{name} behind another's cursor", theirs, secret)
                    break
    inner = 0
    for id_, kind in things.items():
        type_ = SCHEMA._schema.type_map[kind]
        for name, field in lists(type_):
            assert isinstance(type_, GraphQLObjectType)
            query = f'{{ node(id: "{id_}") {{ ... on {kind} {{ {page(name, field)} }} }} }}'
            async for listed in pages(stated, viewer, query, "node", name):
                inner += len(listed["edges"])
                _hear(heard, f"{kind}.{name}", listed, secret)
    assert heard == {}
    assert followed > 3
    assert inner > 0


def _hear(heard: dict[str, set[str]], where: str, told: Any, secret: set[str]) -> None:
    text = json.dumps(told, ensure_ascii=False)
    if found := {word for word in secret if word in text}:
        heard.setdefault(where, set()).update(found)


def test_lists_are_found() -> None:
    found = {name for name, _ in lists(object_type(SCHEMA._schema))}
    assert {"lots", "quotas", "findings", "declarations"} <= found
    first = SCHEMA._schema.query_type.fields["lots"].args["first"]  # type: ignore[union-attr]
    assert isinstance(first.type, GraphQLNonNull)  # which need not be said all the same
