"""A column of texts as Arrow holds it."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

import pyarrow as pa


class Texts(Sequence[str]):
    """Texts as Arrow holds them: a few bytes more than what they say."""

    def __init__(self, pieces: Sequence[Any]) -> None:
        self._texts = pa.chunked_array(pieces, pa.string())

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        found: Any = self._texts[at]
        return [*map(str, found.to_pylist())] if isinstance(at, slice) else str(found.as_py())

    def __iter__(self) -> Iterator[str]:
        for chunk in self._texts.chunks:
            yield from chunk.to_pylist()
