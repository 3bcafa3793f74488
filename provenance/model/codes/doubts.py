"""What is wrong with a text that should be a number or a code: the reason, and the remedy.

Reasons name no field: in English they go on after its name (`id is a number written as …`).
"""

from dataclasses import dataclass

from provenance.model.message import Message
from provenance.model.text import printable

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong, what to do, and what was probably meant where that can be told.

    What is `impossible` is a code that nobody has: kept in a record, refused in a question.
    """

    code: str
    reason: Message
    remedy: Message
    meant: str = ""
    impossible: bool = False

    @property
    def words(self) -> Message:
        """The reason and the remedy as one sentence."""
        return Message("{reason}; {remedy}", reason=self.reason, remedy=self.remedy)

    def __str__(self) -> str:
        return str(self.words)


class CodeRefusedError(ValueError):
    """A text that is no number or code of its kind, nor can be kept as one."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(str(doubt))
        self.doubt = doubt


def refused(code: str, reason: Message, remedy: Message, meant: str = "") -> CodeRefusedError:
    """Return the refusal of a text."""
    return CodeRefusedError(Doubt(code, reason, remedy, meant))


def quoted(text: str) -> Message:
    """A text as messages quote it."""
    start = printable(text, _SHOWN)
    return Message("'{start}'", start=start)


def malformed(text: str, form: Message, meant: str = "") -> Doubt:
    """The doubt that a text has not the form of its kind: it is kept as it is."""
    given = quoted(text)
    return Doubt(
        "MALFORMED",
        Message("is {given}, not of its form: {form}", given=given, form=form),
        _look(meant),
        meant,
    )


def wrong_check(text: str, meant: str = "") -> Doubt:
    """The doubt that the check digit of a number does not fit the others."""
    given = quoted(text)
    return Doubt(
        "CHECK_DIGIT",
        Message("is {given}, whose check digit is wrong", given=given),
        _look(meant),
        meant,
    )


def nobody_has(text: str, what: Message, meant: str = "", known_as: str = "") -> Doubt:
    """The doubt that there is no such code; `known_as` says in words what is probably meant."""
    given = quoted(text)
    label = f"{meant} ({known_as})" if known_as else meant
    return Doubt(
        "UNKNOWN",
        Message("is {given}: there is no such {what}", given=given, what=what),
        _look(label),
        meant,
        impossible=True,
    )


def _look(meant: str) -> Message:
    if meant:
        return Message("did you mean {meant}?", meant=meant)
    return Message("compare it with the document")
