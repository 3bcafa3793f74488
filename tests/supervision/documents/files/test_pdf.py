"""PDFs of documents; where they cannot be made, what is missing and how to install it.

With REQUIRE_PDF=1, as `.ci/run` sets it, a machine that cannot make them fails these tests.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provenance.supervision.documents.files.html import html
from provenance.supervision.documents.files.pdf import PdfUnavailableError, pdf, require
from provenance.supervision.documents.table import Document
from provenance.words.table import Language
from tests.cli.run import Cli
from tests.supervision.documents.build import document

MM = 96 / 25.4
"""How many CSS pixels a millimetre has."""


def unavailable() -> bool:
    """Whether PDFs cannot be made here, which is then said as it should be."""
    try:
        require()
    except PdfUnavailableError as error:
        said = str(error)
    else:
        return False
    if os.environ.get("REQUIRE_PDF") == "1":
        pytest.fail(said, pytrace=False)
    assert "apt-get install" in said or "pip install" in said
    return True


def long_document() -> Document:
    """One whose table goes over several pages."""
    found = document(synthetic=True)
    one, *rest = found.tables
    return replace(found, tables=[replace(one, rows=[*one.rows] * 40), *rest])


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()) or ():
        yield from _boxes(child)


def test_a_pdf(tmp_path: Path) -> None:
    if unavailable():
        return
    pdf(html(document(), Language.BOTH), tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("language", list(Language))
def test_pages_of_a4_on_which_nothing_is_cut_off(language: Language) -> None:
    if unavailable():
        return
    pages = require().HTML(string=html(long_document(), language)).render().pages
    assert len(pages) > 2
    for page in pages:
        assert (round(page.width / MM), round(page.height / MM)) == (297, 210)
        texts = [box for box in _boxes(page._page_box) if type(box).__name__ == "TextBox"]
        assert texts
        for text in texts:
            assert text.position_x >= 13 * MM, text.text
            assert text.position_x + text.width <= page.width - 13 * MM, text.text
            assert text.position_y + text.height <= page.height, text.text
        said = "".join(text.text for text in texts)
        # Whose it is, of when, and when it was made stand on every page.
        assert "2026-11-10 00:00:00 (Asia/Shanghai)" in said
        assert {"zh": "龙南市", "en": "Longnan"}.get(language, "龙南市 Longnan") in said


def test_the_head_of_a_table_is_on_each_of_its_pages() -> None:
    if unavailable():
        return
    pages = require().HTML(string=html(long_document(), Language.ZH)).render().pages
    heads = [
        any(box.element_tag == "thead" for box in _boxes(page._page_box) if box.element_tag)
        for page in pages
    ]
    assert all(heads[:-1])


def test_a_template_reads_nothing_from_elsewhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if unavailable():
        return
    (tmp_path / "secret.txt").write_text("secret")
    page = f'<img src="file://{tmp_path}/secret.txt"><img src="http://127.0.0.1:9/x.png">一'
    pdf(page, tmp_path / "x.pdf")
    assert caplog.text.count("disallowed protocol") == 2
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}/none</dir><cachedir>{0}/cache</cachedir></fontconfig>"""


def report(folder: Path, env: dict[str, str], formats: str = "pdf") -> tuple[int, str, str]:
    cli = Cli(f"sqlite:///{folder}/empty.sqlite", env).on_empty_store()
    month = ("report", "monthly", "--month", "2026-10", "--out", str(folder / "out"))
    return cli.run(*month, "--format", formats)


def test_without_a_chinese_font_it_says_which_to_install(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path))
    env = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    code, out, err = report(tmp_path, env)
    assert (code, out) == (2, "")
    assert err.startswith("PDF_UNAVAILABLE: ")
    assert "apt-get install" in err
    assert "fonts-noto-cjk" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()
    # Whatever needs none of it is written all the same.
    code, out, err = report(tmp_path, env, "html,xlsx,csv")
    assert code == 0, err
    assert "monthly-2026-10-100000.xlsx" in out


@pytest.mark.parametrize(
    ("fails_with", "said"),
    [
        ('OSError("cannot load library: libpango")', "apt-get install libpango-1.0-0"),
        ('ImportError("No module named weasyprint")', "pip install weasyprint"),
    ],
)
def test_without_its_libraries_it_says_which_to_install(
    tmp_path: Path, fails_with: str, said: str
) -> None:
    fake = tmp_path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(f'print("advice of its own")\nraise {fails_with}\n')
    path = os.pathsep.join((str(fake.parent), os.environ.get("PYTHONPATH", "")))
    code, out, err = report(tmp_path, {"PYTHONPATH": path})
    assert (code, out) == (2, "")
    assert err.startswith("PDF_UNAVAILABLE: ")
    assert said in err
    assert "Traceback" not in err
