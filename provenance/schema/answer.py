"""Answers of any length, written and sent a slice at a time: others are answered in between."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from starlette.responses import Response, StreamingResponse

ROWS = 500
"""So many rows of a list are written at a time."""

FEW = 20
"""Lists of no more may hold long lists: these are written so too."""

SLICE = 65_536
"""About so many characters are sent at a time."""


def answer(status: int, data: Mapping[str, Any], media_type: str) -> Response:
    """An answer as JSON: at once if it is short, else as a stream of slices."""
    slices = _gathered(written(data))
    first, second = next(slices, ""), next(slices, None)
    if second is None:
        return Response(first, status, media_type=media_type)
    return StreamingResponse(_sent(chain((first, second), slices)), status, media_type=media_type)


def written(value: object) -> Iterator[str]:
    """A value as JSON in pieces, none longer than some rows of a list are."""
    if isinstance(value, dict):
        yield "{"
        for place, (name, inner) in enumerate(value.items()):
            yield f"{',' if place else ''}{json.dumps(name)}:"
            yield from written(inner)
        yield "}"
    elif isinstance(value, list) and len(value) > ROWS:
        yield "["
        for start in range(0, len(value), ROWS):
            yield ("," if start else "") + _dumped(value[start : start + ROWS])[1:-1]
        yield "]"
    elif isinstance(value, list) and len(value) <= FEW:
        yield "["
        for place, inner in enumerate(value):
            yield "," if place else ""
            yield from written(inner)
        yield "]"
    else:
        yield _dumped(value)


def _dumped(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _gathered(pieces: Iterator[str]) -> Iterator[str]:
    """Pieces put together to slices."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= SLICE:
            yield "".join(kept)
            kept, length = [], 0
    if kept:
        yield "".join(kept)


async def _sent(slices: Iterator[str]) -> Any:
    for piece in slices:
        yield piece
        await asyncio.sleep(0)  # whoever else is there has their turn
