"""What typer itself says, in Chinese: titles of help, and what is wrong with a command line.

Typer says it in English alone; the few forms of it are known here, with their Chinese in `words`.
"""

from typing import Any

from typer import rich_utils
from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from provenance.words.table import chinese

_TITLES = (
    "DEFAULT_STRING", "ENVVAR_STRING", "REQUIRED_LONG_STRING", "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE",
)  # fmt: skip
"""The fixed strings of `typer.rich_utils`."""


class _Chinese(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or chinese("Usage: "))


def speak_chinese() -> None:
    """Put into Chinese what typer itself says in help and errors."""
    Context.formatter_class = _Chinese
    for name in _TITLES:
        english = getattr(rich_utils, name)
        setattr(rich_utils, name, chinese(english) or english)
    made = rich_utils._make_rich_text

    def folded(**options: Any) -> Any:
        """A text that breaks anywhere: a Chinese sentence has no blanks to wrap it at."""
        text: Any = made(**options)
        text.overflow = "fold"
        return text

    rich_utils._make_rich_text = folded
