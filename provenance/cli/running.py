"""How every command is run: its settings, its store, and what it exits with."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutine
from typing import Any, ParamSpec, cast

import typer

from provenance.cli.frame import frame
from provenance.cli.output import ERR, Terminal
from provenance.cli.owner import told_of_owner
from provenance.cli.server import address_of
from provenance.graph.opening import missing_at, store_at
from provenance.graph.port.graph import GraphStore
from provenance.logs import log_plainly
from provenance.model.errors import (
    MisuseError,
    ProvenanceError,
    StoreUnavailableError,
    UnknownSubjectError,
)
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.sources import Sources, read
from provenance.words.table import Language

Options = ParamSpec("Options")

DONE, SOME_REJECTED, MISUSE, STORE_UNAVAILABLE, NOT_ON_RECORD = range(5)
NOT_AS_DEMANDED = 6
"""What was asked for with --fail-unless is not so."""
FAULT = 70
"""A fault of our own. Source: sysexits.h, EX_SOFTWARE."""


def sources_of(address: str | None) -> Sources:
    """What is set, by the options of the command that runs and wherever else."""
    said = frame()
    return read({"store": address, "log_format": said.log_format}, said.config)


def settings_of(address: str | None) -> Settings:
    """The settings, of another store where one is named."""
    return sources_of(address).settings()


def server_asked(address: str | None) -> str | None:
    """Where the service is that is to be asked, None where a store is: one that is named is.

    Raises MisuseError where a command names both, and for what is no place of a service.
    """
    said = frame().server
    if said is not None and address is not None:
        raise MisuseError(Message("--store and --server are two places: name one"))
    at = said or (settings_of(None).server if address is None else "")
    return address_of(at) if at else None


def store_settings(address: str | None) -> Settings:
    """The settings for work on a store itself. Raises MisuseError where a service is asked."""
    at = server_asked(address)
    if at is not None:
        raise MisuseError(
            Message(
                "{at} does not do this over GraphQL: run it where the store is, and name that with"
                " --store",
                at=at,
            )
        )
    return settings_of(address)


_asked: ContextVar[tuple[str, Mapping[str, Any]]] = ContextVar("asked", default=("", {}))
"""The command that runs, with what it was given."""


@asynccontextmanager
async def opened(
    address: str | None, *, create: bool = False
) -> AsyncIterator[tuple[GraphStore, Settings]]:
    """The store at an address, or else the one that is set, and the settings; closed at the end.

    Where it is not there, unless `create` makes it, the first use raises StoreUnavailableError:
    what is wrong with a question is said before. What is asked is in its trail, where it is to be.
    """
    settings = store_settings(address)
    if not create and (words := missing_at(settings.store)):
        yield cast("GraphStore", _Missing(words)), settings
        return
    async with store_at(settings.store, settings, create=create) as store:
        yield await told_of_owner(store, settings, *_asked.get()), settings


class _Missing:
    """A store that is not there, with parts that can be named but asked nothing."""

    def __init__(self, words: Message) -> None:
        self._words = words

    def __getattr__(self, _: str) -> "_Missing":
        return self

    def __call__(self, *_: Any, **__: Any) -> Any:
        raise StoreUnavailableError(self._words)


NO_STORE = _Missing(Message(""))
"""What is asked for what no store is needed for."""


def guarded(
    command: Callable[Options, Coroutine[Any, Any, None] | None],
) -> Callable[Options, None]:
    """A command that begins with settings that can be, and whose answer is all out at its end."""

    @wraps(command)
    def run(*args: Options.args, **kwargs: Options.kwargs) -> None:
        settings = settings_of(cast("str | None", kwargs.get("address")))
        if frame().verbose or frame().log_format:
            log_as_asked(settings)
        try:
            _tell("command.begun", command=command.__name__, store=settings.store)
            if not gc.isenabled():  # main stopped it: what was imported is no garbage
                gc.freeze()
                gc.enable()
            _asked.set((_name_of(command), kwargs))
            work = command(*args, **kwargs)
            if iscoroutine(work):
                asyncio.run(work)
            sys.stdout.flush()
            _tell("command.done", command=command.__name__)
        except BrokenPipeError:  # whoever reads has read enough
            _say_no_more()
            raise typer.Exit(DONE) from None

    return run


def _name_of(command: Callable[..., Any]) -> str:
    """What a command is called in the trail: its group's file, and its own name in that."""
    group, name = command.__module__.rpartition(".")[2], command.__name__.strip("_")
    return name if group == name else f"{group} {name}"


def log_as_asked(settings: Settings) -> None:
    """Write logs in the form that is set, as much of them as was asked for."""
    log_plainly(settings.log_format, frame().level)


def _tell(event: str, **about: str) -> None:
    """Tell of what is done, with --verbose."""
    if frame().verbose:
        import structlog

        structlog.get_logger(__name__).info(event, **about)


def exit_code(command_line: Callable[[], Any]) -> int:
    """Run a command line, say in one line what went wrong if anything did, and how it ended."""
    try:
        code = command_line()
        sys.stdout.flush()
    except ProvenanceError as error:
        return _told(error.code, error.message, _code_of(error))
    except typer.TyperException as error:
        # Without words where help was printed instead.
        words = _usage(error.format_message())
        return _told(MisuseError.code, _see_help(words, error), MISUSE) if words else MISUSE
    except OSError as error:
        _say_no_more()
        what = str(error.filename or "standard output")
        return _told(
            MisuseError.code,
            Message(
                "{what} cannot be read or written: {why:system_error}",
                what=what,
                why=error.strerror,
            ),
            MISUSE,
        )
    except Exception as error:
        return _told("INTERNAL", _fault(error), FAULT)
    return int(code or DONE)


def _usage(said: str) -> str:
    """What typer says is wrong with a command line, on one line."""
    words = " ".join(said.replace("Value error, ", "").split())
    if words and Terminal.language is Language.ZH:
        from provenance.model.recognised import said_in_chinese

        return said_in_chinese(words, "usage")
    return words


def _code_of(error: ProvenanceError) -> int:
    if isinstance(error, StoreUnavailableError):
        return STORE_UNAVAILABLE
    return NOT_ON_RECORD if isinstance(error, UnknownSubjectError) else MISUSE


def _told(code: str, words: str | Message, exit_with: int) -> int:
    with suppress(OSError):  # where standard error is full there is nobody to tell
        ERR.print(Message("{code}: {words}", code=code, words=words), style="red")
    return exit_with


def _see_help(words: str, error: typer.TyperException) -> Message:
    """What is wrong with a command line, and whose help has what is right."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "provenance"
    return Message("{words}; see {path} --help", words=words.rstrip(".。"), path=path)


def _fault(error: Exception) -> Message:
    """What is said of a fault of our own; where it is stands in the log, with --verbose."""
    if frame().verbose:
        import structlog

        structlog.get_logger(__name__).error("command.failed", exc_info=error)
    return Message(
        "this is a fault of provenance itself ({kind}): run it again with --verbose, and report"
        " what that says",
        kind=type(error).__name__,
    )


def _say_no_more() -> None:
    """Let what is left for standard output go nowhere; else Python tries again as it ends."""
    with open(os.devnull, "w") as nowhere, suppress(OSError, ValueError):
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
