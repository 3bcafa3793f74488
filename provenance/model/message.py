"""Sentences for people, said in their language when they are read."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter
from typing import Any, TypeAlias

from pydantic_core import CoreSchema, core_schema

from provenance.model.mass import kg, percent
from provenance.model.numbered import article_number
from provenance.words.table import Language, Words, chinese, word_of

Fact: TypeAlias = "str | float | bool | date | Message | tuple[Fact, ...] | None"
"""What a sentence can tell of; a tuple is told as a list."""

_PLAIN = "{text}"
"""The sentence of a text that nobody translated: it says what it says."""

_KEPT = '{"en": '
"""How the text of any other sentence begins."""


class Message:
    """A sentence with its facts; it is said in a language only where someone reads it.

    In the English text `{made:kg}` tells grams as kilograms, `{share:percent}` a share,
    `{product:product}` a value by the table of that name in `words`, `{n:numbered}` the number of
    an article, `{n:,}` what Python makes of it, `{name}` a fact as it is. The English is what its
    Chinese is looked up by: where there is none, English stands. Two are equal when they say the
    same of the same.
    """

    __slots__ = ("english", "facts")

    def __init__(self, english: str, /, **facts: Fact) -> None:
        self.english = english
        self.facts: Mapping[str, Fact] = facts

    def said(self, language: Language) -> str:
        """The sentence in a language; in both, Chinese first."""
        if language is Language.BOTH:
            both = dict.fromkeys((self.said(Language.ZH), self.said(Language.EN)))
            return " / ".join(both)
        template = (chinese(self.english) if language is Language.ZH else None) or self.english
        return "".join(
            before + ("" if name is None else _told(self.facts[name], spec or "", language))
            for before, name, spec, _ in Formatter().parse(template)
        )

    def __str__(self) -> str:
        return self.said(Language.EN)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self.to_json() == other.to_json()

    def __hash__(self) -> int:
        # Of the facts too: a million codes that are wrong alike are looked up among each other.
        plain = (fact for fact in self.facts.values() if not isinstance(fact, tuple))
        told = (fact if isinstance(fact, Message) else _kept(fact) for fact in plain)
        return hash((self.english, frozenset(told)))

    def to_json(self) -> dict[str, Any]:
        """The sentence as a store keeps it: {"en": text, and each fact}."""
        return {"en": self.english, **{name: _kept(fact) for name, fact in self.facts.items()}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Message":
        """The sentence that `to_json` kept."""
        facts = {name: _fact(fact) for name, fact in kept.items() if name != "en"}
        return cls(kept["en"], **facts)

    def to_text(self) -> str:
        """The sentence as one text, from which `of_text` has it again."""
        text = self.facts.get("text")
        plain = self.english == _PLAIN and isinstance(text, str) and not text.startswith(_KEPT)
        return str(text) if plain else json.dumps(self.to_json(), ensure_ascii=False)

    @classmethod
    def of_text(cls, kept: str) -> "Message":
        """The sentence that `to_text` made a text of; any other text says what it says."""
        if not kept.startswith(_KEPT):
            return cls(_PLAIN, text=kept)
        return cls.from_json(json.loads(kept))

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of_text,
            serialization=core_schema.plain_serializer_function_ser_schema(cls.to_text),
        )


def each_once(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Sentences in their order, of those that say the same only one."""
    return tuple({str(message): message for message in messages}.values())


def said(what: "str | Message", language: Language) -> str:
    """A sentence in a language; a text, which has only its own, as it is."""
    return what.said(language) if isinstance(what, Message) else what


def _told(fact: Fact, spec: str, language: Language) -> str:
    if isinstance(fact, Message):
        return fact.said(language)
    if isinstance(fact, tuple):
        told = [_told(one, spec, language) for one in fact]
        sentences = any(isinstance(one, Message) for one in fact)
        english = language is Language.EN
        between = ("; " if english else "；") if sentences else (", " if english else "、")
        return between.join(told)
    if spec == "kg" and isinstance(fact, int | float):
        return kg(fact) if language is Language.EN else kg(fact).replace("kg", "千克")
    if spec == "percent" and isinstance(fact, int | float):
        return percent(fact)
    return language.of(_word(str(fact), spec)) if spec.isidentifier() else format(fact, spec)


def _word(value: str, spec: str) -> Words:
    if spec == "numbered":
        return Words(article_number(value), value)
    return word_of(spec, value)


def _kept(fact: Fact) -> Any:
    if isinstance(fact, Message):
        return fact.to_json()
    if isinstance(fact, tuple):
        return [_kept(one) for one in fact]
    return fact.isoformat() if isinstance(fact, date) else fact


def _fact(kept: Any) -> Fact:
    if isinstance(kept, Mapping):
        return Message.from_json(kept)
    return tuple(map(_fact, kept)) if isinstance(kept, list) else kept
