"""The page's words: those of the domain from the one table, its own in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.page_words import written

WORDS = Path(__file__).parents[2] / "web" / "src" / "words"


def _flat(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _own(language: str) -> dict[str, str]:
    return dict(_flat(json.loads((WORDS / f"{language}.json").read_text("utf-8"))))


def _one_for_all(key: str) -> str:
    return key.removesuffix("_one").removesuffix("_other")


def test_words_of_the_domain_are_those_of_the_table() -> None:
    assert (WORDS / "domain.json").read_text("utf-8") == written()  # or: make types


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    english, chinese = _own("en"), _own("zh")
    # Chinese has no plural: what is said of one and of several there is said alike.
    assert {_one_for_all(key) for key in english} == set(chinese)
    for key, text in english.items():
        assert text.strip(), key
        told = chinese[_one_for_all(key)]
        assert set(re.findall(r"{{\w+}}", text)) <= set(re.findall(r"{{\w+}}", told)), key
        assert key.startswith(("kg", "tonnes")) or re.search(r"[\u4e00-\u9fff]", told), key
        assert not re.search(r"[\u4e00-\u9fff]", text), key
