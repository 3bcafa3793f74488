"""The words of the domain, read from their files when first asked for."""

import csv
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO
from typing import NamedTuple

_NUMBER = re.compile(r"\{(\w+)\}")
"""What stands for a number in a row of a table that is a form."""


class Words(NamedTuple):
    """The same said in Chinese and in English."""

    zh: str
    en: str


class Language(StrEnum):
    """What people read; in documents both may stand beside one another."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    def of(self, words: Words, between: str = " ") -> str:
        """Words in this language; in both, Chinese first, once where they are the same."""
        if self is Language.BOTH and words.zh != words.en:
            return between.join(filter(None, words))
        return (words.en or words.zh) if self is Language.EN else (words.zh or words.en)


def word(value: StrEnum) -> Words:
    """What a value of the model is called, such as Status.QUOTA: 指标内, under quota."""
    return word_of(table_of(type(value)), value.value)


def word_of(table: str, value: str) -> Words:
    """What a value is called by a table, such as `finding` and OVERDRAWN_LOT; itself by none.

    However it is spelled: ExportLicence in the graph is export_licence in JSON. A row of a table
    may be a form, as {n}/{year} is of announcements: what is numbered so is called by it.
    """
    return _by_letters(table).get(_letters(value)) or _by_form(table, value) or Words(value, value)


def values_of(table: str) -> Mapping[str, Words]:
    """What a table has words for, with these: of `finding` all codes that findings have."""
    return _names(table)


def table_of(kind: type[StrEnum]) -> str:
    """The name of the table that has the words of an enum: `event_kind` of EventKind."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def chinese(english: str) -> str | None:
    """The Chinese of a sentence as it stands in the code; None where no file has it."""
    return _sentences().get(english)


def sentences_of(name: str) -> list[str]:
    """The English of the sentences in a file, in its order."""
    return [row["en"] for row in _rows(files(__package__) / "sentences" / f"{name}.csv")]


@cache
def _names(table: str) -> Mapping[str, Words]:
    rows = _rows(files(__package__) / f"{table}.csv")
    return {row["value"]: Words(row["zh"], row["en"]) for row in rows}


@cache
def _by_letters(table: str) -> Mapping[str, Words]:
    return {_letters(value): words for value, words in _names(table).items()}


def _by_form(table: str, value: str) -> Words | None:
    """What a value is called by the first form of a table that it has."""
    for form, words in _forms(table):
        if numbers := form.fullmatch(value.strip()):
            return Words(*(text.format(**numbers.groupdict()) for text in words))
    return None


@cache
def _forms(table: str) -> list[tuple[re.Pattern[str], Words]]:
    """The rows of a table that are forms: what stands in braces is a number."""
    rows = _names(table).items()
    return [(re.compile(_NUMBER.sub(r"(?P<\1>\\d+)", v)), w) for v, w in rows if "{" in v]


def _letters(value: str) -> str:
    return value.replace("_", "").casefold()


@cache
def _sentences() -> Mapping[str, str]:
    folder = files(__package__) / "sentences"
    return {row["en"]: row["zh"] for file in folder.iterdir() for row in _rows(file)}


def _rows(file: Traversable) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(file.read_text("utf-8"))))
