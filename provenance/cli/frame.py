"""What may be said with every command, before its name or behind it."""

import copy
import logging
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from provenance.settings import LogFormat


@dataclass(frozen=True, slots=True)
class Frame:
    """How much is told of a command's progress, in which form; whose settings it goes by."""

    quiet: bool = False
    verbose: bool = False
    log_format: LogFormat | None = None
    config: Path | None = None
    server: str | None = None

    @property
    def level(self) -> int:
        """From which level on logs are written."""
        if self.quiet:
            return logging.ERROR
        # Who asks for JSON is a program, which is told of progress.
        told = self.verbose or self.log_format is LogFormat.JSON
        return logging.INFO if told else logging.WARNING


_frame: ContextVar[Frame] = ContextVar("frame", default=Frame())  # noqa: B039 - it is frozen


def frame() -> Frame:
    """What was said with the command that runs."""
    return _frame.get()


def say_version(asked: bool) -> None:
    """Print the version, and end."""
    if asked:
        from importlib.metadata import version  # with all of email

        print(f"provenance {version('provenance')}")
        raise typer.Exit


def take_frame(
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only what was asked for, and errors.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say on standard error what is done.")
    ] = False,
    log_format: Annotated[
        LogFormat | None,
        typer.Option("--log-format", help="Progress and logs as text or as JSON lines."),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="Settings; else provenance.toml here or in ~/.config/provenance.",
        ),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            metavar="URL",
            help="Ask a service instead of a store, as `provenance login` signed you in there.",
        ),
    ] = None,
    language: Annotated[
        Literal["zh", "en"] | None,
        typer.Option("--language", help="Chinese or English, else as it is set or LANG has it."),
    ] = None,
    _: Annotated[
        bool,
        typer.Option("--version", callback=say_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    """Keep what was said before a command's name; its language was taken before it was read."""
    _frame.set(Frame(quiet, verbose, log_format, config, server))


def also_behind(command: Any, root: TyperGroup) -> None:
    """Let a command, and all below it, take the options of the frame."""
    if isinstance(command, TyperGroup):
        for one in command.commands.values():
            also_behind(one, root)
    elif isinstance(command, TyperCommand):
        command.params += [_behind(option) for option in root.params if option.name in _FRAMED]


_FRAMED = frozenset(Frame.__dataclass_fields__)


def _behind(option: Any) -> TyperOption:
    """An option of the frame as a command has it: not in its help, and kept where it is said."""
    made: TyperOption = copy.copy(option)
    made.hidden, made.expose_value = True, False
    made.callback = lambda _ctx, param, value: _keep(param.name, value)
    return made


def _keep(name: str, value: Any) -> None:
    if value:
        _frame.set(replace(_frame.get(), **{name: value}))
