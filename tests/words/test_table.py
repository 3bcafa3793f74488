"""Every value that people read has a word in both languages."""

import csv
from importlib.resources import files
from io import StringIO

import pytest
from graphql import GraphQLEnumType, build_schema

from provenance.model.status import Status
from provenance.model.terms import Severity
from provenance.words.table import Language, Words, chinese, word, word_of

FOLDER = files("provenance.words")
SDL = build_schema((files("provenance.schema") / "schema.graphql").read_text("utf-8"))
ENUMS = {
    name: kind
    for name, kind in SDL.type_map.items()
    if isinstance(kind, GraphQLEnumType) and not name.startswith("__")
}
TABLES = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".csv"))
SENTENCES = sorted(file.name for file in (FOLDER / "sentences").iterdir())


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(StringIO((FOLDER / name).read_text("utf-8"))))


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_value_of_the_api_has_a_word(name: str) -> None:
    table = _rows(f"{_snake(name)}.csv")[1:]
    named = {value.replace("_", "").upper() for value, _, _ in table}
    assert named == {value.replace("_", "") for value in ENUMS[name].values}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_each_value_once_in_both_languages(name: str) -> None:
    head, *rows = _rows(name)
    assert head == ["value", "zh", "en"]
    assert all(cell and cell == cell.strip() for row in rows for cell in row)
    assert len({value.replace("_", "").casefold() for value, _, _ in rows}) == len(rows)
    assert not any("_" in en for _, _, en in rows)


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_stand_once(name: str) -> None:
    head, *rows = _rows(f"sentences/{name}")
    assert head == ["en", "zh"]
    assert all(en and zh for en, zh in rows)
    everywhere = [en for file in SENTENCES for en, _ in _rows(f"sentences/{file}")[1:]]
    assert all(everywhere.count(en) == 1 for en, _ in rows)


def test_words() -> None:
    assert word(Status.QUOTA) == Words("指标内", "under quota")
    assert word_of("label", "export_licence") == word_of("label", "ExportLicence")
    assert word_of("status", "QUOTA") == word(Status.QUOTA)
    assert word_of("finding", "NO_SUCH_CODE") == Words("NO_SUCH_CODE", "NO_SUCH_CODE")
    assert word_of("announcement", "89/2025") == Words("公告2025年第89号", "Announcement 89/2025")
    assert word_of("announcement", "2025年第89号").en == "Announcement 89/2025"
    assert word_of("announcement", "a/2025").zh == "a/2025"
    assert word_of("status", "89/2025").zh == "89/2025"
    assert Language.BOTH.of(word(Severity.MAJOR)) == "重大 major"
    assert chinese("Origin lawful") == "来源合法"
    assert chinese("no such sentence") is None
