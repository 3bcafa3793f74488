"""Pages of connected things, behind cursors that are keys."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, NamedTuple, Self, TypeVar

import strawberry

from provenance.graph.port.graph import Neighbour
from provenance.graph.port.paging import Page
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.context import Context, Info, Link
from provenance.schema.base.fields import field
from provenance.schema.base.things import node_of

LARGEST = 1_000
"""So many things are on a page at most."""

First = Annotated[
    int, strawberry.argument(description=f"How many to list at most, from 1 to {LARGEST}.")
]
After = Annotated[
    str | None, strawberry.argument(description="List those behind this cursor of an earlier page.")
]

MOST_COUNTED = 1_000_000
"""Lists are not counted further."""

Counted = Callable[[], Awaitable[int]]
"""Counts all that a list has."""

T = TypeVar("T")
E = TypeVar("E")


@strawberry.type(description="Whether a list goes on, and where.")
class PageInfo:
    """What a reader needs to ask for the next page."""

    has_next_page: bool = strawberry.field(description="Whether there is more behind this page.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last thing here: pass it as `after` for the next page."
    )


@strawberry.type(description="A thing in a list, and its place there.")
class Edge(Generic[T]):
    """A neighbour with nothing more to say of the connection."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: T = strawberry.field(description="The thing itself.")

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(cursor=cursor, node=node_of(near.thing))


@strawberry.type(description="A page of a list, in order of key.")
class Connection(Generic[E]):
    """Edges of one kind, and whether there are more."""

    edges: list[E] = strawberry.field(description="The things on this page.")
    page_info: PageInfo = strawberry.field(description="Whether the list goes on, and where.")
    counted: strawberry.Private[Counted | None] = None

    @field(
        "How many there are, on this page and others; null where it is not known, and beyond"
        f" {MOST_COUNTED:,}, which are not counted."
    )
    async def total_count(self) -> int | None:
        found = await self.counted() if self.counted else None
        return None if found is None or found > MOST_COUNTED else found


class Cursor(NamedTuple):
    """A place in a list by key: behind `after`, and behind `skip` more of one key.

    Only where one thing is connected several times does its key alone not tell the place.
    """

    after: str = ""
    skip: int = 0

    def __str__(self) -> str:
        text = f"{self.after}\n{self.skip}" if self.skip else self.after
        return base64.urlsafe_b64encode(text.encode()).decode()


def many(
    edge: EdgeType,
    description: str,
    *,
    out: bool = False,
    only: Label | None = None,
    as_: type[Any] = Edge,
) -> Any:
    """A field that lists the neighbours along one kind of edge, against it unless `out`.

    `only` picks one kind of thing where the edge leads to several; `as_` is the type of edge
    where it bears something.
    """

    async def resolve(self: Any, info: Info, first: First = 50, after: After = None) -> Any:
        ref, context = self.thing.ref, info.context.of(self.thing)
        if only is not None:
            found = await context.whole(ref, edge, out=out)
            return _chosen(found, only, checked(first), cursor_of(after))
        return await _listed(context, ref, (edge, out), checked(first), cursor_of(after), as_)

    return strawberry.field(resolver=resolve, description=description)


async def _listed(  # noqa: PLR0913, PLR0917 - one page, spelled out
    context: Context,
    ref: Ref,
    along: tuple[EdgeType, bool],
    first: int,
    at: Cursor,
    as_: type[Any],
) -> Connection[Any]:
    # One more than asked tells whether the next has the key of the last.
    link = Link(*along, at.after, at.skip + first + 1)
    items = (await context.page(ref, link)).items[at.skip :]
    cursors = _cursors([near.thing.ref.key for near in items], at)
    shown = list(zip(items[:first], cursors, strict=False))
    return page_of([as_.of(near, str(cursor)) for near, cursor in shown], more=len(items) > first)


def _cursors(keys: Sequence[str], at: Cursor) -> list[Cursor]:
    """The place of each of some keys in order; equal keys are told apart by counting."""
    found: list[Cursor] = []
    behind, seen = at
    for n, key in enumerate(keys):
        if n and key != keys[n - 1]:
            behind, seen = keys[n - 1], 0
        seen += 1
        last = n + 1 == len(keys) or keys[n + 1] != key
        found.append(Cursor(key) if last else Cursor(behind, seen))
    return found


def _chosen(found: Sequence[Neighbour], only: Label, first: int, at: Cursor) -> Connection[Any]:
    behind = [n for n in found if n.thing.ref.label is only and n.thing.ref.key > at.after]
    edges: list[Edge[Any]] = [
        Edge.of(near, str(Cursor(near.thing.ref.key))) for near in behind[:first]
    ]
    return page_of(edges, more=len(behind) > first)


def page_of(edges: list[Any], *, more: bool, counted: Counted | None = None) -> Connection[Any]:
    """A page of edges, of a list that is counted so where somebody asks."""
    end = edges[-1].cursor if edges else None
    info = PageInfo(has_next_page=more, end_cursor=end)
    return Connection(edges=edges, page_info=info, counted=counted)


def things_page(page: Page, counted: Counted | None = None) -> Connection[Any]:
    """A page of all things of a kind."""
    edges = [Edge(cursor=str(Cursor(thing.ref.key)), node=node_of(thing)) for thing in page.items]
    return page_of(edges, more=page.more, counted=counted)


def checked(first: int) -> int:
    """The size of a page; MisuseError, LimitExceededError where it cannot be."""
    if first < 1:
        raise MisuseError(f"first must be at least 1, {first} was asked")
    if first > LARGEST:
        raise LimitExceededError(
            f"a page holds at most {LARGEST} things, first: {first} was asked; use after for more"
        )
    return first


def cursor_of(text: str | None) -> Cursor:
    """The place a cursor stands for; MisuseError where it is none of ours."""
    if text is None:
        return Cursor()
    try:
        if not text:
            raise ValueError("the start has no cursor but null")
        plain = base64.b64decode(text, altchars=b"-_", validate=True).decode()
        after, _, skip = plain.partition("\n")
        if 0 <= (several := int(skip or 0)) <= LARGEST:
            return Cursor(after, several)
        raise ValueError(skip)
    except (binascii.Error, ValueError):
        raise MisuseError(
            f"{text[:40]!a} is no cursor: take it from a page, as endCursor"
        ) from None
