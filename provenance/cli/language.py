"""In which language a command speaks, and its help in Chinese."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from provenance.cli.output import Terminal
from provenance.model.errors import MisuseError
from provenance.settings.sources import read
from provenance.words.table import Language, chinese


def run(cli: typer.Typer, words: Sequence[str]) -> Any:
    """Run a command in its language; returns what typer does."""
    Terminal.language, words = asked_in(words, os.environ)
    command = typer.main.get_command(cli)
    if Terminal.language is Language.ZH:
        from provenance.cli.usage import speak_chinese  # with all that typer makes help of

        speak_chinese()
    explained(command)
    return command(words, prog_name="provenance", standalone_mode=False)


def asked_in(words: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language asked for, set, or of the terminal, and a command's words with it first.

    It may be said anywhere; what follows `report` is a document's own. Typer, which knows the
    option before a command's name, tells of a language that there is none of.
    """
    said, others = _taken("--language", words)
    config, _ = _taken("--config", words)
    asked = (said, environment.get("PROVENANCE_LANGUAGE") or _in_file(config))
    terminal = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    known = (one for one in asked if one in ("zh", "en"))
    language = next(known, None) or next(filter(None, terminal), "")
    chosen = Language.ZH if language.lower().startswith("zh") else Language.EN
    return chosen, (["--language", said, *others] if said is not None else others)


def _taken(option: str, words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The value of an option, the last if it is said twice, and the other words."""
    said, others, left = None, list[str](), list(words)
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        document = word == "report" and all(other.startswith("-") for other in others)
        if word == "--" or document:
            others += [word, *left]
            break
        if name == option and (equals or left):
            said = value if equals else left.pop(0)
        else:
            others.append(word)
    return said, others


def _in_file(config: str | None) -> str | None:
    """The language that a file of settings names; what is wrong with the file is said later."""
    with suppress(MisuseError):
        return str(read(file=Path(config) if config else None).values.get("language"))
    return None


def explained(command: Any, above: Any = None) -> Any:
    """A command with its help in the language asked for, and all commands below it."""
    if Terminal.language is Language.ZH:
        _explain_in_chinese(command, above)
    return command


def _explain_in_chinese(command: Any, above: Any) -> None:
    """Put the help of a command, its options and panels, and all commands below it into Chinese."""
    context = typer.Context(command, parent=above, **command.context_settings)
    # That of --help is made when it is first asked for.
    for told in (command, *command.params, command.get_help_option(context)):
        for name in ("help", "short_help", "epilog", "rich_help_panel"):
            if isinstance(text := getattr(told, name, None), str):
                setattr(told, name, "\n\n".join(map(_said, paragraphs(text))))
    for below in getattr(command, "commands", {}).values():
        _explain_in_chinese(below, context)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(part.split()) for part in text.split("\n\n")]


EXAMPLE = "Example: "
"""How the examples below help begin; what is to be typed is the same in both languages."""


def _said(paragraph: str) -> str:
    if paragraph.startswith(EXAMPLE):
        return (chinese(EXAMPLE) or EXAMPLE) + paragraph.removeprefix(EXAMPLE)
    return chinese(paragraph) or paragraph
