"""What cells hold: empty texts, numbers with noise, characters that XML cannot hold."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.template.pages import put
from provenance.records.formats.xlsx.cells import SheetCell, decoded, encoded, is_empty
from provenance.records.formats.xlsx.layout import Column, Reads
from provenance.records.formats.xlsx.mistakes import CellError
from provenance.records.formats.xlsx.opening import pages_of
from provenance.records.formats.xlsx.parts import MOST_CELLS
from provenance.records.formats.xlsx.sheets import EXTRACTION, TRANSFER
from provenance.records.formats.xlsx.values import Reading, value_of
from tests.records.formats.xlsx.described import described
from tests.records.formats.xlsx.imitation import Cells, Habits, imitated
from tests.records.formats.xlsx.kit import EXTRACTED, SOLD, Filled, filled, read

MONTH_OF_TWO = filled().records()
MINE, SALES = EXTRACTION.title, TRANSFER.title

# --- Empty texts

EMPTY = {
    "inline": '<c r="{}" t="inlineStr"><is><t></t></is></c>',
    "inline without text": '<c r="{}" t="inlineStr"><is/></c>',
    "shared": '<c r="{}" t="s"><v>0</v></c>',
    "a result without its formula": '<c r="{}" t="str"><v></v></c>',
    "without content": '<c r="{}" t="s"/>',
    "a number of no digits": '<c r="{}"><v></v></c>',
    "spaces": '<c r="{}" t="str"><v>  \u3000\u00a0 </v></c>',
    "a line break": '<c r="{}" t="str"><v>_x000D_&#10;</v></c>',
    "what nobody sees": '<c r="{}" t="str"><v>\u200b\ufeff</v></c>',
    "a text read aloud": '<c r="{}" t="inlineStr"><is><rPh sb="0" eb="1"><t>a</t></rPh></is></c>',
}
# The first column of each kind that a month may leave empty, and cells below and beside tables.
PLACES = {
    "text": (MINE, "D4"),
    "id": (MINE, "E4"),
    "kg": (MINE, "J4"),
    "word": (MINE, "L4"),
    "share": (MINE, "N4"),
    "invoices": (SALES, "E4"),
    "flag": (SALES, "J4"),
    "row below": (MINE, "A5"),
    "date below": (MINE, "B6"),
    "far below": (SALES, "G9"),
    "above": (MINE, "C1"),
}


def _kinds_left_empty() -> set[Reads]:
    columns = (*EXTRACTION.columns, *TRANSFER.columns)
    return {*(column.reads for column in columns if not column.required), Reads.SHARE}


def test_the_places_are_of_all_kinds_that_may_be_empty() -> None:
    assert _kinds_left_empty() == {
        Reads.TEXT,
        Reads.ID,
        Reads.KG,
        Reads.WORD,
        Reads.SHARE,
        Reads.IDS,
        Reads.FLAG,
    }


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("how", EMPTY)
def test_an_empty_text_is_an_empty_cell(how: str, where: str) -> None:
    sheet, place = PLACES[where]
    texts = f'<sst xmlns="{Habits().space}"><si><t/></si></sst>'
    habits = Habits(extra={"xl/sharedStrings.xml": texts, "xl/_rels/workbook.xml.rels": _rels()})
    lines = read(imitated(habits, {(sheet, place): EMPTY[how].format(place)}))
    assert [line.record for line in lines if isinstance(line, Parsed)] == MONTH_OF_TWO, lines


def _rels() -> str:
    """The relations of an imitation, and its texts among them."""
    with zipfile.ZipFile(io.BytesIO(imitated())) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels").decode()
    kind = f"{Habits().relations}/sharedStrings"
    one = f'<Relationship Id="t" Type="{kind}" Target="sharedStrings.xml"/>'
    return rels.replace("</Relationships>", one + "</Relationships>")


@pytest.mark.parametrize("formula", ['<f>""</f>', "<f/>", '<f t="shared" si="0"/>'])
def test_a_formula_that_shows_nothing_is_answered_and_its_remedy_helps(formula: str) -> None:
    cell = f'<c r="L4" t="str">{formula}<v></v></c>'
    (line,) = read(imitated(cells={(MINE, "L4"): cell}))
    assert isinstance(line, Rejection)
    assert "“选择性粘贴 → 数值”" in line.remedy
    pasted = '<c r="L4" t="str"><v></v></c>'
    assert len(read(imitated(cells={(MINE, "L4"): pasted}))) == 2


def test_a_formula_is_told_by_its_text_where_it_was_written_once_for_many() -> None:
    cells = {
        (SALES, "G4"): '<c r="G4"><f t="shared" ref="G4:G5" si="3">H4*3</f><v>3</v></c>',
        (SALES, "H4"): '<c r="H4"><f t="shared" si="3"/><v>9</v></c>',
    }
    words = [line.words for line in read(imitated(cells=cells)) if isinstance(line, Rejection)]
    assert ["=H4*3" in one for one in words] == [True, True]


def test_formatted_cells_without_content_count_for_nothing() -> None:
    row = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCDEFGHIJKLMNOPQRST")
    rows = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(100, 1_600))
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert MOST_CELLS < 13 * 20 * 1_500
    assert len(read(imitated(Habits(rows_below=rows + far)))) == 2


# --- Numbers

KG = next(column for column in EXTRACTION.columns if column.reads is Reads.KG)


def _kg(value: Any) -> object:
    return value_of(SheetCell(4, 9, value), KG, Reading("2026-10"))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1200.1 * 3, "3600.3"),
        (4.35 * 100, "435"),
        (0.1 + 0.2, "0.3"),
        (1.1 * 1.1 * 100, "121"),
        (99_999_999.999 + 0.001, "100000000"),
        (3600.3, "3600.3"),
        (12, "12"),
        (1e3, "1000"),
    ],
)
def test_a_number_is_what_fifteen_digits_show(value: float, says: str) -> None:
    assert _kg(value) == Decimal(says)


@pytest.mark.parametrize("value", [3600.2995, 3600.2999, 12.0004, 0.0005, 3600.29999999])
def test_more_decimals_than_there_are_grams_stay_refused(value: float) -> None:
    with pytest.raises(CellError, match="小数超过 3 位"):
        _kg(value)


GRAMS = st.integers(1, 10**9).map(lambda grams: Decimal(grams) / 1000)


@given(st.lists(GRAMS, min_size=1, max_size=20), st.integers(1, 50))
def test_what_a_spreadsheet_computed_of_grams_is_their_sum(
    masses: list[Decimal], times: int
) -> None:
    assert _kg(sum(float(mass) for mass in masses)) == sum(masses)
    assert _kg(float(masses[0]) * times) == masses[0] * times


@pytest.mark.parametrize("text", ["3600.2999999999997", "3.6003E3", "+3600.3", "36003e-1"])
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    lines = read(imitated(cells={(MINE, "I4"): f'<c r="I4"><v>{text}</v></c>'}))
    assert isinstance(lines[0], Parsed)
    assert str(lines[0].record.output.reo_kg) == "3600.300"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["NaN", "INF", "1,200", "1 200", "1e999", "--1", "0x10", "１２"])
def test_what_is_no_number_is_answered_at_its_cell(text: str) -> None:
    (line,) = read(imitated(cells={(MINE, "I4"): f'<c r="I4"><v>{text}</v></c>'}))
    assert isinstance(line, Rejection)
    assert str(line.cell) == f"{MINE}!I4"


# --- Characters that XML cannot hold

STORED = {
    "inline": '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>',
    "in two fonts": '<c r="{}" t="inlineStr"><is><r><t>{}</t></r><r><t/></r></is></c>',
    "a result": '<c r="{}" t="str"><v>{}</v></c>',
    "of a type nobody knows": '<c r="{}" t="new"><v>{}</v></c>',
}
ONE, TWO = "26152000000012345679", "26152000000012345680"


@pytest.mark.parametrize("how", STORED)
@pytest.mark.parametrize(
    "between",
    [
        "_x000D_\n",
        "_x000d_&#10;",
        "_x000A_",
        "_x000D_",
        "&#13;&#10;",
        "\n",
        "_x003B_",
        ",",
        "，",
        "、",
    ],
)
def test_two_invoices_in_a_cell_are_two(between: str, how: str) -> None:
    cell = STORED[how].format("E4", f"{ONE}{between}{TWO}")
    lines = read(imitated(cells={(SALES, "E4"): cell}))
    assert isinstance(lines[1], Parsed), lines
    assert lines[1].record.invoices == (ONE, TWO)  # type: ignore[union-attr]


def test_texts_that_cells_refer_to_are_decoded_as_well() -> None:
    book = filled(lambda b: b.type(TRANSFER, 4, {**SOLD, "invoices": f"{ONE}_x000D_{TWO}"}))
    lines = read(imitated(Habits(texts="shared"), book=described(book)))
    assert isinstance(lines[1], Parsed)
    assert lines[1].record.invoices == (ONE, TWO)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("_x0041_", "A"),
        ("_x4e2d_", "中"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x005F_", "_"),
        ("a_x005f_x005f_x0041_", "a_x005fA"),
        ("_xD83D__xDE00_", "😀"),
        ("_x41_", "_x41_"),
        ("_X0041_", "_X0041_"),
        ("x_x004_", "x_x004_"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("_xD83D_", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_characters_written_as_codes_are_themselves(text: str, says: str) -> None:
    assert decoded(text) == says


CODE_LIKE = st.lists(st.sampled_from(["_x0041_", "_x005F_", "x0041_", "_x", "_", "x", "中"]))


@given(CODE_LIKE.map("".join))
def test_what_is_encoded_is_decoded_to_itself(text: str) -> None:
    assert decoded(encoded(text)) == text


def test_a_template_gives_back_what_looks_like_a_code() -> None:
    book = Filled()
    page = book.page(EXTRACTION)
    put(page, 4, 1, "E_x0041_")
    (sheet,) = [p for p in pages_of(io.BytesIO(book.save())) if p.title == MINE]
    assert sheet.cells[4][1].value == "E_x0041_"


@given(
    st.text(alphabet=st.sampled_from(" \t\n\u3000\u00a0\u200b\u200e\ufeff\u2060\u00ad\u2800\u3164"))
)
def test_what_nobody_sees_is_empty(text: str) -> None:
    assert is_empty(text)
    assert not is_empty(text + "0")


def test_other_types_of_cells_are_told_from_texts() -> None:
    wrong: Cells = {
        (MINE, "I4"): '<c r="I4" t="b"><v>1</v></c>',
        (SALES, "G4"): '<c r="G4" t="e"><v>#DIV/0!</v></c>',
    }
    words = [line.words for line in read(imitated(cells=wrong)) if isinstance(line, Rejection)]
    assert "True where a number belongs" in words[0].replace("“", "").replace("”", "")
    assert "the error value #DIV/0!" in words[1]
    assert EXTRACTED["id"] == "E-1"


def test_columns_of_every_kind_are_read_from_cells_of_our_own() -> None:
    column = Column("x", "x", "x", Reads.ID)
    assert value_of(SheetCell(1, 28, "7"), column, Reading("2026-10")) == "7"
    assert SheetCell(1, 28, "7").coordinate == "AB1"
