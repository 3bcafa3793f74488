"""Documents as HTML: languages, what is escaped, a person's own template."""

from pathlib import Path

import pytest

from provenance.model.errors import MisuseError
from provenance.supervision.documents.files.html import html, shipped
from provenance.words.table import Language
from tests.supervision.documents.build import document


def own(folder: Path, text: str) -> Path:
    path = folder / "own.html.j2"
    path.write_text(text, encoding="utf-8")
    return path


def test_both_languages_beside_one_another() -> None:
    page = html(document(), Language.BOTH)
    assert (
        '<span class="zh" lang="zh-CN">使用情况</span> <span class="en" lang="en">Use</span>'
        in page
    )
    assert "2026-11-10 00:00:00 (Asia/Shanghai)" in page
    assert ">1,234.567<" in page
    assert "12.5%" in page
    assert "500,000.50" in page


@pytest.mark.parametrize(
    ("language", "there", "not_there"),
    [(Language.ZH, "使用情况", "Monthly summary"), (Language.EN, "Monthly summary", "使用情况")],
)
def test_one_language(language: Language, there: str, not_there: str) -> None:
    page = html(document(), language)
    assert there in page
    assert not_there not in page


def test_names_are_escaped() -> None:
    page = html(document(), Language.BOTH)
    assert "龙南&lt;矿业&gt;（合成）" in page
    assert "Longnan &amp; Sons" in page
    assert "<矿业>" not in page


def test_synthetic_is_said() -> None:
    assert "不得作为执法依据" in html(document(synthetic=True), Language.BOTH)
    assert "不得作为执法依据" not in html(document(), Language.BOTH)


def test_the_shipped_template_is_one_of_ones_own(tmp_path: Path) -> None:
    changed = shipped().replace("<h1>", "<p>赣州市工业和信息化局</p><h1>")
    page = html(document(), Language.BOTH, own(tmp_path, changed))
    assert "<p>赣州市工业和信息化局</p>" in page
    assert page.replace("<p>赣州市工业和信息化局</p>", "") == html(document(), Language.BOTH)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一\n{% for x in %}", "own.html.j2, line 2: "),
        ("一\n\n{{ doc.nothing.at_all }}", "own.html.j2, line 3: "),
        ("{{ doc.title | shout }}", "own.html.j2, line 1: "),
        ("{{ ''.__class__.__mro__ }}", "own.html.j2, line 1: "),
        ("{{ 1 / 0 }}", "own.html.j2, line 1: "),
        ("{% include 'passwd' %}", "own.html.j2"),
        ("{{ doc.facts.append(1) }}", "own.html.j2, line 1: "),
        ("{{ 'x' | written(1, 2) | round }}", "own.html.j2, line 1: "),
    ],
)
def test_a_broken_template_is_answered_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(MisuseError) as error:
        html(document(), Language.BOTH, own(tmp_path, text))
    assert said in str(error.value)


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="No such file"):
        html(document(), Language.BOTH, tmp_path / "none.j2")
    (tmp_path / "gbk.j2").write_bytes("稀土".encode("gb18030"))
    with pytest.raises(MisuseError, match="not UTF-8"):
        html(document(), Language.BOTH, tmp_path / "gbk.j2")
