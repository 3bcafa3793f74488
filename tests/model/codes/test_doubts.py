"""What is refused, what is doubted, and what is said of it in both languages."""

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from provenance.model.codes import (
    CONTROL_CODE,
    COUNTRY,
    CREDIT_CODE,
    CURRENCY,
    CUSTOMS_CODE,
    DATE,
    DECLARATION,
    ENTERPRISE,
    INVOICE,
    LICENCE,
    LOT,
    MONTH,
    PERIOD,
    QUOTA,
    RECORD,
    REGION,
    CodeRefusedError,
    Kind,
)
from provenance.model.errors import MisuseError
from provenance.words.table import Language

KINDS: list[Kind[Any]] = [
    CONTROL_CODE,
    COUNTRY,
    CREDIT_CODE,
    CURRENCY,
    CUSTOMS_CODE,
    DATE,
    DECLARATION,
    ENTERPRISE,
    INVOICE,
    LICENCE,
    LOT,
    MONTH,
    PERIOD,
    QUOTA,
    RECORD,
    REGION,
]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))


@every_kind
@pytest.mark.parametrize(
    "text",
    [
        "5.3012E+17",
        "5.3012e+17",
        "５．３０１２Ｅ＋１７",
        " 5.3012E+17\u200b",
        "5.3012E17",
        "5E+17",
        "####",
        "#REF!",
        "#n/a",
    ],
)
def test_what_has_lost_its_digits_is_refused(kind: Kind[Any], text: str) -> None:
    with pytest.raises(CodeRefusedError) as caught:
        kind.read(text)
    doubt = caught.value.doubt
    assert doubt.code == "DIGITS_LOST"
    assert "Text" in str(doubt.remedy)
    assert "文本" in doubt.remedy.said(Language.ZH)
    with pytest.raises(MisuseError, match="set the column to Text"):
        kind.asked(text)


def test_a_refusal_says_what_case_01_wants() -> None:
    with pytest.raises(CodeRefusedError) as caught:
        DECLARATION.read("5.3012E+17")
    assert f"id {caught.value}" == (
        "id is a number written as 5.3012E+17: its digits are lost;"
        " set the column to Text and take the number from the document"
    )
    assert "数字已丢失" in caught.value.doubt.reason.said(Language.ZH)


@pytest.mark.parametrize("text", ["5,3012E+17", "-5.3012E+17", "5.3012 × 10^17", "5.3012x10¹⁷"])
@pytest.mark.parametrize("kind", [DECLARATION, INVOICE, CREDIT_CODE, CUSTOMS_CODE])
def test_other_ways_to_write_an_exponent(kind: Kind[str], text: str) -> None:
    with pytest.raises(CodeRefusedError):
        kind.read(text)


@pytest.mark.parametrize(
    ("kind", "text", "doubted"),
    [
        (DECLARATION, "530120000000000000", True),
        (DECLARATION, "530120260000000000", True),
        (DECLARATION, "530120260000001000", True),
        (DECLARATION, "530120260000000100", False),
        (INVOICE, "26152000000012300000", True),
        (INVOICE, "26152000000012340000", False),
        (INVOICE, "110019413012345000", True),
        (LOT, "530120000000000000", True),
        (LICENCE, "530120000000000000", True),
        (LOT, "53012000000000000", False),
        (CREDIT_CODE, "913502007054911000", True),
        (ENTERPRISE, "913502007054911000", True),
        (CREDIT_CODE, "913502007054910000", True),
    ],
)
def test_zeros_after_fifteen_digits_are_doubted(kind: Kind[str], text: str, doubted: bool) -> None:
    found, doubts = kind.read(text)
    assert found == text
    assert ["DIGITS_DOUBTED" in doubt.code for doubt in doubts] == [True] * doubted
    assert kind.asked(text) == text  # it may be right


def test_a_credit_code_whose_check_digit_fits_may_end_in_zeros() -> None:
    from stdnum.cn import uscc

    body = next(
        f"9135020070549{n:02d}00" for n in range(100) if uscc.is_valid(f"9135020070549{n:02d}000")
    )
    assert CREDIT_CODE.read(body + "0").doubts == ENTERPRISE.read(body + "0").doubts == ()


@every_kind
@pytest.mark.parametrize(
    "text",
    ["", "  ", "\u200b\ufeff", "\x00", "1\x00", "\ud800", "a\udfff", "9" * 5000, "E" * 5000],
)
def test_what_cannot_be_kept_is_refused(kind: Kind[Any], text: str) -> None:
    with pytest.raises(CodeRefusedError):
        kind.read(text)


@every_kind
@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        [],
        {},
        b"1",
        10**15,
        10**5000,
        530120260000000042,
        5.3012e17,
        math.nan,
        math.inf,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("1E400000000"),
        1.5,
        -7,
    ],
    ids=lambda value: (
        repr(value)[:20]
        if not isinstance(value, int)
        else f"{value:.3e}"[:9]
        if value < 10**300
        else "long"
    ),
)
def test_what_is_no_text_nor_stands_for_one_is_refused(kind: Kind[Any], value: object) -> None:
    with pytest.raises(CodeRefusedError):
        kind.read(value)


@pytest.mark.parametrize("kind", [LOT, RECORD, LICENCE, QUOTA])
def test_a_bare_number_is_no_free_id(kind: Kind[str]) -> None:
    with pytest.raises(CodeRefusedError, match="must be text in quotes, got 7"):
        kind.read(7)


@pytest.mark.parametrize("kind", [LOT, RECORD])
@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\u2028b", "a\x85b"])
def test_ids_stand_on_one_line(kind: Kind[str], text: str) -> None:
    with pytest.raises(CodeRefusedError, match="tabs or line breaks"):
        kind.read(text)


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (COUNTRY, "Germny", "DEU"),
        (COUNTRY, "GER", "DEU"),
        (COUNTRY, "德围", "DEU"),
        (COUNTRY, "德意志联邦", "DEU"),
        (COUNTRY, "Phillipines", "PHL"),
        (COUNTRY, "Untied States", "USA"),
        (COUNTRY, "Wonderland", ""),
        (COUNTRY, "999", ""),
        (COUNTRY, "2.76", ""),
        (COUNTRY, "XX", ""),
        (COUNTRY, "欧盟", ""),
        (CURRENCY, "￥", "CNY"),
        (CURRENCY, "$", "USD"),
        (CURRENCY, "XXX", ""),
        (CURRENCY, "DEM", ""),
        (REGION, "15", "150000"),
        (REGION, "1502", "150200"),
        (REGION, "150203000000", "150203"),
        (REGION, "包头市", "150200"),
        (REGION, "龙南", "360783"),
        (REGION, "龙南县", "360783"),
        (REGION, "江西省赣州市龙南市", "360783"),
        (REGION, "内蒙古包头昆都仑区", "150203"),
        (REGION, "150299", "150200"),
        (REGION, "市辖区", ""),
        (REGION, "999999", ""),
        (REGION, "15020X", ""),
        (CUSTOMS_CODE, "77000000", ""),
        (CUSTOMS_CODE, "0046", ""),
    ],
)
def test_what_nobody_has_is_doubted_in_a_record_and_refused_in_a_question(
    kind: Kind[str], text: str, meant: str
) -> None:
    found, (doubt,) = kind.read(text)
    assert found == text
    assert (doubt.code, doubt.meant, doubt.impossible) == ("UNKNOWN", meant, True)
    assert kind.filed(text) == text
    assert kind.known(text) is None
    with pytest.raises(MisuseError, match=meant or "compare it with the document"):
        kind.asked(text)
    if meant:
        assert meant in doubt.remedy.said(Language.ZH)
        assert kind.asked(meant) == meant


@pytest.mark.parametrize(
    ("kind", "text", "code", "meant"),
    [
        (DECLARATION, "D1", "MALFORMED", ""),
        (DECLARATION, "53012026000000004", "MALFORMED", ""),
        (DECLARATION, "-530120260000000042", "MALFORMED", ""),
        (DECLARATION, "530120260000000.042", "MALFORMED", ""),
        (INVOICE, "12345678", "MALFORMED", ""),
        (CREDIT_CODE, "farm-a", "MALFORMED", ""),
        (CREDIT_CODE, "91510000MA62TE5T12", "CHECK_DIGIT", ""),
        (CREDIT_CODE, "9151OOOOMA62TE5T1F", "CHECK_DIGIT", "91510000MA62TE5T1F"),
        (CREDIT_CODE, "91510000MA62TESTIF", "CHECK_DIGIT", "91510000MA62TE5T1F"),
        (ENTERPRISE, "某贸易公司", "MALFORMED", ""),
        (CUSTOMS_CODE, "28", "MALFORMED", ""),
        (CUSTOMS_CODE, "28469", "MALFORMED", ""),
        (CUSTOMS_CODE, "ex 2846", "MALFORMED", ""),
        (CONTROL_CODE, "1C90", "MALFORMED", ""),
        (CONTROL_CODE, "Dy", "MALFORMED", ""),
    ],
)
def test_what_is_malformed_is_kept_and_doubted(
    kind: Kind[str], text: str, code: str, meant: str
) -> None:
    found, (doubt,) = kind.read(text)
    assert found == text
    assert (doubt.code, doubt.meant, doubt.impossible) == (code, meant, False)
    assert kind.asked(text) == text


@pytest.mark.parametrize(
    ("given", "words", "meant"),
    [
        ("5/3/2026", "does not begin with its year", ""),
        ("05.03.2026", "does not begin with its year", ""),
        ("5-3-26", "does not begin with its year", ""),
        ("26/3/5", "does not begin with its year", ""),
        ("46300", "is a number, not a date", "2026-10-05"),
        (46300, "is a number, not a date", "2026-10-05"),
        ("46300.0", "is a number, not a date", "2026-10-05"),
        ("2026-02-30", "is no day there is", ""),
        ("2026/13/5", "is no day there is", ""),
        ("0000-01-01", "is no day there is", ""),
        ("1899-12-31", "1900 to 2100", ""),
        ("2101-01-01", "1900 to 2100", ""),
        ("2026-10-10 08:00", "is a time", ""),
        ("2026-10-09T16:00:00.000Z", "is a time", ""),
        (datetime(2026, 10, 10, 8), "is a time", ""),
        ("Mar 5, 2026", "is no date", ""),
        ("2026-3", "is no date", ""),
        ("2026-03-05-07", "is no date", ""),
        ("yesterday", "is no date", ""),
    ],
)
def test_what_is_no_date(given: object, words: str, meant: str) -> None:
    with pytest.raises(CodeRefusedError, match=words) as caught:
        DATE.read(given)
    assert caught.value.doubt.meant == meant


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2026.1", "October that lost its zero"),
        ("2026-13", "is no month there is"),
        ("202600", "is no month there is"),
        ("2026-03-15", "is a day, not a month"),
        (date(2026, 3, 15), "is a day, not a month"),
        ("3/2026", "is no month"),
        ("Mar-26", "is no month"),
        ("2026 1 1", "is no month"),
        ("1989-12", "1990 to 2100"),
        ("0000-01", "1990 to 2100"),
    ],
)
@pytest.mark.parametrize("kind", [MONTH, PERIOD])
def test_what_is_no_month(kind: Kind[str], given: object, words: str) -> None:
    with pytest.raises(CodeRefusedError, match=words):
        kind.read(given)


@every_kind
def test_kinds_are_named_in_both_languages(kind: Kind[Any]) -> None:
    assert not kind.name.said(Language.ZH).isascii()
    assert str(kind.name).isascii()
