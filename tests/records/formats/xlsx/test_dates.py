"""Which numbers are dates: every built-in format and codes of many kinds, in a whole workbook."""

from datetime import date, datetime, time

import pytest

from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.xlsx.cells import SINCE_1900, SINCE_1904, date_of, iso_date
from provenance.records.formats.xlsx.number_formats import is_date, is_date_code
from tests.records.formats.xlsx.imitation import Habits, imitated
from tests.records.formats.xlsx.kit import filled, read

MONTH_OF_TWO = filled().records()
# As programs set to Chinese, Japanese and Korean have them (ECMA-376 Part 1, 18.8.30).
BUILT_IN = [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]

DATES = [
    "yyyy-mm-dd",
    "yyyy/m/d;@",
    'yyyy"年"m"月"d"日"',
    'yyyy"年"m"月"d"日";@',
    "yyyy\\年m\\月d\\日",
    'm"月"d"日"',
    "[$-804]aaaa",
    "[$-804]aaa;@",
    "[$-409]d-mmm-yy;@",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
    "[$-x-sysdate]dddd, mmmm dd, yyyy",
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
    '[$-411]ggge"年"m"月"d"日"',
    "[$-411]ge.m.d;@",
    '[$-404]e"年"m"月"d"日"',
    '[$-412]yyyy"년" m"월" d"일"',
    "[$-D070000]d/mm/bbbb",
    "B2dd/mm/yyyy",
    "e/m/d",
    "d",
    "mmm",
    "mm/dd/yyyy hh:mm:ss.000",
    "[h]:mm:ss",
    "mm:ss.0",
    '上午/下午h"时"mm"分"',
    "h:mm AM/PM",
    'yyyy-mm-dd"T"hh:mm:ss"Z"',
    '"on 0" yyyy',
    "[Red]yyyy-mm-dd",
    '[=0]"";yyyy-mm-dd',
    'yyyy-mm-dd;;""',
    "YYYY-MM-DD",
    'yyyy"-"mm"-"dd',
    "mmm_-yy",
]

NUMBERS = [
    "General",
    "GENERAL",
    "G/通用格式",
    "G/標準",
    "Standard",
    'General" kg"',
    "@",
    "0",
    "0.00",
    "#,##0.###",
    "#,##0.00_);[Red]\\(#,##0.00\\)",
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_',
    "0.00E+00",
    "##0.0E+0",
    "# ?/?",
    "0%",
    '0"天"',
    '0" days"',
    '0 "kg"',
    "0.000 kg",
    "[$¥-804]#,##0.00",
    "[$USD] #,##0.00",
    "[DBNum2][$-804]General",
    '[>=1000]#,##0,"K";0',
    "[Yellow]0",
    "[黑色]0",
    '"yyyy-mm-dd"',
    "\\y\\m\\d",
    ";;;",
    '"d";"m"',
    "0;yyyy",
]


@pytest.mark.parametrize("format", [*BUILT_IN, *DATES])
def test_a_date_is_one_in_any_format_for_dates(format: int | str) -> None:
    assert is_date_code(format) if isinstance(format, str) else is_date(format, {})
    lines = read(imitated(Habits(date_format=format)))
    assert [line.record for line in lines if isinstance(line, Parsed)] == MONTH_OF_TWO


OTHERS = sorted({*range(50), *range(50, 100), *range(164, 200)} - {*BUILT_IN})


@pytest.mark.parametrize("format", [*OTHERS, *NUMBERS])
def test_a_number_is_none(format: int | str) -> None:
    assert not (is_date_code(format) if isinstance(format, str) else is_date(format, {}))


@pytest.mark.parametrize("format", NUMBERS)
def test_a_number_where_a_date_belongs_is_answered(format: str) -> None:
    lines = read(imitated(Habits(date_format=format)))
    assert lines
    assert all(isinstance(line, Rejection) and "应为日期" in line.reason for line in lines)


def test_a_code_in_the_file_goes_before_what_is_built_in() -> None:
    assert not is_date(31, {31: "0.00"})
    assert is_date(5, {5: "yyyy-mm-dd"})


@pytest.mark.parametrize(
    ("days", "since", "moment"),
    [
        (46_300, SINCE_1900, datetime(2026, 10, 5)),
        (46_300.5, SINCE_1900, datetime(2026, 10, 5, 12)),
        (46_299.99999999999, SINCE_1900, datetime(2026, 10, 5)),
        (44_838, SINCE_1904, datetime(2026, 10, 5)),
        (1, SINCE_1900, datetime(1900, 1, 1)),
        (59, SINCE_1900, datetime(1900, 2, 28)),
        (61, SINCE_1900, datetime(1900, 3, 1)),
        (0, SINCE_1904, datetime(1904, 1, 1)),
        (0.75, SINCE_1900, time(18)),
        (2_958_465, SINCE_1900, datetime(9999, 12, 31)),
        (2_958_466, SINCE_1900, None),
        (2_958_465.9999999999, SINCE_1900, None),
        (2_957_004, SINCE_1904, None),
        (-1, SINCE_1900, None),
        (1e300, SINCE_1900, None),
        (float("nan"), SINCE_1900, None),
    ],
)
def test_days_are_counted_from_where_the_workbook_says(
    days: float, since: datetime, moment: object
) -> None:
    assert date_of(days, since) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05",
        "20261005",
        " 2026-10-05 ",
        "2026-10-05T00:00:00",
        "2026-10-05T00:00:00.000",
        "2026-10-05T00:00:00Z",
        "2026-10-05T00:00:00.000Z",
        "2026-10-05T00:00:00+08:00",
        "2026-10-04T23:59:59.9999999",
    ],
)
def test_a_date_written_out_is_that_day(text: str) -> None:
    assert iso_date(text) == datetime(2026, 10, 5)


def test_what_is_no_date_written_out_stays_a_text() -> None:
    assert iso_date("5/10/2026") == "5/10/2026"
    assert iso_date("T08:30:00Z") == time(8, 30)


def test_a_strict_workbook_with_an_odd_date_is_answered_at_its_cell() -> None:
    odd = '<c r="B4" t="d"><v>2026-10-32</v></c>'
    (line,) = read(imitated(Habits(iso=True), {("开采 Extraction", "B4"): odd}))
    assert isinstance(line, Rejection)
    assert line.words.startswith("开采 Extraction!B4: 日期写成了文本 “2026-10-32”")


def test_a_date_no_calendar_has_is_an_error_of_its_cell() -> None:
    far = '<c r="B4" s="1"><v>99999999</v></c>'
    (line,) = read(imitated(cells={("开采 Extraction", "B4"): far}))
    assert isinstance(line, Rejection)
    assert "B4: 单元格是错误值" in line.words
    assert date(9999, 12, 31).toordinal() - date(1899, 12, 30).toordinal() == 2_958_465
