"""How every command is run: its store, its form, and what it exits with when something is off."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import typer

from provenance.cli.output import ERR
from provenance.model.errors import MisuseError, ProvenanceError, StoreUnavailableError
from provenance.settings import Settings

Result = TypeVar("Result")

DONE, SOME_REJECTED, MISUSE, STORE_UNAVAILABLE = range(4)


def settings_of(store: str | None) -> Settings:
    """The settings, of another store where one is named."""
    return Settings(store=store) if store else Settings()


def run(work: Callable[[Settings], Coroutine[Any, Any, Result]], store: str | None) -> Result:
    """Run work on a store."""
    return guard(lambda: asyncio.run(work(settings_of(store))))


def guard(work: Callable[[], Result]) -> Result:
    """Run, and turn what can go wrong into a sentence and an exit code."""
    try:
        return work()
    except StoreUnavailableError as error:
        ERR.print(f"{error.code}: {error}", style="red", markup=False)
        raise typer.Exit(STORE_UNAVAILABLE) from None
    except (ProvenanceError, MisuseError) as error:
        ERR.print(f"{error.code}: {error}", style="red", markup=False)
        raise typer.Exit(MISUSE) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(DONE) from None
