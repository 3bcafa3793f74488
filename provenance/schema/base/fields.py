"""Fields that a method gives, typed as the methods they are made of."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

Method = TypeVar("Method", bound=Callable[..., Any])


def field(description: str) -> Callable[[Method], Method]:
    """As strawberry's own decorator, which forgets what type the method was of."""

    def made(method: Method) -> Method:
        return cast("Method", strawberry.field(resolver=method, description=description))

    return made
