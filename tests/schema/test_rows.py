"""Lists answered a column at a time say what graphql-core says, errors included."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
import strawberry

from provenance.model import terms as model_terms
from provenance.model.terms import Product
from provenance.schema.limits.rows import RowsExecutor


@dataclass
class _Raw:
    """A row as some resolver gives it: not of the type that shows it."""

    name: Any = "n"
    size: Any = 1
    product: Any = None
    tags: Any = ()


@strawberry.type
class Row:
    name: str
    size: int | None
    product: model_terms.Product | None
    tags: list[str]

    @strawberry.field
    def loud(self) -> str:
        return str(self.name).upper()

    @strawberry.field
    def repeated(self, times: int = 2) -> str:
        return str(self.name) * times

    @strawberry.field
    async def late(self) -> str:
        return str(self.name)

    @strawberry.field
    def where(self, info: strawberry.Info) -> str:
        return info.field_name


ROWS: list[Any] = []


@strawberry.type
class Query:
    @strawberry.field
    def rows(self) -> list[Row | None]:
        return ROWS

    @strawberry.field
    def certain(self) -> list[Row]:
        return ROWS


FAST = strawberry.Schema(query=Query, execution_context_class=RowsExecutor)
PLAIN = strawberry.Schema(query=Query)

GOOD = [_Raw(), _Raw("矿", None, Product.OXIDE), _Raw("x", 2**31 - 1, "magnet", ["a"])]
BAD = [
    [_Raw(), None, _Raw()],
    [_Raw(), _Raw(name=None)],
    [_Raw(size="many"), _Raw(size=2**31)],
    [_Raw(product="moonstone")],
    [_Raw(name=1), _Raw(name=object())],
    [object()],
    [],
]


@pytest.mark.parametrize("rows", [GOOD, *BAD])
@pytest.mark.parametrize("field", ["rows", "certain"])
@pytest.mark.parametrize(
    "selection",
    [
        "name size product",
        "name loud",
        "__typename",
        "a: name b: name product",
        "name tags",
        "name repeated",
        "name late",
        "where",
        "name @skip(if: true) size",
        "...f } } fragment f on Row { name size ... { product",
    ],
)
@pytest.mark.parametrize("beside_the_loop", [False, True])
async def test_the_same_as_graphql_core(
    rows: list[Any],
    field: str,
    selection: str,
    beside_the_loop: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if beside_the_loop:
        monkeypatch.setattr("provenance.schema.limits.rows.MANY", -1)
    ROWS[:] = rows
    query = f"{{ {field} {{ {selection} }} }}"
    fast, plain = await asyncio.gather(FAST.execute(query), PLAIN.execute(query))
    assert fast.data == plain.data
    assert _told(fast) == _told(plain)
    if fast.data and fast.data[field] and fast.data[field][0]:
        assert list(fast.data[field][0]) == list((plain.data or {})[field][0])  # in order, too


def _told(result: Any) -> list[Any]:
    return [error.formatted for error in result.errors or ()]
