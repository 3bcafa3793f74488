"""How values of a type are read and written as plain ones, made when that is first asked for.

To make one takes longer than to read a hundred rows with it.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter

_Value = TypeVar("_Value")


_made: dict[Any, TypeAdapter[Any]] = {}


def adapter(of: type[_Value]) -> TypeAdapter[_Value]:
    """What reads values of a type, and raises ValidationError for what is none."""
    if of not in _made:
        _made[of] = TypeAdapter(of)
    return _made[of]
