"""Questions and requests at random, with tokens of every role: no failure of ours, no leak."""

import asyncio
import json
from random import Random
from typing import Any

import httpx2
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from provenance.access.identity import users
from provenance.access.identity.keys import Keys
from provenance.access.policy.tables import may_ask
from provenance.access.viewer import Authority, Role, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access, AccessMode
from provenance.settings.limits import Limits
from tests.access import canaries
from tests.access.test_scope import SECRET
from tests.loading import load_all

SETTINGS = Settings(
    limits=Limits(even_s=0),
    access=Access(
        mode=AccessMode.TOKENS,
        key="the key of the tests, of more than 32 characters",
        pseudonyms="of the tests, and long enough for all of them",
    ),
)
SCHEMA = Schema(SETTINGS)._schema

OF: dict[str, dict[str, Any]] = {
    "customs": {"role": Role.CUSTOMS, "authority": Authority.GAC},
    "investigator": {"role": Role.INVESTIGATOR},
    "trader": {"role": Role.ENTERPRISE, "enterprise": canaries.TRADER},
    "importer by code": {"role": Role.IMPORTER, "enterprise": canaries.TRADER},
    "regulator of the works": {"role": Role.REGULATOR, "region": "510000"},
    "operator": {"role": Role.OPERATOR},
    "admin": {"role": Role.ADMIN},
    "auditor": {"role": Role.AUDITOR},
}
ODD = ['""', '"\\u0000"', '"\\ud800"', '"%_*"', '"🜁龍"', f'"{"9" * 400}"', "null", "-1", "1e309"]
"""Values that nobody means."""


class Fuzzer:
    """Documents at random that the SDL all but allows."""

    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self.schema, self.random = schema, Random(seed)
        self.words = [*canaries.UPSTREAM, *canaries.STRANGER, canaries.DECLARATION, "F1", "X1"]

    def document(self, role: Role) -> str:
        kind = self.random.choice(("query", "query", "query", "mutation"))
        root = self.schema.query_type if kind == "query" else self.schema.mutation_type
        assert root is not None
        allowed = [name for name in sorted(root.fields) if may_ask(role, f"{root.name}.{name}")]
        among = allowed if allowed and self.random.random() < 0.9 else sorted(root.fields)
        names = self.random.sample(among, min(len(among), self.random.randint(1, 3)))
        asked = (f"a{n}: {self.field(name, root.fields[name], 3)}" for n, name in enumerate(names))
        text = f"{kind} {{ {' '.join(asked)} }}"
        if self.random.random() < 0.05:  # and some that it does not
            at = self.random.randrange(len(text))
            text = text[:at] + self.random.choice('{}()"@$ \N{BOM}') + text[at + 1 :]
        return text

    def field(self, name: str, field: GraphQLField, depth: int) -> str:
        given = [
            f"{arg}: {self.value(one.type, 3)}"
            for arg, one in field.args.items()
            if isinstance(one.type, GraphQLNonNull) or self.random.random() < 0.4
        ]
        return f"{name}{f'({chr(44).join(given)})' if given else ''}{self.chosen(field, depth)}"

    def chosen(self, field: GraphQLField, depth: int) -> str:
        type_ = get_named_type(field.type)
        if is_leaf_type(type_):
            return ""
        fields = getattr(type_, "fields", {})
        some = self.random.sample(sorted(fields), min(len(fields), self.random.randint(1, 5)))
        below = [
            self.field(name, fields[name], depth - 1)
            for name in some
            if depth or is_leaf_type(get_named_type(fields[name].type))
        ]
        return f" {{ __typename {' '.join(below)} }}"

    def value(self, type_: Any, depth: int) -> str:
        if self.random.random() < 0.03:
            return self.random.choice(ODD)
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth)
        if isinstance(type_, GraphQLList):
            some = (self.value(type_.of_type, depth) for _ in range(self.random.randint(0, 3)))
            return f"[{', '.join(some)}]"
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(sorted(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            given = (
                f"{name}: {self.value(field.type, depth - 1)}"
                for name, field in type_.fields.items()
                if isinstance(field.type, GraphQLNonNull) or (depth and self.random.random() < 0.3)
            )
            return f"{{{', '.join(given)}}}"
        return self.scalar(type_.name)

    def scalar(self, name: str) -> str:
        word = json.dumps(self.random.choice(self.words))
        plain = {
            "Int": str(self.random.choice((0, 1, 5, 2026))),
            "Float": "0.5",
            "Kilograms": str(self.random.choice((0, 0.001, 1_000, -1))),
            "Boolean": "true",
            "Date": '"2026-03-10"',
            "DateTime": '"2026-11-10T00:00:00+08:00"',
            "JSON": '{record: "extraction"}',
        }
        return plain.get(name, word)


@pytest.fixture
async def tokens(store: GraphStore) -> dict[str, str]:
    await load_all(store, canaries.world())
    keys = Keys(store, SETTINGS)
    found = {}
    for name, of in OF.items():
        await users.add(store, Viewer(name, name=name, **of), anew=True)
        found[name] = await users.token_for(store, keys, name, 1)
    return found


# Where one answer fails that must not be null, graphql-core drops those beside it unawaited.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", range(6))
async def test_nothing_fails_and_nothing_is_told(
    store: GraphStore, tokens: dict[str, str], seed: int
) -> None:
    fuzzer = Fuzzer(SCHEMA, seed)
    app = create_http_app(store, SETTINGS)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for who, token in tokens.items():
            for _ in range(40):
                document = fuzzer.document(OF[who]["role"])
                body = json.dumps({"query": document})
                headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
                async with asyncio.timeout(30):
                    answer = await client.post("/graphql", content=body, headers=headers)
                text = answer.text
                assert answer.status_code < 500, (document, text)
                assert '"INTERNAL"' not in text, (document, text)
                assert "Traceback" not in text
                data = json.dumps(answer.json().get("data"), ensure_ascii=False)
                secret = SECRET[who][1] if who in SECRET else set()
                assert not {w for w in secret if w in data and w not in document}, document
