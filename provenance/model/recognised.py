"""Sentences that are there in English alone, said in Chinese by their forms.

What others' libraries say, and why lines were rejected, is a text and no `Message`; its few forms
stand in `words`, in each file those that say most first.
"""

import re
from functools import cache
from string import Formatter

from provenance.model.message import Message
from provenance.words.table import Language, chinese, sentences_of

_SENTENCES = {"what", "reason", "remedy"}
"""Facts that are sentences of some form themselves."""


def said_in_chinese(english: str, *files: str) -> str:
    """A text in Chinese by the first form of some files that it has; itself where it has none."""
    if known := chinese(english):
        return known
    for form, pattern in _forms(files):
        if found := pattern.fullmatch(english):
            told = {
                name: said_in_chinese(fact, *files) if name in _SENTENCES else fact
                for name, fact in found.groupdict().items()
            }
            return Message.from_json({"en": form, **told}).said(Language.ZH)
    return english


@cache
def _forms(names: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    forms = [form for name in names for form in sentences_of(name)]
    return [(form, re.compile(_pattern(form), re.DOTALL)) for form in forms]


def _pattern(template: str) -> str:
    """What texts of a form look like."""
    parts = (
        re.escape(before) + (f"(?P<{name}>.+?)" if name else "")
        for before, name, *_ in Formatter().parse(template)
    )
    return "".join(parts)
