"""How every command is run: its store, and what it exits with when something is off."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from inspect import iscoroutine
from typing import Any, ParamSpec

import typer

from provenance.cli.output import ERR
from provenance.graph.opening import missing_at, store_at
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError, ProvenanceError, StoreUnavailableError
from provenance.settings import Settings

Options = ParamSpec("Options")

DONE, SOME_REJECTED, MISUSE, STORE_UNAVAILABLE = range(4)


def settings_of(address: str | None) -> Settings:
    """The settings, of another store where one is named."""
    return Settings(store=address) if address else Settings()


@asynccontextmanager
async def opened(
    address: str | None, *, create: bool = False
) -> AsyncIterator[tuple[GraphStore, Settings]]:
    """The store at an address, or else the one that is set, and the settings; closed at the end.

    Raises StoreUnavailableError where it is not there, unless `create` makes it.
    """
    settings = settings_of(address)
    if not create and (words := missing_at(settings.store)):
        raise StoreUnavailableError(words)
    async with store_at(settings.store, settings, create=create) as store:
        yield store, settings


def guarded(
    command: Callable[Options, Coroutine[Any, Any, None] | None],
) -> Callable[Options, None]:
    """A command that turns what can go wrong into a sentence and an exit code."""

    @wraps(command)
    def run(*args: Options.args, **kwargs: Options.kwargs) -> None:
        try:
            work = command(*args, **kwargs)
            if iscoroutine(work):
                asyncio.run(work)
        except StoreUnavailableError as error:
            ERR.print(f"{error.code}: {error}", style="red")
            raise typer.Exit(STORE_UNAVAILABLE) from None
        except (ProvenanceError, MisuseError) as error:
            ERR.print(f"{error.code}: {error}", style="red")
            raise typer.Exit(MISUSE) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(DONE) from None

    return run
