"""How cells are written, and what things are called."""

from pathlib import Path

import pytest

from provenance import rules
from provenance.model.errors import MisuseError
from provenance.rules import RULES
from provenance.supervision.documents.files.written import written
from provenance.supervision.documents.places import place_named
from provenance.supervision.documents.table import Column, Kind, Table
from provenance.words.table import Language, Words, word_of
from tests.supervision.documents.build import FIRM

MASS = Column(Words("数量", "Mass"), Kind.TONNES)


@pytest.mark.parametrize(
    ("grams", "places", "texts"),
    [
        ([1_000_000, 2_500_000_000_000], 0, ["1", "2,500,000"]),
        ([1_000_000, 1_500_000], 3, ["1.000", "1.500"]),
        ([1, 1_500_000], 6, ["0.000001", "1.500000"]),
        ([None, 0], 0, ["–", "0"]),
        ([-1_234_000], 3, ["-1.234"]),
    ],
)
def test_masses_are_never_rounded(grams: list[int | None], places: int, texts: list[str]) -> None:
    table = Table("t", Words("", ""), [MASS], [[one] for one in grams])
    assert table.places == [places]
    assert [written(one, MASS, places, Language.BOTH) for one in grams] == texts


def test_names_by_language() -> None:
    column = Column(Words("企业", "Enterprise"), Kind.NAMED)
    said = [written(FIRM, column, 0, language) for language in Language]
    assert said == ["龙南<矿业>（合成）", "Longnan & Sons", "龙南<矿业>（合成） Longnan & Sons"]
    assert Language.EN.of(Words("未知", "")) == "未知"


def test_every_code_of_a_finding_has_a_name() -> None:
    codes = {
        code
        for path in Path(rules.__file__).parent.rglob("*.py")
        for code in _codes(path.read_text("utf-8"))
    }
    assert len(codes) > 30
    assert [code for code in sorted(codes) if word_of("finding", code).zh == code] == []
    assert RULES


def _codes(text: str) -> set[str]:
    """Texts that are written as a code is."""
    words = {part for part in text.split('"')[1::2] if "_" in part and part.isupper()}
    return {word for word in words if word.replace("_", "").isalpha()}


def test_places() -> None:
    assert place_named("360727") == place_named("360783")
    assert place_named("360700").name == Words("赣州市", "Ganzhou")
    assert place_named("100000").name == Words("中国", "China")
    for code in ("36", "360799", "abcdef", "", "000000"):
        with pytest.raises(MisuseError):
            place_named(code)
