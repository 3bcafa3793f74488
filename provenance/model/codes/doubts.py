"""What is wrong with a text that should be a number or a code: reason and remedy, two languages.

Reasons name no field: in English they go on after its name (`id is a number written as …`).
"""

from dataclasses import dataclass
from typing import NamedTuple

from provenance.model.text import printable

_SHOWN = 40


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong, what to do, and what was probably meant where that can be told.

    What is `impossible` is a code that nobody has: kept in a record, refused in a question.
    """

    code: str
    reason: Words
    remedy: Words
    meant: str = ""
    impossible: bool = False

    def __str__(self) -> str:
        return f"{self.reason.en}; {self.remedy.en}"


class CodeRefusedError(ValueError):
    """A text that is no number or code of its kind, nor can be kept as one."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(str(doubt))
        self.doubt = doubt


def refused(code: str, reason: Words, remedy: Words, meant: str = "") -> CodeRefusedError:
    """Return the refusal of a text."""
    return CodeRefusedError(Doubt(code, reason, remedy, meant))


def quoted(text: str) -> Words:
    """A text as messages quote it."""
    start = printable(text, _SHOWN)
    return Words(f"“{start}”", f"'{start}'")


def malformed(text: str, form: Words, meant: str = "") -> Doubt:
    """The doubt that a text has not the form of its kind: it is kept as it is."""
    given = quoted(text)
    return Doubt(
        "MALFORMED",
        Words(f"{given.zh} 不合格式：{form.zh}", f"is {given.en}, not of its form: {form.en}"),
        _look(meant),
        meant,
    )


def wrong_check(text: str, meant: str = "") -> Doubt:
    """The doubt that the check digit of a number does not fit the others."""
    given = quoted(text)
    return Doubt(
        "CHECK_DIGIT",
        Words(f"{given.zh} 的校验位不符", f"is {given.en}, whose check digit is wrong"),
        _look(meant),
        meant,
    )


def nobody_has(text: str, what: Words, meant: str = "", known_as: str = "") -> Doubt:
    """The doubt that there is no such code; `known_as` says in words what is probably meant."""
    given = quoted(text)
    label = f"{meant} ({known_as})" if known_as else meant
    return Doubt(
        "UNKNOWN",
        Words(f"没有{what.zh} {given.zh}", f"is {given.en}: there is no such {what.en}"),
        _look(label),
        meant,
        impossible=True,
    )


def _look(meant: str) -> Words:
    if meant:
        return Words(f"是否指 {meant}？", f"did you mean {meant}?")
    return Words("对照单证检查", "compare it with the document")
