"""Programs that cannot be run here: the month as each of them would write it reads the same.

Imitations: what is known of these programs' files, put together by hand.
"""

import io

import pytest

from provenance.records.filing import Parsed
from provenance.records.formats.xlsx.opening import pages_of
from tests.records.formats.xlsx.imitation import (
    STRICT,
    STRICT_RELATIONS,
    Habits,
    imitated,
)
from tests.records.formats.xlsx.kit import filled, read

MONTH_OF_TWO = filled().records()
SDK = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODD = """<fonts><font><sz val="11"/><color rgb="#808080"/><family val="34"/></font></fonts>
<fills><fill/><fill><patternFill patternType="plaid"><fgColor rgb="auto"/></patternFill></fill>
</fills>
<borders/><cellStyleXfs><xf numFmtId="14"/><xf numFmtId="0"/></cellStyleXfs>"""
CUSTOM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">
<property fmtid="{D5CDD505}" pid="2" name="KSOProductBuildVer"><lpwstr>2052-12.1</lpwstr>
</property>
</Properties>"""
CORE = "<coreProperties><created>2026年11月1日</created></coreProperties>"
BEHIND = f"""<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x14">
<c r="A9"><v>1</v></c></mc:Choice></mc:AlternateContent>
<extLst><ext><x14:dataValidations xmlns:x14="{SDK}"><x14:formula1>
<xm:f xmlns:xm="{SDK}">Sheet1!$A$1</xm:f></x14:formula1></x14:dataValidations></ext></extLst>"""


def _formatted(row: int) -> str:
    return "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "WXYZ")


def _grid(rows: int, prefix: str = "") -> str:
    return "".join(
        f'<{prefix}row r="{row}" s="1" customFormat="1">'
        + "".join(f'<{prefix}c r="{letter}{row}" s="1"/>' for letter in "ABCDEFGH")
        + f"</{prefix}row>"
        for row in range(100, 100 + rows)
    )


PROGRAMS: dict[str, Habits] = {
    "Excel, as it mostly writes": Habits(texts="shared", behind_rows=BEHIND),
    "Excel, Strict Open XML": Habits(
        space=STRICT, relations=STRICT_RELATIONS, texts="shared", iso=True
    ),
    "Excel, Strict with days as numbers": Habits(space=STRICT, relations=STRICT_RELATIONS),
    "Excel, a workbook begun on an old Macintosh": Habits(texts="shared", since_1904=True),
    "Excel in Beijing": Habits(texts="shared", date_format=31),
    "SharePoint, with another name of the workbook": Habits(workbook="xl/workbook22.xml"),
    "WPS": Habits(
        texts="shared",
        date_format="yyyy/m/d;@",
        xf='fontId="9" fillId="7"',
        styles=ODD,
        sheet_attributes=f' xmlns:xr="{SDK}" xr:uid="{{0}}"',
        in_workbook='<fileVersion appName="xl" lastEdited="3" rupBuild="9302"/>',
        behind_rows=BEHIND,
        extra={"docProps/custom.xml": CUSTOM, "docProps/core.xml": CORE},
    ),
    "WPS, all rows formatted": Habits(
        texts="shared", date_format="[$-804]aaaa;@", spare=_formatted, rows_below=_grid(3_000)
    ),
    "Open XML SDK, ClosedXML": Habits(prefix="x", texts="shared", absolute=True, date_format=14),
    "Open XML SDK, ClosedXML, with cells that have a format alone": Habits(
        prefix="x", texts="inline", absolute=True, rows_below=_grid(20, "x:")
    ),
    "EPPlus": Habits(
        texts="shared",
        date_format="yyyy\\-mm\\-dd",
        sheet_attributes=f' xmlns:mc="{COMPATIBLE}" mc:Ignorable="x14ac"',
        spare=_formatted,
    ),
    "Google's export": Habits(
        texts="shared",
        number=lambda value: str(float(value)),
        date_format='yyyy"-"mm"-"dd',
        spare=_formatted,
        rows_below=_grid(900),
        sheet_attributes=f' xmlns:mx="{SDK}"',
    ),
    "a report server, without places, texts as results": Habits(
        texts="str", places=False, iso=True, styles=""
    ),
    "a program of Windows, with backslashes": Habits(
        texts="shared", rename=lambda name: name.replace("/", "\\")
    ),
    "a program that cares little for capitals": Habits(texts="shared", rename=str.title),
    "parts in UTF-16": Habits(texts="shared", encoding="utf-16"),
    "parts with a byte order mark": Habits(texts="shared", encoding="utf-8-sig"),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_month_reads_the_same(name: str) -> None:
    lines = read(imitated(PROGRAMS[name]))
    assert all(isinstance(line, Parsed) for line in lines), lines
    assert [line.record for line in lines if isinstance(line, Parsed)] == MONTH_OF_TWO


def test_a_cell_without_a_place_follows_the_one_before_it() -> None:
    rows = (
        '<row><c t="str"><v>A1</v></c><c r="D1"/><c t="str"><v>E1</v></c></row>'
        '<row><c/><c t="str"><v>B2</v></c></row>'
        '<row r="7"><c r="c7" t="str"><v>C7</v></c></row><row><c t="str"><v>A8</v></c></row>'
    )
    book = imitated(Habits(rows_below=rows), book=[{"name": "S", "rows": []}])
    (page,) = pages_of(io.BytesIO(book))
    cells = [cell for row in page.cells.values() for cell in row.values()]
    assert [(cell.coordinate, cell.value) for cell in cells] == [
        (name, name) for name in ("A1", "E1", "B2", "C7", "A8")
    ]
