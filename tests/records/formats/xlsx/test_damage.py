"""Workbooks with a broken part, and files that are another thing under a workbook's name."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from provenance.model.errors import MisuseError
from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.reading import read as read_files
from tests.records.formats.xlsx.imitation import PACKAGE, Habits, imitated
from tests.records.formats.xlsx.kit import NOON, filled, read

ASIDE = {
    "docProps/app.xml": "<Properties/>",
    "docProps/core.xml": "<coreProperties/>",
    "docProps/custom.xml": "<Properties/>",
    "xl/theme/theme1.xml": "<theme/>",
    "xl/calcChain.xml": "<calcChain/>",
    "xl/comments1.xml": "<comments/>",
    "xl/drawings/drawing1.xml": "<wsDr/>",
    "xl/media/image1.png": b"\x89PNG",
    "customXml/item1.xml": "<x/>",
}
GOOD = imitated(Habits(texts="shared", extra=ASIDE))
MONTH_OF_TWO = filled().records()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with(name: str, content: bytes | None) -> bytes:
    """The good workbook with a part replaced, or left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, before in _parts().items():
            if part != name or content is not None:
                archive.writestr(part, content if part == name and content else before)
    return file.getvalue()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[: len(content) // 2],
    "no XML": lambda content: b"\x00\x01" * 100,
    "an end too many": lambda content: content + b"</x>",
    "an encoding nobody knows": lambda content: b'<?xml version="1.0" encoding="x"?><a/>',
    "depth without end": lambda content: b"<a>" * 100_000,
    "a tag without end": lambda content: b"<a " + b" ".join(b'a%d="1"' % n for n in range(90_000)),
    "attributes without end": lambda content: (
        b"<a " + b" ".join(b'a%d="1"' % n for n in range(1_001)) + b"/>"
    ),
    "numbers that are none": lambda content: (
        content.replace(b'numFmtId="14"', b'numFmtId="many"')
        .replace(b'<c r="A1"', b'<c r="1A"')
        .replace(b"<t>", b"<t><")
        .replace(b"r:id=", b"id:s=")
        .replace(b"Target=", b"Aim=")
    ),
}
READ = [name for name in _parts() if name not in ASIDE]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("part", READ)
def test_a_part_that_cannot_be_read_is_named_with_a_remedy_that_helps(
    part: str, damage: str
) -> None:
    (line,) = read(_with(part, DAMAGE[damage](_parts()[part])))
    assert isinstance(line, Rejection)
    assert part in line.reason
    assert "damaged" in line.reason
    assert "save it again" in line.remedy
    assert "template" not in line.remedy


@pytest.mark.parametrize("part", [name for name in READ if "rels" not in name])
def test_a_part_that_is_not_there_is_named(part: str) -> None:
    (line,) = read(_with(part, None))
    assert isinstance(line, Rejection)
    assert part in line.reason or "no .xlsx workbook" in line.reason
    assert "template" not in line.remedy


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("part", ASIDE)
def test_what_says_nothing_of_the_records_may_be_anything(part: str, damage: str) -> None:
    lines = read(_with(part, DAMAGE[damage](_parts()[part])))
    assert [line.record for line in lines if isinstance(line, Parsed)] == MONTH_OF_TWO


@pytest.mark.parametrize("part", READ)
def test_entities_are_refused_in_every_part_that_is_read(part: str) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    head, _, rest = _parts()[part].partition(b"?>")
    (line,) = read(_with(part, head + b"?>" + declared + rest))
    assert isinstance(line, Rejection)
    assert f"declares entities, in its part {part}" in line.reason


def test_other_documents_in_an_archive_are_no_workbooks() -> None:
    for main in ("word/document.xml", "xl/workbook.bin"):
        kind = f"{Habits().relations}/officeDocument"
        one = f'<Relationship Id="r" Type="{kind}" Target="{main}"/>'
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(
                "_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{one}</Relationships>'
            )
            archive.writestr(main, "<document/>")
        (line,) = read(file.getvalue())
        assert isinstance(line, Rejection)
        assert "no .xlsx workbook" in line.reason


# --- Another thing under a workbook's name

TABLE = "<table><tr><td>编号</td><td>日期</td></tr></table>"
TEXTS = {
    "a page": (f"<!DOCTYPE html>\n<html>{TABLE}</html>", "HTML"),
    "a table alone": (f"  {TABLE}", "HTML"),
    "a page of Excel": (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">{TABLE}</html>',
        "HTML",
    ),
    "a page in capitals": (f"<HTML><BODY>{TABLE}</BODY></HTML>", "HTML"),
    "a page declared as XML": (f'<?xml version="1.0"?><html>{TABLE}</html>', "HTML"),
    "Excel 2003 XML": (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "Excel 2003",
    ),
    "a web archive": (f"MIME-Version: 1.0\nContent-Type: multipart/related\n\n{TABLE}", "MHTML"),
    "commas": ("编号,日期\nE-1,2026-10-03\n", "CSV"),
    "quoted": ('"编号","日期"\n"E-1","2026-10-03"\n', "CSV"),
    "semicolons": ("编号;日期\nE-1;2026-10-03\n", "CSV"),
    "tabs": ("编号\t日期\nE-1\t2026-10-03\n", "TSV"),
    "a line before the table": ("\n编号\t日期, 2026\n", "TSV"),
    "long": ("编号,日期\n" + "精矿,2026-10-03\n" * 5_000, "CSV"),
}
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"]


@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_it_is_told_for_what_it_is(name: str, encoding: str, suffix: str, tmp_path: Path) -> None:
    text, said = TEXTS[name]
    path = tmp_path / f"month{suffix}"
    path.write_bytes(text.encode(encoding))
    (line,) = read_files([str(path)], received_at=NOON)
    assert isinstance(line, Rejection)
    assert "不是工作簿" in line.reason
    assert said in line.reason
    assert "save it again" in line.remedy


# --- Lock files

LOCKS = ["~$month.xlsx", "~$onth.xlsx", ".~month.xlsx", ".~lock.month.xlsx#"]


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize("by_glob", [True, False])
def test_lock_files_are_passed_over_and_said(name: str, by_glob: bool, tmp_path: Path) -> None:
    (tmp_path / "month.xlsx").write_bytes(GOOD)
    (tmp_path / name).write_bytes(b"\x04Name")
    named = [str(tmp_path / name), str(tmp_path / "month.xlsx")]
    given = [f"{tmp_path}/*.xls*", f"{tmp_path}/.*xls*"] if by_glob else named
    if by_glob and not name.startswith("."):
        given = given[:1]
    said: list[str] = []
    lines = list(read_files(given, received_at=NOON, pass_over=said.append))
    assert len(lines) == 2
    assert said == [str(tmp_path / name)]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_alone_is_a_mistake(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x04Name")
    with pytest.raises(MisuseError, match="name the workbook itself"):
        read_files([str(tmp_path / name)], received_at=NOON)
