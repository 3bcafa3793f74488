"""Documents as HTML: languages, what is escaped, a person's own template."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from provenance.model.errors import MisuseError
from provenance.model.text import visible
from provenance.supervision.documents.files.html import html, shipped
from provenance.supervision.documents.table import Named
from provenance.words.table import Language, Words
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


HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><h1>LAWFUL",
    '"><img src=x onerror=alert(1)>',
    "</style><!--",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "&lt;b&gt;",
    "lawful\u202elufwalnu\u202c",
    "\u2066a\u2069\u200f",
    "\x1b[31m\x00\x07",
    "a\ud800b",
    "a\nb\u2028c",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_acts_in_a_page(name: str) -> None:
    """Wherever it stands, it is read as it was written, or by its codes; tags are the page's."""
    said = Words(name, name + "!")
    made = document()
    tables = [
        replace(
            table,
            title=said,
            note=said,
            rows=[[Named(name, said), name, *row[2:]] for row in table.rows],
        )
        for table in made.tables
    ]
    page = html(
        replace(made, title=said, place=Named(name, said), facts=[(said, said)], tables=tables),
        Language.BOTH,
    )
    plain = html(document(), Language.BOTH)
    page.encode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\u2028\x00-\x09\x0b-\x1f]", page)
    assert set(_tags(page)) <= set(_tags(plain)) | {"p"}
    assert str(escape(visible(name, "\n"))) in page


def _tags(page: str) -> list[str]:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: found.append(tag)  # type: ignore[method-assign,assignment]
    parser.feed(page)
    return found


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
