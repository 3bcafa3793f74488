"""What people write of each number and code, and the one value it has."""

from datetime import UTC, date, datetime
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
    Read,
)

NUMBER = "530120260000000042"
CODE = "91510000MA62TE5T1F"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"  {NUMBER}\t",
        "5301 2026 0000 0000 42",
        "5301\u30002026\u20090000\u00a00000\u202f42",
        "5301-2026-0-000000042",
        "5301–2026—0−000000042",
        "530,120,260,000,000,042",
        "530，120，260，000，000，042",
        "530'120'260'000'000'042",
        "５３０１２０２６００００００００４２",
        f"\ufeff{NUMBER}\u200b",
        "5301\u200d2026\u20600000\u00ad0000\u202c42",
        f"{NUMBER}.0",
        f"{NUMBER}．００",
        f"'{NUMBER}",
        f'="{NUMBER}"',
        f"“{NUMBER}”",
        "530120260\n000000042",
    ],
)
def test_a_declaration_is_its_digits(text: str) -> None:
    assert DECLARATION.read(text) == Read(NUMBER)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2615 2000 0000 1234 5679", "26152000000012345679"),
        ("2615-2000-0000-1234-5679", "26152000000012345679"),
        ("1100194130/12345678", "110019413012345678"),
        ("1100194130 12345678", "110019413012345678"),
        ("011001900111-12345678", "01100190011112345678"),
        ("011001900111：12345678", "01100190011112345678"),
    ],
)
def test_an_invoice_is_its_digits(text: str, number: str) -> None:
    assert INVOICE.read(text) == Read(number)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        "91510000ma62TE5t1f",
        "9151 0000 MA62 TE5T 1F",
        "91-510000-MA62TE5T1-F",
        "９１５１００００ｍａ６２ｔｅ５ｔ１ｆ",
        f"\u202a{CODE}\u202c",
        f'="{CODE}"',
    ],
)
@pytest.mark.parametrize("kind", [CREDIT_CODE, ENTERPRISE])
def test_a_credit_code_has_capital_letters_only(kind: Kind[str], text: str) -> None:
    assert kind.read(text) == Read(CODE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3122961234", "3122961234"),
        ("31229 61234", "3122961234"),
        ("31229689c2", "31229689C2"),
        (3122961234, "3122961234"),
        ("3122961234.0", "3122961234"),
        ("70146362-2", "701463622"),
        ("701463622", "701463622"),
        ("12-345-6789", "123456789"),
        ("213800kud8lajwsq9d15", "213800KUD8LAJWSQ9D15"),
        ("2138 00KU D8LA JWSQ 9D15", "213800KUD8LAJWSQ9D15"),
        ("150000 000 012 345", "150000000012345"),
    ],
)
def test_other_numbers_of_an_enterprise_read_the_same_wherever_they_stand(
    text: object, number: str
) -> None:
    assert ENTERPRISE.read(text) == Read(number)
    assert CREDIT_CODE.read(text).value == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("26-EL-000123", "26-EL-000123"),
        ("26el000123", "26-EL-000123"),
        ("26 – el – 000123", "26-EL-000123"),
        ("２６－ＥＬ－０００１２３", "26-EL-000123"),
        ("2026 字第 7 号", "2026字第7号"),
        ("https://licences.example/26-el-1", "https://licences.example/26-el-1"),
    ],
)
def test_licences(text: str, number: str) -> None:
    assert LICENCE.read(text) == Read(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Q-2026-M-001", "Q-2026-M-001"),
        ("Ｑ－２０２６－Ｍ－００１", "Q-2026-M-001"),
        ("工信部原函〔2026〕 1 号", "工信部原函〔2026〕1号"),
        ("q 1", "q1"),
        ("urn:example:quota:a", "urn:example:quota:a"),
    ],
)
def test_quotas(text: str, number: str) -> None:
    assert QUOTA.read(text) == Read(number)


@pytest.mark.parametrize("kind", [LOT, RECORD])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" C1\u3000", "C1"),
        ("\ufeffC\u200b1", "C1"),
        ("c1", "c1"),
        ("LOT 1", "LOT 1"),
        ("批次－１", "批次－１"),
        ("007", "007"),
        ("7.0", "7.0"),
        ("12E5", "12E5"),
        ("24E-3", "24E-3"),
        ("1-2", "1-2"),
        ("91150000701463622D/LOT-001", "91150000701463622D/LOT-001"),
        ("https://id.gs1.org/01/0950600?x=%20y", "https://id.gs1.org/01/0950600?x=%20y"),
        ("urn:epc:id:sgtin:0614141.812345.6789", "urn:epc:id:sgtin:0614141.812345.6789"),
    ],
)
def test_ids_of_lots_and_records_are_only_freed_of_what_cannot_be_seen(
    kind: Kind[str], text: str, value: str
) -> None:
    assert kind.read(text) == Read(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2846.90", "284690"),
        ("2846.90.99", "28469099"),
        ("2846.9099", "28469099"),
        ("2846.9099.90", "2846909990"),
        ("2846.90.19.99", "2846901999"),
        ("2846．90。99", "28469099"),
        ("28 46 90 99", "28469099"),
        ("2846-9099", "28469099"),
        ("28-46.90.99", "28469099"),
        ("28469099.0", "28469099"),
        (28469099, "28469099"),
        (28469099.0, "28469099"),
        (Decimal("28469099.00"), "28469099"),
        ("２８４６９０９９９０", "2846909990"),
        ("2846", "2846"),
        ("2846.00", "284600"),
        ("2846909990105", "2846909990105"),
    ],
)
def test_customs_codes_are_digits(text: object, code: str) -> None:
    assert CUSTOMS_CODE.read(text) == Read(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1c902", "1C902"),
        ("1C902.A", "1C902.a"),
        ("1C902a", "1C902.a"),
        ("1C 902 . a", "1C902.a"),
        ("１Ｃ９０２．ａ", "1C902.a"),
        ("1C902。a", "1C902.a"),
        ("1C902-a", "1C902.a"),
        ("1c902A1", "1C902.a.1"),
        ("1C902.a.1", "1C902.a.1"),
        ("1E902", "1E902"),
    ],
)
def test_control_codes(text: str, code: str) -> None:
    assert CONTROL_CODE.read(text) == Read(code)


@pytest.mark.parametrize(
    "text", ["150203", 150203, "150203.0", "１５０２０３", "150 203", "1502-03", "\u200e150203"]
)
def test_regions(text: object) -> None:
    assert REGION.read(text) == Read("150203")


@pytest.mark.parametrize("code", ["100000", "360727", "360783", "710000", "810000", "460001"])
def test_codes_of_before_and_of_everywhere_are_regions(code: str) -> None:
    assert REGION.read(code) == Read(code)


COUNTRIES = {
    "DEU": "DE de Deu 276 276.0 德国 德國 联邦德国 德意志联邦共和国 Germany GERMANY ＤＥ",
    "USA": "US U.S. U.S.A. usa 840 美国 美國 美利坚合众国 America",
    "KOR": "KR 410 韩国 南韩 大韩民国 韓國",
    "PRK": "KP 朝鲜 DPRK 朝鲜民主主义人民共和国",
    "JPN": "JP 日本 日本国 Japan",
    "TWN": "TW 台湾 台灣 臺灣 中国台湾 中国台湾省 Taiwan 台湾省",
    "HKG": "HK 香港 中国香港 香港特别行政区 中国香港特别行政区",
    "MAC": "MO 澳门 中国澳门 澳門 Macao Macau",
    "VNM": "VN 越南 Vietnam",
    "MMR": "MM 缅甸 Burma Myanmar 104",
    "LAO": "LA 老挝 Laos",
    "GBR": "GB UK U.K. 英国 826",
    "RUS": "RU 俄罗斯 俄罗斯联邦 Russia",
    "NLD": "NL 荷兰 Holland Netherlands",
    "ARE": "AE UAE 阿联酋 阿拉伯联合酋长国",
    "TUR": "TR 土耳其 Turkey Türkiye TURKIYE",
    "CIV": "CI 科特迪瓦 象牙海岸",
    "CHN": "CN 中国 中國 中华人民共和国 PRC China 156",
    "AUS": "AU 澳大利亚 澳洲 36 036",
    "AFG": "4 004 阿富汗",
    "EST": "爱沙尼亚 Estonia",
    "MYS": "马来西亚 Malaysia",
    "COD": "刚果（金） 刚果(金) DRC",
    "COG": "刚果（布） 刚果 Congo",
    "XKX": "科索沃 Kosovo",
}
LONGER = [
    ("Federal Republic of Germany", "DEU"),
    ("United States of America", "USA"),
    ("the United States", "USA"),
    ("Korea, Republic of", "KOR"),
    ("Republic of Korea", "KOR"),
    ("SOUTH KOREA", "KOR"),
    ("Viet Nam", "VNM"),
    ("The Netherlands", "NLD"),
    ("Hong Kong, China", "HKG"),
    ("Côte d'Ivoire", "CIV"),
    ("Cote d’Ivoire", "CIV"),
    ("Bosnia & Herzegovina", "BIH"),
    ("St. Lucia", "LCA"),
    ("Myanmar (Burma)", "MMR"),
    ("德国(DEU)", "DEU"),
    ("（DEU）德国", "DEU"),
    ("DE-德国", "DEU"),
    ("DEU Germany", "DEU"),
    ("Germany (DE)", "DEU"),
    ("276 德国", "DEU"),
    ("中国 台湾", "TWN"),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [(text, code) for code, texts in COUNTRIES.items() for text in [code, *texts.split()]] + LONGER,
)
def test_a_country_in_chinese_english_letters_and_numbers(text: str, code: str) -> None:
    assert COUNTRY.read(text) == Read(code)
    assert COUNTRY.read(f" {text}\u200b\u3000") == Read(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (text, code)
        for code, texts in {
            "CNY": "cny 156 人民币 人民币元 RMB 元 Yuan",
            "USD": "840 US$ 美元 美金",
            "EUR": "欧元 € Euro 978.0",
            "JPY": "日元 日圆 yen",
            "HKD": "港币 港元 HK$",
            "KRW": "韩元 韩币",
        }.items()
        for text in [code, *texts.split()]
    ]
    + [("US Dollar", "USD"), ("USD 美元", "USD"), ("人民币（CNY）", "CNY")],
)
def test_a_currency_in_chinese_english_letters_and_numbers(text: str, code: str) -> None:
    assert CURRENCY.read(text) == Read(code)


@pytest.mark.parametrize(
    "given",
    [
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026/03/05",
        "2026.3.5",
        "2026。3。5",
        "20260305",
        20260305,
        "20260305.0",
        "2026年3月5日",
        "2026年03月05日",
        "2026年3月5号",
        "2026 年 3 月 5 日",
        "2026年3月5日 星期四",
        "2026年3月5日(四)",
        "二〇二六年三月五日",
        "2026 3 5",
        "２０２６／３／５",
        "\u200e2026\u200e/3\u200e/5",
        "2026–03–05",
        "2026-03-05 00:00:00",
        "2026-03-05T00:00:00",
        "2026-03-05T00:00:00.000Z",
        "2026-03-05T00:00:00+08:00",
        "2026/3/5 0:00",
        "2026/3/5 12:00:00 AM",
        "2026/3/5\u202f12:00\u202fam",
        "2026/3/5 上午12:00:00",
        date(2026, 3, 5),
        datetime(2026, 3, 5),
        datetime(2026, 3, 5, tzinfo=UTC),
    ],
)
def test_a_date_with_its_year_first(given: object) -> None:
    assert DATE.read(given) == Read(date(2026, 3, 5))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年十月二十一日", date(2026, 10, 21)),
        ("二○二六年十二月三十一日", date(2026, 12, 31)),
        ("2026/10/10", date(2026, 10, 10)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_other_dates(text: str, day: date) -> None:
    assert DATE.read(text) == Read(day)


@pytest.mark.parametrize("kind", [MONTH, PERIOD])
@pytest.mark.parametrize(
    "given",
    [
        "2026-03",
        "2026-3",
        "2026/3",
        "2026.3",
        "2026.03",
        "202603",
        202603,
        "2026年3月",
        "2026年03月份",
        "2026 年 3 月",
        "二〇二六年三月",
        "２０２６年３月",
        "2026-03-01",
        "2026/3/1 0:00",
        datetime(2026, 3, 1),
    ],
)
def test_a_month(kind: Kind[str], given: object) -> None:
    assert kind.read(given) == Read("2026-03")


@pytest.mark.parametrize(
    "given", ["2026", 2026, "2026.0", 2026.0, "2026年", "2026 年度", "２０２６"]
)
def test_a_year_is_a_period(given: object) -> None:
    assert PERIOD.read(given) == Read("2026")
    with pytest.raises(CodeRefusedError):
        MONTH.read(given)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (DECLARATION, NUMBER),
        (INVOICE, "26152000000012345679"),
        (CREDIT_CODE, CODE),
        (CUSTOMS_CODE, "28469099"),
        (CONTROL_CODE, "1C902.a"),
        (COUNTRY, "DEU"),
        (CURRENCY, "CNY"),
        (REGION, "150203"),
        (MONTH, "2026-03"),
        (DATE, date(2026, 3, 5)),
    ],
)
def test_what_is_canonical_stays(kind: Kind[Any], value: object) -> None:
    assert kind.read(value) == Read(value)
    assert kind.asked(value) == value
