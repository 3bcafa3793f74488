"""Where settings are read from, the nearest first: options, the environment, a file, defaults."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.environment import set_there
from provenance.settings.names import PATHS, Place, default_of, description_of, value_at, variable
from provenance.settings.wrong import in_words

FILE = "provenance.toml"
"""The file that is read where none is named: here, or in the user's configuration directory."""


class Setting(NamedTuple):
    """One thing that can be set: its name, such as webhooks.deliver, its value, and where from.

    `source` is an option, an environment variable or a file; empty for the default.
    """

    name: str
    value: Any
    source: str
    default: Any
    variable: str
    description: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What is set by options, by the environment, and by a file, if there is one."""

    options: Mapping[str, Any]
    environment: Mapping[str, Any]
    values: Mapping[str, Any]
    file: Path | None

    def settings(self) -> Settings:
        """The settings; raises MisuseError, in one line, where one of them cannot be."""
        try:
            return Settings(**_over(self.values, self.environment, self.options))
        except ValidationError as error:
            raise MisuseError(in_words(error, self.source)) from None

    def source(self, place: Place) -> str:
        """Where a setting comes from; empty for the default."""
        if _holds(self.options, place):
            return f"--{place[0].replace('_', '-')}"
        if _holds(self.environment, place):
            there = {name.upper() for name in os.environ}
            of_group = (variable(place[:n]) for n in range(len(place), 0, -1))
            return next((name for name in of_group if name in there), variable(place))
        return str(self.file) if _holds(self.values, place) else ""

    def all(self) -> Iterator[Setting]:
        """Every setting; a secret says that it is one."""
        settings = self.settings()
        for place in PATHS:
            yield Setting(
                ".".join(place),
                value_at(settings, place),
                self.source(place),
                default_of(place),
                variable(place),
                description_of(place),
            )


def read(options: Mapping[str, Any] | None = None, file: Path | None = None) -> Sources:
    """What is set: by options that are not None, by the environment, by a file.

    The file is the one that is named, or else by PROVENANCE_CONFIG, or else provenance.toml here
    or in the user's configuration directory. Raises MisuseError for one that cannot be read.
    """
    given = {name: value for name, value in (options or {}).items() if value is not None}
    if file is None and (named := os.environ.get("PROVENANCE_CONFIG")):
        file = Path(named)
    file = file or next((Path(one) for one in usual_files() if os.path.isfile(one)), None)
    values = _toml(file.expanduser()) if file else {}
    return Sources(given, set_there(), _by_name(values), file)


def _by_name(values: Mapping[str, Any]) -> dict[str, Any]:
    """The login of Neo4j by the names that it has here."""
    names = {field.validation_alias: name for name, field in Settings.model_fields.items()}
    return {names.get(key, key): value for key, value in values.items()}


def usual_files() -> tuple[str, str]:
    """Where a file of settings is looked for. Source: XDG Base Directory Specification."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return FILE, os.path.join(home, "provenance", FILE)


def _toml(path: Path) -> dict[str, Any]:
    """What a file of settings holds. Editors that put a byte order mark before it are let."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        words = "the settings in {file} cannot be read: {why:system_error}"
        raise MisuseError(Message(words, file=str(path), why=error.strerror)) from None
    except UnicodeDecodeError:
        words = "the settings in {file} are not UTF-8: save them as UTF-8"
        raise MisuseError(Message(words, file=str(path))) from None
    except (ValueError, RecursionError) as error:
        words = '{file} is no TOML: {why}; write lines such as store = "sqlite:///year.sqlite"'
        raise MisuseError(Message(words, file=str(path), why=str(error))) from None


def _over(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Groups of settings laid one over the other, the nearest last."""
    merged: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            below = merged.get(name)
            if isinstance(value, dict) and isinstance(below, dict):
                merged[name] = below | value  # groups hold no groups
            else:
                merged[name] = value
    return merged


def _holds(layer: Mapping[str, Any], place: Place) -> bool:
    """Whether a layer says something of a setting, or of its group as a whole."""
    at: Any = layer
    for n, name in enumerate(place):
        if not isinstance(at, Mapping):
            return n > 0
        if name not in at:
            return False
        at = at[name]
    return True
