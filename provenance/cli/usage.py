"""What typer itself says, in Chinese: titles of help, and what is wrong with a command line.

Typer says it in English alone; the few forms of it are known here, with their Chinese in `words`.
"""

import re
from string import Formatter
from typing import Any

from typer import rich_utils
from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from provenance.model.message import Message
from provenance.words.table import Language, chinese, sentences_of

_TITLES = (
    "DEFAULT_STRING", "ENVVAR_STRING", "REQUIRED_LONG_STRING", "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE",
)  # fmt: skip
"""The fixed strings of `typer.rich_utils`."""


def said_in_chinese(english: str) -> str:
    """What typer says, in Chinese; itself where it is in no form that is known."""
    for form in sentences_of("usage"):
        if found := re.fullmatch(_pattern(form), english):
            facts = found.groupdict()
            if "what" in facts:
                facts["what"] = said_in_chinese(facts["what"])
            return Message.from_json({"en": form, **facts}).said(Language.ZH)
    return english


def _pattern(template: str) -> str:
    """What texts of a form look like."""
    parts = (
        re.escape(before) + (f"(?P<{name}>.+?)" if name else "")
        for before, name, *_ in Formatter().parse(template)
    )
    return "".join(parts)


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
