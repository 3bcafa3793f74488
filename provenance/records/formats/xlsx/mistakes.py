"""What people get wrong in a workbook: each mistake named, with what to do about it.

Every sentence stands in Chinese and in English, for whoever fills the sheet and whoever helps:
mistakes.toml has them all.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, NamedTuple

from provenance.model.text import printable

_LONGEST_QUOTED = 40


class Mistake(NamedTuple):
    """What is wrong with a cell, and the remedy."""

    reason: str
    remedy: str

    @classmethod
    def of(cls, name: str, /, **told: object) -> "Mistake":
        """The mistake of a name, with what its sentences tell of."""
        words = _table()[name]
        return cls(_both(words["reason"], told), _both(words["remedy"], told))


class CellError(ValueError):
    """A cell that does not say what it should, by the name of the mistake."""

    def __init__(self, name: str, /, **told: object) -> None:
        self.mistake = Mistake.of(name, **told)
        super().__init__(self.mistake.reason)


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Of each mistake its reason and its remedy, by language."""
    return tomllib.loads((files(__package__) / "mistakes.toml").read_text("utf-8"))


def _both(words: Mapping[str, str], told: Mapping[str, object]) -> str:
    """A sentence in both languages."""
    return " / ".join(_Sentence().vformat(words[language], (), told) for language in ("zh", "en"))


class _Sentence(Formatter):
    """Fills a sentence in; `quoted` values are cut short, of what prints alone."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        if format_spec == "quoted":
            return f"“{printable(str(value), _LONGEST_QUOTED)}”"
        return super().format_field(value, format_spec)
