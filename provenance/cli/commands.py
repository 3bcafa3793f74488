"""All commands, of which no more is read than what is asked for.

`commands.csv` has the name of each, what it is for, what help says of it in a line, and its module.
That is imported when the command is called or its own help is asked for: with all others and what
they need (workbooks, networks, made-up worlds) whoever asks for a verdict would wait a second.
"""

from importlib import import_module
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from provenance.cli.frame import also_behind
from provenance.cli.language import explained
from provenance.model.tables import rows


class Unread(TyperCommand):
    """A command of which no more is known than what help lists of all."""

    def __init__(self, row: dict[str, str]) -> None:
        super().__init__(row["command"], help=row["help"], rich_help_panel=row["panel"])
        self._module = row["module"]

    def read(self) -> Any:
        """The command as its module has it: one of those there, or all of them as a group."""
        group = get_group(import_module(f"{__package__}.{self._module}").commands)
        found: Any = group.commands.get(str(self.name), group)
        found.name, found.rich_help_panel = self.name, self.rich_help_panel
        return found


class Commands(TyperGroup):
    """All commands, each of which takes what may be said before its name behind it, too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = {row["command"]: Unread(row) for row in rows(__package__, "commands")}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, read now if it has not been, and the words behind it."""
        name, found, words = super().resolve_command(ctx, args)
        if isinstance(found, Unread):
            found = found.read()
            also_behind(found, self)
            self.commands[str(name)] = explained(found, ctx)
        return name, found, words
