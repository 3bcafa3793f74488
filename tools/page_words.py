"""Writes the words of the domain for the page, domain.json: `python -m tools.page_words`.

One table is read by the command line, the documents, GraphQL and the page: `provenance/words`.
The page has the values as GraphQL spells them, since it has them from there.
"""

import json
import re
from importlib.resources import files

from graphql import GraphQLEnumType, build_schema

from provenance.model.status import LAWFUL, UNLAWFUL, UNVERIFIED
from provenance.words.table import Language, values_of, word_of

BESIDE = ("finding",)
"""Tables of what GraphQL tells as text, not as an enum."""


def tables() -> dict[str, list[str]]:
    """The values that the page may have to name, by the table that names them."""
    sdl = build_schema((files("provenance.schema") / "schema.graphql").read_text("utf-8"))
    enums = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): list(kind.values)
        for name, kind in sdl.type_map.items()
        if isinstance(kind, GraphQLEnumType) and not name.startswith("__")
    }
    return enums | {name: list(values_of(name)) for name in BESIDE}


def standings() -> dict[str, str]:
    """In which of the three parts of a verdict each status counts."""
    parts = {"lawful": LAWFUL, "unlawful": UNLAWFUL, "unverified": UNVERIFIED}
    return {status.name: part for part, statuses in parts.items() for status in sorted(statuses)}


def written() -> str:
    """The words in both languages, as the file has them."""
    found = tables()
    words: dict[str, object] = {
        language.value: {
            table: {value: language.of(word_of(table, value)) for value in values}
            for table, values in sorted(found.items())
        }
        for language in (Language.EN, Language.ZH)
    }
    words["standing"] = standings()
    return json.dumps(words, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(written(), end="")
